package match

import (
	"encoding/binary"
	"slices"
)

// automaton reads a text against many globs at once, one character at a time.
// Its states are sets of positions, found in breadth; what two texts that lead
// to one state have in common is all that the globs can tell.
type automaton struct {
	tokens []globToken // of all globs, one after the other, each with a tokenEnd behind
	starts []int32
	fresh  rune // a character that no glob asks for and no literal has: it stands for all of them
	marks  bool // tell texts that have the fresh character from others
	states []automatonState
	seen   map[string]bool
	asked  map[rune]bool // for nextChars
	work   *Work
}

// automatonState is a set of positions and how the search came to it.
type automatonState struct {
	at     []int32 // sorted
	parent int
	char   rune // 0 for the start
	marked bool // the text so far has the fresh character
}

// Work counts steps through patterns. The zero Work has done nothing.
type Work int

// maxWork bounds the steps of one search.
const maxWork = 1 << 24

// stateSteps is what a state costs before it looks at a position.
const stateSteps = 128

// add counts steps and reports whether there are any left.
func (w *Work) add(steps int) bool {
	*w = min(*w+Work(steps), maxWork)
	return *w < maxWork
}

// IsSpent reports whether no step is left.
func (w *Work) IsSpent() bool { return w.left() <= 0 }

func (w *Work) left() int { return int(maxWork - *w) }

func newAutomaton(globs []Glob, literals []string, work *Work) *automaton {
	a := &automaton{seen: map[string]bool{}, asked: map[rune]bool{}, work: work}
	size := len(globs)
	for _, g := range globs {
		size += len(g)
	}
	a.tokens = make([]globToken, 0, size) // append takes far more for a large document
	for i, g := range globs {
		a.starts = append(a.starts, int32(len(a.tokens)))
		a.tokens = append(append(a.tokens, g...), globToken{kind: tokenEnd, owner: i})
	}
	a.fresh = a.freshChar(literals)
	return a
}

// freshChar returns a character that no glob has and no literal, a plain one
// if possible.
func (a *automaton) freshChar(literals []string) rune {
	used := map[rune]bool{}
	for _, s := range literals {
		for _, c := range s {
			used[c] = true
		}
	}
	for i := range a.tokens {
		if t := &a.tokens[i]; t.kind == tokenText {
			for _, c := range t.spellings() {
				used[c] = true
			}
		}
	}
	for _, c := range "xzqjvwykhgfmbdlutnoipsacer0123456789" {
		if !used[c] {
			return c
		}
	}
	c := rune('À')
	for used[c] {
		c++
	}
	return c
}

// run visits the states, each once. It stops where the work is too much; then the
// states were not all of them.
func (a *automaton) run(visit func(i int)) (complete bool) {
	a.keep(automatonState{at: a.start()}, visit)
	for i := 0; i < len(a.states); i++ {
		for _, c := range a.nextChars(a.states[i].at) {
			if !a.work.add(len(a.states[i].at) + stateSteps) {
				return false
			}
			a.keep(a.step(i, c), visit)
		}
	}
	return true
}

func (a *automaton) start() (at []int32) {
	for _, i := range a.starts {
		at = a.enter(at, i)
	}
	return sorted(at)
}

// enter adds position i, and the one behind it if a run may be empty.
func (a *automaton) enter(at []int32, i int32) []int32 {
	if at = append(at, i); a.tokens[i].kind == tokenRun {
		at = append(at, i+1)
	}
	return at
}

func sorted(at []int32) []int32 {
	slices.Sort(at)
	return slices.Compact(at)
}

// keep keeps a state that was not there before.
func (a *automaton) keep(s automatonState, visit func(i int)) {
	if key := s.key(); !a.seen[key] {
		a.seen[key] = true
		a.states = append(a.states, s)
		visit(len(a.states) - 1)
	}
}

func (s *automatonState) key() string {
	b := make([]byte, 0, 4*len(s.at)+1)
	for _, i := range s.at {
		b = binary.LittleEndian.AppendUint32(b, uint32(i))
	}
	if s.marked {
		b = append(b, 1)
	}
	return string(b)
}

// step reads c in state i.
func (a *automaton) step(i int, c rune) automatonState {
	from := &a.states[i]
	at := make([]int32, 0, len(from.at)+1)
	for _, p := range from.at {
		switch t := &a.tokens[p]; {
		case !t.takes(c):
		case t.kind == tokenRun:
			at = a.enter(at, p)
		default:
			at = a.enter(at, p+1)
		}
	}
	return automatonState{at: sorted(at), parent: i, char: c, marked: a.marks && (from.marked || c == a.fresh)}
}

// nextChars returns the characters that lead from a set to different ones: the
// fresh one stands for all that no token asks for.
func (a *automaton) nextChars(at []int32) []rune {
	chars := []rune{a.fresh}
	clear(a.asked)
	for _, p := range at {
		asks := colon[:]
		switch t := &a.tokens[p]; {
		case t.kind == tokenText:
			asks = t.spellings()
		case !t.noColon:
			continue
		}
		for _, c := range asks {
			if !a.asked[c] {
				a.asked[c] = true
				chars = append(chars, c)
			}
		}
	}
	return chars
}

var colon = [...]rune{':'}

// ends lists the globs that match the texts of a state.
func (a *automaton) ends(i int) (owners []int32) {
	for _, p := range a.states[i].at {
		if a.tokens[p].kind == tokenEnd {
			owners = append(owners, int32(a.tokens[p].owner))
		}
	}
	return owners
}

// text returns what the search read on its way to state i.
func (a *automaton) text(i int) string {
	var chars []rune
	for ; a.states[i].char != 0; i = a.states[i].parent {
		chars = append(chars, a.states[i].char)
	}
	slices.Reverse(chars)
	return string(chars)
}

// Representatives returns texts such that every text there is matches the same
// globs as one of them. The search takes what it costs off *steps, and is not
// complete if that is not enough, which leaves -1; the texts found so far are
// returned. Globs without wildcards are better given as literals: none of the texts
// is one of them if that can be avoided.
//
// It keeps the first text for every set of globs, if possible one with a
// character that is in no glob: such a text equals no literal.
func Representatives(globs []Glob, literals []string, steps *int) (texts []string, complete bool) {
	work := Work(maxWork - *steps)
	a := newAutomaton(globs, literals, &work)
	a.marks = true
	example := map[string]int{} // the state for every set of globs
	complete = a.run(func(i int) {
		ends := automatonState{at: a.ends(i)}
		if old, ok := example[ends.key()]; !ok || a.states[i].marked && !a.states[old].marked {
			example[ends.key()] = i
		}
	})
	if *steps = work.left(); !complete {
		*steps = -1
	}
	order := make([]int, 0, len(example))
	for _, i := range example {
		order = append(order, i)
	}
	slices.Sort(order)
	for _, i := range order {
		texts = append(texts, a.text(i))
	}
	return texts, complete
}

// masksOf returns the sets of owners whose globs one text can match, as bits; there
// are 64 owners at most. It is not ok if that is too much work.
func masksOf(globs []Glob, owner []int, work *Work) (masks []uint64, ok bool) {
	a := newAutomaton(globs, nil, work)
	ok = a.run(func(i int) {
		var mask uint64
		for _, g := range a.ends(i) {
			mask |= 1 << owner[g]
		}
		masks = append(masks, mask)
	})
	return unique(masks), ok
}

func unique(masks []uint64) []uint64 {
	slices.Sort(masks)
	return slices.Compact(masks)
}
