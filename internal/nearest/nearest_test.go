package nearest_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

func TestWord(t *testing.T) {
	t.Parallel()
	flags := []string{"task", "policy", "account-details", "repository-policy", "registry-policy", "scp"}
	for _, row := range []struct {
		word string
		most int
		want string
		why  string
	}{
		{"task", 0, "task", "the word itself"},
		{"tasks", 1, "task", "a letter too many"},
		{"taks", 2, "task", "two letters in the wrong order"},
		{"taks", 1, "", "more than may differ"},
		{"TASK", 0, "task", "case is no letter"},
		{"repositry-policy", 2, "repository-policy", "the nearer of two"},
		{"account-d", 2, "account-details", "the beginning of one"},
		{"acc", 0, "", "too little of one"},
		{"poli", 0, "policy", "more than half of one"},
		{"pol", 0, "", "half of one"},
		{"", 5, "", "nothing was meant by nothing"},
		{"xyz", 2, "", "near none"},
	} {
		if got := nearest.Word(row.word, row.most, slices.Values(flags)); got != row.want {
			t.Errorf("Word(%q, %d) = %q, want %q: %s", row.word, row.most, got, row.want, row.why)
		}
	}
	if got := nearest.Word("regio", 1, slices.Values([]string{"region", "region-us"})); got != "region" {
		t.Errorf("Word = %q, want the one with a letter more, though another begins with the word", got)
	}
	if got := nearest.Word("task", 9, slices.Values([]string(nil))); got != "" {
		t.Errorf("Word of no candidates = %q, want none", got)
	}
}

// slowDistance is the definition, as a witness.
func slowDistance(a, b string) int {
	switch {
	case a == "":
		return len(b)
	case b == "":
		return len(a)
	case a[0] == b[0]:
		return slowDistance(a[1:], b[1:])
	}
	return 1 + min(slowDistance(a[1:], b), slowDistance(a, b[1:]), slowDistance(a[1:], b[1:]))
}

func TestDistance(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewSource(1))
	word := func() string {
		var b strings.Builder
		for range r.Intn(7) {
			b.WriteByte("abc"[r.Intn(3)])
		}
		return b.String()
	}
	for range 2000 {
		a, b := word(), word()
		if got, want := nearest.Distance(a, b), slowDistance(a, b); got != want {
			t.Errorf("Distance(%q, %q) = %d, want %d", a, b, got, want)
		}
	}
}
