package authz

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// A request with OpenContext has a different answer in each world: in each
// assignment of values to the keys that it does not give. Conditions and
// resource patterns that hang on such keys are grouped into dimensions, each
// with the finitely many ways in which its members can turn out together. An
// answer is given if it is the same in all worlds.
//
// More Allow statements that match never make an outcome lower, more Deny
// statements never higher, so an assignment of only some dimensions has a
// lowest and a highest outcome. Where the two meet, the rest need not be looked at.

// maxOutcomes bounds the outcomes computed for one request. Where it is not
// enough the answer is Undetermined, which is always true to say.
const maxOutcomes = 1 << 14

// open is what is assumed while an outcome is computed.
type open struct {
	hopeful bool // what is neither known nor assumed helps: Allow statements match, Deny statements do not
	mute    bool // … or says nothing: no statement matches
	pending map[*match.Condition]bool
	widened map[*match.ARNPattern]bool
	truth   map[*match.Condition]bool  // assumed of a pending condition
	covers  map[*match.ARNPattern]bool // assumed of a widened pattern
}

// guess is what an unknown part of s is when nothing is assumed of it.
func (o *open) guess(s *eval.Statement) bool { return !o.mute && o.hopeful != s.Deny }

func (o *open) condition(s *eval.Statement, c *match.Condition, r *request) bool {
	if v, ok := o.truth[c]; ok {
		return v
	}
	if o.pending[c] {
		return o.guess(s)
	}
	return c.Holds(r.Context)
}

func (o *open) resource(s *eval.Statement, r *request) bool {
	c := &s.Resource
	if o == nil || c.Empty || c.Not && !o.isResolved(c, r) {
		return c.Matches(&r.Request)
	}
	for i := range c.Patterns {
		if o.pattern(&c.Patterns[i], s, r) {
			return !c.Not
		}
	}
	return c.Not
}

// isResolved is ResourceClause.isResolved for what is known.
func (o *open) isResolved(c *eval.ResourceClause, r *request) bool {
	for i := range c.Patterns {
		if p := &c.Patterns[i]; !o.widened[p] && p.Parts != nil && !p.Parts[5].Resolved(r.Context) {
			return false
		}
	}
	return true
}

func (o *open) pattern(p *match.ARNPattern, s *eval.Statement, r *request) bool {
	if v, ok := o.covers[p]; ok {
		return v
	}
	if o.widened[p] {
		return o.guess(s) != s.Resource.Not
	}
	return eval.Covers(p, &r.Request)
}

// dimension is a group of conditions and patterns that hang on the same keys.
type dimension struct {
	keys     []string
	members  []*match.Condition
	patterns []*match.ARNPattern
	free     bool     // the members all ask the same thing, of keys and variables together
	options  []uint64 // bit i says what member i is, then come the patterns; nil: too many to list
}

// assume makes the members what an option says.
func (o *open) assume(d *dimension, option uint64) {
	for i, c := range d.members {
		o.truth[c] = option>>i&1 == 1
	}
	for i, p := range d.patterns {
		o.covers[p] = option>>(len(d.members)+i)&1 == 1
	}
}

func (o *open) forget(d *dimension) {
	for _, c := range d.members {
		delete(o.truth, c)
	}
	for _, p := range d.patterns {
		delete(o.covers, p)
	}
}

// search looks for the dimensions that the outcome hangs on.
type search struct {
	open       *open
	dimensions []dimension
	outcome    func() Outcome
	left       int // outcomes that may still be computed
}

func (s *search) guessed(hopeful bool) Outcome {
	s.left--
	s.open.hopeful = hopeful
	return s.outcome()
}

// hangsOn reports whether two options of a dimension have different outcomes,
// given some options of the dimensions from next on, and of those assumed already.
func (s *search) hangsOn(target, next int) bool {
	switch {
	case s.guessed(false) == s.guessed(true):
		return false
	case s.left <= 0:
		return true
	case next == len(s.dimensions):
		return s.differs(&s.dimensions[target])
	case next == target:
		return s.hangsOn(target, next+1)
	}
	d := &s.dimensions[next]
	defer s.open.forget(d)
	for _, option := range d.options {
		s.open.assume(d, option)
		if s.hangsOn(target, next+1) {
			return true
		}
	}
	return d.options == nil
}

// differs compares the options of d when everything else is assumed.
func (s *search) differs(d *dimension) bool {
	if d.options == nil {
		return true
	}
	defer s.open.forget(d)
	s.open.assume(d, d.options[0])
	first := s.guessed(true)
	for _, option := range d.options[1:] {
		s.open.assume(d, option)
		if s.guessed(true) != first {
			return true
		}
	}
	return false
}

// settle finds the outcome, or the keys that it hangs on.
func (s *search) settle() (Outcome, []string) {
	if o := s.guessed(false); o == s.guessed(true) {
		return o, nil
	}
	var missing []string
	for i := range s.dimensions {
		if s.hangsOn(i, 0) {
			missing = append(missing, s.dimensions[i].keys...)
		}
	}
	if missing == nil {
		return s.anyWorld(), nil
	}
	slices.SortFunc(missing, match.CompareFold)
	return Undetermined, slices.CompactFunc(missing, match.EqualFold)
}

// anyWorld is the outcome when all have the same.
func (s *search) anyWorld() Outcome {
	for i := range s.dimensions {
		d := &s.dimensions[i]
		if d.options != nil {
			s.open.assume(d, d.options[0])
			defer s.open.forget(d)
		}
	}
	return s.guessed(true)
}

func (p *Policy) decideOpen(q Request) Decision {
	r := new(request)
	if *r = newRequest(&q); !r.Split() {
		return Decision{Reasons: []Reason{r.fault()}}
	}
	d := newDimensions(r)
	d.collect(p, r)
	outcome, missing := d.search(r, func() Outcome {
		v := p.judge(r)
		return v.outcome()
	}).settle()
	r.open.hopeful = outcome != ExplicitDeny
	if outcome == Undetermined {
		return Decision{outcome, d.reasons(r, missing, LayerNone, 0, p), missing}
	}
	v := p.judge(r)
	return Decision{outcome, p.explain(r, 0, &v), nil}
}

func (v *verdict) outcome() Outcome {
	switch {
	case v.deny != nil:
		return ExplicitDeny
	case v.allow != nil:
		return Allowed
	}
	return ImplicitDeny
}

func (a *Access) decideOpen(r *request) Decision {
	d := a.collect(r)
	outcome, missing := d.search(r, func() Outcome {
		h := a.hear(r)
		return h.outcome()
	}).settle()
	r.open.hopeful = outcome != ExplicitDeny
	if outcome == Undetermined {
		return Decision{outcome, a.openReasons(d, r, missing), missing}
	}
	h := a.hear(r)
	return Decision{outcome, a.reasons(r, &h), nil}
}

// collect opens the request and collects what is unknown.
func (a *Access) collect(r *request) *dimensions {
	d := newDimensions(r)
	for l, policies := range a.layers() {
		for _, p := range policies {
			r.layer = l
			d.collect(p, r)
		}
	}
	return d
}

func (a *Access) openReasons(d *dimensions, r *request, missing []string) (list []Reason) {
	for l, policies := range a.layers() {
		for i, p := range policies {
			list = append(list, d.reasons(r, missing, l, i, p)...)
		}
	}
	return list
}

// joinKeys is a name for a group that no condition key has.
func joinKeys(parts ...string) string { return strings.Join(parts, "\x00") }
