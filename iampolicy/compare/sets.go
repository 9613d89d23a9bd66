package compare

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// sameTexts compares two lists as sets. A list that is absent differs from an
// empty one.
func sameTexts(a, b []string) bool {
	if (a == nil) != (b == nil) {
		return false
	}
	return slices.Equal(a, b) || len(a)+len(b) > 2 && subset(a, b) && subset(b, a)
}

func subset(a, b []string) bool {
	if len(a)*len(b) > smallSet {
		b = slices.Sorted(slices.Values(b))
		return !slices.ContainsFunc(a, func(s string) bool { _, ok := slices.BinarySearch(b, s); return !ok })
	}
	for _, s := range a {
		if !slices.Contains(b, s) {
			return false
		}
	}
	return true
}

// smallSet is how many comparisons cost less than sorting.
const smallSet = 1 << 10

// sameFolded is sameTexts without regard to case.
func sameFolded(a, b []string) bool { return sameLists(a, b, match.EqualFold) }

// sameLists compares two lists as sets, by a given equality.
func sameLists(a, b []string, same func(a, b string) bool) bool {
	if (a == nil) != (b == nil) {
		return false
	}
	return slices.EqualFunc(a, b, same) || len(a)+len(b) > 2 && subsetFunc(a, b, same) && subsetFunc(b, a, same)
}

func subsetFunc(a, b []string, same func(a, b string) bool) bool {
	for _, s := range a {
		if !containsFunc(b, s, same) {
			return false
		}
	}
	return true
}

func containsFunc(list []string, s string, same func(a, b string) bool) bool {
	for _, t := range list {
		if same(s, t) {
			return true
		}
	}
	return false
}

func containsFolded(list []string, s string) bool { return containsFunc(list, s, match.EqualFold) }

// sameConditions compares two lists of conditions as sets; an operator without
// a key asks for nothing.
func sameConditions(a, b []iampolicy.Condition) bool {
	return conditionsWithin(a, b) && conditionsWithin(b, a)
}

func conditionsWithin(a, b []iampolicy.Condition) bool {
	for i := range a {
		if !asksNothing(&a[i]) && !slices.ContainsFunc(b, func(c iampolicy.Condition) bool { return sameCondition(&a[i], c) }) {
			return false
		}
	}
	return true
}

func asksNothing(c *iampolicy.Condition) bool { return c.Key == "" && c.Values.Items == nil }

// sameCondition compares operator and key without case, and the values as sets of
// texts: 5 and "5" are the same value.
func sameCondition(c *iampolicy.Condition, d iampolicy.Condition) bool {
	return match.EqualFold(c.Operator, d.Operator) && match.EqualFold(c.Key, d.Key) &&
		scalarsWithin(c.Values.Items, d.Values.Items) && scalarsWithin(d.Values.Items, c.Values.Items)
}

func scalarsWithin(a, b []iampolicy.Scalar) bool {
	for i := range a {
		if i < len(b) && a[i].Text == b[i].Text {
			continue
		}
		if !slices.ContainsFunc(b, func(s iampolicy.Scalar) bool { return s.Text == a[i].Text }) {
			return false
		}
	}
	return true
}
