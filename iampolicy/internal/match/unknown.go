package match

import (
	"strconv"
	"strings"
)

// Identity is the same for conditions with values that ask the same thing or, where
// that is exact, the opposite: StringEquals and StringNotEquals of a key with one value.
func (c *Condition) Identity(in Context) string {
	q := c.quantifier
	if q == OneValue && len(in.Values(c.Key)) > 1 {
		q = c.cautious
	}
	kind := "one value"
	switch {
	case q != OneValue:
		kind = "many values " + strconv.Itoa(int(q)) + strconv.FormatBool(c.Negated) + strconv.FormatBool(c.missing)
	case c.missing && !c.Negated:
		kind = "one value or none"
	}
	return strings.Join([]string{"condition", kind, strconv.Itoa(int(c.Family)), LowerCase(c.Key), c.same}, "\x00")
}

// Meaning is the same for conditions on one key that ask the same of it.
func (c *Condition) Meaning() string {
	kind := []byte{'0' + byte(c.quantifier), '0' + byte(c.cautious), '0'}
	if c.missing {
		kind[2] = '1'
	}
	return c.operator.name + string(kind) + c.same
}

// UnknownVariables lists the keys in the condition's values that r does not know.
func (c *Condition) UnknownVariables(in Context) (keys []string) {
	for i := range c.Patterns {
		keys = append(keys, c.Patterns[i].unknownKeys(in)...)
	}
	for i := range c.ARNs {
		keys = append(keys, c.ARNs[i].UnknownKeys(in)...)
	}
	return keys
}

// UnknownKeys lists the keys of variables that the context does not know.
func (p *ARNPattern) UnknownKeys(in Context) (keys []string) {
	for i := 0; p.Parts != nil && i < len(p.Parts); i++ {
		keys = append(keys, p.Parts[i].unknownKeys(in)...)
	}
	return keys
}

// unknownKeys lists the keys of variables that the context does not know.
func (p *Pattern) unknownKeys(in Context) (keys []string) {
	for i := range p.Tokens {
		if t := &p.Tokens[i]; t.Kind == TokenVariable && !t.Never && !in.Knows(t.Text) {
			keys = append(keys, t.Text)
		}
	}
	return keys
}

// Narrowed is c with variables of unknown keys put to one of the two extremes:
// they match anything, or nothing.
func (c *Condition) Narrowed(in Context, anything bool) *Condition {
	d := *c
	d.Patterns, d.ARNs = make([]Pattern, len(c.Patterns)), make([]ARNPattern, len(c.ARNs))
	for i := range c.Patterns {
		d.Patterns[i] = c.Patterns[i].widen(in, anything)
	}
	for i := range c.ARNs {
		d.ARNs[i] = c.ARNs[i].Widen(in, anything)
	}
	return &d
}

// Widen is p with variables of unknown keys put to one of the two extremes.
func (p *ARNPattern) Widen(in Context, anything bool) ARNPattern {
	w := *p
	if p.Parts != nil {
		w.Parts = new([6]Pattern)
		for i := range p.Parts {
			w.Parts[i] = p.Parts[i].widen(in, anything)
		}
	}
	return w
}

// widen is p with variables of unknown keys put to one of the two extremes.
func (p *Pattern) widen(in Context, anything bool) Pattern {
	w := *p
	w.Tokens = nil
	for _, t := range p.Tokens {
		if t.Kind == TokenVariable && !t.Never && !in.Knows(t.Text) {
			t = Token{Kind: tokenNever}
			if anything {
				t = Token{Kind: tokenRun}
			}
		}
		w.Tokens = append(w.Tokens, t)
	}
	return w
}

// NeverResolve takes the value from the variables of multivalued keys: "you can
// only use single-valued keys as variables" (IAM guide).
func (c *Condition) NeverResolve(isMultivalued func(key string) bool) {
	for i := range c.Patterns {
		c.Patterns[i].neverResolve(isMultivalued)
	}
	for i := range c.ARNs {
		c.ARNs[i].NeverResolve(isMultivalued)
	}
}

// NeverResolve takes the value from the variables of multivalued keys.
func (p *ARNPattern) NeverResolve(isMultivalued func(key string) bool) {
	for i := 0; p.Parts != nil && i < len(p.Parts); i++ {
		p.Parts[i].neverResolve(isMultivalued)
	}
}

func (p *Pattern) neverResolve(isMultivalued func(key string) bool) {
	for i := range p.Tokens {
		if t := &p.Tokens[i]; t.Kind == TokenVariable {
			t.Never = isMultivalued(t.Text)
		}
	}
}

// EachVariable calls do with the key of every variable in the values.
func (c *Condition) EachVariable(do func(key string)) {
	for i := range c.Patterns {
		c.Patterns[i].eachVariable(do)
	}
	for i := range c.ARNs {
		c.ARNs[i].EachVariable(do)
	}
}

// EachVariable calls do with the key of every variable in the pattern.
func (p *ARNPattern) EachVariable(do func(key string)) {
	if p.Parts != nil {
		for i := range p.Parts {
			p.Parts[i].eachVariable(do)
		}
	}
}

// EachVariable calls do with the key of every variable in the pattern.
func (p *Pattern) eachVariable(do func(key string)) {
	for i := range p.Tokens {
		if p.Tokens[i].Kind == TokenVariable {
			do(p.Tokens[i].Text)
		}
	}
}
