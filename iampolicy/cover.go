package iampolicy

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// A pattern covers another if it matches whatever the other matches. The tests
// here are sound, not complete: they say no where they cannot tell.

// coverageSteps bounds the comparisons for one document, so that a hostile one
// costs no more than a fraction of a second.
const coverageSteps = 1 << 24

// coverage compares patterns as long as steps are left. A step is about a
// character. Once they are spent no pattern covers another, which may be false
// for the pattern that was just being compared: ask isSpent before it counts.
type coverage struct{ left int }

func (c *coverage) isSpent() bool { return c.left <= 0 }

// uncovered returns v without the items that another item covers. Of two that
// cover each other the one that sorts first stays.
func (c *coverage) uncovered(v OneOrMany[string], covers func(p, q string) bool) OneOrMany[string] {
	if slices.Contains(v.Items, "*") {
		return OneOrMany[string]{Items: []string{"*"}, Single: true}
	}
	wide := wideItems(v.Items)
	if len(wide) == 0 || len(v.Items) < 2 {
		return v
	}
	return v.filter(func(item string) bool {
		isCovered := !c.isSpent() && slices.ContainsFunc(wide, func(w string) bool {
			return w != item && covers(w, item) && !(covers(item, w) && item < w)
		})
		return !isCovered || c.isSpent()
	})
}

// wideItems returns the items that can cover another.
func wideItems(items []string) (wide []string) {
	for _, item := range items {
		if strings.ContainsAny(item, "*?") {
			wide = append(wide, item)
		}
	}
	return wide
}

// action compares service and name on their own, without case.
func (c *coverage) action(p, q string) bool {
	c.left -= coverCallSteps
	if c.isSpent() || p == "*" {
		return p == "*"
	}
	pService, pName, pOK := strings.Cut(p, ":")
	qService, qName, qOK := strings.Cut(q, ":")
	return pOK && qOK && c.text(pService, qService, true) && c.text(pName, qName, true)
}

// resource compares the six parts of ARNs on their own. What a policy variable
// will hold is not known.
func (c *coverage) resource(p, q string) bool {
	c.left -= coverCallSteps + (len(p)+len(q))/8
	if c.isSpent() || p == q || p == "*" {
		return p == q || p == "*"
	}
	a, aOK := match.SplitARN(p)
	b, bOK := match.SplitARN(q)
	if !aOK || !bOK || strings.Contains(p, "${") || strings.Contains(q, "${") {
		return false
	}
	for i := range a {
		if !c.text(a[i], b[i], false) {
			return false
		}
	}
	return true
}

// coverCallSteps is what a comparison costs before it looks at a character.
const coverCallSteps = 16

// text reports whether the wildcard pattern p matches all that q matches. It
// runs p over the text of q, where only a * of p may take a * of q.
func (c *coverage) text(p, q string, fold bool) bool {
	star, mark := -1, 0 // the last * of p, and how far it reaches in q
	i, j := 0, 0
	for j < len(q) && c.left > 0 {
		c.left--
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && coversByte(p[i], q[j], fold):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return j >= len(q) && strings.Trim(p[i:], "*") == ""
}

// coversByte compares one character; a ? of p takes one that is not *, and is
// one byte long: p and q are looked at in bytes, IAM counts characters.
func coversByte(p, q byte, fold bool) bool {
	switch {
	case p == '?':
		return q != '*' && q < 0x80
	case fold:
		p, q = match.Lower(p), match.Lower(q)
	}
	return p == q && q != '*'
}

// dropCovered drops the statements without a Sid that another one covers.
func (c *coverage) dropCovered(list []Statement) []Statement {
	groups := coverGroups(list)
	isDropped := make([]bool, len(list))
	for _, group := range groups {
		for k := len(group) - 1; k >= 0 && !c.isSpent(); k-- {
			t := &group[k]
			covers := func(s coverStatement) bool { return s.at != t.at && !isDropped[s.at] && c.statement(&s, t) }
			isDropped[t.at] = !t.isNamed() && slices.ContainsFunc(group, covers) && !c.isSpent()
		}
	}
	left := make([]Statement, 0, len(list))
	for i := range list {
		if !isDropped[i] {
			left = append(left, list[i])
		}
	}
	return left
}

// coverStatement is a statement, its place in the document, and a number that
// stands for its Condition, 0 for none.
type coverStatement struct {
	*Statement
	at, condition int
}

// coverGroups returns the statements that may cover each other: those that have
// all but Action, Resource and Condition in common.
func coverGroups(list []Statement) [][]coverStatement {
	var groups [][]coverStatement
	var text []byte
	places, conditions := map[string]int{}, map[string]int{}
	for i := range list {
		s := &list[i]
		text = appendCondition(text[:0], s)
		condition := textID(conditions, text)
		if len(s.Condition) == 0 {
			condition = 0
		}
		text = appendOthers(text[:0], s)
		group := textID(places, text) - 1
		if group == len(groups) {
			groups = append(groups, nil)
		}
		groups[group] = append(groups[group], coverStatement{s, i, condition})
	}
	return groups
}

// textID returns the number of a text, the same for the same text: 1 and up.
func textID(numbers map[string]int, text []byte) int {
	n, found := numbers[string(text)]
	if !found {
		n = len(numbers) + 1
		numbers[string(text)] = n
	}
	return n
}

func appendCondition(b []byte, s *Statement) []byte {
	return Statement{Condition: s.Condition}.AppendJSON(b)
}

// appendOthers appends what a statement has to have in common with one that it covers.
func appendOthers(b []byte, s *Statement) []byte {
	others := *s
	others.SID, others.EmptySID, others.Condition = "", false, nil
	others.Action, others.Resource = OneOrMany[string]{}, OneOrMany[string]{}
	return others.AppendJSON(b)
}

// statement reports whether s has the effect of t, which is of the same group,
// on every request that t matches.
func (c *coverage) statement(s, t *coverStatement) bool {
	c.left--
	return (s.condition == 0 || s.condition == t.condition) &&
		c.list(s.Action, t.Action, c.action) &&
		c.list(s.Resource, t.Resource, c.resource)
}

// list reports whether each item of w is covered by one of v. A list that is
// absent, as Resource is in a repository policy, covers an absent one only.
func (c *coverage) list(v, w OneOrMany[string], covers func(p, q string) bool) bool {
	if (v.Items == nil) != (w.Items == nil) {
		return false
	}
	for _, q := range w.Items {
		if c.isSpent() || !slices.ContainsFunc(v.Items, func(p string) bool { return covers(p, q) }) {
			return false
		}
	}
	return true
}
