package match

// TextsFor is the search for texts within about limit states, for wildcard patterns of actions
// (fold) or of condition values.
func TextsFor(patterns []string, fold bool, limit int) (texts []string, complete bool) {
	var list []Pattern
	for _, text := range patterns {
		x := Wildcards
		if fold {
			x |= Caseless
		}
		list = append(list, NewPattern(text, x))
	}
	return TextsOf(list, limit)
}

// TextsOf is the same for patterns of any syntax.
func TextsOf(patterns []Pattern, limit int) (texts []string, complete bool) {
	var globs []Glob
	for i := range patterns {
		g, _ := GlobOfPattern(&patterns[i], false, nil)
		globs = append(globs, g)
	}
	steps := limit << 10
	return Representatives(globs, nil, &steps)
}

// Reads reports whether the automaton of g takes s.
func (g Glob) Reads(s string) bool {
	a := newAutomaton([]Glob{g}, nil, new(Work))
	a.states = append(a.states, automatonState{at: a.start()})
	for _, c := range s {
		a.states = append(a.states, a.step(len(a.states)-1, c))
	}
	return a.ends(len(a.states)-1) != nil
}
