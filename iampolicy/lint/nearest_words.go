package lint

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// actionWords is the name of an action without its service, taken apart:
// BatchGetImage is the verb get and the noun image.
type actionWords struct {
	name  string
	verb  string // "" if the name has none that is known
	deed  deed
	nouns []string
}

// deed is what a verb does. The zero deed is not known.
type deed uint8

const (
	deedRead deed = 1 + iota
	deedCheck
	deedWrite
	deedDelete
	deedOther // its verb has no other name
)

// verbs are those of ECR's actions, and what people write in their place. Of
// two that a name begins with, the longer one comes first.
var verbs = [...]struct {
	word, verb string
	deed       deed
}{
	{"get", "get", deedRead}, {"list", "list", deedRead}, {"describe", "describe", deedRead},
	{"pull", "get", deedRead}, {"fetch", "get", deedRead}, {"read", "get", deedRead}, {"download", "get", deedRead},
	{"view", "describe", deedRead}, {"show", "describe", deedRead},
	{"check", "check", deedCheck}, {"validate", "validate", deedCheck},
	{"put", "put", deedWrite}, {"set", "set", deedWrite}, {"create", "create", deedWrite}, {"update", "update", deedWrite}, {"upload", "upload", deedWrite},
	{"push", "put", deedWrite}, {"write", "put", deedWrite}, {"add", "create", deedWrite}, {"modify", "update", deedWrite}, {"edit", "update", deedWrite},
	{"delete", "delete", deedDelete}, {"remove", "delete", deedDelete},
	{"complete", "complete", deedOther}, {"deregister", "deregister", deedOther}, {"import", "import", deedOther}, {"initiate", "initiate", deedOther},
	{"register", "register", deedOther}, {"replicate", "replicate", deedOther}, {"start", "start", deedOther}, {"tag", "tag", deedOther}, {"untag", "untag", deedOther},
}

// otherNouns are what people write in place of the words of an action.
var otherNouns = [...]struct{ word, nouns string }{
	{"auth", "authorization"}, {"login", "authorization token"}, {"password", "token"}, {"credentials", "authorization token"},
	{"manifest", "image"}, {"manifests", "image"}, {"repo", "repository"}, {"repos", "repository"},
}

// allows reports whether c, an action that exists, does no more than what w
// asks for. What has no verb asks for reading at most.
func (w *actionWords) allows(c *actionWords) bool {
	switch w.deed {
	case 0:
		return c.deed == deedRead
	case deedOther:
		return c.verb == w.verb
	}
	return c.deed == w.deed
}

func newActionWords(name string) (w actionWords) {
	w.name = name
	words := camelWords(name)
	if len(words) > 0 && words[0] == "batch" {
		words = words[1:]
	}
	if len(words) > 0 && w.readVerb(words[0], len(words) == 1) {
		words = words[1:]
	}
	for _, word := range words {
		for _, noun := range nounsOf(word) {
			if noun != "for" && !slices.Contains(w.nouns, noun) {
				w.nouns = append(w.nouns, noun)
			}
		}
	}
	return w
}

// readVerb takes the verb from the first word: one that is known, or one letter
// beside one deed only. If it is all of the name, it may be written together
// with the rest, whose words are then not known.
func (w *actionWords) readVerb(word string, alone bool) bool {
	deeds := 0 // a bit for each
	for _, v := range verbs {
		if word == v.word || alone && strings.HasPrefix(strings.TrimPrefix(word, "batch"), v.word) {
			w.verb, w.deed = v.verb, v.deed
			return true
		}
		if len(word) > 2 && nearest.Distance(word, v.word) == 1 {
			w.verb, w.deed = v.verb, v.deed
			deeds |= 1 << v.deed
		}
	}
	if deeds&(deeds-1) != 0 || w.deed == deedOther && len(word) < 5 {
		w.verb, w.deed = "", 0
	}
	return w.verb != ""
}

func nounsOf(word string) []string {
	for _, n := range otherNouns {
		if n.word == word {
			return strings.Fields(n.nouns)
		}
	}
	return []string{word}
}

// camelWords splits a name before its capitals, and returns lower case. A run
// of capitals, as in URL, is one word.
func camelWords(name string) (words []string) {
	start := 0
	for i := 1; i <= len(name); i++ {
		if i == len(name) || isCapital(name[i]) && (!isCapital(name[i-1]) || i+1 < len(name) && !isCapital(name[i+1])) {
			words, start = append(words, match.LowerCase(name[start:i])), i
		}
	}
	return words
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }
