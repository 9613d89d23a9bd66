package iampolicy_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

func ExampleAllow() {
	pull := iampolicy.Allow(iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer).
		On("arn:aws:ecr:us-west-2:111122223333:repository/app").
		When("StringEquals", "aws:PrincipalOrgID", "o-example1234").
		Named("Pull")
	fmt.Println(iampolicy.NewDocument(pull))
	// Output:
	// {"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:aws:ecr:us-west-2:111122223333:repository/app","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-example1234"}}}]}
}

func ExampleStatement_For() {
	assume := iampolicy.Allow("sts:AssumeRole").For(iampolicy.Service("ecs-tasks.amazonaws.com"))
	fmt.Println(iampolicy.NewDocument(assume))
	// Output:
	// {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}
}

func ExampleDocument_Validate() {
	actions := iampolicy.OneOrMany[string]{Items: []string{"ecr:*"}}
	d := iampolicy.NewDocument(
		iampolicy.Allow("ecr:*").On("*"),
		iampolicy.Statement{Effect: "allow", Action: actions},
	)
	fmt.Println(d.Validate())
	// Output:
	// iampolicy: statement 1: unknown Effect "allow"; write "Allow"
}

func TestBuild(t *testing.T) {
	for _, c := range []struct {
		s         iampolicy.Statement
		want, why string
	}{
		{iampolicy.Allow("a:B"), `{"Effect":"Allow","Action":"a:B"}`, "one action is bare"},
		{iampolicy.Deny("a:B", "a:C").On("*"), `{"Effect":"Deny","Action":["a:B","a:C"],"Resource":"*"}`, "several are a list"},
		{iampolicy.Allow("a:B").On("x").On("y", "z"), `{"Effect":"Allow","Action":"a:B","Resource":["x","y","z"]}`, "On adds"},
		{iampolicy.Allow("a:B").On(), `{"Effect":"Allow","Action":"a:B","Resource":[]}`, "nothing is not everything"},
		{iampolicy.Allow("a:B").For(iampolicy.Anyone()), `{"Effect":"Allow","Principal":"*","Action":"a:B"}`, "everyone"},
		{iampolicy.Allow("a:B").For(iampolicy.AWS("1", "2")), `{"Effect":"Allow","Principal":{"AWS":["1","2"]},"Action":"a:B"}`, "accounts"},
		{iampolicy.Allow("a:B").For(iampolicy.Federated("x.example")), `{"Effect":"Allow","Principal":{"Federated":"x.example"},"Action":"a:B"}`,
			"an identity provider"},
		{iampolicy.Allow("a:B").Named(""), `{"Sid":"","Effect":"Allow","Action":"a:B"}`, "the empty name is written, as AWS does"},
		{iampolicy.Allow("a:B").Named("").Named("x"), `{"Sid":"x","Effect":"Allow","Action":"a:B"}`, "the last name counts"},
		{iampolicy.Allow("a:B").When("o", "k", "1").When("p", "k", "1", "2").When("o", "l"),
			`{"Effect":"Allow","Action":"a:B","Condition":{"o":{"k":"1","l":[]},"p":{"k":["1","2"]}}}`, "conditions of one operator stand together"},
	} {
		require.Equal(t, c.want, c.s.String(), c.why)
		require.NoError(t, iampolicy.NewDocument(c.s).Validate(), c.why)
	}
}

// TestBuildSharesNothing: two statements that grow from one do not meet.
func TestBuildSharesNothing(t *testing.T) {
	actions := []string{"a:B"}
	base := iampolicy.Allow(actions...).On("x").On("y").When("o", "k", "v").When("o", "l", "v").When("o", "m", "v")
	one, two := base.On("1").When("p", "1", "1"), base.On("2").When("p", "2", "2")
	actions[0] = "changed"
	require.Equal(
		t,
		`{"Effect":"Allow","Action":"a:B","Resource":["x","y","1"],"Condition":{"o":{"k":"v","l":"v","m":"v"},"p":{"1":"1"}}}`,
		one.String(),
	)
	require.Equal(
		t,
		`{"Effect":"Allow","Action":"a:B","Resource":["x","y","2"],"Condition":{"o":{"k":"v","l":"v","m":"v"},"p":{"2":"2"}}}`,
		two.String(),
	)

	statements := []iampolicy.Statement{iampolicy.Allow("a:B")}
	d := iampolicy.NewDocument(statements...)
	statements[0] = iampolicy.Deny("*")
	require.Equal(t, iampolicy.EffectAllow, d.Statement.Items[0].Effect)
}

func TestValidate(t *testing.T) {
	ok := iampolicy.Allow("a:B")
	with := func(change func(*iampolicy.Statement)) iampolicy.Statement {
		s := ok
		change(&s)
		return s
	}
	list := iampolicy.OneOrMany[string]{Items: []string{"x"}}
	bad := iampolicy.OneOrMany[string]{Items: []string{"\xff"}}
	scalar := func(text string, kind iampolicy.ScalarKind) iampolicy.Statement {
		v := iampolicy.OneOrMany[iampolicy.Scalar]{Items: []iampolicy.Scalar{{Text: text, Kind: kind}}}
		return with(func(s *iampolicy.Statement) {
			s.Condition = []iampolicy.Condition{{Operator: "o", Key: "k", Values: v}}
		})
	}
	for _, c := range []struct {
		s            iampolicy.Statement
		member, says string
	}{
		{iampolicy.Statement{}, "Effect", "Effect is missing"},
		{with(func(s *iampolicy.Statement) { s.Effect = "DENY" }), "Effect", `write "Deny"`},
		{iampolicy.Allow(), "Action", "Action is missing"},
		{with(func(s *iampolicy.Statement) { s.NotAction = list }), "NotAction", "Action and NotAction"},
		{with(func(s *iampolicy.Statement) { s.Resource, s.NotResource = list, list }), "NotResource", "Resource and NotResource"},
		{with(func(s *iampolicy.Statement) { s.Principal, s.NotPrincipal = iampolicy.Anyone(), iampolicy.Anyone() }), "NotPrincipal",
			"Principal and NotPrincipal"},
		{with(func(s *iampolicy.Statement) { s.Principal = iampolicy.Principal{Any: true, AWS: list} }), "Principal", "leave the list out"},
		{with(func(s *iampolicy.Statement) { s.Principal = iampolicy.Principal{Any: true, Service: list} }), "Principal", "leave the list out"},
		{with(func(s *iampolicy.Statement) { s.Principal = iampolicy.Principal{Any: true, Federated: list} }), "Principal", "leave the list out"},
		{with(func(s *iampolicy.Statement) { s.Principal = iampolicy.Principal{Any: true, CanonicalUser: list} }), "Principal",
			"leave the list out"},
		{with(func(s *iampolicy.Statement) { s.Principal.Service = bad }), "Principal", "UTF-8"},
		{with(func(s *iampolicy.Statement) { s.SID = "\xff" }), "Sid", "UTF-8"},
		{with(func(s *iampolicy.Statement) { s.Action = bad }), "Action", "UTF-8"},
		{with(func(s *iampolicy.Statement) { s.Resource = bad }), "Resource", "UTF-8"},
		{scalar("\xff", iampolicy.ScalarString), "Condition", "UTF-8"},
		{scalar("01", iampolicy.ScalarNumber), "Condition", "no JSON number"},
		{scalar("", iampolicy.ScalarNumber), "Condition", "no JSON number"},
		{scalar("TRUE", iampolicy.ScalarBool), "Condition", "no JSON number or Boolean"},
		{scalar("1", 9), "Condition", "no JSON number"},
		{ok.When("\xff", "k", "v"), "Condition", "UTF-8"},
		{ok.When("o", "k", "v").When("o", "k", "w"), "Condition", "given twice"},
		{ok.When("o", "k", "v").When("o", "K", "w"), "Condition", "differ in case only"},
		{ok.When("o", "k", "v").When("O", "l", "w"), "Condition", "differ in case only"},
		{with(func(s *iampolicy.Statement) { s.Condition = []iampolicy.Condition{{Operator: "o", Key: "k"}} }), "Condition", "no values"},
	} {
		d := iampolicy.NewDocument(ok, c.s)
		err := d.Validate()
		var de *iampolicy.DocumentError
		if !errors.As(err, &de) {
			t.Errorf("Validate(%s) = %v, want an error that says %q", c.s, err, c.says)
			continue
		}
		require.Equal(t, 1, de.Statement, c.says)
		require.Equal(t, c.member, de.Member, c.says)
		require.ErrorContains(t, err, c.says)
		_, err = d.MarshalJSON()
		require.Equal(t, de, err)
	}
}

func TestValidateDocument(t *testing.T) {
	for _, c := range []struct {
		d    iampolicy.Document
		says string
	}{
		{iampolicy.Document{}, "no statement"},
		{iampolicy.NewDocument(), "no statement"},
		{iampolicy.Document{Version: "2012", Statement: iampolicy.ECSPull().Statement}, "unknown Version"},
		{iampolicy.Document{ID: "\xff", Statement: iampolicy.ECSPull().Statement}, "UTF-8"},
	} {
		var de *iampolicy.DocumentError
		require.ErrorAs(t, c.d.Validate(), &de, c.says)
		require.Equal(t, -1, de.Statement, c.says)
		require.ErrorContains(t, de, c.says)
	}
	require.ErrorContains(t, iampolicy.NewDocument(iampolicy.Allow()).Validate(), "statement 0: Action is missing")
}

// TestAppendJSONInvalid: what Validate refuses is still JSON when it is shown.
func TestAppendJSONInvalid(t *testing.T) {
	require.Equal(t, `{}`, iampolicy.Document{}.String())
	require.Equal(t, `{}`, iampolicy.Statement{}.String())
	noValues := iampolicy.Statement{Condition: []iampolicy.Condition{{Operator: "o", Key: "k"}}}
	require.Equal(t, `{"Condition":{"o":{"k":null}}}`, noValues.String(), "a condition does not vanish")
	s := iampolicy.Statement{
		SID: "\xff",
		Condition: []iampolicy.Condition{{Operator: "o", Key: "k", Values: iampolicy.OneOrMany[iampolicy.Scalar]{
			Items: []iampolicy.Scalar{{Text: `1,"x":2`, Kind: iampolicy.ScalarNumber}, {Text: "yes", Kind: iampolicy.ScalarBool}}}}},
	}
	require.Equal(t, `{"Sid":"`+"\ufffd"+`","Condition":{"o":{"k":["1,\"x\":2","yes"]}}}`, s.String())
}

func TestECSPull(t *testing.T) {
	require.Equal(t, requiredPolicy, iampolicy.ECSPull().String())
	require.Len(t, requiredPolicy, 194)
	require.Equal(t, iampolicy.MustParse(requiredPolicy), iampolicy.ECSPull())
}

func ExampleECSPull() {
	fmt.Println(iampolicy.ECSPull())
	// Output:
	// {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}
}

// docMaker makes documents.
type docMaker struct{ *rand.Rand }

func (m docMaker) chance(percent int) bool { return m.IntN(100) < percent }

func choose[T any](m docMaker, list ...T) T { return list[m.IntN(len(list))] }

// anyDocument makes documents that are often invalid in one way.
func (m docMaker) anyDocument() iampolicy.Document {
	text := func() string { return choose(m, "", "a", "*", "\"\\\n\x00", "é", "\u2028", "k", "K", "\xff") }
	list := func() iampolicy.OneOrMany[string] {
		v := iampolicy.OneOrMany[string]{Single: m.chance(50)}
		if m.chance(40) {
			v.Items = []string{}
			for m.chance(50) {
				v.Items = append(v.Items, text())
			}
		}
		return v
	}
	rarely := func() (v iampolicy.OneOrMany[string]) {
		if m.chance(10) {
			v = list()
		}
		return v
	}
	principal := func() iampolicy.Principal {
		return iampolicy.Principal{
			Any:           m.chance(10),
			Empty:         m.chance(10),
			AWS:           rarely(),
			Service:       rarely(),
			Federated:     rarely(),
			CanonicalUser: rarely(),
		}
	}
	scalar := func() iampolicy.Scalar {
		return choose(m, iampolicy.Scalar{Text: text()}, iampolicy.Scalar{Text: "1e5", Kind: iampolicy.ScalarNumber},
			iampolicy.Scalar{Text: "true", Kind: iampolicy.ScalarBool}, iampolicy.Scalar{Text: text(), Kind: iampolicy.ScalarKind(m.IntN(4))})
	}
	d := iampolicy.Document{
		Version: choose(m, "", iampolicy.Version2012, iampolicy.Version2008, "2012-10-17", "x"),
		ID:      text(),
		EmptyID: m.chance(50),
	}
	d.Statement.Single = m.chance(50)
	for m.chance(70) {
		s := iampolicy.Statement{
			SID:          text(),
			EmptySID:     m.chance(50),
			Effect:       choose(m, iampolicy.EffectAllow, iampolicy.EffectDeny, iampolicy.EffectAllow, "", "allow"),
			Action:       list(),
			NotAction:    rarely(),
			Resource:     list(),
			NotResource:  rarely(),
			Principal:    principal(),
			NotPrincipal: principal(),
		}
		for m.chance(40) {
			c := iampolicy.Condition{Operator: text(), Key: text()}
			for m.chance(60) {
				c.Values.Items, c.Values.Single = append(c.Values.Items, scalar()), m.chance(50)
			}
			s.Condition = append(s.Condition, c)
		}
		d.Statement.Items = append(d.Statement.Items, s)
	}
	return d
}

// TestValidateParse: Validate takes exactly the documents whose text Parse
// takes, but for those that hold what no text can: they are written as near as
// can be.
func TestValidateParse(t *testing.T) {
	m, valid, rounds := docMaker{rand.New(rand.NewPCG(4, 20261123))}, 0, policytest.Rounds(t, 100_000)
	for range rounds {
		d := m.anyDocument()
		text := d.AppendJSON(nil)
		if !json.Valid(text) {
			t.Fatalf("AppendJSON(%#v) = %s, not JSON", d, text)
		}
		invalid := d.Validate()
		parsed, err := iampolicy.Parse(text)
		if !lost(invalid) && (invalid == nil) != (err == nil) {
			t.Fatalf("Validate of %s = %v, Parse %v", text, invalid, err)
		}
		if invalid == nil {
			valid++
			require.Equal(t, string(text), parsed.String())
		}
	}
	require.Greater(t, valid, rounds/100, "too few documents are valid")
}

// lost reports whether err is about something that no text can hold.
func lost(err error) bool {
	for _, says := range []string{"not UTF-8", "no JSON number", `is "*" and a list`} {
		if err != nil && strings.Contains(err.Error(), says) {
			return true
		}
	}
	return false
}
