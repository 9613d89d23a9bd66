package lint

import (
	"iter"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// nearestTo returns the candidate that name was most likely meant to be: at most one
// letter in four differs. "" if there is none.
func nearestTo(name string, candidates iter.Seq[string]) string {
	if len(name) > maxNearest {
		return ""
	}
	return nearest.Word(name, len(name)/4, candidates)
}

// maxMisspelled is for how many misspelled names of a document the right one is looked
// for: each costs as much as hundreds of right ones.
const maxMisspelled = 200

// meant returns what find says of a name, which it is asked once, or "" if there are
// too many names.
func (l *linter) meant(name string, find func(string) string) string {
	n, known := l.memo.meant[name]
	if known || len(l.memo.meant) >= maxMisspelled {
		return n
	}
	if l.memo.meant == nil {
		l.memo.meant = map[string]string{}
	}
	n = find(name)
	l.memo.meant[name] = n
	return n
}

// nearest returns the action of ECR that is spelled most like action, which may have
// another service or none, or "".
func (l *linter) nearest(action string) string { return l.meant(action, l.findNearest) }

func (l *linter) findNearest(action string) string {
	service, name, ok := strings.Cut(strings.TrimRight(action, "*"), ":")
	if !ok {
		service, name = "ecr", service
	}
	if strings.Contains(match.LowerCase(service), "public") {
		service = "ecr-public"
	} else {
		service = "ecr"
	}
	if l.memo.words == nil {
		l.memo.words = wordsOfActions()
	}
	if n := nearestAction(name, l.memo.words[service]); n != "" {
		return service + ":" + n
	}
	return ""
}

// wordsOfActions takes the names of each service's actions apart.
func wordsOfActions() map[string][]actionWords {
	words := map[string][]actionWords{}
	for a := range iampolicy.Actions() {
		service, name, _ := strings.Cut(a.Name, ":")
		words[service] = append(words[service], newActionWords(name))
	}
	return words
}
