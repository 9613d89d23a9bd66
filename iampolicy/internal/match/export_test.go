package match

// MatchSteps matches s with a pattern that has wildcards and counts the steps.
func MatchSteps(text, s string) (ok bool, steps, tokens int) {
	p := NewPattern(text, Wildcards)
	if p.Tokens == nil {
		return p.Match(s, nil), 1, 0
	}
	ok, steps = p.run(s, nil)
	return ok, steps, len(p.Tokens)
}
