package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// What several recipes are made of. Their actions are in the guides' order.

// asList returns v written as a list even where it has one element, as some of
// AWS's samples are.
func asList[T any](v iampolicy.OneOrMany[T]) iampolicy.OneOrMany[T] {
	v.Single = false
	return v
}

// rootARNs returns the principals that stand for whole accounts.
func rootARNs(partition string, accounts []string) []string {
	arns := make([]string, len(accounts))
	for i, a := range accounts {
		arns[i] = "arn:" + partition + ":iam::" + a + ":root"
	}
	return arns
}

// allowLogin is the statement for the login that comes before every pull and push.
func allowLogin() iampolicy.Statement {
	return iampolicy.Allow(iampolicy.ECRGetAuthorizationToken).On("*")
}

// allowEach returns one statement for each list of resources.
func allowEach(groups [][]string, actions ...string) []iampolicy.Statement {
	statements := make([]iampolicy.Statement, len(groups))
	for i, resources := range groups {
		statements[i] = iampolicy.Allow(actions...).On(resources...)
	}
	return statements
}

// repositories returns the ARNs of the repositories of refs as [iampolicy.Pull] or [iampolicy.Push]
// group them, in one list for each account and region.
func repositories(recipe string, group func(...ecrref.Ref) (iampolicy.Document, error), refs []ecrref.Ref) ([][]string, error) {
	d, err := group(refs...)
	if err != nil {
		return nil, of(recipe, err)
	}
	last := len(d.Statement.Items) - 1 // the login
	groups := make([][]string, last)
	for i := range groups {
		groups[i] = d.Statement.Items[i].Resource.Items
	}
	return groups, nil
}

// repositoryPrefix is what the ARNs of all repositories of a registry begin with.
func repositoryPrefix(recipe string, g ecrref.Registry) (string, error) {
	if g.Kind() != ecrref.Private {
		return "", recipeError(recipe, g.String(), "not a private registry", "give one from ecrref.PrivateRegistry")
	}
	return "arn:" + g.Partition() + ":ecr:" + g.Region() + ":" + g.AccountID() + ":repository/", nil
}

// partitionIn returns the partition of a region.
func partitionIn(recipe, region string) (string, error) {
	g, err := ecrref.PrivateRegistry(sampleAccount, region)
	if err != nil {
		return "", recipeError(recipe, region, "not an AWS region", "give one such as us-west-2")
	}
	return g.Partition(), nil
}

// resourcePart returns the last of the six parts of an ARN, "" if s is none.
func resourcePart(s string) string {
	a, _ := match.SplitARN(s)
	return a[5]
}
