package authz_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestDecideTooMuch: patterns that would take more than a second to compare are
// not compared, and the answer says so. Package match counts the steps.
func TestDecideTooMuch(t *testing.T) {
	t.Parallel()
	policyOf := func(pattern string, n int) *authz.Policy {
		var patterns []string
		for i := range n {
			patterns = append(patterns, fmt.Sprint("arn:aws:ecr:*:*:repository/", pattern, i))
		}
		return compile(t, iampolicy.NewDocument(iampolicy.Allow("ecr:*").On(patterns...)))
	}
	short, long := strings.Repeat("a", 200), strings.Repeat("a", 2000)
	for name, tt := range map[string]struct {
		policy  *authz.Policy
		name    string
		tooMuch bool
	}{
		"9,000 patterns and a name that ECR has": {policyOf(strings.Repeat("*a?", 30), 9000), short, false},
		"… and a name of 2 kB":                   {policyOf(strings.Repeat("*a?", 30), 9000), long, true},
		"… with literal text between":            {policyOf(strings.Repeat("*a", 45), 9000), long, false},
		"20,000 names":                           {policyOf("team/", 20000), long, false},
		"20,000 prefixes":                        {policyOf("team/*", 20000), long, false},
	} {
		q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: "arn:aws:ecr:us-east-1:111122223333:repository/" + tt.name}
		for _, q.OpenContext = range []bool{false, true} {
			for _, d := range []authz.Decision{tt.policy.Decide(q), authz.Access{Identity: tt.policy}.Decide(q)} {
				require.Equal(t, tt.tooMuch, d.Outcome == authz.Undetermined, "%s: %v", name, d.Outcome)
				require.Equal(t, tt.tooMuch, d.Reasons[0].Clause == authz.ClauseTooMuch, name)
				require.NotEmpty(t, d.Reasons[0].String())
			}
		}
		_, ok := authz.Access{Identity: tt.policy}.Check(q, authz.Need{Action: q.Action, Resource: q.Resource}).Fixes()
		require.Equal(t, !tt.tooMuch, ok, name)
	}
}

// TestDecideTooMuchInVain: what hangs on no such policy is decided all the same.
func TestDecideTooMuchInVain(t *testing.T) {
	t.Parallel()
	var patterns []string
	for i := range 9000 {
		patterns = append(patterns, fmt.Sprint("arn:aws:ecr:*:*:repository/", strings.Repeat("*a?", 30), i))
	}
	long := "arn:aws:ecr:us-east-1:111122223333:repository/" + strings.Repeat("a", 2000)
	vast := compile(t, iampolicy.NewDocument(iampolicy.Allow("ecr:*").On(patterns...)))
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	deny := statementPolicy(t, `{"Effect":"Deny","Action":"*","Resource":"*"}`)
	other := statementPolicy(t, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)
	for name, tt := range map[string]struct {
		access authz.Access
		action string
		want   authz.Outcome
	}{
		"another action":            {authz.Access{Identity: vast}, "s3:GetObject", authz.ImplicitDeny},
		"an SCP that denies":        {authz.Access{Identity: vast, SCP: []*authz.Policy{deny}}, "ecr:BatchGetImage", authz.ExplicitDeny},
		"an SCP that does not":      {authz.Access{Identity: vast, SCP: []*authz.Policy{other}}, "ecr:BatchGetImage", authz.ImplicitDeny},
		"an SCP that allows":        {authz.Access{Identity: vast, SCP: []*authz.Policy{all}}, "ecr:BatchGetImage", authz.Undetermined},
		"an SCP that is as large":   {authz.Access{Identity: all, SCP: []*authz.Policy{all, vast}}, "ecr:BatchGetImage", authz.Undetermined},
		"an identity that does not": {authz.Access{Identity: other, SCP: []*authz.Policy{vast}}, "ecr:BatchGetImage", authz.ImplicitDeny},
		"a resource policy":         {authz.Access{Identity: other, Resource: on(long, vast)}, "ecr:BatchGetImage", authz.Undetermined},
	} {
		q := authz.Request{Principal: role, Action: tt.action, Resource: long}
		for _, q.OpenContext = range []bool{false, true} {
			got := tt.access.Decide(q)
			require.Equal(t, tt.want, got.Outcome, name)
			require.Equal(t, tt.want == authz.Undetermined, got.Reasons[0].Clause == authz.ClauseTooMuch, name)
		}
	}
	got := vast.Decide(authz.Request{Principal: role, Action: "s3:GetObject", Resource: long})
	require.Equal(t, authz.ImplicitDeny, got.Outcome, "alone, another action")
	a := authz.Access{Identity: all, SCP: []*authz.Policy{vast}, Unseen: []authz.Layer{authz.LayerRCP}}
	blockers := a.Check(authz.Request{Principal: role}, authz.Need{Action: "ecr:BatchGetImage", Resource: long}).Blockers()
	require.Equal(t, []string{
		"service control policy: there are more patterns than are compared with a request of this length",
		"resource control policy: there is one that was not given",
	}, lines(blockers))
}

// TestOpenContextManyKeys: thousands of keys that all matter are all named, at a
// cost that is counted and not left to the number of their combinations.
func TestOpenContextManyKeys(t *testing.T) {
	t.Parallel()
	const n = 5000
	for name, operator := range map[string]string{"text": "StringLike", "numbers": "NumericLessThan", "addresses": "IpAddress"} {
		value := map[string]string{"StringLike": "a*", "NumericLessThan": "1", "IpAddress": "203.0.113.0/24"}[operator]
		d := iampolicy.NewDocument(iampolicy.Allow("*").On("*"))
		for i := range n {
			d.Statement.Items = append(d.Statement.Items, iampolicy.Deny("*").On("*").When(operator, fmt.Sprint("aws:RequestTag/k", i), value))
		}
		q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, OpenContext: true}
		got := authz.Access{Identity: compile(t, d)}.Decide(q)
		require.Equal(t, authz.Undetermined, got.Outcome, name)
		require.Len(t, got.Missing, n, name)
		require.Len(t, got.Reasons, n, name)
	}
}

// TestOpenContextManyConditions: the conditions of one statement count as so many
// statements. With 40,000 keys each look at it asks for all of them, and a look
// for each key would be 1.6 billion questions, which no run of the tests waits for.
func TestOpenContextManyConditions(t *testing.T) {
	t.Parallel()
	s := iampolicy.Allow("*").On("*")
	for i := range 40_000 {
		s.Condition = append(s.Condition, iampolicy.Condition{Operator: "StringEquals", Key: fmt.Sprint("aws:PrincipalTag/k", i),
			Values: scalars("v")})
	}
	q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, OpenContext: true}
	got := compile(t, iampolicy.NewDocument(s)).Decide(q)
	require.Equal(t, authz.Undetermined, got.Outcome)
	require.Len(t, got.Missing, 40_000)
}

// TestOpenContextOneKey: thousands of statements with the same condition are one
// question, and thousands of different ones on one key too many to tell apart.
func TestOpenContextOneKey(t *testing.T) {
	t.Parallel()
	q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, OpenContext: true}
	same, different := iampolicy.NewDocument(), iampolicy.NewDocument()
	for i := range 5000 {
		operator := [2]string{"StringEquals", "StringNotEquals"}[i%2]
		same.Statement.Items = append(same.Statement.Items, iampolicy.Allow("*").On("*").When(operator, "aws:SourceVpce", "vpce-1"))
		different.Statement.Items = append(different.Statement.Items, iampolicy.Allow("*").On("*").When(operator, "aws:SourceVpce",
			fmt.Sprint("vpce-", i)))
	}
	require.Equal(t, authz.Allowed, compile(t, same).Decide(q).Outcome)
	require.Equal(t, authz.Undetermined, compile(t, different).Decide(q).Outcome)
	for n, want := range map[int]authz.Outcome{64: authz.Allowed, 65: authz.Undetermined} { // see Request.OpenContext
		some, names := iampolicy.NewDocument(), []string{}
		for i := range n - 1 {
			names = append(names, fmt.Sprint("vpce-", i))
			some.Statement.Items = append(some.Statement.Items, iampolicy.Allow("*").On("*").When("StringEquals", "aws:SourceVpce", names[i]))
		}
		some.Statement.Items = append(some.Statement.Items, iampolicy.Allow("*").On("*").When("StringNotEquals", "aws:SourceVpce", names...))
		require.Equal(t, want, compile(t, some).Decide(q).Outcome, "%d conditions on one key", n)
	}
}

// TestOpenContextLongLists: numbers, dates and addresses of long lists are told
// apart exactly, without comparing each with each.
func TestOpenContextLongLists(t *testing.T) {
	t.Parallel()
	var numbers, addresses []string
	for i := range 30_000 {
		numbers = append(numbers, fmt.Sprint(3*i))
		addresses = append(addresses, fmt.Sprintf("10.%d.%d.0/25", i>>8, i&255))
	}
	q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, OpenContext: true}
	for _, tt := range []struct {
		operator, other string
		values          []string
		want            authz.Outcome
	}{
		{"NumericEquals", "NumericNotEquals", numbers, authz.Allowed},
		{"NumericLessThanEquals", "NumericEquals", numbers, authz.Undetermined},
		{"IpAddress", "NotIpAddress", addresses, authz.Allowed},
		{"IpAddressIfExists", "IpAddress", addresses, authz.Undetermined},
	} {
		p := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*").When(tt.operator, "aws:k", tt.values...),
			iampolicy.Allow("*").On("*").When(tt.other, "aws:k", tt.values...)))
		require.Equal(t, tt.want, p.Decide(q).Outcome, tt.operator)
	}
}
