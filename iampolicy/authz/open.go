package authz

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// A request with OpenContext has a different answer in each world: in each
// assignment of values to the keys that it does not give. What a statement says
// hangs on facts: on conditions and resource patterns that ask for such keys.
// Facts about the same keys are one group, with the finitely many ways in which
// they can turn out together.

// unknowns collects what is not known about a request.
type unknowns struct {
	groups []*group
	byName map[string]*group
	atoms  map[string]atom // of conditions on one key, by what they mean
	work   match.Work      // for listing options, all groups together
}

// group is what hangs on the same keys.
type group struct {
	keys    []string
	members []*match.Condition // what the bits of an option are; nil: bit 0 is a fact and bit 1 its opposite
	isKnown bool               // the options were listed
	options []uint64           // the ways in which the bits turn out; nil: too many to list
	assumed bool               // in the world that is looked at
	option  uint64             // … this is how
}

// atom is one bit of a group.
type atom struct {
	group *group
	bit   int
}

// fact is a clause of a statement that hangs on atoms: one of them has to hold,
// or none.
type fact struct {
	clause failure
	atoms  []atom
	none   bool
}

// hang lists the facts that a statement hangs on which matches took for true.
func (o *unknowns) hang(s *eval.Statement, r *request) (facts []fact) {
	if o == nil {
		return nil
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

func (o *unknowns) member(c *match.Condition) atom {
	key := match.LowerCase(c.Key)
	meaning := joinKeys(key, c.Meaning())
	a, ok := o.atoms[meaning]
	if !ok {
		g := o.group(joinKeys("key", key), c.Key)
		a = atom{g, len(g.members)}
		g.members = append(g.members, c)
		if o.atoms == nil {
			o.atoms = map[string]atom{}
		}
		o.atoms[meaning] = a
	}
	return a
}

func (o *unknowns) group(name string, keys ...string) *group {
	g := o.byName[name]
	if g == nil {
		g = &group{keys: keys}
		if o.byName == nil {
			o.byName = map[string]*group{}
		}
		o.byName[name], o.groups = g, append(o.groups, g)
	}
	return g
}

// joinKeys is a name for a group that no condition key has.
func joinKeys(parts ...string) string { return strings.Join(parts, "\x00") }

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
	if c.Absent || covers(c, r) {
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

// list works out the options of a group, once.
func (g *group) list(o *unknowns, in match.Context) []uint64 {
	switch {
	case g.isKnown:
	case g.members == nil:
		g.options = []uint64{0b10, 0b01}
	case len(g.members) <= 64: // there is room in a mask
		g.options = match.KeyOptions(g.members, in, &o.work)
	}
	g.isKnown = true
	return g.options
}

// truth is what is known of a fact in a world.
type truth uint8

const (
	no truth = iota
	maybe
	yes
)

func (f *fact) truth() truth {
	found := no
	for _, a := range f.atoms {
		switch {
		case !a.group.assumed:
			found = max(found, maybe)
		case a.group.option>>a.bit&1 == 1:
			found = yes
		}
	}
	if f.none {
		return yes - found
	}
	return found
}

// world is an assignment of options to some groups, kept in the groups, and what
// is thought of the others.
type world struct {
	hopeful bool // what hangs on them helps: Allow statements match, Deny statements do not
	mute    bool // … or says nothing: no statement matches
}

// holds reports whether a statement matches that hangs on facts.
func (w *world) holds(s *saying) bool {
	least := yes
	for i := range s.hangs {
		least = min(least, s.hangs[i].truth())
	}
	if least == maybe {
		return !w.mute && w.hopeful != s.s.Deny
	}
	return least == yes
}
