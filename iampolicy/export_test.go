package iampolicy

// MatchSteps matches s with a pattern that has wildcards and counts the steps.
func MatchSteps(text, s string) (ok bool, steps, tokens int) {
	p := newPattern(text, wildcards)
	if p.tokens == nil {
		return p.match(s, nil), 1, 0
	}
	ok, steps = p.run(s, nil)
	return ok, steps, len(p.tokens)
}
