package compare

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Added returns what new allows and old did not, each with a request as its
// witness: the changes of Diff whose To is Allowed because a statement of new
// allows it. It is the question of IAM Access Analyzer's CheckNoNewAccess
// (https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoNewAccess.html),
// answered without AWS. That a principal is granted directly, which its account
// only could have granted before, is an addition too.
//
// Without changes, known reports whether there is nothing new for certain. It is
// false where it hangs on what policy variables stand for or on principals that no
// caller can be, if it is too much to look at every request, and if a document does
// not compile. With changes, known reports whether they are all there are.
func Added(old, new iampolicy.Document) (changes []Change, known bool) {
	left := left(&old, &new)
	if left[0] == nil && left[1] == nil {
		return nil, true
	}
	c, errs := newComparison(&old, &new)
	if errs[0] != nil || errs[1] != nil {
		return nil, false
	}
	c.additions = true
	known = c.isSame(left)
	return c.changes, known || len(c.changes) > 0 && c.complete
}

// Grants reports whether d, alone as in authz.Policy.Decide, allows any of the
// actions on any of the resources to anyone in any context, with a request that it
// allows as the witness. It is the question of IAM Access Analyzer's
// CheckAccessNotGranted
// (https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html),
// answered without AWS. Actions and resources are patterns as a policy has them;
// no actions are all actions, no resources all resources. Of an action without
// resource types, such as ecr:GetAuthorizationToken, the resource is "*". Nobody is
// granted anything in another partition.
//
// A false answer is certain only if known. It is not where it hangs on what policy
// variables stand for, if it is too much to look at every request, if d does not
// compile, and if an action or resource is none, or has a variable.
func Grants(d iampolicy.Document, actions, resources []string) (witness Change, granted, known bool) {
	if !arePatterns(actions, isActionPattern) || !arePatterns(resources, isResourcePattern) {
		return Change{}, false, false
	}
	without := d // what d allows beside the question
	deny := iampolicy.Deny(orAll(actions)...).On(orAll(resources)...)
	without.Statement.Items = append(slices.Clone(d.Statement.Items), deny)
	c, errs := newComparison(&without, &d)
	if errs[0] != nil || errs[1] != nil {
		return Change{}, false, false
	}
	c.first, c.additions, c.aloneOnly = true, true, true
	c.search([2][]int{{len(d.Statement.Items)}, nil})
	if len(c.changes) == 0 {
		return Change{}, false, c.complete
	}
	witness = c.changes[0]
	witness.From = authz.ImplicitDeny // by a policy that says nothing
	return witness, true, true
}

func orAll(list []string) []string {
	if len(list) == 0 {
		return []string{"*"}
	}
	return list
}

func arePatterns(list []string, is func(string) bool) bool {
	return !slices.ContainsFunc(list, func(text string) bool { return !is(text) })
}

func isActionPattern(text string) bool {
	service, name, _ := strings.Cut(text, ":")
	return text == "*" || service != "" && name != "" && !strings.ContainsAny(text, " \t\r\n")
}

func isResourcePattern(text string) bool {
	a, ok := match.SplitARN(text)
	return text == "*" || ok && a.IsARN() && !match.HasVariable(text)
}
