package iampolicy

import "slices"

// dimensions collects what is unknown about a request.
type dimensions struct {
	open  *open
	order []string
	group map[string]*dimension
}

func newDimensions(r *request) *dimensions {
	r.open = &open{
		pending: map[*condition]bool{}, widened: map[*arnPattern]bool{},
		truth: map[*condition]bool{}, covers: map[*arnPattern]bool{},
	}
	return &dimensions{open: r.open, group: map[string]*dimension{}}
}

// collect adds what is unknown in the statements of p that can still match.
func (d *dimensions) collect(p *Policy, r *request) {
	if p == nil {
		return
	}
	c := p.compiled.candidates(r.action)
	for _, w := range [2]walk{c.denying(), c.allowing()} {
		for s, named := w.next(); s != nil; s, named = w.next() {
			if named || s.actions.matches(r.service, r.name) {
				d.collectStatement(s, r)
			}
		}
	}
}

func (d *dimensions) collectStatement(s *statement, r *request) {
	for i := range s.resource.patterns {
		if p := &s.resource.patterns[i]; p.isOpen(r, s.resource.not) {
			d.open.widened[p] = true
			g := d.in(joinKeys("resource", p.text), p.unknownKeys(r.context)...)
			g.free = true
			if !slices.Contains(g.patterns, p) {
				g.patterns = append(g.patterns, p)
			}
		}
	}
	for i := range s.conditions {
		d.collectCondition(&s.conditions[i], r)
	}
}

func (d *dimensions) collectCondition(c *condition, r *request) {
	unknown := c.unknownVariables(r.context)
	switch known := r.context.knows(c.key); {
	case known && (unknown == nil || c.narrowed(r.context, false).holds(r.context) == c.narrowed(r.context, true).holds(r.context)):
		return // it is known after all
	case !known && unknown == nil:
		d.add(joinKeys("key", lowerCase(c.key)), c, c.key)
	case known:
		d.add(c.identity(r.context), c, unknown...).free = true
	default:
		d.add(c.identity(r.context), c, append(unknown, c.key)...).free = true
	}
}

// add makes c a pending member of a group.
func (d *dimensions) add(name string, c *condition, keys ...string) *dimension {
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
			g.options = keyOptions(g.members, r.context)
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
		if c.negated {
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

// isOpen reports whether the pattern may or may not cover the resource. In a
// NotResource it matters too that its variable may have no value.
func (p *arnPattern) isOpen(r *request, not bool) bool {
	if p.unknownKeys(r.context) == nil {
		return false
	}
	w := p.widen(r.context, true)
	return not || w.covers(&r.asked)
}

// reasons lists the statements of p that hang on the missing keys.
func (d *dimensions) reasons(r *request, missing []string, l Layer, policy int, p *Policy) (list []Reason) {
	if p == nil {
		return nil
	}
	r.layer = l
	c := p.compiled.candidates(r.action)
	for _, w := range [2]walk{c.denying(), c.allowing()} {
		for s, named := w.next(); s != nil; s, named = w.next() {
			r.open.hopeful = !s.deny
			if s.matches(r, named) == nothing {
				list = append(list, d.statementReasons(p, s, r, missing, policy)...)
			}
		}
	}
	return list
}

func (d *dimensions) statementReasons(of *Policy, s *statement, r *request, missing []string, policy int) (list []Reason) {
	for i := range s.resource.patterns {
		if p := &s.resource.patterns[i]; d.open.widened[p] && anyOf(p.unknownKeys(r.context), missing) {
			list = append(list, s.unknown(r, policy, of.reasons[s.place][atResource]))
			break
		}
	}
	for i := range s.conditions {
		c := &s.conditions[i]
		if d.open.pending[c] && anyOf(append(c.unknownVariables(r.context), c.key), missing) {
			list = append(list, s.unknown(r, policy, of.reasons[s.place][atCondition+failure(i)]))
		}
	}
	return list
}

func (s *statement) unknown(r *request, policy int, why Reason) Reason {
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
			if equalFold(k, l) {
				return true
			}
		}
	}
	return false
}
