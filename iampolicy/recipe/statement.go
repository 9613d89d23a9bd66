package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// The recipes are the policies that AWS's guides print for ECR and ECS, with the
// guides' samples replaced by arguments. Each is a plain function; the
// catalogue (All, Lookup) lists them by a stable id. Their actions
// are in the guides' order.

// PublicLogin lets its holder log in to the Amazon ECR Public Gallery, for
// more pulls in a time than without. Pulling anonymously needs no permission.
// The calls go to us-east-1.
func PublicLogin() iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRPublicGetAuthorizationToken, "sts:GetServiceBearerToken").On("*"))
}

// resourcePart returns the last of the six parts of an ARN, "" if s is none.
func resourcePart(s string) string {
	a, _ := match.SplitARN(s)
	return a[5]
}

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

// repositories returns the ARNs of the repositories of refs as iampolicy.Pull or iampolicy.Push
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

// allowEach returns one statement for each list of resources.
func allowEach(groups [][]string, actions ...string) []iampolicy.Statement {
	statements := make([]iampolicy.Statement, len(groups))
	for i, resources := range groups {
		statements[i] = iampolicy.Allow(actions...).On(resources...)
	}
	return statements
}
