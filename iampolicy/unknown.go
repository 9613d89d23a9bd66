package iampolicy

import (
	"strconv"
	"strings"
)

// identity is the same for conditions that ask the same thing or, where that
// is exact, the opposite: StringEquals and StringNotEquals of a key with one value.
func (c *condition) identity(in contextMap) string {
	q := c.quantifier
	if q == oneValue && len(in.values(c.key)) > 1 {
		q = c.cautious
	}
	kind := "one value"
	switch {
	case q != oneValue:
		kind = "many values " + strconv.Itoa(int(q)) + strconv.FormatBool(c.negated) + strconv.FormatBool(c.missing)
	case c.missing && !c.negated:
		kind = "one value or none"
	}
	return strings.Join([]string{"condition", kind, strconv.Itoa(int(c.family)), lowerCase(c.key), c.same}, "\x00")
}

// unknownVariables lists the keys in the condition's values that r does not know.
func (c *condition) unknownVariables(in contextMap) (keys []string) {
	for i := range c.patterns {
		keys = append(keys, c.patterns[i].unknownKeys(in)...)
	}
	for i := range c.arns {
		keys = append(keys, c.arns[i].unknownKeys(in)...)
	}
	return keys
}

func (p *arnPattern) unknownKeys(in contextMap) (keys []string) {
	for i := 0; p.parts != nil && i < len(p.parts); i++ {
		keys = append(keys, p.parts[i].unknownKeys(in)...)
	}
	return keys
}

func (p *pattern) unknownKeys(in contextMap) (keys []string) {
	for i := range p.tokens {
		if t := &p.tokens[i]; t.kind == tokenVariable && !in.knows(t.text) {
			keys = append(keys, t.text)
		}
	}
	return keys
}

// narrowed is c with variables of unknown keys put to one of the two extremes:
// they match anything, or nothing.
func (c *condition) narrowed(in contextMap, anything bool) *condition {
	d := *c
	d.patterns, d.arns = nil, nil
	for i := range c.patterns {
		d.patterns = append(d.patterns, c.patterns[i].widen(in, anything))
	}
	for i := range c.arns {
		d.arns = append(d.arns, c.arns[i].widen(in, anything))
	}
	return &d
}

func (p *arnPattern) widen(in contextMap, anything bool) arnPattern {
	w := *p
	if p.parts != nil {
		w.parts = new([6]pattern)
		for i := range p.parts {
			w.parts[i] = p.parts[i].widen(in, anything)
		}
	}
	return w
}

func (p *pattern) widen(in contextMap, anything bool) pattern {
	w := *p
	w.tokens = nil
	for _, t := range p.tokens {
		if t.kind == tokenVariable && !in.knows(t.text) {
			t = token{kind: tokenNever}
			if anything {
				t = token{kind: tokenRun}
			}
		}
		w.tokens = append(w.tokens, t)
	}
	return w
}

// eachVariable calls do with the key of every variable in the values.
func (c *condition) eachVariable(do func(key string)) {
	for i := range c.patterns {
		c.patterns[i].eachVariable(do)
	}
	for i := range c.arns {
		c.arns[i].eachVariable(do)
	}
}

// eachVariable calls do with the key of every variable in the pattern.
func (p *arnPattern) eachVariable(do func(key string)) {
	if p.parts != nil {
		for i := range p.parts {
			p.parts[i].eachVariable(do)
		}
	}
}

// eachVariable calls do with the key of every variable in the pattern.
func (p *pattern) eachVariable(do func(key string)) {
	for i := range p.tokens {
		if p.tokens[i].kind == tokenVariable {
			do(p.tokens[i].text)
		}
	}
}
