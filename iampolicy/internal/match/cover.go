package match

import (
	"slices"
	"strings"
)

// A pattern covers another if it matches whatever the other matches. Where that is
// too much to find out, or hangs on a variable, the answer is no.

// coverSteps is what a comparison costs before it looks at a character.
const coverSteps = 4

// Covers reports whether p covers q. Neither has variables.
//
// Every pattern matches its own text, so p has to match the text of q. Without a ?
// in p that is enough: what it takes for a wildcard of q it takes by a *, which
// takes all that the wildcard stands for.
func (p *Pattern) Covers(q *Pattern, work *Work) bool {
	switch {
	case !work.add(coverSteps + len(q.Text)/8):
		return false
	case p.Tokens == nil:
		return p.equal(q.Text)
	case len(p.Tokens)*len(q.Text) > work.left(): // more than run may take
		return work.add(work.left())
	}
	ok, steps := p.run(q.Text, nil)
	if !ok || !work.add(steps) || q.Tokens == nil || !p.has(tokenOne) {
		return ok && !work.IsSpent()
	}
	return (p.has(tokenRun) || !q.has(tokenRun)) && p.includes(q, work)
}

func (p *Pattern) has(kind tokenKind) bool {
	return slices.ContainsFunc(p.Tokens, func(t Token) bool { return t.Kind == kind })
}

// includes asks the automaton whether a text that q matches is none of p.
func (p *Pattern) includes(q *Pattern, work *Work) bool {
	g, _ := GlobOfPattern(p, false, nil)
	h, _ := GlobOfPattern(q, false, nil)
	masks, known := masksOf([]Glob{g, h}, []int{0, 1}, work)
	return known && !slices.Contains(masks, 0b10)
}

// Covers reports whether p covers q: service and name are compared on their own.
func (p *ActionPattern) Covers(q *ActionPattern, work *Work) bool {
	return p.All || p.Valid && q.Valid && p.Service.Covers(&q.Service, work) && p.Name.Covers(&q.Name, work)
}

// Covers reports whether p covers q: the six parts are compared on their own. What a
// variable will hold is not known.
func (p *ARNPattern) Covers(q *ARNPattern, work *Work) bool {
	switch {
	case p.All || p.Text == q.Text:
		return work.add(coverSteps)
	case p.Parts == nil || q.Parts == nil || HasVariable(p.Text) || HasVariable(q.Text):
		return false
	}
	for i := range p.Parts {
		if !p.Parts[i].Covers(&q.Parts[i], work) {
			return false
		}
	}
	return true
}

// Coverer is a pattern that may cover others of its type.
type Coverer[P any] interface {
	Covers(q P, work *Work) bool
	spelling() string // what patterns are filed by: equal patterns have the same
}

func (p *ActionPattern) spelling() string { return LowerCase(p.Text) }

func (p *ARNPattern) spelling() string { return p.Text }

// Covering returns for each pattern the index of one with a wildcard that covers it,
// -1 for none. Of patterns that cover each other the first is not covered by the
// others. Where there is no work left, nothing more is found.
func Covering[P Coverer[P]](patterns []P, work *Work) (by []int) {
	x := newWideIndex(patterns)
	by = make([]int, len(patterns))
	for i, narrow := range patterns {
		by[i] = x.find(narrow.spelling(), work, func(j int) bool {
			wide := patterns[j]
			return i != j && wide.Covers(narrow, work) && (j < i || !narrow.Covers(wide, work)) && !work.IsSpent()
		})
	}
	return by
}

// wideIndex files patterns with a wildcard by what stands before the first one, so
// that a pattern is compared with few of them.
type wideIndex struct {
	places  map[string][]int
	lengths []int // of the keys of places, each once, the shortest first
}

func newWideIndex[P Coverer[P]](patterns []P) (x wideIndex) {
	x.places = map[string][]int{}
	for i, p := range patterns {
		text := p.spelling()
		if end := strings.IndexAny(text, "*?"); end >= 0 {
			x.places[text[:end]] = append(x.places[text[:end]], i)
			x.lengths = append(x.lengths, end)
		}
	}
	slices.Sort(x.lengths)
	x.lengths = slices.Compact(x.lengths)
	return x
}

// find returns the first pattern for which covers holds, of those that begin as text
// does; -1 for none.
func (x *wideIndex) find(text string, work *Work, covers func(j int) bool) int {
	for _, n := range x.lengths {
		if n > len(text) || !work.add(1+n/8) {
			break
		}
		for _, j := range x.places[text[:n]] {
			if covers(j) {
				return j
			}
			if work.IsSpent() {
				return -1
			}
		}
	}
	return -1
}
