package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// TestFixesAreClean: what a fix adds for a pull has no finding of lint, whatever
// the policy it goes into.
func TestFixesAreClean(t *testing.T) {
	t.Parallel()
	none := statementPolicy(t, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)
	a := authz.Access{Boundary: none, Session: none, Endpoint: none, SCP: []*authz.Policy{none}}
	needs := authz.PullNeeds(ecrref.MustParse("444455556666.dkr.ecr.us-east-1.amazonaws.com/app:v1"))
	needs = append(needs, authz.PullNeeds(ecrref.MustParse("111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:v1"))...)
	needs = append(needs, authz.Need{Action: "ecr:CreateRepository", Resource: "arn:aws:ecr:us-east-1:444455556666:repository/app"},
		authz.Need{Action: "sts:AssumeRole", Resource: "arn:aws:iam::444455556666:role/deploy"})
	seen := map[string]bool{}
	for _, principal := range []string{role, session, user} {
		fixes, ok := a.Check(authz.Request{Principal: principal}, needs...).Fixes()
		require.True(t, ok)
		for _, f := range fixes {
			seen[f.Kind.String()] = true
			require.Empty(t, lint.Run(f.Add, f.Kind), "%s %s", f.Kind, f.Add)
		}
	}
	require.Len(t, seen, 8, "%v", seen)
}
