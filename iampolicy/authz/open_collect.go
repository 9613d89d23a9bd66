package authz

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// dimensions collects what is unknown about a request.
type dimensions struct {
	open  *open
	order []string
	group map[string]*dimension
}

func newDimensions(r *request) *dimensions {
	r.open = &open{
		pending: map[*match.Condition]bool{}, widened: map[*match.ARNPattern]bool{},
		truth: map[*match.Condition]bool{}, covers: map[*match.ARNPattern]bool{},
	}
	return &dimensions{open: r.open, group: map[string]*dimension{}}
}

// collect adds what is unknown in the statements of p that can still match.
func (d *dimensions) collect(p *Policy, r *request) {
	if p == nil {
		return
	}
	c := p.compiled.Candidates(r.Action)
	for _, w := range [2]eval.Walk{c.Denying(), c.Allowing()} {
		for s, named := w.Next(); s != nil; s, named = w.Next() {
			if named || s.Actions.Matches(r.Service, r.Name) {
				d.collectStatement(s, r)
			}
		}
	}
}

func (d *dimensions) collectStatement(s *eval.Statement, r *request) {
	for i := range s.Resource.Patterns {
		if p := &s.Resource.Patterns[i]; isOpen(p, r, s.Resource.Not) {
			d.open.widened[p] = true
			g := d.in(joinKeys("resource", p.Text), p.UnknownKeys(r.Context)...)
			g.free = true
			if !slices.Contains(g.patterns, p) {
				g.patterns = append(g.patterns, p)
			}
		}
	}
	for i := range s.Conditions {
		d.collectCondition(&s.Conditions[i], r)
	}
}

func (d *dimensions) collectCondition(c *match.Condition, r *request) {
	unknown := c.UnknownVariables(r.Context)
	switch known := r.Context.Knows(c.Key); {
	case known && (unknown == nil || c.Narrowed(r.Context, false).Holds(r.Context) == c.Narrowed(r.Context, true).Holds(r.Context)):
		return // it is known after all
	case !known && unknown == nil:
		d.add(joinKeys("key", match.LowerCase(c.Key)), c, c.Key)
	case known:
		d.add(c.Identity(r.Context), c, unknown...).free = true
	default:
		d.add(c.Identity(r.Context), c, append(unknown, c.Key)...).free = true
	}
}

// add makes c a pending member of a group.
func (d *dimensions) add(name string, c *match.Condition, keys ...string) *dimension {
	d.open.pending[c] = true
	g := d.in(name, keys...)
	if !slices.Contains(g.members, c) {
		g.members = append(g.members, c)
	}
	return g
}

func (d *dimensions) in(name string, keys ...string) *dimension {
	g := d.group[name]
	if g == nil {
		g = &dimension{keys: keys}
		d.group[name], d.order = g, append(d.order, name)
	}
	return g
}

// search works out the options of all groups.
func (d *dimensions) search(r *request, outcome func() Outcome) *search {
	s := &search{open: d.open, outcome: outcome, left: maxOutcomes}
	for _, name := range d.order {
		g := d.group[name]
		switch {
		case len(g.members)+len(g.patterns) > 64: // no room in a mask
		case g.free:
			g.options = g.freeOptions()
		default:
			g.options = match.KeyOptions(g.members, r.Context)
		}
		s.dimensions = append(s.dimensions, *g)
	}
	return s
}

// freeOptions lets the members of a group, which all ask the same thing, be
// true or false, the negated ones the other way round.
func (g *dimension) freeOptions() []uint64 {
	var no, yes uint64
	for i, c := range g.members {
		if c.Negated {
			no |= 1 << i
		} else {
			yes |= 1 << i
		}
	}
	for i := range g.patterns {
		yes |= 1 << (len(g.members) + i)
	}
	return []uint64{no, yes}
}

// IsOpen reports whether the pattern may or may not cover the resource. In a
// NotResource it matters too that its variable may have no value.
func isOpen(p *match.ARNPattern, r *request, not bool) bool {
	if p.UnknownKeys(r.Context) == nil {
		return false
	}
	w := p.Widen(r.Context, true)
	return not || eval.Covers(&w, &r.Request)
}

// reasons lists the statements of p that hang on the missing keys.
func (d *dimensions) reasons(r *request, missing []string, l Layer, policy int, p *Policy) (list []Reason) {
	if p == nil {
		return nil
	}
	r.layer = l
	c := p.compiled.Candidates(r.Action)
	for _, w := range [2]eval.Walk{c.Denying(), c.Allowing()} {
		for s, named := w.Next(); s != nil; s, named = w.Next() {
			r.open.hopeful = !s.Deny
			if matches(s, r, named) == nothing {
				list = append(list, d.statementReasons(p, s, r, missing, policy)...)
			}
		}
	}
	return list
}

func (d *dimensions) statementReasons(of *Policy, s *eval.Statement, r *request, missing []string, policy int) (list []Reason) {
	for i := range s.Resource.Patterns {
		if p := &s.Resource.Patterns[i]; d.open.widened[p] && anyOf(p.UnknownKeys(r.Context), missing) {
			list = append(list, unknownReason(s, r, policy, of.reasons[s.Place][atResource]))
			break
		}
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		if d.open.pending[c] && anyOf(append(c.UnknownVariables(r.Context), c.Key), missing) {
			list = append(list, unknownReason(s, r, policy, of.reasons[s.Place][atCondition+failure(i)]))
		}
	}
	return list
}

func unknownReason(s *eval.Statement, r *request, policy int, why Reason) Reason {
	why.Layer, why.Policy = r.layer, policy
	if why.Clause == ClauseResource {
		why.Key = "Resource"
	}
	why.Clause = ClauseUnknown
	return why
}

func anyOf(keys, list []string) bool {
	for _, k := range keys {
		for _, l := range list {
			if match.EqualFold(k, l) {
				return true
			}
		}
	}
	return false
}
