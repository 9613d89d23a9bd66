package match

import "net/netip"

// Condition is one compiled operator and key of a statement. Of the value
// lists only the one that belongs to the operator's family is set.
type Condition struct {
	operator
	Name       string // the operator as the policy spells it
	Key        string
	quantifier Quantifier
	cautious   Quantifier // what stands for oneValue when a request has several
	missing    bool       // what the condition is when the key is absent
	empty      bool       // it has no values
	Patterns   []Pattern  // string families, Bool, Binary, and variables that are whole ARNs
	ARNs       []ARNPattern
	numbers    []number
	dates      []instant
	prefixes   []netip.Prefix
	Want       string // the values, for reasons
	same       string // the values and their meaning: equal where they are
}

// Holds reports whether the request meets the condition.
func (c *Condition) Holds(in Context) bool { return c.Met(in.Values(c.Key), in) }

// Met is holds with the key's values given.
func (c *Condition) Met(values []string, in Context) bool {
	switch {
	case c.Family == FamilyNull:
		return c.null(len(values) == 0)
	case len(values) == 0:
		return c.missing
	case c.empty:
		return false // a condition without values does nothing
	}
	q := c.quantifier
	if q == OneValue {
		q = c.cautious
	}
	for _, v := range values {
		if c.Passes(v, in) != (q == AllValues) {
			return q == AnyValue
		}
	}
	return q == AllValues
}

// null compares absence with the values of a Null condition.
func (c *Condition) null(absent bool) bool {
	for i := range c.Patterns {
		if EqualFold(c.Patterns[i].Text, "true") == absent {
			return true
		}
	}
	return false
}

// Passes reports whether one value of the key passes: a positive operator asks
// for one of the policy's values, a negated one for none of them.
func (c *Condition) Passes(v string, in Context) bool { return c.finds(v, in) != c.Negated }

// finds reports whether v fits one of the policy's values. What is not of the
// operator's type fits none.
func (c *Condition) finds(v string, in Context) bool {
	switch c.Family {
	case FamilyNumber:
		return c.findsNumber(v)
	case FamilyDate:
		return c.findsDate(v)
	case FamilyIP:
		return c.findsAddr(v)
	case familyARN:
		if a, ok := SplitARN(v); !ok || c.findsARN(v, &a, in) {
			return ok
		}
	case familyBool:
		if !isBool(v) {
			return false
		}
	}
	for i := range c.Patterns {
		if c.Patterns[i].Match(v, in) {
			return true
		}
	}
	return false
}

func isBool(s string) bool { return EqualFold(s, "true") || EqualFold(s, "false") }

func (c *Condition) findsNumber(v string) bool {
	n, ok := ParseNumber(v)
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

func (c *Condition) findsDate(v string) bool {
	t, ok := ParseInstant(v)
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

func (c *Condition) findsAddr(v string) bool {
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

func (c *Condition) findsARN(v string, a *ARN, in Context) bool {
	for i := range c.ARNs {
		if c.ARNs[i].Match(v, a, in) {
			return true
		}
	}
	return false
}

// Weight is the weight of all values.
func (c *Condition) Weight() (weight int) {
	for i := range c.Patterns {
		weight += c.Patterns[i].Weight()
	}
	for i := range c.ARNs {
		weight += c.ARNs[i].Weight()
	}
	return weight
}
