package authz

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// More Allow statements that match never make an outcome lower, more Deny
// statements never higher, so an assignment of only some groups has a lowest and
// a highest outcome. Where the two meet, the rest need not be looked at.

// maxWork bounds the statements looked at for one hearing, one with several
// conditions as often as it has; no outcome counts as fewer than minWork. Where it is not enough the answer is Undetermined, which is
// always true to say.
const (
	maxWork = 1 << 22
	minWork = 1 << 8
)

// search looks for the groups that the outcome hangs on.
type search struct {
	h     *hearing
	world world
	cost  int // of one outcome
}

func newSearch(h *hearing) *search {
	s := &search{h: h, cost: len(h.said)}
	for i := range h.said {
		s.cost += h.said[i].weight()
	}
	s.cost = max(s.cost, minWork)
	if h.r.open != nil {
		for _, g := range h.r.open.groups {
			g.assumed = false // by an earlier search
		}
	}
	return s
}

// weight counts the facts that one look at the statements asks for.
func (t *testimony) weight() (n int) {
	for _, i := range t.hanging {
		n += max(1, len(t.sayings[i].hangs))
	}
	return n
}

func (s *search) guessed(hopeful bool) Outcome {
	s.h.worked += s.cost
	s.world.hopeful = hopeful
	return s.h.weigh(&s.world).outcome
}

// settle finds the keys that the outcome hangs on. If there are none the search
// is left in a world like all the others.
func (s *search) settle() (missing []string) {
	if o := s.guessed(false); o == s.guessed(true) {
		s.world.hopeful = o != ExplicitDeny
		return nil
	}
	for i, g := range s.groups() {
		if s.hangsOn(i, 0) {
			missing = append(missing, g.keys...)
		}
	}
	if missing == nil {
		for _, g := range s.groups() {
			s.assume(g, s.options(g)[0])
		}
	}
	slices.SortFunc(missing, match.CompareFold)
	return slices.CompactFunc(missing, match.EqualFold)
}

func (s *search) groups() []*group { return s.h.r.open.groups }

func (s *search) options(g *group) []uint64 { return g.list(s.h.r.open, s.h.r.Context) }

func (s *search) assume(g *group, option uint64) { g.assumed, g.option = true, option }

// hangsOn reports whether two options of a group have different outcomes, given
// some options of the groups from next on, and of those assumed already.
func (s *search) hangsOn(target, next int) bool {
	switch {
	case s.h.worked > maxWork:
		return true
	case s.guessed(false) == s.guessed(true):
		return false
	case next == len(s.groups()):
		return s.differs(s.groups()[target])
	case next == target:
		return s.hangsOn(target, next+1)
	}
	g := s.groups()[next]
	defer func() { g.assumed = false }()
	for _, option := range s.options(g) {
		s.assume(g, option)
		if s.hangsOn(target, next+1) {
			return true
		}
	}
	return s.options(g) == nil
}

// differs compares the options of g when everything else is assumed.
func (s *search) differs(g *group) bool {
	options := s.options(g)
	if options == nil {
		return true
	}
	defer func() { g.assumed = false }()
	s.assume(g, options[0])
	first := s.guessed(true)
	for _, option := range options[1:] {
		s.assume(g, option)
		if s.guessed(true) != first {
			return true
		}
	}
	return false
}

// decision weighs what was said and gives the reasons.
func (h *hearing) decision() Decision {
	s := newSearch(h)
	if h.r.open != nil {
		if missing := s.settle(); missing != nil {
			return Decision{Undetermined, h.doubts(missing, s.guessed(true) == Undetermined), missing}
		}
	}
	v := h.weigh(&s.world)
	return Decision{Outcome: v.outcome, Reasons: h.reasons(&s.world, v)}
}
