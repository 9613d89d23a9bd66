package compare

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// Equivalent reports whether a and b decide every request alike, wherever the
// two are attached. Sid, Id, order, the spelling of actions, operators and
// condition keys, strings instead of lists, repeated, split, merged and
// redundant statements make no difference; nor does "*" in place of {"AWS":
// "*"} (only trust policies of roles refuse the first, and lint.Run says so), or an
// account ID in place of its root ARN in the partition that the documents are
// about: that of the resources they name, if it is one and the same; else aws,
// unless a principal or a value is an ARN of another partition. Then the ID is not
// the same as any root ARN, for authz lets callers of the account pass by the ID
// in every partition. The type of a principal makes a difference, and so does a
// Deny that names nobody, which counts where Principal is not looked at. The
// Version does, even where nothing in the documents hangs on it yet: a missing one
// means 2008-10-17.
//
// The actions of Amazon ECR are those of iampolicy.ActionsEdition and those that a or b
// names; of other services every possible action counts. So a document with
// "ecr:*" is equivalent to one that lists all actions of today. A key that is not
// multivalued by iampolicy.LookupKey has at most one value; one that it does not
// know, if a condition compares it without ForAllValues or ForAnyValue.
//
// A true answer is always right. A false one is right if Diff has a witness for
// it; without one, which takes policy variables or unusual complexity, the
// documents may be the same after all. Documents that authz.Compile refuses are equivalent
// only to documents that say the same in the same clauses.
func Equivalent(a, b iampolicy.Document) bool {
	if language(a.Version) != language(b.Version) {
		return false
	}
	left := left(&a, &b)
	if left[0] == nil && left[1] == nil {
		return true
	}
	return isEquivalent(a, b, left)
}

// isEquivalent is Equivalent where the documents say something in other words.
func isEquivalent(a, b iampolicy.Document, left [2][]int) bool {
	c, errs := newComparison(&a, &b)
	c.first = true
	return errs[0] == nil && errs[1] == nil && !c.showsAtOnce(left) && c.isSame(left)
}

// language is the version that a document is read by.
func language(v iampolicy.Version) iampolicy.Version {
	if v == "" {
		return iampolicy.Version2008
	}
	return v
}
