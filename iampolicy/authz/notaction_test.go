package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestNotAction: an item that is no action excepts nothing from a Deny, and lets an
// Allow say nothing.
func TestNotAction(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		statement string
		want      authz.Outcome
		why       string
	}{
		{`"Effect":"Deny","NotAction":"BatchGetImage"`, authz.ExplicitDeny, "what was to be excepted is denied"},
		{`"Effect":"Deny","NotAction":["ecr:BatchGetImage","PutImage"]`, authz.ImplicitDeny, "the other item excepts it"},
		{`"Effect":"Deny","NotAction":"*"`, authz.ImplicitDeny, "everything is excepted"},
		{`"Effect":"Deny","NotAction":[]`, authz.ImplicitDeny, "an empty list does nothing"},
		{`"Effect":"Allow","NotAction":"PutImage"`, authz.ImplicitDeny, "what was to be excepted is not known"},
		{`"Effect":"Allow","NotAction":["s3:*","PutImage"]`, authz.ImplicitDeny, "nor is it beside another item"},
		{`"Effect":"Allow","NotAction":"*"`, authz.ImplicitDeny, "everything is excepted"},
		{`"Effect":"Allow","NotAction":["s3:*",":x"]`, authz.Allowed, "an item that matches no action excepts none"},
		{`"Effect":"Allow","NotAction":[]`, authz.ImplicitDeny, "an empty list does nothing"},
	} {
		p := statementPolicy(t, `{`+tt.statement+`,"Resource":"*"}`)
		q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app}
		for _, q.OpenContext = range []bool{false, true} {
			require.Equal(t, tt.want, p.Decide(q).Outcome, tt.why)
			require.Equal(t, tt.want, authz.Access{Identity: p}.Decide(q).Outcome, tt.why)
		}
	}
}

// TestTwoColons: an action is cut at the first colon, as its patterns are.
func TestTwoColons(t *testing.T) {
	t.Parallel()
	q := authz.Request{Principal: user, Action: "ecr:Batch:GetImage", Resource: app}
	for pattern, want := range map[string]authz.Outcome{"ecr:*": authz.Allowed, "ecr:batch:get*": authz.Allowed,
		"ecr:Batch:GetImage": authz.Allowed,
		"*:Batch:*":          authz.Allowed, "ecr:Batch*:": authz.ImplicitDeny, "*:GetImage": authz.ImplicitDeny,
		"ecr:Batch": authz.ImplicitDeny} {
		require.Equal(t, want, compile(t, iampolicy.NewDocument(iampolicy.Allow(pattern).On("*"))).Decide(q).Outcome, pattern)
	}
}
