package match

// TextsFor is the search for texts within about limit states, for wildcard patterns of actions
// (fold) or of condition values.
func TextsFor(patterns []string, fold bool, limit int) (texts []string, complete bool) {
	var globs []Glob
	for _, text := range patterns {
		x := Wildcards
		if fold {
			x |= Caseless
		}
		p := NewPattern(text, x)
		g, _ := GlobOfPattern(&p, false, nil)
		globs = append(globs, g)
	}
	steps := limit << 10
	return Representatives(globs, nil, &steps)
}
