package compare_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// A change names a request that shows it, which can be put to both policies.
func ExampleChange_Decide() {
	before := iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On("*"))
	after := iampolicy.NewDocument(iampolicy.Allow("ecr:Batch*").On("*"))
	change := compare.Diff(before, after)[0]
	fmt.Println(len(change.Actions), "actions, such as", change.Actions[0])
	for _, d := range []iampolicy.Document{before, after} {
		p, err := authz.Compile(d)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(change.Decide(p).Outcome)
	}
	// Output:
	// 4 actions, such as ecr:BatchCheckLayerAvailability
	// ImplicitDeny
	// Allowed
}
