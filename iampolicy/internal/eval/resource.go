package eval

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

func newResourceClause(s *iampolicy.Statement, x match.Syntax) ResourceClause {
	c := ResourceClause{Not: s.NotResource.Items != nil}
	items := s.Resource.Items
	if c.Not {
		items = s.NotResource.Items
	}
	c.Absent, c.Empty = items == nil, len(items) == 0
	c.Patterns = make([]match.ARNPattern, 0, len(items))
	for _, text := range items {
		if !c.Not && s.Effect == iampolicy.EffectDeny {
			for _, whole := range match.Completions(text, match.Plain) {
				c.add(whole, x)
			}
			continue
		}
		c.add(text, x)
		// What an Allow excludes in a text that is no ARN, it does not grant. "*"
		// excludes everything.
		p := &c.Patterns[len(c.Patterns)-1]
		c.Empty = c.Empty || c.Not && s.Effect == iampolicy.EffectAllow && p.Parts == nil
	}
	return c
}

func (c *ResourceClause) add(text string, x match.Syntax) {
	p := match.NewResource(text, x)
	p.NeverResolve(isMultivalued)
	c.Patterns = append(c.Patterns, p)
}

func isMultivalued(key string) bool {
	k, _ := iampolicy.LookupKey(key)
	return k.Multivalued
}

// ResourceClause is Resource or NotResource of a statement.
type ResourceClause struct {
	Absent, Not bool
	Empty       bool // it matches nothing at all
	Patterns    []match.ARNPattern
}

// Matches reports whether the clause covers the request's resource. An action
// without resource types is covered by "*" only.
func (c *ResourceClause) Matches(r *Request) bool {
	switch {
	case c.Absent:
		return true
	case c.Empty || c.Not && !c.isResolved(r):
		return false
	}
	return c.any(r) != c.Not
}

func (c *ResourceClause) any(r *Request) bool {
	for i := range c.Patterns {
		if Covers(&c.Patterns[i], r) {
			return true
		}
	}
	return false
}

// isResolved reports whether all variables have a value. "A Resource or
// NotResource with a variable that has none matches no resource" (IAM guide).
func (c *ResourceClause) isResolved(r *Request) bool {
	for i := range c.Patterns {
		if p := &c.Patterns[i]; p.Parts != nil && !p.Parts[5].Resolved(r.Context) {
			return false
		}
	}
	return true
}

// Covers reports whether the pattern covers the request's resource.
func Covers(p *match.ARNPattern, r *Request) bool {
	if r.WildcardOnly || !r.IsARN {
		return p.All
	}
	return p.Match(r.Resource, &r.ARN, r.Context)
}
