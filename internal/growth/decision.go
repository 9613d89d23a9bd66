package growth

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// decisions are asked of policies of n statements.
func decisions() (list []Series) {
	for _, p := range policies {
		list = append(list, Series{
			Operation: "Policy.Decide", Input: p.name, Hostile: p.hostile, Unit: "statement",
			Sizes: []int{1, 10, 100, 1000, 2000}, Counted: 500, Claim: p.claim,
			Prepare: func(n int) func() bool {
				policy, q, want := compiled(n, p.of), question, p.want
				q.OpenContext = want == authz.Undetermined
				if n == 1 { // only the statement that allows it
					want = authz.Allowed
				}
				return func() bool {
					if got := policy.Decide(q); got.Outcome != want {
						panic(fmt.Sprint(p.name, ": ", got))
					}
					return true
				}
			},
		})
	}
	return append(list, Series{
		Operation: "Access.Check and Report.Fixes", Input: "about one action", Unit: "statement",
		Sizes: []int{1, 10, 100, 1000, 2000}, Counted: 500,
		Prepare: func(n int) func() bool {
			access := authz.Access{Identity: compiled(n, policies[1].of)}
			need := authz.Need{Action: "ecr:PutImage", Resource: question.Resource}
			return func() bool {
				if fixes, ok := access.Check(question, need).Fixes(); !ok || len(fixes) != 1 {
					panic(fmt.Sprint(fixes))
				}
				return true
			}
		},
	})
}

// question is what is asked. What compiled puts behind all others answers it.
var question = authz.Request{
	Principal: "arn:aws:iam::123456789012:role/app", Action: "ecr:BatchGetImage", Resource: repository + "app",
}

func compiled(n int, of func(i int) iampolicy.Statement) *authz.Policy {
	d := iampolicy.NewDocument()
	for i := range n - 1 {
		d.Statement.Items = append(d.Statement.Items, of(i))
	}
	d.Statement.Items = append(d.Statement.Items, iampolicy.Allow(question.Action).On(question.Resource))
	return must(authz.Compile(d))
}

var policies = []struct {
	name    string
	hostile bool
	claim   Claim
	want    authz.Outcome
	of      func(i int) iampolicy.Statement
}{
	{"about other actions", false, Constant, authz.Allowed, func(i int) iampolicy.Statement {
		return iampolicy.Allow(fmt.Sprint("ecr:Other", i)).On(fmt.Sprint(repository, "app-", i))
	}},
	{"about one action", false, Linear, authz.Allowed, func(i int) iampolicy.Statement {
		return iampolicy.Allow("ecr:BatchGetImage").On(fmt.Sprint(repository, "app-", i))
	}},
	{"denials with a condition", false, Linear, authz.Allowed, func(i int) iampolicy.Statement {
		return iampolicy.Deny("ecr:*").On("*").When("StringLike", "aws:SourceVpc", fmt.Sprintf("vpc-%d*", i))
	}},
	{"patterns of resources", true, Linear, authz.Allowed, func(i int) iampolicy.Statement {
		return iampolicy.Deny("*").On(fmt.Sprintf("*r*e*p*o*s*i*t*o*r*y*%d", i))
	}},
	{"unknown keys", true, Bounded, authz.Undetermined, func(i int) iampolicy.Statement {
		return iampolicy.Deny("*").On("*").When("StringLike", fmt.Sprint("aws:RequestTag/k", i), "a*")
	}},
}
