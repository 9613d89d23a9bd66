package iampolicy_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

func TestCompileErrors(t *testing.T) {
	for name, tt := range map[string]struct {
		condition, pointer, want string
	}{
		"unknown operator": {`{"StringEqual":{"aws:a":"x"}}`, "/Statement/0/Condition/StringEqual",
			`iampolicy.Compile: statement 0, /Statement/0/Condition/StringEqual: unknown condition operator "StringEqual"; did you mean "StringEquals"?`},
		"unknown operator with prefix and suffix": {`{"ForAnyValue:StringLikeeIfExists":{"aws:a":"x"}}`, "/Statement/0/Condition/ForAnyValue:StringLikeeIfExists",
			`iampolicy.Compile: statement 0, /Statement/0/Condition/ForAnyValue:StringLikeeIfExists: unknown condition operator "ForAnyValue:StringLikeeIfExists"; did you mean "ForAnyValue:StringLikeIfExists"?`},
		"the prefix that a peer looks for": {`{"ForAnyValues:StringLike":{"aws:a":"x"}}`, "/Statement/0/Condition/ForAnyValues:StringLike", ""},
		"Null with IfExists":               {`{"NullIfExists":{"aws:a":"true"}}`, "/Statement/0/Condition/NullIfExists/aws:a", ""},
		"a range that is none":             {`{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","10.0.0.0/33"]}}`, "/Statement/0/Condition/IpAddress/aws:SourceIp/1", ""},
		"a date that is none":              {`{"DateLessThan":{"aws:CurrentTime":"2026-02-30T00:00:00Z"}}`, "/Statement/0/Condition/DateLessThan/aws:CurrentTime", ""},
		"a date without zone":              {`{"DateLessThan":{"aws:CurrentTime":"2026-02-20T00:00:00"}}`, "/Statement/0/Condition/DateLessThan/aws:CurrentTime", ""},
		"a number that is none":            {`{"NumericEquals":{"s3:max-keys":"10 "}}`, "/Statement/0/Condition/NumericEquals/s3:max-keys", ""},
		"a Boolean that is none":           {`{"Bool":{"aws:SecureTransport":"yes"}}`, "/Statement/0/Condition/Bool/aws:SecureTransport", ""},
		"base64 that is none":              {`{"BinaryEquals":{"app:Blob":"QUI"}}`, "/Statement/0/Condition/BinaryEquals/app:Blob", ""},
		"a tag key with a slash":           {`{"NumericEquals":{"aws:PrincipalTag/age":"x"}}`, "/Statement/0/Condition/NumericEquals/aws:PrincipalTag~1age", ""},
	} {
		d := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":` + tt.condition + `}]}`)
		_, err := iampolicy.Compile(iampolicy.ECSPull(), d)
		var c *iampolicy.CompileError
		require.ErrorAs(t, err, &c, name)
		require.Equal(t, 1, c.Document, name)
		require.Equal(t, 0, c.Statement, name)
		require.Equal(t, tt.pointer, c.Pointer, name)
		require.NotEmpty(t, c.Hint, name)
		if tt.want != "" {
			_, err = iampolicy.Compile(d)
			require.EqualError(t, err, tt.want)
		}
	}
}

func TestCompileValidates(t *testing.T) {
	_, err := iampolicy.Compile(iampolicy.Document{})
	var d *iampolicy.DocumentError
	require.True(t, errors.As(err, &d))
	_, err = iampolicy.Compile(iampolicy.NewDocument(iampolicy.Statement{Effect: "allow"}))
	require.Error(t, err)
}

// TestCompileManaged: AWS's own managed policies compile, all of them.
func TestCompileManaged(t *testing.T) {
	seen := 0
	for name, raw := range readMoto(t) {
		d, err := iampolicy.Parse(raw)
		require.NoError(t, err, name)
		_, err = iampolicy.Compile(d)
		require.NoError(t, err, name)
		seen++
	}
	require.GreaterOrEqual(t, seen, 1400)
}

// TestCompileCatalogue: so do the policies that users of ECR and ECS need.
func TestCompileCatalogue(t *testing.T) {
	seen := 0
	corpus(t, "decisions.jsonl", func(d decided) {
		for _, doc := range d.Identity {
			_, err := iampolicy.Compile(doc)
			require.NoError(t, err, d.ID)
			seen++
		}
	})
	require.Greater(t, seen, 600)
}

// TestCompileIsACopy: changing a document later does not change the policy.
func TestCompileIsACopy(t *testing.T) {
	d := iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On(app))
	p := compile(t, d)
	d.Statement.Items[0].Effect = iampolicy.EffectDeny
	d.Statement.Items[0].Action.Items[0] = "s3:*"
	d.Statement.Items[0].Resource.Items[0] = "*"
	q := iampolicy.Request{Action: "ecr:BatchGetImage", Resource: app}
	require.Equal(t, iampolicy.Allowed, p.Decide(q).Outcome)
	a, err := iampolicy.Access{Identity: p}.Apply(iampolicy.Fix{Add: iampolicy.NewDocument(iampolicy.Allow("ecr:PutImage").On("*"))})
	require.NoError(t, err)
	require.Equal(t, iampolicy.Allowed, a.Identity.Decide(q).Outcome)
	require.Equal(t, iampolicy.ImplicitDeny, p.Decide(iampolicy.Request{Action: "ecr:PutImage", Resource: app}).Outcome)
}

// FuzzCompile: whatever Parse accepts either compiles or says why not, and the
// compiled policy never panics and never allows what the guide denies.
func FuzzCompile(f *testing.F) {
	m := newMaker(7)
	for range 50 {
		for _, d := range m.documents(false, 2) {
			b, err := json.Marshal(d)
			require.NoError(f, err)
			f.Add(b, m.principal(), m.action(), m.resource(), "aws:SourceIp", "203.0.113.5")
		}
	}
	f.Fuzz(func(t *testing.T, document []byte, principal, action, resource, key, value string) {
		d, err := iampolicy.Parse(document)
		if err != nil {
			return
		}
		p, err := iampolicy.Compile(d)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		q := iampolicy.Request{Principal: principal, Action: action, Resource: resource, Context: keys(key, value)}
		access := iampolicy.Access{Identity: p, Resource: []*iampolicy.Policy{p}, SCP: []*iampolicy.Policy{p}}
		closed := access.Decide(q)
		alone := p.Decide(q)
		q.OpenContext = true
		open := access.Decide(q)
		if open.Outcome != iampolicy.Undetermined && open.Outcome != closed.Outcome {
			t.Errorf("open %v, closed %v", open.Outcome, closed.Outcome)
		}
		for _, r := range append(append(closed.Reasons, alone.Reasons...), open.Reasons...) {
			require.NotEmpty(t, r.String())
		}
		access.Check(q, iampolicy.Need{Action: action, Resource: resource}).Fixes()
	})
}
