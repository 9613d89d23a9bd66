package lint

import (
	"iter"

	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// nearestTo returns the candidate that name was most likely meant to be: at most
// one letter in four differs. "" if there is none.
func nearestTo(name string, candidates iter.Seq[string]) string {
	return nearest.Word(name, len(name)/4, candidates)
}
