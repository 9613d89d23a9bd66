package iampolicy

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// A pattern covers another if it matches whatever the other matches. The tests
// here are sound, not complete: they say no where they cannot tell.

// coverLimit bounds the pairs of patterns that are compared, so that a hostile
// document costs no more than a fraction of a second. Beyond it only "*" covers.
const coverLimit = 1 << 23

// uncovered returns v without the items that another item covers.
func uncovered(v OneOrMany[string], covers func(p, q string) bool) OneOrMany[string] {
	if slices.Contains(v.Items, "*") {
		return OneOrMany[string]{Items: []string{"*"}, Single: true}
	}
	var wide []string // what may cover something: items with a wildcard
	for _, item := range v.Items {
		if strings.ContainsAny(item, "*?") {
			wide = append(wide, item)
		}
	}
	if len(wide)*len(v.Items) > coverLimit {
		return v
	}
	return v.filter(func(item string) bool {
		return !slices.ContainsFunc(wide, func(w string) bool {
			return w != item && covers(w, item) && !(covers(item, w) && item < w)
		})
	})
}

// coversAction compares service and name on their own, without case.
func coversAction(p, q string) bool {
	if p == "*" {
		return true
	}
	pService, pName, pOK := strings.Cut(match.LowerCase(p), ":")
	qService, qName, qOK := strings.Cut(match.LowerCase(q), ":")
	return pOK && qOK && coversText(pService, qService) && coversText(pName, qName)
}

// coversResource compares the six parts of ARNs on their own. What a policy
// variable will hold is not known.
func coversResource(p, q string) bool {
	if p == q || p == "*" {
		return true
	}
	a, aOK := match.SplitARN(p)
	b, bOK := match.SplitARN(q)
	if !aOK || !bOK || strings.Contains(p, "${") || strings.Contains(q, "${") {
		return false
	}
	for i := range a {
		if !coversText(a[i], b[i]) {
			return false
		}
	}
	return true
}

// coversText reports whether the wildcard pattern p matches all that q matches.
// It runs p over the text of q, where only a * of p may take a * of q.
func coversText(p, q string) bool {
	star, mark := -1, 0 // the last * of p, and how far it reaches in q
	i, j := 0, 0
	for j < len(q) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && coversByte(p[i], q[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(p[i:], "*") == ""
}

// coversByte compares one character; a ? of p takes one that is not *, and is
// one byte long: p and q are looked at in bytes, IAM counts characters.
func coversByte(p, q byte) bool {
	if p == '?' {
		return q != '*' && q < 0x80
	}
	return p == q && q != '*'
}

// dropCovered drops the statements without a Sid that another one covers.
func dropCovered(list []Statement) []Statement {
	if n := patterns(list); n*n > coverLimit {
		return list
	}
	kept := make([]coverStatement, len(list))
	for i := range list {
		kept[i] = newCoverStatement(&list[i])
	}
	for i := len(kept) - 1; i >= 0; i-- {
		covers := func(s coverStatement) bool { return s.covers(&kept[i]) }
		if !kept[i].isNamed() && (slices.ContainsFunc(kept[:i], covers) || slices.ContainsFunc(kept[i+1:], covers)) {
			kept = slices.Delete(kept, i, i+1)
		}
	}
	left := make([]Statement, len(kept))
	for i := range kept {
		left[i] = *kept[i].Statement
	}
	return left
}

// patterns counts the statements and their items.
func patterns(list []Statement) int {
	n := len(list)
	for i := range list {
		n += len(list[i].Action.Items) + len(list[i].Resource.Items)
	}
	return n
}

// coverStatement is a statement with the texts of what it has to have in
// common with one that it covers.
type coverStatement struct {
	*Statement
	others, condition string
}

func newCoverStatement(s *Statement) coverStatement {
	others, condition := *s, Statement{Condition: s.Condition}
	others.SID, others.EmptySID, others.Condition = "", false, nil
	others.Action, others.Resource = OneOrMany[string]{}, OneOrMany[string]{}
	return coverStatement{s, others.String(), condition.String()}
}

// covers reports whether s has the effect of t on every request that t matches.
func (s coverStatement) covers(t *coverStatement) bool {
	return s.others == t.others &&
		(len(s.Condition) == 0 || s.condition == t.condition) &&
		coversList(s.Action, t.Action, coversAction) &&
		coversList(s.Resource, t.Resource, coversResource)
}

// coversList reports whether each item of w is covered by one of v. A list that
// is absent, as Resource is in a repository policy, covers an absent one only.
func coversList(v, w OneOrMany[string], covers func(p, q string) bool) bool {
	if (v.Items == nil) != (w.Items == nil) {
		return false
	}
	for _, q := range w.Items {
		if !slices.ContainsFunc(v.Items, func(p string) bool { return covers(p, q) }) {
			return false
		}
	}
	return true
}
