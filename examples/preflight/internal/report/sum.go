package report

import (
	"fmt"
	"strings"
)

// sum is the last line: the verdict in words, with what it presumes.
func (r Report) sum() string {
	if len(r.Presumed) == 0 || r.Verdict == WillFail || r.Verdict == Outside {
		return r.verdictInWords()
	}
	return r.verdictInWords() + " Presumed: " + strings.Join(r.Presumed, ", ") + "."
}

func (r Report) verdictInWords() string {
	asked := r.count(func(v Verdict) bool { return v != Outside })
	switch {
	case r.Verdict == WillFail:
		return fmt.Sprintf("Amazon ECS will not be able to pull %s: see the errors above.",
			Count(r.count(func(v Verdict) bool { return v == WillFail }), "image"))
	case r.Verdict == Undecided:
		return "Undecided: the warnings above say what is missing for an answer."
	case len(r.Images) == 0:
		return "No task definition was given, so nothing was decided."
	case asked == 0:
		return "No image is in Amazon ECR: nothing to decide."
	}
	return fmt.Sprintf("Amazon ECS can pull %s from Amazon ECR.", Count(asked, "image"))
}

func (r Report) count(has func(Verdict) bool) (n int) {
	for _, i := range r.Images {
		if has(i.Verdict) {
			n++
		}
	}
	return n
}
