package compare

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// What two documents say in the same words needs no example: a statement is the
// union of one statement for each of its actions, resources and principals, and
// what only one of the documents says is all that they can differ in.

// reader compares the clauses of two documents as texts.
type reader struct {
	home string // the partition of accounts that are named by their ID; "" if it may be any
}

// newReader returns the reader for a and b.
func newReader(a, b *iampolicy.Document) (r reader) {
	if !namesByID(a) && !namesByID(b) {
		return r
	}
	if list := partitions(a, b); len(list) == 1 {
		r.home = list[0]
	}
	return r
}

// left returns the statements of each document that the other does not have, by
// index. Where the documents are of different versions, a statement with a
// variable is in one of them only.
func left(a, b *iampolicy.Document) [2][]int {
	r := newReader(a, b)
	return [2][]int{r.beyond(a, b), r.beyond(b, a)}
}

// beyond returns the indexes of the statements of d that say more than e does in
// the same words.
func (r reader) beyond(d, e *iampolicy.Document) (list []int) {
	var atoms atoms
	sameLanguage := language(d.Version) == language(e.Version)
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		switch {
		case isIdle(s):
		case !sameLanguage && hasVariable(s), !r.isWithinNear(s, i, d, e) && (len(e.Statement.Items) < 2 || !r.isWithinAtoms(s, e, &atoms)):
			list = append(list, i)
		}
	}
	return list
}

// hasVariable reports whether s may hold a policy variable.
func hasVariable(s *iampolicy.Statement) bool {
	return slices.ContainsFunc(s.Resource.Items, match.HasVariable) || slices.ContainsFunc(s.NotResource.Items, match.HasVariable) ||
		slices.ContainsFunc(s.Condition, isVariableCondition)
}

func isVariableCondition(c iampolicy.Condition) bool {
	return slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return match.HasVariable(v.Text) })
}

// isIdle reports whether a list of s is empty, so that s never matches.
func isIdle(s *iampolicy.Statement) bool {
	return isEmptyList(s.Action.Items) || isEmptyList(s.NotAction.Items) || isEmptyList(s.Resource.Items) || isEmptyList(s.NotResource.Items)
}

func isEmptyList(items []string) bool { return items != nil && len(items) == 0 }

// isWithinNear looks at the statement of e in the same place, and at all of them
// if there are few.
func (r reader) isWithinNear(s *iampolicy.Statement, i int, d, e *iampolicy.Document) bool {
	list := e.Statement.Items
	if i < len(list) && r.isWithin(s, &list[i]) {
		return true
	}
	if len(list) > fewStatements || len(d.Statement.Items) > fewStatements {
		return false
	}
	for j := range list {
		if r.isWithin(s, &list[j]) {
			return true
		}
	}
	return false
}

// fewStatements are compared in less time than hashed.
const fewStatements = 4

// isWithin reports whether t alone says all that s says.
func (r reader) isWithin(s, t *iampolicy.Statement) bool {
	return s.Effect == t.Effect &&
		(s.Action.Items == nil) == (t.Action.Items == nil) && subset(s.Action.Items, t.Action.Items, match.CompareFold) &&
		(s.Resource.Items == nil) == (t.Resource.Items == nil) && subset(s.Resource.Items, t.Resource.Items, strings.Compare) &&
		r.isWithinPrincipal(&s.Principal, &t.Principal) && r.sameRest(s, t)
}

// sameRest compares the clauses that are no union of what they list.
func (r reader) sameRest(s, t *iampolicy.Statement) bool {
	return (s.NotAction.Items == nil) == (t.NotAction.Items == nil) && sameSet(s.NotAction.Items, t.NotAction.Items, match.CompareFold) &&
		(s.NotResource.Items == nil) == (t.NotResource.Items == nil) && sameSet(s.NotResource.Items, t.NotResource.Items, strings.Compare) &&
		r.isWithinPrincipal(&s.NotPrincipal, &t.NotPrincipal) && r.isWithinPrincipal(&t.NotPrincipal, &s.NotPrincipal) &&
		sameSet(s.Condition, t.Condition, compareConditions)
}

// isWithinPrincipal reports whether w names all that v names.
func (r reader) isWithinPrincipal(v, w *iampolicy.Principal) bool {
	switch {
	case v.IsZero() || w.IsZero():
		return v.IsZero() == w.IsZero()
	case v.IsAnyone():
		return w.IsAnyone()
	}
	return subset(v.AWS.Items, w.AWS.Items, r.compareNames) && subset(v.Service.Items, w.Service.Items, strings.Compare) &&
		subset(v.Federated.Items, w.Federated.Items, strings.Compare) && subset(v.CanonicalUser.Items, w.CanonicalUser.Items, strings.Compare)
}

// compareNames orders names under "AWS". An account's ID is the same as its root
// ARN in the partition that the documents are about.
func (r reader) compareNames(v, w string) int {
	if v == w {
		return 0
	}
	v, partition := r.account(v)
	w, other := r.account(w)
	return cmp.Or(strings.Compare(v, w), strings.Compare(partition, other))
}

// account returns the account that name stands for as a whole, and its partition;
// the name and none if it is of another kind.
func (r reader) account(name string) (account, partition string) {
	switch account, partition = rootAccount(name); {
	case account == "":
		return name, ""
	case partition == "":
		return account, r.home
	}
	return account, partition
}

// compareConditions orders conditions by operator and key. The values are sets of
// texts: 5 and "5" are the same value.
func compareConditions(c, d iampolicy.Condition) int {
	if order := match.CompareFold(c.Operator, d.Operator); order != 0 {
		return order
	}
	if order := match.CompareFold(c.Key, d.Key); order != 0 {
		return order
	}
	if (c.Values.Items == nil) == (d.Values.Items == nil) && sameSet(c.Values.Items, d.Values.Items, compareScalars) {
		return 0
	}
	return 1
}

func compareScalars(v, w iampolicy.Scalar) int { return strings.Compare(v.Text, w.Text) }

// sameSet compares two lists as sets.
func sameSet[T any](a, b []T, compare func(a, b T) int) bool {
	return subset(a, b, compare) && subset(b, a, compare)
}

// subset reports whether b holds all of a.
func subset[T any](a, b []T, compare func(a, b T) int) bool {
	i := 0
	for i < len(a) && i < len(b) && compare(a[i], b[i]) == 0 {
		i++
	}
	switch a = a[i:]; {
	case len(a) == 0:
		return true
	case len(a)*len(b) <= smallSet:
		return subsetNested(a, b, compare)
	}
	b = slices.SortedFunc(slices.Values(b), compare)
	for _, v := range a {
		if _, found := slices.BinarySearchFunc(b, v, compare); !found {
			return false
		}
	}
	return true
}

// smallSet is how many comparisons cost less than sorting.
const smallSet = 1 << 10

func subsetNested[T any](a, b []T, compare func(a, b T) int) bool {
	for _, v := range a {
		if !slices.ContainsFunc(b, func(w T) bool { return compare(v, w) == 0 }) {
			return false
		}
	}
	return true
}
