package authz

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// hang lists the facts that a statement hangs on which matches took for true.
func (o *unknowns) hang(s *eval.Statement, r *request, at *stand) (facts []fact) {
	if o == nil {
		return nil
	}
	if at.bearing == bearsInRegion {
		facts = append(facts, fact{atPlace, []atom{o.member(inRegion(at.on))}, false})
	}
	if atoms := o.patterns(s, r); atoms != nil {
		facts = append(facts, fact{atResource, atoms, s.Resource.Not})
	}
	for i := range s.Conditions {
		if c := &s.Conditions[i]; isPending(c, r) {
			facts = append(facts, fact{atCondition + failure(i), []atom{o.atom(c, r)}, false})
		}
	}
	return facts
}

// mayHold reports whether the condition holds, or hangs on what is unknown.
func (o *unknowns) mayHold(c *match.Condition, r *request) bool {
	if !r.Context.Knows(c.Key) || c.UnknownVariables(r.Context) != nil {
		return isPending(c, r) || c.Narrowed(r.Context, true).Holds(r.Context)
	}
	return c.Holds(r.Context)
}

// isPending reports whether the condition hangs on what is unknown. It does not
// if it holds, or fails, whatever the unknown variables in it are.
func isPending(c *match.Condition, r *request) bool {
	if !r.Context.Knows(c.Key) {
		return true
	}
	return c.UnknownVariables(r.Context) != nil &&
		c.Narrowed(r.Context, false).Holds(r.Context) != c.Narrowed(r.Context, true).Holds(r.Context)
}

// atom is the bit that says whether c holds. Conditions on one key form a group;
// one with unknown variables is a group with those that ask the same, or the opposite.
func (o *unknowns) atom(c *match.Condition, r *request) atom {
	unknown := c.UnknownVariables(r.Context)
	if unknown == nil {
		return o.member(c)
	}
	if !r.Context.Knows(c.Key) {
		unknown = append(unknown, c.Key)
	}
	a := atom{group: o.group(c.Identity(r.Context), unknown...)}
	if c.Negated {
		a.bit = 1
	}
	return a
}

// mayCover reports whether the statement's resource clause covers the request's
// resource, or hangs on what is unknown.
func (o *unknowns) mayCover(s *eval.Statement, r *request) bool {
	c := &s.Resource
	switch {
	case o == nil || c.Empty || c.Not && !isResolved(c, r):
		return c.Matches(&r.Request)
	case covers(c, r) || c.Not:
		return covers(c, r) != c.Not
	}
	return len(o.patterns(s, r)) > 0
}

// patterns lists the atoms that the resource clause hangs on.
func (o *unknowns) patterns(s *eval.Statement, r *request) (atoms []atom) {
	c := &s.Resource
	if covers(c, r) {
		return nil
	}
	for i := range c.Patterns {
		if p := &c.Patterns[i]; isOpen(p, r, c.Not) {
			atoms = append(atoms, atom{group: o.group(joinKeys("resource", p.Text), p.UnknownKeys(r.Context)...)})
		}
	}
	return atoms
}

// covers reports whether a pattern without unknown variables covers the resource.
func covers(c *eval.ResourceClause, r *request) bool {
	for i := range c.Patterns {
		if p := &c.Patterns[i]; p.UnknownKeys(r.Context) == nil && eval.Covers(p, &r.Request) {
			return true
		}
	}
	return false
}

// isResolved reports whether all variables of known keys have a value.
func isResolved(c *eval.ResourceClause, r *request) bool {
	for i := range c.Patterns {
		if p := &c.Patterns[i]; p.UnknownKeys(r.Context) == nil && p.Parts != nil && !p.Parts[match.ARNResource].Resolved(r.Context) {
			return false
		}
	}
	return true
}

// isOpen reports whether the pattern may or may not cover the resource. In a
// NotResource it matters too that its variable may have no value.
func isOpen(p *match.ARNPattern, r *request, not bool) bool {
	if p.UnknownKeys(r.Context) == nil {
		return false
	}
	w := p.Widen(r.Context, true)
	return not || eval.Covers(&w, &r.Request)
}
