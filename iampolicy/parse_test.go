package iampolicy_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

func ExampleParse() {
	text := `{"Version":"2012-10-17","Statement":[{"Effect":"allow","Action":"ecr:*","Resource":"*"}]}`
	_, err := iampolicy.Parse([]byte(text))
	fmt.Println(err)
	var pe *iampolicy.ParseError
	if errors.As(err, &pe) {
		fmt.Println(pe.Offset, pe.Pointer)
	}
	_, err = iampolicy.Parse([]byte(`{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resources":"*"}]}`))
	fmt.Println(err)
	// Output:
	// iampolicy.Parse: /Statement/0/Effect (byte 47): unknown Effect "allow"; write "Allow"
	// 47 /Statement/0/Effect
	// iampolicy.Parse: /Statement/0/Resources (byte 49): unknown member "Resources"; write "Resource"
}

const requiredPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:` +
	`BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`

// in is a document whose only statement has these members beside Effect and Action.
func in(members string) string {
	return `{"Statement":[{"Effect":"Allow","Action":"a:B",` + members + `}]}`
}

// accepted are documents in AWS's member order, so that each is its own round trip.
var accepted = []struct{ doc, why string }{
	{requiredPolicy, "the policy that ECS needs"},
	{`{"Statement":[]}`, "no statement in the list: AWS suggests, does not refuse"},
	{`{"Statement":{"Effect":"Deny","NotAction":"a:B"}}`, "one statement without a list"},
	{`{"Version":"2008-10-17","Id":"x","Statement":[{"Effect":"Allow","Action":[]}]}`, "the older version, an Id, an empty list"},
	{`{"Id":"","Statement":[{"Sid":"","Effect":"Allow","Action":["a:B"]}]}`, "empty Id and Sid, a list of one"},
	{in(`"Resource":[]`), "an empty list of resources"},
	{in(`"NotResource":["a","b","a"]`), "order and repetition of a list"},
	{in(`"Condition":{}`), "a Condition without operators"},
	{in(`"Condition":{"StringEquals":{}}`), "an operator without keys"},
	{in(`"Condition":{"StringEquals":{"":"x"},"Bool":{}}`), "an empty key is not an operator without keys"},
	{in(`"Condition":{"StringEquals":{"k":[]}}`), "a key without values"},
	{
		in(`"Condition":{"Bool":{"b":true,"c":["true",false]},"NumericLessThan":{"n":1e2,"m":[1.0,-0,12345678901234567890]}}`),
		"Booleans, and numbers as spelled",
	},
	{in(`"Condition":{"NumericEquals":{"b":1,"a":2},"Bool":{"x":true}}`), "operators and keys keep their order"},
	{`{"Statement":[{"Effect":"Allow","Principal":"*","Action":"a:B"}]}`, "everyone"},
	{`{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"a:B"}]}`, "everyone as trust policies say it"},
	{`{"Statement":[{"Effect":"Allow","Principal":{},"Action":"a:B"}]}`, "no principal at all"},
	{
		`{"Statement":[{"Effect":"Allow","Principal":{"AWS":["1","2"],"Service":"s","Federated":"f","CanonicalUser":[]},"Action":"a:B"}]}`,
		"every type of principal",
	},
	{`{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":["1"]},"Action":"a:B"}]}`, "everyone else"},
	{in(`"Resource":"<&>'\"\\\n\r\t\u0000\u001f` + "\u007f\u00ff\u2028\U0001F600\ufffd" + `"`), "no HTML escapes; what must be escaped is"},
}

func TestParseRoundTrip(t *testing.T) {
	for _, c := range accepted {
		d, err := iampolicy.Parse([]byte(c.doc))
		require.NoError(t, err, c.why)
		require.Equal(t, c.doc, string(d.AppendJSON(nil)), c.why)
		require.NoError(t, d.Validate(), c.why)
		again, err := iampolicy.Parse(d.AppendJSON(nil))
		require.NoError(t, err, c.why)
		require.Equal(t, d, again, c.why)
	}
}

// TestParseSpelling: other spellings of the same JSON value.
func TestParseSpelling(t *testing.T) {
	for _, c := range []struct{ doc, want, why string }{
		{" \t\r\n{ \"Statement\" : [ { \"Action\" : [ \"a:B\" , \"a:C\" ] , \"Effect\" : \"Allow\" } ] } \n", `{"Statement":[{"Effect":` +
			`"Allow","Action":["a:B","a:C"]}]}`, "white space; AWS's member order"},
		{`{"Statement":[],"Version":"2012-10-17"}`, `{"Version":"2012-10-17","Statement":[]}`, "Version comes first"},
		{`{"\u0053tatement":[{"Effect":"\u0041llow","Action":"\ud83d\ude00\/\b\f\u00e9"}]}`, `{"Statement":[{"Effect":"Allow","Action":` +
			`"😀/\u0008\u000cé"}]}`, "escapes"},
		{in(`"Principal":{"Service":"s","AWS":"a"}`), `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"a","Service":"s"},"Action":"a:B"}]}`,
			"types of principals have no order"},
	} {
		d, err := iampolicy.Parse([]byte(c.doc))
		require.NoError(t, err, c.why)
		require.Equal(t, c.want, d.String(), c.why)
		require.JSONEq(t, c.doc, d.String(), c.why)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		doc     string
		offset  int64
		pointer string
		says    string // in the error
	}{
		{``, 0, "", "empty"},
		{" \n", 2, "", "empty"},
		{`[{"Statement":[]}]`, 0, "", "out of the list"},
		{`"{\"Statement\":[]}"`, 0, "", "decode the string"},
		{`%7B%22Statement%22`, 0, "", "ParseEncoded"},
		{"\ufeff{}", 0, "", "byte order mark"},
		{`null`, 0, "", `found null; write {"Version":`},
		{" null", 1, "", "a policy that does not exist"},
		{`Version: 2012-10-17`, 0, "", `found "Version"`},
		{`{}`, 0, "", "Statement is missing"},
		{` {"Version":"2012-10-17"}`, 1, "", "Statement is missing"},
		{`{"Statement":[]}x`, 16, "", "after the end"},
		{`{"Statement":[]}{}`, 16, "", "one document at a time"},
		{"{\"Statement\":[]}\x00", 16, "", "after the end"},
		{`{"Statement":[],}`, 16, "", "remove the comma"},
		{`{"Statement":[]`, 15, "", "unexpected end"},
		{`{"Statement"`, 12, "", "unexpected end"},
		{`{"Statement":`, 13, "/Statement", "unexpected end"},
		{`{"State`, 7, "", "unexpected end of the string"},
		{`{"Statement" []}`, 13, "", "colon"},
		{`{Statement:[]}`, 1, "", "double quotes"},
		{`{'Statement':[]}`, 1, "", "double quotes only"},
		{`{"Statement":[] "Id":"x"}`, 16, "", "comma"},
		{"{ // comment\n}", 2, "", "no comments"},
		{`{"Version":"2012-10-18","Statement":[]}`, 11, "/Version", `write "2012-10-17"`},
		{`{"Version":"","Statement":[]}`, 11, "/Version", "unknown Version"},
		{`{"Version":2012,"Statement":[]}`, 11, "/Version", "want a string, found a number"},
		{`{"version":"2012-10-17","Statement":[]}`, 1, "/version", `write "Version"`},
		{`{"Statements":[]}`, 1, "/Statements", `write "Statement"`},
		{`{"Policy/~x":[]}`, 1, "/Policy~1~0x", "Version, Id, Statement"},
		{`{"PolicyDocument":{"Statement":[]}}`, 1, "/PolicyDocument", "document inside it"},
		{`{"Statement":[],"Statement":[]}`, 16, "/Statement", "given twice"},
		{`{"Statement":[],"\u0053tatement":[]}`, 16, "/Statement", "given twice"},
		{`{"Statement":"x"}`, 13, "/Statement", "found a string"},
		{`{"Statement":[[]]}`, 14, "/Statement/0", "found a list"},
		{`{"Statement":[{}]}`, 14, "/Statement/0", "Effect is missing"},
		{`{"Statement":{}}`, 13, "/Statement", "Effect is missing"},
		{`{"Statement":[{"Effect":"Allow","Action":"*"},{"Effect":"Allow"}]}`, 46, "/Statement/1", "Action is missing"},
		{`{"Statement":[{"Effect":"allow"}]}`, 24, "/Statement/0/Effect", `write "Allow"`},
		{`{"Statement":[{"Effect":"DENY"}]}`, 24, "/Statement/0/Effect", `write "Deny"`},
		{`{"Statement":[{"Effect":"Permit"}]}`, 24, "/Statement/0/Effect", `write "Allow" or "Deny"`},
		{`{"Statement":[{"Effect":["Allow"]}]}`, 24, "/Statement/0/Effect", "found a list"},
		{`{"Statement":[{"effect":"Allow"}]}`, 15, "/Statement/0/effect", `write "Effect"`},
		{`{"Statement":[{"Conditions":{}}]}`, 15, "/Statement/0/Conditions", `write "Condition"`},
		{`{"Statement":[{"Action":"a","NotAction":"b"}]}`, 28, "/Statement/0/NotAction", "Action and NotAction"},
		{`{"Statement":[{"NotResource":"a","Resource":"b"}]}`, 33, "/Statement/0/Resource", "Resource and NotResource"},
		{`{"Statement":[{"Principal":"*","NotPrincipal":"*"}]}`, 31, "/Statement/0/NotPrincipal", "Principal and NotPrincipal"},
		{`{"Statement":[{"Action":null}]}`, 24, "/Statement/0/Action", "leave the member out"},
		{`{"Statement":[{"Action":["a", null]}]}`, 30, "/Statement/0/Action/1", "found null; leave it out"},
		{`{"Statement":[null]}`, 14, "/Statement/0", "found null; leave it out"},
		{`{"Statement":[{"Action":[1]}]}`, 25, "/Statement/0/Action/0", "found a number; put it into double quotes"},
		{`{"Statement":[{"Action":["a",]}]}`, 29, "/Statement/0/Action", "remove the comma"},
		{`{"Statement":[{"Action":["a" "b"]}]}`, 29, "/Statement/0/Action", "comma"},
		{`{"Statement":[{"Resource":{"Fn::Sub":"x"}}]}`, 26, "/Statement/0/Resource", "found an object"},
		{in(`"Principal":"111122223333"`), 59, "/Statement/0/Principal", `{"AWS":…}`},
		{in(`"Principal":["*"]`), 59, "/Statement/0/Principal", "found a list"},
		{in(`"Principal":{"*":"*"}`), 60, "/Statement/0/Principal/*", `write "Principal":"*"`},
		{in(`"Principal":{"aws":"*"}`), 60, "/Statement/0/Principal/aws", `write "AWS"`},
		{in(`"Principal":{"AWS":111122223333}`), 66, "/Statement/0/Principal/AWS", "double quotes"},
		{in(`"Condition":[]`), 59, "/Statement/0/Condition", "found a list"},
		{in(`"Condition":{"Bool":"x"}`), 67, "/Statement/0/Condition/Bool", "object of condition keys"},
		{in(`"Condition":{"Bool":{"k":null}}`), 72, "/Statement/0/Condition/Bool/k", "found null"},
		{in(`"Condition":{"Bool":{"k":[["x"]]}}`), 73, "/Statement/0/Condition/Bool/k/0", "found a list"},
		{in(`"Condition":{"Bool":{"k":truely}}`), 72, "/Statement/0/Condition/Bool/k", `found "truely"`},
		{in(`"Condition":{"Bool":{"k":"1","k":"2"}}`), 76, "/Statement/0/Condition/Bool/k", "given twice"},
		{in(`"Condition":{"Bool":{"k":"1","K":"2"}}`), 76, "/Statement/0/Condition/Bool/K", "differ in case only"},
		{in(`"Condition":{"Bool":{},"bool":{}}`), 70, "/Statement/0/Condition/bool", "differ in case only"},
		{in(`"Condition":{"NumericEquals":{"k":01}}`), 81, "/Statement/0/Condition/NumericEquals/k", "bad number"},
		{in(`"Condition":{"NumericEquals":{"k":1.}}`), 81, "/Statement/0/Condition/NumericEquals/k", "bad number"},
		{in(`"Condition":{"NumericEquals":{"k":-}}`), 81, "/Statement/0/Condition/NumericEquals/k", "bad number"},
		{in(`"Condition":{"NumericEquals":{"k":1e}}`), 81, "/Statement/0/Condition/NumericEquals/k", "bad number"},
		{in(`"Condition":{"NumericEquals":{"k":1x}}`), 81, "/Statement/0/Condition/NumericEquals/k", "bad number"},
		{in("\"Sid\":\"a\xffb\""), 55, "", "0xFF is not UTF-8"},
		{in(`"Sid":"a\ud800b"`), 55, "/Statement/0/Sid", "surrogate"},
		{in(`"Sid":"a\udc00"`), 55, "/Statement/0/Sid", "surrogate"},
		{in(`"Sid":"a\ud800\u0041"`), 55, "/Statement/0/Sid", "surrogate"},
		{in(`"Sid":"a\x41"`), 55, "/Statement/0/Sid", "bad escape"},
		{in(`"Sid":"a\u00g0"`), 55, "/Statement/0/Sid", "bad escape"},
		{in("\"Sid\":\"a\nb\""), 55, "/Statement/0/Sid", "control character"},
		{strings.Repeat("[", 100_000), 0, "", "found a list"},
		{`{"Statement":` + strings.Repeat(`{"Condition":`, 10_000), 52, "/Statement/Condition/Condition/Condition", "found an object"},
		{`{"Statement":[]}` + strings.Repeat(" ", iampolicy.MaxSize), iampolicy.MaxSize, "", "131,072"},
	} {
		d, err := iampolicy.Parse([]byte(c.doc))
		var pe *iampolicy.ParseError
		if !errors.As(err, &pe) {
			t.Errorf("Parse(%.80s) = %v, want an error that says %q", c.doc, err, c.says)
			continue
		}
		if pe.Offset != c.offset || pe.Pointer != c.pointer || !strings.Contains(err.Error(), c.says) {
			t.Errorf(
				"Parse(%.80s) = %q (%d), %v; want %q (%d), an error that says %q",
				c.doc,
				pe.Pointer,
				pe.Offset,
				err,
				c.pointer,
				c.offset,
				c.says,
			)
		}
		require.Equal(t, iampolicy.Document{}, d, "a document beside an error")
		require.False(t, slowAccepts([]byte(c.doc)), "the slow parser takes %.80s", c.doc)
	}
}

// TestParseTruncated cuts a document with every element at each byte.
func TestParseTruncated(t *testing.T) {
	for _, c := range accepted {
		for n := range len(c.doc) {
			_, err := iampolicy.Parse([]byte(c.doc[:n]))
			var pe *iampolicy.ParseError
			require.ErrorAs(t, err, &pe, c.doc[:n])
			require.LessOrEqual(t, pe.Offset, int64(n))
		}
	}
}

func TestParseManyConditions(t *testing.T) {
	keys := ""
	for i := range 1000 {
		keys += `"k` + strings.Repeat("x", i) + `":"v",`
	}
	d, err := iampolicy.Parse([]byte(in(`"Condition":{"StringEquals":{` + strings.TrimSuffix(keys, ",") + `}}`)))
	require.NoError(t, err)
	require.Len(t, d.Statement.Items[0].Condition, 1000)
	_, err = iampolicy.Parse([]byte(in(`"Condition":{"StringEquals":{` + keys + `"KXX":"v"}}`)))
	require.ErrorContains(t, err, "differ in case only")
	operators := strings.ReplaceAll(keys, `"v"`, `{"k":1}`)
	_, err = iampolicy.Parse([]byte(in(`"Condition":{` + strings.TrimSuffix(operators, ",") + `}`)))
	require.ErrorContains(t, err, "200 operators")
}

func TestMustParse(t *testing.T) {
	require.Equal(t, requiredPolicy, iampolicy.MustParse(requiredPolicy).String())
	require.Panics(t, func() { iampolicy.MustParse(`{`) })
}

func TestMarshalJSON(t *testing.T) {
	type attachment struct {
		Name   string
		Policy iampolicy.Document
	}
	want := `{"Name":"pull","Policy":` + requiredPolicy + `}`
	var a attachment
	require.NoError(t, json.Unmarshal([]byte(want), &a))
	got, err := json.Marshal(a)
	require.NoError(t, err)
	require.Equal(t, want, string(got))

	var pe *iampolicy.ParseError
	require.ErrorAs(t, json.Unmarshal([]byte(`{"Policy":{"statement":[]}}`), &a), &pe)
	require.Equal(t, requiredPolicy, a.Policy.String(), "an error leaves the document as it was")
	require.NoError(t, json.Unmarshal([]byte(`{"Policy":null}`), &a))

	var de *iampolicy.DocumentError
	_, err = json.Marshal(attachment{})
	require.ErrorAs(t, err, &de, "the zero Document is invalid")
}

func TestStatementJSON(t *testing.T) {
	want := `{"Sid":"","Effect":"Allow","Principal":{"AWS":["1"]},"Action":"a:B"}`
	var s iampolicy.Statement
	require.NoError(t, json.Unmarshal([]byte(want), &s))
	got, err := json.Marshal(map[string]iampolicy.Statement{"s": s})
	require.NoError(t, err)
	require.Equal(t, `{"s":`+want+`}`, string(got))
	require.NoError(t, json.Unmarshal([]byte("null"), &s))

	var pe *iampolicy.ParseError
	require.ErrorAs(t, json.Unmarshal([]byte(`{"effect":"Allow"}`), &s), &pe)
	require.Equal(t, "/effect", pe.Pointer)
	for _, bad := range []string{``, `[]`, want + `x`, want[:20], `"` + "\xff" + `"`, strings.Repeat(" ", iampolicy.MaxSize) + want} {
		require.ErrorAs(t, s.UnmarshalJSON([]byte(bad)), &pe, "%.40q", bad)
	}
	require.Equal(t, want, s.String(), "an error leaves the statement as it was")

	var de *iampolicy.DocumentError
	_, err = json.Marshal(iampolicy.Statement{})
	require.ErrorAs(t, err, &de)
}

func TestParsePolicies(t *testing.T) {
	for _, p := range policytest.ReadPolicies(t) {
		d, err := iampolicy.Parse(p.Policy)
		require.NoError(t, err, p.ID)
		require.JSONEq(t, string(p.Policy), d.String(), p.ID)
		again, err := iampolicy.Parse([]byte(d.String()))
		require.NoError(t, err, p.ID)
		require.Equal(t, d, again, p.ID)
	}
}

func TestParseAllocs(t *testing.T) {
	doc := []byte(requiredPolicy)
	if n := testing.AllocsPerRun(100, func() { iampolicy.Parse(doc) }); n > 3 {
		t.Errorf("Parse allocates %v times, want at most 3", n)
	}
}

func TestAppendJSONAllocs(t *testing.T) {
	for _, c := range accepted {
		d, b := iampolicy.MustParse(c.doc), make([]byte, 0, 1000)
		if n := testing.AllocsPerRun(100, func() { b = d.AppendJSON(b[:0]) }); n != 0 {
			t.Errorf("AppendJSON of %s allocates %v times, want 0", c.doc, n)
		}
	}
}

// TestPlainText puts every character at every place of an eight-byte word and beside it.
func TestPlainText(t *testing.T) {
	for c := range rune(256) {
		for n := range 20 {
			for i := range n {
				sid := strings.Repeat("a", i) + string(c) + strings.Repeat("!", n-i-1)
				b := iampolicy.NewDocument(iampolicy.Allow("a:B").Named(sid)).AppendJSON(nil)
				if !json.Valid(b) {
					t.Fatalf("AppendJSON with Sid %q = %s, not JSON", sid, b)
				}
				if d, err := iampolicy.Parse(b); err != nil || d.Statement.Items[0].SID != sid {
					t.Fatalf("Parse(%s) = %v, %v; want Sid %q", b, d, err, sid)
				}
			}
		}
	}
}

// TestParseErrorText: what is hostile in the input stays on one short line.
func TestParseErrorText(t *testing.T) {
	for _, name := range []string{`a\nb`, strings.Repeat("x", 100_000), `\u202e`, strings.Repeat("/", 500)} {
		_, err := iampolicy.Parse([]byte(`{"Statement":[{"` + name + `":1}]}`))
		require.Less(t, len(err.Error()), 400)
		require.NotContains(t, err.Error(), "\n")
		require.NotContains(t, err.Error(), "\u202e")
		_, err = iampolicy.Parse([]byte(in(`"Condition":{"` + name + `":1}`)))
		require.Less(t, len(err.Error()), 400)
		require.NotContains(t, err.Error(), "\n")
	}
}
