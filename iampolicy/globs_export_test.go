package iampolicy

// Representatives is the search for texts, for wildcard patterns of actions
// (fold) or of condition values.
func Representatives(patterns []string, fold bool, limit int) (texts []string, complete bool) {
	var globs []glob
	for _, text := range patterns {
		x := wildcards
		if fold {
			x |= caseless
		}
		p := newPattern(text, x)
		g, _ := globOfPattern(&p, false, nil)
		globs = append(globs, g)
	}
	return representatives(globs, nil, limit)
}
