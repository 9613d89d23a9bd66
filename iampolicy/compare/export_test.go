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

// AddedWithin is Added of documents that compile, with less work than MaxWork.
func AddedWithin(work int, old, new iampolicy.Document) (changes []Change, known bool) {
	c, _ := newComparison(&old, &new)
	*c.work, c.additions = work, true
	known = c.isSame(left(&old, &new))
	return c.changes, known || len(c.changes) > 0 && c.complete
}

// EquivalentWithin is Equivalent of documents that compile and are in one version,
// with less work than MaxWork.
func EquivalentWithin(work int, a, b iampolicy.Document) bool {
	c, _ := newComparison(&a, &b)
	*c.work, c.first = work, true
	left := left(&a, &b)
	return !c.showsAtOnce(left) && c.isSame(left)
}

// SameOpaque reports whether documents that compile and are in one version are the same
// whatever their variables stand for, without looking for a request first.
func SameOpaque(a, b iampolicy.Document) bool {
	c, _ := newComparison(&a, &b)
	return c.isSameOpaque()
}
