package lint

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// nearestAction returns the candidate that name was most likely meant to be, ""
// if there is none. Either a candidate has all the words of name, perhaps
// misspelled, and as few others as possible; or only a few letters differ. Of
// two that are equally near it is neither. In any case it does what the verb of
// name says: nobody who asks for reading is told to allow writing.
func nearestAction(name string, candidates []actionWords) string {
	if len(name) > maxNearest {
		return ""
	}
	asked := newActionWords(name)
	if best := cheapest(candidates, maxCost, asked.cost); best != "" {
		return best
	}
	limit, lower := len(name)/4, match.LowerCase(name)
	if asked.deed == 0 {
		limit = min(limit, maxUnknown)
	}
	return cheapest(candidates, limit, func(c *actionWords) (int, bool) {
		if !asked.allows(c) || len(c.name) > len(name)+limit || len(c.name) < len(name)-limit {
			return 0, false
		}
		return nearest.Distance(lower, match.LowerCase(c.name)), true
	})
}

const (
	maxNearest = 100 // letters; no action has half of that
	maxCost    = 8
	maxUnknown = 2 // letters that may differ where the verb is not known
)

// cheapest returns the candidate that costs least and at most limit, "" if
// there is none or it is not the only one.
func cheapest(candidates []actionWords, limit int, cost func(*actionWords) (int, bool)) (best string) {
	least := limit + 1
	for i := range candidates {
		switch d, ok := cost(&candidates[i]); {
		case !ok || d > least:
		case d < least:
			best, least = candidates[i].name, d
		default:
			best = ""
		}
	}
	return best
}

// cost compares an action that exists with what is asked for: one for another
// verb of the same meaning, two for every word more.
func (w *actionWords) cost(c *actionWords) (cost int, ok bool) {
	if len(w.nouns) == 0 || !w.allows(c) {
		return 0, false
	}
	for _, noun := range w.nouns {
		if !c.hasNoun(noun) {
			return 0, false
		}
	}
	if w.verb != c.verb {
		cost++
	}
	return cost + 2*max(0, len(c.nouns)-len(w.nouns)), true
}

func (w *actionWords) hasNoun(noun string) bool {
	return slices.ContainsFunc(w.nouns, func(n string) bool { return isWord(n, noun) })
}

// isWord reports whether word stands for w: as it is, misspelled in one letter
// of four, in the plural, or cut short.
func isWord(w, word string) bool {
	if len(word) > 3 && strings.HasPrefix(w, word) {
		return true
	}
	w, word = singular(w), singular(word)
	return w == word || nearest.Distance(w, word) <= len(word)/4
}

func singular(word string) string {
	if stem, ok := strings.CutSuffix(word, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(word, "s")
}
