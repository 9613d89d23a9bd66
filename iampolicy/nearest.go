package iampolicy

import "iter"

// nearest returns the candidate that name was most likely meant to be, without
// regard to case: one that begins with name, or the one with the fewest letters
// added, dropped, changed or swapped, at most one in four. "" if there is none.
func nearest(name string, candidates iter.Seq[string]) string {
	best, cost := "", len(name)/4+1
	for c := range candidates {
		switch d := typos(lowerCase(name), lowerCase(c)); {
		case d < cost:
			best, cost = c, d
		case best == "" && len(name) > len(c)/2 && hasPrefixFold(c, name):
			best = c
		}
	}
	return best
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && equalFold(s[:len(prefix)], prefix)
}

// typos counts the letters to add, drop, change or swap with their
// neighbour to make b of a (optimal string alignment).
func typos(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost(a[i] != b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}

func cost(differs bool) int {
	if differs {
		return 1
	}
	return 0
}
