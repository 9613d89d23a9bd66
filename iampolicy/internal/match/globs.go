package match

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
)

// Glob is a pattern as a sequence of tokens, for asking which texts match it.
type Glob []globToken

// globToken is one character, any one character, or any run of characters.
type globToken struct {
	kind    tokenKind // tokenText, tokenOne or tokenRun
	char    rune      // of tokenText
	noColon bool      // tokenOne and tokenRun do not take a colon
	Fold    bool      // tokenText takes the letter in any case
}

// Representatives returns texts such that every text there is matches the same
// globs as one of them. The search takes what it costs off *work, and is not
// complete if that is not enough; the texts found so far are returned. Globs
// without wildcards are better given as literals: none of the texts is one of
// them if that can be avoided.
//
// It walks through the automaton that reads all the globs at once, in breadth,
// and keeps the first text for every set of globs, if possible one with a
// character that is in no glob: such a text equals no literal.
func Representatives(globs []Glob, literals []string, work *int) (texts []string, complete bool) {
	w := newGlobWalk(globs)
	w.fresh = w.freshChar(strings.Join(literals, ""))
	if *work -= len(w.tokens); *work < 0 {
		*work = -1
		return nil, false
	}
	w.visit(globState{set: w.start()})
	for i := 0; i < len(w.states); i++ {
		for _, c := range w.nextChars(w.states[i].set) {
			if *work -= stepWork + len(w.isEnd); *work < 0 {
				*work = -1
				return w.texts(), false
			}
			w.visit(w.step(i, c))
		}
	}
	return w.texts(), true
}

// stepWork is the least that a step costs, in words of a set of positions.
const stepWork = 8

// globWalk is the search. A position is a token of a glob, or the end of it.
type globWalk struct {
	tokens  []globToken // of all globs, one after the other
	isEnd   positions   // ends of globs; the token there is not looked at
	isRun   positions
	starts  []int
	fresh   rune // a character that is in no glob and no literal
	states  []globState
	seen    map[string]bool
	example map[string]int // the state for every set of ends
}

// globState is a set of positions and how the search came to it.
type globState struct {
	set    positions
	parent int
	char   rune // 0 for the start
	fresh  bool // the text so far has the fresh character
}

func newGlobWalk(globs []Glob) *globWalk {
	w := &globWalk{seen: map[string]bool{}, example: map[string]int{}}
	size := len(globs)
	for _, g := range globs {
		size += len(g)
	}
	w.isEnd, w.isRun = newPositions(size), newPositions(size)
	for _, g := range globs {
		w.starts = append(w.starts, len(w.tokens))
		w.tokens = append(w.tokens, g...)
		w.isEnd.add(len(w.tokens))
		w.tokens = append(w.tokens, globToken{})
	}
	for i, t := range w.tokens {
		if t.kind == tokenRun {
			w.isRun.add(i)
		}
	}
	return w
}

// freshChar returns a character that no glob has and no literal, a plain one
// if possible.
func (w *globWalk) freshChar(literals string) rune {
	used := func(c rune) bool {
		return strings.ContainsRune(literals, c) || slices.ContainsFunc(w.tokens, func(t globToken) bool { return t.kind == tokenText && t.takes(c) })
	}
	for _, c := range "xzqjvwykhgfmbdlutnoipsacer0123456789" {
		if !used(c) {
			return c
		}
	}
	c := rune('À')
	for used(c) {
		c++
	}
	return c
}

// takes reports whether the token takes c.
func (t globToken) takes(c rune) bool {
	switch {
	case t.kind != tokenText:
		return !t.noColon || c != ':'
	case t.Fold:
		return foldRune(t.char) == foldRune(c)
	}
	return t.char == c
}

func foldRune(c rune) rune {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func (w *globWalk) start() positions {
	s := newPositions(len(w.tokens))
	for _, i := range w.starts {
		w.enter(s, i)
	}
	return s
}

// enter adds position i, and the one behind it if a run may be empty.
func (w *globWalk) enter(s positions, i int) {
	s.add(i)
	if w.isRun.has(i) {
		s.add(i + 1)
	}
}

// visit keeps a state that was not there before.
func (w *globWalk) visit(s globState) {
	key := s.set.key(s.fresh)
	if w.seen[key] {
		return
	}
	w.seen[key] = true
	w.states = append(w.states, s)
	ends := s.set.and(w.isEnd).key(false)
	if old, ok := w.example[ends]; !ok || s.fresh && !w.states[old].fresh {
		w.example[ends] = len(w.states) - 1
	}
}

// step reads c in state i.
func (w *globWalk) step(i int, c rune) globState {
	next := newPositions(len(w.tokens))
	w.states[i].set.each(func(p int) {
		switch t := w.tokens[p]; {
		case w.isEnd.has(p) || !t.takes(c):
		case t.kind == tokenRun:
			w.enter(next, p)
		default:
			w.enter(next, p+1)
		}
	})
	return globState{set: next, parent: i, char: c, fresh: w.states[i].fresh || c == w.fresh}
}

// nextChars returns the characters that lead from a set to different ones: the
// fresh one stands for all that no token asks for.
func (w *globWalk) nextChars(s positions) []rune {
	chars := []rune{w.fresh}
	add := func(c rune) {
		if !slices.Contains(chars, c) {
			chars = append(chars, c)
		}
	}
	s.each(func(p int) {
		switch t := w.tokens[p]; {
		case w.isEnd.has(p):
		case t.kind == tokenText:
			add(t.char)
			if t.Fold {
				add(otherCase(t.char))
			}
		case t.noColon:
			add(':')
		}
	})
	return chars
}

func otherCase(c rune) rune {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case 'a' <= c && c <= 'z':
		return c - 'a' + 'A'
	}
	return c
}

// texts returns the examples in the order in which they were found.
func (w *globWalk) texts() []string {
	order := make([]int, 0, len(w.example))
	for _, i := range w.example {
		order = append(order, i)
	}
	slices.Sort(order)
	texts := make([]string, len(order))
	for k, i := range order {
		texts[k] = w.text(i)
	}
	return texts
}

// text returns what the search read on its way to state i.
func (w *globWalk) text(i int) string {
	var chars []rune
	for ; w.states[i].char != 0; i = w.states[i].parent {
		chars = append(chars, w.states[i].char)
	}
	slices.Reverse(chars)
	return string(chars)
}

// with appends a token. Two runs in a row are one.
func (g Glob) with(t globToken) Glob {
	if n := len(g); n > 0 && t.kind == tokenRun && g[n-1].kind == tokenRun {
		return g
	}
	return append(g, t)
}

// positions is a set of small numbers.
type positions []uint64

func newPositions(size int) positions { return make(positions, (size+63)/64) }

func (p positions) add(i int) { p[i/64] |= 1 << (i % 64) }

func (p positions) has(i int) bool { return p[i/64]&(1<<(i%64)) != 0 }

func (p positions) and(q positions) positions {
	r := slices.Clone(p)
	for i := range r {
		r[i] &= q[i]
	}
	return r
}

func (p positions) each(do func(i int)) {
	for i, word := range p {
		for ; word != 0; word &= word - 1 {
			do(i*64 + bits.TrailingZeros64(word))
		}
	}
}

// key returns the set as a map key, with one more bit.
func (p positions) key(bit bool) string {
	var b strings.Builder
	var word [8]byte
	for _, bits := range p {
		binary.LittleEndian.PutUint64(word[:], bits)
		b.Write(word[:])
	}
	if bit {
		b.WriteByte(1)
	}
	return b.String()
}
