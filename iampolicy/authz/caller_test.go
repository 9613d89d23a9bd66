package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestHosts: every other host is a service's or a provider's, whom a policy for
// everyone lets in.
func TestHosts(t *testing.T) {
	t.Parallel()
	anyone := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*"}`)
	services := statementPolicy(t, `{"Effect":"Allow","Principal":{"Service":["x.aws.internal","x.amazon.com","X.amazonaws.com",
		"evilamazonaws.com","amazonaws.com","a.z"]},"Action":"*"}`)
	for host, isService := range map[string]bool{"x.aws.internal": true, "x.amazon.com": true, "X.amazonaws.com": true,
		"evilamazonaws.com": false, "amazonaws.com": false, "a.z": false, "az-09.AZ": false} {
		q := authz.Request{Principal: host, Action: iampolicy.ECRBatchGetImage, Resource: app}
		require.Equal(t, authz.Allowed, authz.Access{Resource: on(app, anyone)}.Decide(q).Outcome, host)
		got := authz.Access{Resource: on(app, services)}.Decide(q).Outcome
		require.Equal(t, isService, got == authz.Allowed, host)
	}
}

// TestProviderHasNoAccount: a provider's ARN holds an account, which is not the one
// that it calls.
func TestProviderHasNoAccount(t *testing.T) {
	t.Parallel()
	anyone := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}`)
	q := authz.Request{Principal: "arn:aws:iam::444455556666:saml-provider/corp", Action: "ecr:DescribeRegistry", Resource: "*",
		Context: keys("aws:RequestedRegion", "us-east-1")}
	access := authz.Access{Resource: on(registry, anyone)}
	require.Equal(t, authz.ImplicitDeny, access.Decide(q).Outcome, "whose registry it asks is not known")
	denied := authz.Access{Resource: on(registry, statementPolicy(t, `{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}`))}
	require.Equal(t, authz.ExplicitDeny, denied.Decide(q).Outcome, "it may be this one")
	q.ResourceAccount = "444455556666"
	require.Equal(t, authz.Allowed, access.Decide(q).Outcome)
}

// TestPolicyPrincipal: a policy that is asked alone reads the caller if any of its
// statements names one, and no name makes a caller of what is none.
func TestPolicyPrincipal(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		names, principal string
		want             authz.Outcome
		why              string
	}{
		{user, user, authz.Allowed, "the user is named in the first statement, and the second names nobody"},
		{user, role, authz.ImplicitDeny, "another is named"},
		{"arn:aws:iam::111122223333:group/x", "arn:aws:iam::111122223333:group/x", authz.ImplicitDeny, "a group calls nothing, named or not"},
		{"arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/*", authz.ImplicitDeny, "nor does a pattern"},
		{"nobody", "nobody", authz.ImplicitDeny, "nor does a word"},
		{"", "", authz.ImplicitDeny, "nor does nothing"},
	} {
		p := statementPolicy(t, `{"Effect":"Allow","Principal":{"AWS":"`+tt.names+`"},"Action":"ecr:*"},`+
			`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)
		q := authz.Request{Principal: tt.principal, Action: iampolicy.ECRBatchGetImage, Resource: app}
		for _, q.OpenContext = range []bool{false, true} {
			require.Equal(t, tt.want, p.Decide(q).Outcome, tt.why)
		}
	}
	but := statementPolicy(t, `{"Effect":"Allow","NotPrincipal":{"AWS":"`+user+`"},"Action":"ecr:*"}`)
	for principal, want := range map[string]authz.Outcome{role: authz.Allowed, user: authz.ImplicitDeny, "nobody": authz.ImplicitDeny} {
		q := authz.Request{Principal: principal, Action: iampolicy.ECRBatchGetImage, Resource: app}
		require.Equal(t, want, but.Decide(q).Outcome, "all but %s, asked for %s", user, principal)
	}
}

// TestMisplaced: what a policy must not have, or must have, where it is attached
// does not spare from its Deny.
func TestMisplaced(t *testing.T) {
	t.Parallel()
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app}
	both := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},`+
		`{"Effect":"Deny","Principal":{"AWS":"444455556666"},"Action":"*","Resource":"*"}`)
	bare := statementPolicy(t, `{"Effect":"Deny","Action":"*","Resource":"*"}`)
	for name, a := range map[string]authz.Access{
		"an identity policy that names another": {Identity: both},
		"a boundary that names another":         {Identity: all, Boundary: both},
		"a session policy that names another":   {Identity: all, Session: both},
		"an SCP that names another":             {Identity: all, SCP: []*authz.Policy{both}},
		"a resource policy that names nobody":   {Identity: all, Resource: on(app, bare)},
		"an RCP that names nobody":              {Identity: all, RCP: []*authz.Policy{bare}},
		"an endpoint policy that names nobody":  {Identity: all, Endpoint: bare},
		"a resource policy on nothing":          {Identity: all, Resource: on(app, statementPolicy(t, `{"Effect":"Deny","Action":"*"}`))},
		"an RCP on nothing":                     {Identity: all, RCP: []*authz.Policy{statementPolicy(t, `{"Effect":"Deny","Action":"*"}`)}},
		"an identity policy on nothing":         {Identity: compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*"), iampolicy.Deny("*")))},
	} {
		require.Equal(t, authz.ExplicitDeny, a.Decide(q).Outcome, name)
	}
}
