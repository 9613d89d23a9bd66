package lint

import (
	"iter"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// nearest returns the candidate that name was most likely meant to be, without
// regard to case: the one with the fewest letters to insert, delete or replace,
// at most one in four, or else one that begins with name. "" if there is none.
func nearest(name string, candidates iter.Seq[string]) string {
	best, cost := "", len(name)/4+1
	for c := range candidates {
		switch d := match.EditDistance(match.LowerCase(name), match.LowerCase(c)); {
		case d < cost:
			best, cost = c, d
		case best == "" && len(name) > len(c)/2 && hasPrefixFold(c, name):
			best = c
		}
	}
	return best
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && match.EqualFold(s[:len(prefix)], prefix)
}
