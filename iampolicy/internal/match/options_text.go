package match

import "encoding/binary"

// Work counts steps through patterns. The zero Work has done nothing.
type Work int

// maxTextSteps bounds the Work of KeyOptions: places looked at.
const maxTextSteps = 1 << 24

// half is half of the steps that are left.
func (w *Work) half() int { return (maxTextSteps - int(*w)) / 2 }

// textMasks lists the sets of conditions in which one text can find a value,
// exactly: it reads all patterns of all conditions at once, one letter at a
// time, and visits every combination of places that can be reached.
//
// Where that is too much work, literal values are tried one by one, and only
// the patterns are read together. That may list a set too many, where a
// pattern has no text but the literal ones. Where even that is too much, all
// sets are listed in which conditions with the same values stand together.
func textMasks(conditions []*Condition, in Context, work *Work) []uint64 {
	if masks, ok := newAutomaton(conditions, in, false).run(work); ok {
		return masks
	}
	if masks, ok := newAutomaton(conditions, in, true).run(work); ok {
		return unique(append(masks, literalMasks(conditions, in)...))
	}
	return anyMasks(conditions)
}

// anyMasks lists all sets in which conditions with the same values, whose
// operators are the same but for their negation, stand together.
func anyMasks(conditions []*Condition) []uint64 {
	masks, done := []uint64{0}, uint64(0)
	for i, c := range conditions {
		if !c.isText() || done>>i&1 == 1 {
			continue
		}
		var group uint64
		for j, d := range conditions {
			if d.isText() && d.Family == c.Family && d.same == c.same {
				group |= 1 << j
			}
		}
		done |= group
		masks = combine(masks, []uint64{0, group})
	}
	return masks
}

// literalMasks lists the sets of conditions that each literal value is found in.
func literalMasks(conditions []*Condition, in Context) (masks []uint64) {
	for _, c := range conditions {
		for i := range c.Patterns {
			if p := &c.Patterns[i]; c.isLiteral(p) {
				masks = append(masks, foundIn(conditions, p.Text, in))
			}
		}
		for i := range c.ARNs {
			if p := &c.ARNs[i]; p.Literal {
				masks = append(masks, foundIn(conditions, p.Text, in))
			}
		}
	}
	return masks
}

func foundIn(conditions []*Condition, v string, in Context) (mask uint64) {
	for i, c := range conditions {
		if c.isText() && c.finds(v, in) {
			mask |= 1 << i
		}
	}
	return mask
}

// isText reports whether the condition compares its key as text.
func (c *Condition) isText() bool { return c.Family != FamilyNull && len(c.Patterns)+len(c.ARNs) > 0 }

// isLiteral reports whether p is one text exactly.
func (c *Condition) isLiteral(p *Pattern) bool {
	return c.isText() && p.Tokens == nil && !p.Fold && c.Family != FamilyFold
}

// automaton reads text against many patterns at once.
type automaton struct {
	places     []place
	starts     []int
	tooRich    bool // case folding outside ASCII, which is not worked out
	noLiterals bool // leave literal values out
}

func newAutomaton(conditions []*Condition, in Context, noLiterals bool) *automaton {
	a := &automaton{noLiterals: noLiterals}
	for i, c := range conditions {
		a.addCondition(i, c, in)
	}
	return a
}

// place is a position in a pattern and what may be read there.
type place struct {
	kind    tokenKind
	accept  bool // the end of a pattern
	owner   int  // the condition
	letter  rune // tokenText
	fold    bool // the letter in any case
	unicode bool // … of Unicode
	noColon bool // a wildcard in one of the first five parts of an ARN
}

func (a *automaton) addCondition(owner int, c *Condition, in Context) {
	for i := range c.Patterns {
		if p := &c.Patterns[i]; c.isText() && !(a.noLiterals && c.isLiteral(p)) {
			a.add(p, place{owner: owner, fold: p.Fold || c.Family == FamilyFold, unicode: c.Family == FamilyFold}, in)
		}
	}
	for i := range c.ARNs {
		if p := &c.ARNs[i]; !(a.noLiterals && p.Literal) {
			a.addARN(p, owner, in)
		}
	}
}

// add appends a whole pattern. One that has an unresolved variable matches nothing.
func (a *automaton) add(p *Pattern, like place, in Context) {
	if p.Resolved(in) {
		a.begin()
		a.read(p, like, in)
		a.end(like.owner)
	}
}

func (a *automaton) addARN(p *ARNPattern, owner int, in Context) {
	parts := p.Parts
	if p.All {
		run := NewPattern("*", Wildcards)
		parts = &[6]Pattern{run, run, run, run, run, run}
	}
	if parts == nil || !allResolved(parts, in) {
		return
	}
	a.begin()
	for i := range parts {
		if i > 0 {
			a.places = append(a.places, place{letter: ':'})
		}
		a.read(&parts[i], place{noColon: i < 5}, in)
	}
	a.end(owner)
}

func allResolved(parts *[6]Pattern, in Context) bool {
	for i := range parts {
		if !parts[i].Resolved(in) {
			return false
		}
	}
	return true
}

func (a *automaton) begin() { a.starts = append(a.starts, len(a.places)) }

func (a *automaton) end(owner int) {
	a.places = append(a.places, place{accept: true, owner: owner})
}

// read appends the places of a pattern, variables replaced by their values.
func (a *automaton) read(p *Pattern, like place, in Context) {
	if p.Tokens == nil {
		a.letters(p.Text, like)
	}
	for i := range p.Tokens {
		t := &p.Tokens[i]
		switch t.Kind {
		case tokenText:
			a.letters(t.Text, like)
		case TokenVariable:
			v, _ := t.value(in)
			a.letters(v, like)
		default:
			next := like
			next.kind = t.Kind
			a.places = append(a.places, next)
		}
	}
}

func (a *automaton) letters(s string, like place) {
	for _, letter := range s {
		like.letter = letter
		a.places = append(a.places, like)
		a.tooRich = a.tooRich || like.unicode && letter > 0x7f
	}
}

// state is the set of places that have been reached, a bit for each.
type state []uint64

func (s state) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s state) has(i int) bool { return s[i/64]>>(i%64)&1 == 1 }

func (s state) key() string {
	var b []byte
	for _, w := range s {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return string(b)
}

// run visits all states and collects what they accept.
func (a *automaton) run(work *Work) (masks []uint64, ok bool) {
	if a.tooRich {
		return nil, false
	}
	first := a.newState()
	for _, i := range a.starts {
		a.reach(first, i)
	}
	queue, seen := []state{first}, map[string]bool{first.key(): true}
	alphabet := a.alphabet()
	for left := work.half(); len(queue) > 0; queue = queue[1:] {
		masks = append(masks, a.accepted(queue[0]))
		for _, letter := range alphabet {
			next := a.step(queue[0], letter)
			if k := next.key(); !seen[k] {
				seen[k] = true
				queue = append(queue, next)
			}
		}
		cost := len(alphabet) * len(a.places)
		*work += Work(cost)
		if left -= cost; left < 0 {
			return nil, false
		}
	}
	return unique(masks), true
}

func (a *automaton) newState() state { return make(state, len(a.places)/64+1) }

// reach adds a place and, behind a *, the next one.
func (a *automaton) reach(s state, i int) {
	for s.add(i); a.places[i].kind == tokenRun; s.add(i) {
		i++
	}
}

func (a *automaton) step(s state, letter rune) state {
	next := a.newState()
	for i := range a.places {
		switch p := &a.places[i]; {
		case !s.has(i) || !p.reads(letter):
		case p.kind == tokenRun:
			a.reach(next, i)
		default:
			a.reach(next, i+1)
		}
	}
	return next
}

func (p *place) reads(letter rune) bool {
	switch {
	case p.accept:
		return false
	case p.kind != tokenText:
		return !(p.noColon && letter == ':')
	case p.fold:
		return foldLetter(letter, p.unicode) == foldLetter(p.letter, p.unicode)
	}
	return p.letter == letter
}

// foldLetter folds ASCII, and the two letters beyond it that Unicode folds into ASCII.
func foldLetter(letter rune, unicode bool) rune {
	switch {
	case 'A' <= letter && letter <= 'Z':
		return letter + 'a' - 'A'
	case unicode && letter == '\u212a':
		return 'k'
	case unicode && letter == '\u017f':
		return 's'
	}
	return letter
}

func (a *automaton) accepted(s state) (mask uint64) {
	for i := range a.places {
		if a.places[i].accept && s.has(i) {
			mask |= 1 << a.places[i].owner
		}
	}
	return mask
}

// alphabet is the letters that some pattern tells from others, and one that none does.
func (a *automaton) alphabet() []rune {
	other, letters := '\ue000', []rune{':'}
	for i := range a.places {
		p := &a.places[i]
		if p.kind != tokenText || p.accept {
			continue
		}
		letters = appendNew(letters, p.letter)
		other = max(other, p.letter+1)
		if p.fold {
			letters = appendCases(letters, p)
		}
	}
	return append(letters, other)
}

func appendCases(letters []rune, p *place) []rune {
	l := foldLetter(p.letter, p.unicode)
	letters = appendNew(letters, l)
	if 'a' <= l && l <= 'z' {
		letters = appendNew(letters, l-'a'+'A')
	}
	if p.unicode && l == 'k' {
		letters = appendNew(letters, '\u212a')
	}
	if p.unicode && l == 's' {
		letters = appendNew(letters, '\u017f')
	}
	return letters
}

func appendNew[T comparable](list []T, v T) []T {
	for _, w := range list {
		if v == w {
			return list
		}
	}
	return append(list, v)
}
