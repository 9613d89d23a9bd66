package compare

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// MaxWork is the bound on what a comparison may cost.
const MaxWork = maxWork

// Work returns what Diff of the documents, which compile, costs.
func Work(a, b iampolicy.Document) int {
	c, _ := newComparison(&a, &b)
	c.isSame(left(&a, &b))
	return maxWork - *c.work
}
