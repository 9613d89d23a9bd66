package iampolicy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

func ExampleAddStatement() {
	before := `{
  "Statement": [
    { "Effect": "Allow", "Action": "logs:*", "Resource": "*" }
  ],
  "Version": "2012-10-17"
}`
	token := iampolicy.Allow(iampolicy.ECRGetAuthorizationToken).On("*")
	after, err := iampolicy.AddStatement([]byte(before), token)
	fmt.Printf("%s %v\n", after, err)
	// Output:
	// {
	//   "Statement": [
	//     { "Effect": "Allow", "Action": "logs:*", "Resource": "*" },
	//     {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}
	//   ],
	//   "Version": "2012-10-17"
	// } <nil>
}

func ExampleReplaceStatement() {
	before := []byte(`{"Version": "2012-10-17",
 "Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:*"}]}`)
	d := iampolicy.MustParse(string(before))
	for i, s := range d.Statement.Items {
		if s.SID == "Pull" {
			after, err := iampolicy.ReplaceStatement(before, i, iampolicy.Deny("ecr:*").Named("Pull"))
			fmt.Printf("%s %v\n", after, err)
		}
	}
	// Output:
	// {"Version": "2012-10-17",
	//  "Statement": [{"Sid":"Pull","Effect":"Deny","Action":"ecr:*"}]} <nil>
}

const (
	one   = `{"Effect":"Allow","Action":"a:B"}`
	two   = `{ "Action": "\u0061:C", "Effect":"Deny" }`
	three = `{"Effect":"Allow","Action":["x:Y","x:Z"],"Condition":{}}`
)

func TestEdit(t *testing.T) {
	s := iampolicy.Allow("x:Y", "x:Z")
	s.Condition = []iampolicy.Condition{}
	add := func(b []byte, _ int, s iampolicy.Statement) ([]byte, error) { return iampolicy.AddStatement(b, s) }
	remove := func(b []byte, i int, _ iampolicy.Statement) ([]byte, error) { return iampolicy.RemoveStatement(b, i) }
	for _, c := range []struct {
		edit              func([]byte, int, iampolicy.Statement) ([]byte, error)
		i                 int
		before, want, why string
	}{
		{add, 0, `{"Statement":[]}`, `{"Statement":[` + three + `]}`, "an empty list"},
		{add, 0, `{"Statement":[ ]}`, `{"Statement":[` + three + ` ]}`, "an empty list with a space"},
		{add, 0, ` {"Statement": [` + two + ` ] }` + "\n", ` {"Statement": [` + two + `,` + three + ` ] }` + "\n", "behind the last"},
		{add, 0, `{"Statement":` + one + `,"Id":"x"}`, `{"Statement":[` + one + `,` + three + `],"Id":"x"}`, "a bare statement gets a list"},
		{add, 0, "{\"Statement\":[\r\n\t" + two + "\r\n]}", "{\"Statement\":[\r\n\t" + two + ",\r\n\t" + three + "\r\n]}",
			"on a line of its own"},
		{add, 0, "{\n\t\"Statement\": [\n\t\t{\n\t\t\t\"Effect\": \"Deny\",\n\t\t\t\"Action\": []\n\t\t}\n\t]\n}",
			"{\n\t\"Statement\": [\n\t\t{\n\t\t\t\"Effect\": \"Deny\",\n\t\t\t\"Action\": []\n\t\t},\n\t\t{\n\t\t\t\"Effect\": \"Allow" +
				"\",\n\t\t\t\"Action\": [\n\t\t\t\t\"x:Y\",\n\t\t\t\t\"x:Z\"\n\t\t\t],\n\t\t\t\"Condition\": {}\n\t\t}\n\t]\n}",
			"indented as the others"},
		{add, 0, "{\r\n  \"Statement\": [{\r\n    \"Effect\": \"Deny\",\r\n    \"Action\": []\r\n  }]\r\n}",
			"{\r\n  \"Statement\": [{\r\n    \"Effect\": \"Deny\",\r\n    \"Action\": []\r\n  },{\r\n    \"Effect\": \"Allow" +
				"\",\r\n    \"Action\": [\r\n      \"x:Y\",\r\n      \"x:Z\"\r\n    ],\r\n    \"Condition\": {}\r\n  }]\r\n}",
			"a statement that begins on the line of the list"},
		{iampolicy.ReplaceStatement, 1, `{"Statement":[` + one + ` , ` + two + ` ]}`, `{"Statement":[` + one + ` , ` + three + ` ]}`,
			"one of two"},
		{iampolicy.ReplaceStatement, 0, `{"Statement": ` + two + ` }`, `{"Statement": ` + three + ` }`, "a bare one stays bare"},
		{remove, 0, `{"Statement":[ ` + one + ` , ` + two + ` ]}`, `{"Statement":[ ` + two + ` ]}`, "the first"},
		{remove, 1, `{"Statement":[ ` + one + ` , ` + two + ` ]}`, `{"Statement":[ ` + one + ` ]}`, "the last"},
		{remove, 1, `{"Statement":[` + one + `, ` + two + `, ` + three + `]}`, `{"Statement":[` + one + `, ` + three + `]}`, "one in the middle"},
		{remove, 0, `{"Statement":[` + one + `]}`, `{"Statement":[]}`, "the only one"},
		{remove, 0, `{"Statement": ` + one + ` }`, `{"Statement": [] }`, "a bare one"},
	} {
		got, err := c.edit([]byte(c.before), c.i, s)
		require.NoError(t, err, c.why)
		require.Equal(t, c.want, string(got), c.why)
		_, err = iampolicy.Parse(got)
		require.NoError(t, err, c.why)
	}
}

func TestEditErrors(t *testing.T) {
	var pe *iampolicy.ParseError
	var de *iampolicy.DocumentError
	_, err := iampolicy.AddStatement([]byte(`{"Statement":[{}]}`), iampolicy.Allow("a:B"))
	require.ErrorAs(t, err, &pe)
	_, err = iampolicy.AddStatement([]byte(`{"Statement":[]}`), iampolicy.Statement{})
	require.ErrorAs(t, err, &de)
	for _, i := range []int{-1, 1} {
		_, err = iampolicy.RemoveStatement([]byte(`{"Statement":`+one+`}`), i)
		require.ErrorAs(t, err, &de)
		require.Contains(t, err.Error(), "the document has 1")
		_, err = iampolicy.ReplaceStatement([]byte(`{"Statement":[`+one+`]}`), i, iampolicy.Allow("a:B"))
		require.ErrorAs(t, err, &de)
	}
}

// FuzzEdit: an edit changes the statement that it says and no byte outside of
// one piece of the text, and what was taken away can be put back.
func FuzzEdit(f *testing.F) {
	for _, c := range accepted {
		f.Add([]byte(c.doc), 0)
	}
	for _, p := range policytest.ReadPolicies(f) {
		f.Add([]byte(p.Policy), 1)
	}
	f.Add([]byte("{\"Statement\":\n{\r\n \"Effect\":\"Deny\",\n\t\"Action\":[]}\n}"), 0)
	s := iampolicy.Deny(`a:"\{[,:`, "b:C").On().When("o", "k", "v").For(iampolicy.AWS("1"))
	f.Fuzz(func(t *testing.T, b []byte, i int) {
		d, err := iampolicy.Parse(b)
		if err != nil || len(b) > iampolicy.MaxSize/2 {
			return
		}
		items, bare := d.Statement.Items, d.Statement.Single
		check := func(b []byte, err error, want ...iampolicy.Statement) {
			t.Helper()
			require.NoError(t, err)
			got, err := iampolicy.Parse(b)
			require.NoError(t, err, string(b))
			require.Equal(t, iampolicy.NewDocument(want...).String(), iampolicy.NewDocument(got.Statement.Items...).String())
			got.Statement, d.Statement = iampolicy.OneOrMany[iampolicy.Statement]{}, iampolicy.OneOrMany[iampolicy.Statement]{}
			require.Equal(t, d, got)
		}
		added, err := iampolicy.AddStatement(b, s)
		check(added, err, append(items[:len(items):len(items)], s)...)
		require.Equal(t, len(b), commonBytes(b, added), "every byte is still there")
		taken, err := iampolicy.RemoveStatement(added, len(items))
		check(taken, err, items...)

		if len(items) == 0 {
			return
		}
		i = int(uint(i) % uint(len(items)))
		replaced, err := iampolicy.ReplaceStatement(b, i, s)
		want := append([]iampolicy.Statement(nil), items...)
		want[i] = s
		check(replaced, err, want...)
		again, err := iampolicy.ReplaceStatement(replaced, i, s)
		require.NoError(t, err)
		require.Equal(t, string(replaced), string(again), "the second time changes nothing")
		removed, err := iampolicy.RemoveStatement(b, i)
		check(removed, err, append(items[:i:i], items[i+1:]...)...)
		if !bare { // what is left of that is []
			require.Equal(t, len(removed), commonBytes(removed, b), "every other byte is still there")
		}
	})
}

// commonBytes counts the bytes of a that stand in b in their order.
func commonBytes(a, b []byte) int {
	n := 0
	for _, c := range b {
		if n < len(a) && a[n] == c {
			n++
		}
	}
	return n
}

func TestEditKeepsTheRest(t *testing.T) {
	for _, p := range policytest.ReadPolicies(t) {
		added, err := iampolicy.AddStatement(p.Policy, iampolicy.Allow("a:B"))
		require.NoError(t, err, p.ID)
		taken, err := iampolicy.RemoveStatement(added, len(iampolicy.MustParse(string(p.Policy)).Statement.Items))
		require.NoError(t, err, p.ID)
		require.Equal(t, string(p.Policy), string(taken), p.ID)
		lines := strings.Split(string(added), "\n")
		require.Contains(t, lines[len(lines)-5], `"Effect": "Allow",`, p.ID)
	}
}
