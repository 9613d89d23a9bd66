package iampolicy

import (
	"net/netip"
	"strings"
)

// condition is one compiled operator and key of a statement. Of the value
// lists only the one that belongs to the operator's family is set.
type condition struct {
	operator
	name       string // the operator as the policy spells it
	key        string
	quantifier quantifier
	cautious   quantifier // what stands for oneValue when a request has several
	missing    bool       // what the condition is when the key is absent
	patterns   []pattern  // string families, Bool, Binary
	arns       []arnPattern
	numbers    []number
	dates      []instant
	prefixes   []netip.Prefix
	want       string // the values, for reasons
	same       string // the values and their meaning: equal where they are
}

// holds reports whether the request meets the condition.
func (c *condition) holds(in contextMap) bool { return c.met(in.values(c.key), in) }

// met is holds with the key's values given.
func (c *condition) met(values []string, in contextMap) bool {
	switch {
	case c.family == familyNull:
		return c.null(len(values) == 0)
	case len(values) == 0:
		return c.missing
	case c.isEmpty():
		return false // a condition without values does nothing
	}
	q := c.quantifier
	if q == oneValue {
		q = c.cautious
	}
	for _, v := range values {
		if c.passes(v, in) != (q == allValues) {
			return q == anyValue
		}
	}
	return q == allValues
}

// null compares absence with the values of a Null condition.
func (c *condition) null(absent bool) bool {
	for i := range c.patterns {
		if equalFold(c.patterns[i].text, "true") == absent {
			return true
		}
	}
	return false
}

func (c *condition) isEmpty() bool {
	return len(c.patterns)+len(c.arns)+len(c.numbers)+len(c.dates)+len(c.prefixes) == 0
}

// passes reports whether one value of the key passes: a positive operator asks
// for one of the policy's values, a negated one for none of them.
func (c *condition) passes(v string, in contextMap) bool { return c.finds(v, in) != c.negated }

// finds reports whether v fits one of the policy's values. What is not of the
// operator's type fits none.
func (c *condition) finds(v string, in contextMap) bool {
	switch c.family {
	case familyNumber:
		return c.findsNumber(v)
	case familyDate:
		return c.findsDate(v)
	case familyIP:
		return c.findsAddr(v)
	case familyARN:
		return c.findsARN(v, in)
	case familyFold:
		return c.findsFolded(v, in)
	case familyBool:
		if !isBool(v) {
			return false
		}
	}
	for i := range c.patterns {
		if c.patterns[i].match(v, in) {
			return true
		}
	}
	return false
}

func isBool(s string) bool { return equalFold(s, "true") || equalFold(s, "false") }

func (c *condition) findsNumber(v string) bool {
	n, ok := parseNumber(v)
	if !ok {
		return false
	}
	for i := range c.numbers {
		if c.relation.holds(n.compare(&c.numbers[i])) {
			return true
		}
	}
	return false
}

func (c *condition) findsDate(v string) bool {
	t, ok := parseInstant(v)
	if !ok {
		return false
	}
	for i := range c.dates {
		if c.relation.holds(t.compare(c.dates[i])) {
			return true
		}
	}
	return false
}

func (c *condition) findsAddr(v string) bool {
	a, ok := parseAddr(v)
	if !ok {
		return false
	}
	for i := range c.prefixes {
		if c.prefixes[i].Contains(a) {
			return true
		}
	}
	return false
}

func (c *condition) findsARN(v string, in contextMap) bool {
	a, ok := splitARN(v)
	if !ok {
		return false
	}
	for i := range c.arns {
		if c.arns[i].match(v, &a, in) {
			return true
		}
	}
	return false
}

// findsFolded compares in Unicode's simple case folding.
func (c *condition) findsFolded(v string, in contextMap) bool {
	for i := range c.patterns {
		p := &c.patterns[i]
		if p.tokens == nil && strings.EqualFold(p.text, v) || p.tokens != nil && p.foldedMatch(v, in) {
			return true
		}
	}
	return false
}

// foldedMatch is run without wildcards, in Unicode's simple case folding.
func (p *pattern) foldedMatch(v string, in contextMap) bool {
	ok := true
	for i := 0; ok && i < len(p.tokens); i++ {
		switch t := &p.tokens[i]; t.kind {
		case tokenRun, tokenNever: // an unknown variable at its extremes, see widen
			return t.kind == tokenRun
		case tokenVariable:
			value, _ := t.value(in)
			v, ok = cutPrefixFolded(v, value)
		default:
			v, ok = cutPrefixFolded(v, t.text)
		}
	}
	return ok && v == "" && p.resolved(in)
}

func cutPrefixFolded(s, prefix string) (rest string, ok bool) {
	for prefix != "" {
		n, m := firstLen(s), firstLen(prefix)
		if s == "" || !strings.EqualFold(s[:n], prefix[:m]) {
			return s, false
		}
		s, prefix = s[n:], prefix[m:]
	}
	return s, true
}
