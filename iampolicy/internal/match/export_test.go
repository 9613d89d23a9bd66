package match

import "time"

// LexSteps counts the characters that are looked at to split text.
func LexSteps(text string) int {
	l := newLexer(text, wildVariable)
	l.each(func(Token, string) {})
	return l.read
}

// SplitSteps counts the same for an ARN.
func SplitSteps(text string) int {
	l := newLexer(text, wildVariable)
	l.split()
	return l.read
}

// Weight is the weight of a pattern.
func Weight(text string) int {
	p := NewPattern(text, Wildcards)
	return p.Weight()
}

// MaxWork is the bound on a search.
const MaxWork = maxWork

// MatchSteps matches s with a pattern that has wildcards and counts the steps.
func MatchSteps(text, s string) (ok bool, steps, tokens int) {
	p := NewPattern(text, Wildcards)
	if p.Tokens == nil {
		return p.Match(s, nil), 1, 0
	}
	ok, steps = p.run(s, nil)
	return ok, steps, len(p.Tokens)
}

// InstantOf is the instant of a time.
func InstantOf(t time.Time) instant { return instant{t.Unix(), int32(t.Nanosecond())} }

// TimeOf is the time of an instant.
func TimeOf(t instant) time.Time { return time.Unix(t.seconds, int64(t.nanos)) }

// Masks is the search for sets of globs.
var Masks = masksOf
