package iampolicy

// arn holds the six parts of an ARN: "arn", partition, service, region,
// account, resource. The last one may hold colons.
type arn [6]string

// splitARN splits s at its first five colons.
func splitARN(s string) (a arn, ok bool) {
	ok = a.split(s)
	return a, ok
}

func (a *arn) split(s string) (ok bool) {
	part, start := 0, 0
	for i := 0; i < len(s) && part < 5; i++ {
		if s[i] == ':' {
			a[part], start = s[start:i], i+1
			part++
		}
	}
	a[5] = s[start:]
	return part == 5
}

// isARN reports whether a can name one resource.
func (a *arn) isARN() bool { return a[0] == "arn" && a[1] != "" && a[2] != "" && a[5] != "" }

// arnParts are the names of the parts, for reasons.
var arnParts = [6]string{"prefix", "partition", "service", "region", "account", "name"}

// arnPattern is an ARN with wildcards, matched part by part, so that a *
// never crosses one of the first five colons.
type arnPattern struct {
	text    string
	all     bool        // "*"
	literal bool        // no wildcard, no variable: the text is the ARN
	parts   *[6]pattern // nil when text has no six parts, and so matches nothing
}

// newResource compiles an item of Resource. Variables work behind the fifth colon.
func newResource(text string, x syntax) arnPattern {
	p := arnPattern{text: text, all: text == "*"}
	a, ok := splitARN(text)
	if !ok {
		return p
	}
	p.parts = new([6]pattern)
	for i := range 5 {
		p.parts[i] = newPattern(a[i], x&^variables)
	}
	p.parts[5] = newPattern(a[5], x)
	p.literal = p.isLiteral()
	return p
}

func (p *arnPattern) isLiteral() bool {
	for i := range p.parts {
		if p.parts[i].tokens != nil {
			return false
		}
	}
	return true
}

// match reports whether the ARN text, split into a, matches.
func (p *arnPattern) match(text string, a *arn, in contextMap) bool {
	switch {
	case p.all:
		return true
	case p.literal:
		return p.text == text
	case p.parts == nil:
		return false
	}
	return p.mismatch(a, in) < 0
}

// mismatch is the first part that does not match, from the last, which differs
// most; -1 if all match.
func (p *arnPattern) mismatch(a *arn, in contextMap) int {
	for i := 5; i >= 0; i-- {
		if !p.parts[i].match(a[i], in) {
			return i
		}
	}
	return -1
}

// resourceClause is Resource or NotResource of a statement.
type resourceClause struct {
	absent, not bool
	empty       bool // it matches nothing at all
	patterns    []arnPattern
}

// matches reports whether the clause covers the request's resource. An action
// without resource types is covered by "*" only.
func (c *resourceClause) matches(r *asked) bool {
	switch {
	case c.absent:
		return true
	case c.empty || c.not && !c.isResolved(r):
		return false
	}
	return c.any(r) != c.not
}

func (c *resourceClause) any(r *asked) bool {
	for i := range c.patterns {
		if c.patterns[i].covers(r) {
			return true
		}
	}
	return false
}

// isResolved reports whether all variables have a value. "A Resource or
// NotResource with a variable that has none matches no resource" (IAM guide).
func (c *resourceClause) isResolved(r *asked) bool {
	for i := range c.patterns {
		if p := &c.patterns[i]; p.parts != nil && !p.parts[5].resolved(r.context) {
			return false
		}
	}
	return true
}

// covers reports whether the pattern covers the request's resource.
func (p *arnPattern) covers(r *asked) bool {
	if r.wildcardOnly || !r.isARN {
		return p.all
	}
	return p.match(r.resource, &r.arn, r.context)
}
