package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestGuarded: which requests in the own account a resource policy must allow, and
// which across accounts one can.
func TestGuarded(t *testing.T) {
	t.Parallel()
	const deploy, away = "arn:aws:iam::111122223333:role/deploy", "arn:aws:iam::444455556666:role/deploy"
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	anyone := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}`)
	for _, tt := range []struct {
		action, resource string
		granted          bool // by a resource policy
		want             authz.Outcome
		why              string
	}{
		{"sts:AssumeRole", deploy, false, authz.ImplicitDeny, "a role's trust policy must allow"},
		{"STS:assumerolewithsaml", deploy, false, authz.ImplicitDeny, "in every way to assume it"},
		{"sts:AssumeRole", deploy, true, authz.Allowed, "it does"},
		{"kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1", false, authz.ImplicitDeny, "a key's policy must allow"},
		{"sts:GetFederationToken", user, false, authz.Allowed, "another action of STS asks no trust policy"},
		{"s3:AssumeRole", deploy, false, authz.Allowed, "nor does one of another service that is called so"},
		{"kms:ListKeys", "*", false, authz.Allowed, "nor what is about no key"},
		{"codeartifact:GetAuthorizationToken", "arn:aws:codeartifact:us-east-1:444455556666:domain/d", true, authz.Allowed,
			"the token of a domain is granted by the domain's policy, other than ECR's"},
		{"sts:AssumeRole", away, true, authz.Allowed, "across accounts both sides allow"},
		{"sts:AssumeRole", away, false, authz.ImplicitDeny, "across accounts one is not enough"},
	} {
		a := authz.Access{Identity: all}
		if tt.granted {
			a.Resource = on(tt.resource, anyone)
		}
		require.Equal(t, tt.want, a.Decide(authz.Request{Principal: role, Action: tt.action, Resource: tt.resource}).Outcome, tt.why)
	}
}

// TestFixesGuarded: a trust policy names the role, and a grant to the role stays
// within its boundary, so that the boundary needs an addition as well.
func TestFixesGuarded(t *testing.T) {
	t.Parallel()
	nothing := statementPolicy(t, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)
	need := authz.Need{Action: "sts:AssumeRole", Resource: "arn:aws:iam::111122223333:role/deploy"}
	for caller, want := range map[string][]iampolicy.PolicyKind{
		role: {iampolicy.KindTrust, iampolicy.KindBoundary}, session: {iampolicy.KindTrust, iampolicy.KindBoundary},
		user: {iampolicy.KindTrust}, // a grant to a user needs nothing beside
	} {
		fixes, ok := authz.Access{Boundary: nothing}.Check(authz.Request{Principal: caller}, need).Fixes()
		require.True(t, ok)
		var kinds []iampolicy.PolicyKind
		for _, f := range fixes {
			kinds = append(kinds, f.Kind)
		}
		require.Equal(t, want, kinds, caller)
	}
}

// TestWildcardOnlyAlone: also a policy that is asked alone knows the actions which
// only "*" covers, whether a statement names them or a pattern does.
func TestWildcardOnlyAlone(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"ecr:GetAuthorizationToken", "ecr:GetAuth*", "ecr:*", "*"} {
		q := authz.Request{Principal: user, Action: "ecr:GetAuthorizationToken"}
		for resource, want := range map[string]authz.Outcome{app: authz.ImplicitDeny, "arn:*:*:*:*:*": authz.ImplicitDeny, "*": authz.Allowed} {
			p := compile(t, iampolicy.NewDocument(iampolicy.Allow(action).On(resource)))
			for _, q.Resource = range []string{app, "*"} {
				require.Equal(t, want, p.Decide(q).Outcome, "%s on %s", action, resource)
			}
		}
	}
	for _, resource := range []string{"arn:*:*:*:*:*", "*:*:*:*:*:*", "**"} {
		p := compile(t, iampolicy.NewDocument(iampolicy.Allow("s3:*").On(resource)))
		got := p.Decide(authz.Request{Principal: user, Action: "s3:ListAllMyBuckets", Resource: "*"}).Outcome
		require.Equal(t, authz.ImplicitDeny, got, "what is about no resource is covered by * alone: %s", resource)
	}
}

// TestNearestMiss: the reason of a policy that is asked alone is the Allow statement
// that came nearest, of equals the first.
func TestNearestMiss(t *testing.T) {
	t.Parallel()
	near := iampolicy.Allow("*").On("*").When("Bool", "aws:k", "true").Named("Near")
	far := iampolicy.Allow("*").On("arn:aws:ecr:*:*:repository/web").Named("Far")
	deny := iampolicy.Deny("*").On("*").When("Bool", "aws:k", "true").When("Bool", "aws:j", "true").Named("Deny")
	for _, tt := range []struct {
		statements []iampolicy.Statement
		want       string
	}{
		{[]iampolicy.Statement{near, far}, "Near"}, {[]iampolicy.Statement{far, near}, "Near"},
		{[]iampolicy.Statement{near, near.Named("Other")}, "Near"}, {[]iampolicy.Statement{far, far.Named("Other")}, "Far"},
		{[]iampolicy.Statement{far, deny}, "Far"}, {[]iampolicy.Statement{deny, near}, "Near"}, {[]iampolicy.Statement{deny}, ""},
	} {
		p := compile(t, iampolicy.NewDocument(tt.statements...))
		got := p.Decide(authz.Request{Principal: user, Action: "ecr:PutImage", Resource: app})
		require.Equal(t, authz.ImplicitDeny, got.Outcome)
		require.Equal(t, tt.want, got.Reasons[0].SID)
	}
}
