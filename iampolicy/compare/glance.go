package compare

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// showsAtOnce reports whether one of a few requests, made from the texts of the
// statements that only one document has, is decided differently. It finds most
// differences at a small part of the cost of a search.
func (c *comparison) showsAtOnce(left [2][]int) bool {
	for i, d := range [...]*iampolicy.Document{c.a, c.b} {
		for _, k := range left[i][:min(len(left[i]), fewStatements)] {
			actions := d.Statement.Items[k].Action.Items
			for _, action := range actions[:min(len(actions), fewActions)] {
				q, ok := c.exampleOf(&d.Statement.Items[k], action)
				if ok && c.spend(decideWork) && c.policies[0].Decide(q).Outcome != c.policies[1].Decide(q).Outcome {
					return true
				}
			}
		}
	}
	return false
}

const fewActions = 8

// exampleOf makes a request that s is about, if that takes no thought.
func (c *comparison) exampleOf(s *iampolicy.Statement, action string) (q authz.Request, ok bool) {
	caller, partition := c.exampleCaller(&s.Principal)
	q = authz.Request{Action: action, Principal: caller, Resource: exampleResource(s, action, partition)}
	for i := range s.Condition {
		if v := s.Condition[i].Values.Items; len(v) > 0 {
			q.Context = map[string][]string{s.Condition[i].Key: {v[0].Text}}
			break
		}
	}
	a, _ := match.SplitARN(q.Resource) // of what is no ARN, authz denies everything
	return q, q.Resource == "*" || a[match.ARNPartition] == partition
}

// exampleResource returns a resource that s is about.
func exampleResource(s *iampolicy.Statement, action, partition string) string {
	switch {
	case eval.IsWildcardOnly(action):
		return "*"
	case len(s.Resource.Items) == 0 || s.Resource.Items[0] == "*":
		return "arn:" + partition + ":ecr:us-east-1:123456789012:repository/example"
	}
	return strings.ReplaceAll(strings.ReplaceAll(s.Resource.Items[0], "*", "example"), "?", "x")
}

// exampleCaller returns a caller that v names, and a partition that it may ask in.
func (c *comparison) exampleCaller(v *iampolicy.Principal) (caller, partition string) {
	home := c.homes[0]
	switch {
	case len(v.AWS.Items) > 0:
		if account, partition := rootAccount(v.AWS.Items[0]); account != "" {
			if partition == "" {
				partition = home
			}
			return "arn:" + partition + ":iam::" + account + ":role/example", partition
		}
		if c := eval.NewCaller(v.AWS.Items[0]); c.Partition != "" {
			return c.Text, c.Partition
		}
	case len(v.Service.Items) > 0:
		return v.Service.Items[0], "aws"
	}
	return "arn:" + home + ":iam::123456789012:role/example", home
}
