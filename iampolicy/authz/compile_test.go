package authz_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

func TestCompileErrors(t *testing.T) {
	for name, tt := range map[string]struct {
		condition, pointer, want string
	}{
		"unknown operator": {`{"StringEqual":{"aws:a":"x"}}`, "/Statement/0/Condition/StringEqual",
			`authz.Compile: statement 0, /Statement/0/Condition/StringEqual: unknown condition operator "StringEqual"; did you mean ` +
				`"StringEquals"?`},
		"unknown operator with prefix and suffix": {`{"ForAnyValue:StringLikeeIfExists":{"aws:a":"x"}}`,
			"/Statement/0/Condition/ForAnyValue:StringLikeeIfExists",
			`authz.Compile: statement 0, /Statement/0/Condition/ForAnyValue:StringLikeeIfExists: unknown condition operator ` +
				`"ForAnyValue:StringLikeeIfExists"; did you mean "ForAnyValue:StringLikeIfExists"?`},
		"the prefix that a peer looks for": {`{"ForAnyValues:StringLike":{"aws:a":"x"}}`, "/Statement/0/Condition/ForAnyValues:StringLike",
			`authz.Compile: statement 0, /Statement/0/Condition/ForAnyValues:StringLike: unknown condition operator "ForAnyValues:StringLike"; ` +
				`did you mean "ForAnyValue:StringLike"?`},
		"Null with IfExists": {`{"NullIfExists":{"aws:a":"true"}}`, "/Statement/0/Condition/NullIfExists/aws:a", ""},
		"a range that is none": {`{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","10.0.0.0/33"]}}`,
			"/Statement/0/Condition/IpAddress/aws:SourceIp/1", ""},
		"a date that is none": {`{"DateLessThan":{"aws:CurrentTime":"2026-02-30T00:00:00Z"}}`,
			"/Statement/0/Condition/DateLessThan/aws:CurrentTime", ""},
		"a date without zone": {`{"DateLessThan":{"aws:CurrentTime":"2026-02-20T00:00:00"}}`,
			"/Statement/0/Condition/DateLessThan/aws:CurrentTime",
			`authz.Compile: statement 0, /Statement/0/Condition/DateLessThan/aws:CurrentTime: "2026-02-20T00:00:00" is not a date, which ` +
				`DateLessThan compares; name the zone: write "2026-02-20T00:00:00Z" or an offset such as +09:00 at the end`},
		"a prefix that is misspelt": {`{"ForAllValue:StringEquals":{"aws:TagKeys":"x"}}`, "/Statement/0/Condition/ForAllValue:StringEquals",
			`authz.Compile: statement 0, /Statement/0/Condition/ForAllValue:StringEquals: unknown condition operator ` +
				`"ForAllValue:StringEquals"; did you mean "ForAllValues:StringEquals"?`},
		"a value that holds a secret": {`{"IpAddress":{"aws:SourceIp":"https://AWS:hunter2@host/x"}}`,
			"/Statement/0/Condition/IpAddress/aws:SourceIp",
			`authz.Compile: statement 0, /Statement/0/Condition/IpAddress/aws:SourceIp: "https://REDACTED" is not an address or CIDR range, ` +
				`which IpAddress compares; write "203.0.113.0/24" or "2001:db8::/32"`},
		"a name that is far too long": {`{"` + strings.Repeat("S", 100) + `":{"aws:a":"x"}}`,
			"/Statement/0/Condition/" + strings.Repeat("S", 100), ""},
		"a number that is none":   {`{"NumericEquals":{"s3:max-keys":"10 "}}`, "/Statement/0/Condition/NumericEquals/s3:max-keys", ""},
		"a Boolean that is none":  {`{"Bool":{"aws:SecureTransport":"yes"}}`, "/Statement/0/Condition/Bool/aws:SecureTransport", ""},
		"base64 that is none":     {`{"BinaryEquals":{"app:Blob":"QUI"}}`, "/Statement/0/Condition/BinaryEquals/app:Blob", ""},
		"no key, and no operator": {`{"StringEqual":{}}`, "/Statement/0/Condition/StringEqual", ""},
		"Null with a prefix": {`{"ForAnyValue:Null":{"aws:a":"true"}}`, "/Statement/0/Condition/ForAnyValue:Null/aws:a",
			`authz.Compile: statement 0, /Statement/0/Condition/ForAnyValue:Null/aws:a: "ForAnyValue:Null" is no operator; ` +
				`Null has no prefix and no suffix: write "Null"`},
		"a date in words": {`{"DateLessThan":{"aws:CurrentTime":"Today"}}`, "/Statement/0/Condition/DateLessThan/aws:CurrentTime",
			`authz.Compile: statement 0, /Statement/0/Condition/DateLessThan/aws:CurrentTime: "Today" is not a date, which DateLessThan ` +
				`compares; write "2026-01-31T00:00:00Z" or seconds since 1970`},
		"no address": {`{"IpAddress":{"aws:SourceIp":""}}`, "/Statement/0/Condition/IpAddress/aws:SourceIp", ""},
		"an address with a zone": {`{"IpAddress":{"aws:SourceIp":"fe80::1%eth0"}}`,
			"/Statement/0/Condition/IpAddress/aws:SourceIp", ""},
		"base64 in two lines":                    {`{"BinaryEquals":{"app:Blob":"QUI=\n"}}`, "/Statement/0/Condition/BinaryEquals/app:Blob", ""},
		"a list of one value":                    {`{"Bool":{"aws:a":["x"]}}`, "/Statement/0/Condition/Bool/aws:a/0", ""},
		"a list, where the operator is at fault": {`{"NullIfExists":{"aws:a":["true"]}}`, "/Statement/0/Condition/NullIfExists/aws:a", ""},
		"a tag key with a slash": {`{"NumericEquals":{"aws:PrincipalTag/age":"x"}}`,
			"/Statement/0/Condition/NumericEquals/aws:PrincipalTag~1age", ""},
	} {
		d := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*",` +
			`"Condition":` + tt.condition + `}]}`)
		_, err := authz.Compile(iampolicy.ECSPull(), d)
		var c *authz.CompileError
		require.ErrorAs(t, err, &c, name)
		require.Equal(t, 1, c.Document, name)
		require.Equal(t, 0, c.Statement, name)
		require.Equal(t, tt.pointer, c.Pointer, name)
		require.NotEmpty(t, c.Hint, name)
		if tt.want != "" {
			_, err = authz.Compile(d)
			require.EqualError(t, err, tt.want)
			_, err = authz.Compile(iampolicy.ECSPull(), d)
			require.EqualError(t, err, strings.Replace(tt.want, "authz.Compile: ", "authz.Compile: document 1: ", 1))
		}
	}
}

// TestCompileConditionWithoutValues: an operator without keys asks for nothing, and a
// key without values is equal to none.
func TestCompileConditionWithoutValues(t *testing.T) {
	q := authz.Request{Principal: user, Action: "ecr:PutImage", Resource: app, Context: keys("aws:k", "v")}
	asksNothing := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{}}}`)
	require.Equal(t, authz.Allowed, asksNothing.Decide(q).Outcome)
	noKey := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"":"v"}}}`)
	require.Equal(t, authz.ImplicitDeny, noKey.Decide(q).Outcome)
	noValues := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*").When("StringEquals", "aws:k")))
	require.Equal(t, authz.ImplicitDeny, noValues.Decide(q).Outcome)
}

func TestCompileValidates(t *testing.T) {
	_, err := authz.Compile(iampolicy.Document{})
	var d *iampolicy.DocumentError
	require.True(t, errors.As(err, &d))
	_, err = authz.Compile(iampolicy.NewDocument(iampolicy.Statement{Effect: "allow"}))
	require.Error(t, err)
}

// TestCompileManaged: AWS's own managed policies compile, all of them.
func TestCompileManaged(t *testing.T) {
	seen := 0
	for name, raw := range policytest.ReadMoto(t) {
		d, err := iampolicy.Parse(raw)
		require.NoError(t, err, name)
		_, err = authz.Compile(d)
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
			_, err := authz.Compile(doc)
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
	q := authz.Request{Action: "ecr:BatchGetImage", Resource: app}
	require.Equal(t, authz.Allowed, p.Decide(q).Outcome)
	fixes, ok := authz.Access{Identity: p}.Check(authz.Request{Principal: user}, authz.Need{Action: "ecr:PutImage", Resource: app}).Fixes()
	require.True(t, ok)
	require.NotEmpty(t, fixes)
	require.Equal(t, authz.ImplicitDeny, p.Decide(authz.Request{Action: "ecr:PutImage", Resource: app}).Outcome)
}

// TestCompileIsLinear: twice the statements cost about twice, whatever they
// have in common. Before, the worst of these took 5 s for 2,000 statements.
func TestCompileIsLinear(t *testing.T) {
	const n = 3000
	for name, statement := range map[string]func(i int) iampolicy.Statement{
		"an action of its own and a wildcard": func(i int) iampolicy.Statement { return iampolicy.Deny(fmt.Sprintf("s%d:a", i), "*").On("*") },
		"a service of its own":                func(i int) iampolicy.Statement { return iampolicy.Allow(fmt.Sprintf("s%d:*", i)).On("*") },
		"a service of its own and a wildcard": func(i int) iampolicy.Statement { return iampolicy.Allow(fmt.Sprintf("s%d:*", i), "*:x").On("*") },
		"a service of its own, NotAction": func(i int) iampolicy.Statement {
			return iampolicy.Statement{Effect: iampolicy.EffectAllow, NotAction: iampolicy.Allow(fmt.Sprintf("s%d:a", i)).Action}.On("*")
		},
		"a resource of its own": func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:BatchGetImage").On(fmt.Sprint(app, i))
		},
		"a resource of its own and a wildcard": func(i int) iampolicy.Statement { return iampolicy.Allow("ecr:*").On(fmt.Sprint(app, i)) },
		"an action of its own, one service":    func(i int) iampolicy.Statement { return iampolicy.Deny(fmt.Sprintf("s:a%d", i), "s:*").On("*") },
		"one list of actions": func(i int) iampolicy.Statement {
			return iampolicy.Allow("s:a", "s:b", "S:A", "s:a*", "t:a").On("*")
		},
	} {
		size := func(n int) uint64 {
			d := iampolicy.NewDocument()
			for i := range n {
				d.Statement.Items = append(d.Statement.Items, statement(i))
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			compile(t, d)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		start := time.Now()
		small, large := size(n), size(2*n)
		require.Less(t, float64(large), 2.5*float64(small), name)
		require.Less(t, large, uint64(2*n*8000), name)
		require.Less(t, time.Since(start), 20*time.Second, name) // 0.1 s where the machine is free
	}
}

// TestDecideShared: what is too much to settle when a policy is compiled is
// decided alike, in order, without repetition and without allocating.
func TestDecideShared(t *testing.T) {
	var d iampolicy.Document
	for i := range 300 {
		d.Statement.Items = append(d.Statement.Items, iampolicy.Allow(fmt.Sprintf("ecr:A%d", i), "ecr:B*", "*:C").On(fmt.Sprint(app, i)))
	}
	small := compile(t, d)
	for i := range 3000 {
		d.Statement.Items = append(d.Statement.Items, iampolicy.Allow(fmt.Sprintf("s%d:a", i), "*:zz", "ecr:zz*").On("nothing"))
	}
	large := compile(t, d)
	for _, action := range []string{"ecr:A7", "ecr:a299", "ecr:B", "ECR:Batch", "ecr:C", "x:C", "ecr:D", "x:y", "ecr:A"} {
		for _, resource := range []string{app + "7", app + "299", "*"} {
			q := authz.Request{Principal: user, Action: action, Resource: resource}
			require.Equal(t, small.Decide(q), large.Decide(q), action)
			require.Equal(t, authz.Access{Identity: small}.Decide(q), authz.Access{Identity: large}.Decide(q), action)
			require.Zero(t, testing.AllocsPerRun(10, func() { large.Decide(q) }), action)
			q.OpenContext = true
			require.Equal(t, small.Decide(q), large.Decide(q), action)
		}
	}
}

// TestDecideUnsettled: where a policy is so large that it is not settled ahead which
// patterns are about the actions that it names, they are asked when it is decided.
func TestDecideUnsettled(t *testing.T) {
	t.Parallel()
	var d iampolicy.Document
	for i := range 300 {
		d.Statement.Items = append(d.Statement.Items, iampolicy.Allow(fmt.Sprintf("ecr:A%d", i), "ecr:B*", "*:C").On("*"))
	}
	d.Statement.Items = append(d.Statement.Items, iampolicy.Deny("ecr:A7*").On("*"), iampolicy.Deny("*:A8?").On("*"))
	p := compile(t, d)
	for i := range 300 {
		action := fmt.Sprintf("ecr:A%d", i)
		want := authz.Allowed
		if strings.HasPrefix(action, "ecr:A7") || len(action) == len("ecr:A80") && strings.HasPrefix(action, "ecr:A8") {
			want = authz.ExplicitDeny
		}
		q := authz.Request{Principal: user, Action: action, Resource: "*"}
		require.Equal(t, want, p.Decide(q).Outcome, action)
		require.Equal(t, want, authz.Access{Identity: p}.Decide(q).Outcome, action)
	}
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
		p, err := authz.Compile(d)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		q := authz.Request{Principal: principal, Action: action, Resource: resource, Context: keys(key, value)}
		access := authz.Access{Identity: p, Resource: on(resource, p), SCP: []*authz.Policy{p}}
		closed := access.Decide(q)
		alone := p.Decide(q)
		q.OpenContext = true
		open := access.Decide(q)
		if open.Outcome != authz.Undetermined && open.Outcome != closed.Outcome {
			t.Errorf("open %v, closed %v", open.Outcome, closed.Outcome)
		}
		for _, r := range append(append(closed.Reasons, alone.Reasons...), open.Reasons...) {
			require.NotEmpty(t, r.String())
		}
		access.Check(q, authz.Need{Action: action, Resource: resource}).Fixes()
	})
}
