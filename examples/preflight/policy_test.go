package main

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNothingInForceIsRefused: what AWS itself attaches or prints is not what it
// refuses.
func TestNothingInForceIsRefused(t *testing.T) {
	documents := 0
	refuses := func(name string, d iampolicy.Document, kind iampolicy.PolicyKind) {
		documents++
		for _, f := range lint.Run(d, kind) {
			assert.False(t, isRefused(givenPolicy{Policy: awsfile.Policy{Document: d}, kind: kind}, f), "%s: %s", name, f)
		}
	}
	for p := range recipe.ManagedPolicies() {
		refuses(p.Name, p.Document(), iampolicy.KindIdentity)
	}
	for r := range recipe.All() {
		refuses(r.ID, r.Sample(), r.Kind)
	}
	require.Greater(t, documents, 40)
}

// TestVariableInARN: a policy variable has a colon of its own, which is no place for
// repository/.
func TestVariableInARN(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "t", task("FARGATE", image1))
	write(t, "p", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*",
		"Resource":"arn:aws:ecr:us-east-1:${aws:PrincipalAccount}:repository/*"}]}`)
	_, r, _ := answer(t, "", "-task", "t", "-policy", "p")
	require.NotEmpty(t, r.Findings)
	for _, f := range r.Findings {
		require.NotContains(t, f.Message, "lacks repository/")
	}
}

// TestPolicyNames: no command of an answer replaces the policy that another one writes.
func TestPolicyNames(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "t", task("FARGATE", image1, strings.Replace(image1, "team/", "team-", 1),
		strings.Replace(image1, "us-east-1", "us-west-2", 1), image1))
	write(t, "p", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}`)
	_, r, _ := answer(t, "", "-task", "t", "-policy", "p")
	documents := map[string]string{}
	for _, f := range r.Findings {
		_, after, ok := strings.Cut(f.Fix, "--policy-name ")
		name, document, _ := strings.Cut(after, " ")
		if !ok {
			continue
		}
		if other := documents[name]; other != "" {
			require.Equal(t, other, document, name)
		}
		documents[name] = document
	}
	require.Len(t, documents, 3)
}

// TestUnknownPolicyIsNamed: of several policies a person has to know which one is
// meant.
func TestUnknownPolicyIsNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	const boundary = "arn:aws:iam::123456789012:policy/b"
	write(t, "t", task("FARGATE", image1))
	write(t, "a", accountDetails(roleDetail(roleA, pullPolicy, trustGood+`,"PermissionsBoundary":{"PermissionsBoundaryArn":"`+boundary+`"}`)))
	_, r, _ := answer(t, "", "-task", "t", "-account-details", "a")
	require.NotEmpty(t, r.Findings)
	require.Equal(t, "the document of the permissions boundary "+boundary+" is not known", r.Findings[0].Message)
}
