package match_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		pattern, s string
		want       bool
		why        string
	}{
		{"", "", true, "nothing is nothing"},
		{"", "a", false, "nothing is not something"},
		{"*", "", true, "a run may be empty"},
		{"?", "", false, "? is one character"},
		{"?", "é", true, "… whatever its length in bytes"},
		{"??", "é", false, "… and not two"},
		{"*??", "€", false, "a run never splits a character"},
		{"a*b*c", "aXbXbc", true, "the last * goes on"},
		{"a*b*c", "aXbXb", false, "what follows must be there"},
		{"*a", "aaa", true, "a run stops where the rest fits"},
		{"a**b", "ab", true, "two runs are one"},
		{"*?*?*", "a", false, "two characters at least"},
	} {
		if got, _, _ := match.MatchSteps(tt.pattern, tt.s); got != tt.want {
			t.Errorf("%q matches %q = %v, want %v: %s", tt.pattern, tt.s, got, tt.want, tt.why)
		}
	}
}

// checkBound holds the bound that pattern.run promises.
func checkBound(t *testing.T, pattern, s string) {
	t.Helper()
	_, steps, tokens := match.MatchSteps(pattern, s)
	require.LessOrEqual(t, steps, (len(s)+1)*(tokens+1), "%q on %q", pattern, s)
}

// TestMatchIsBounded: the patterns that make backtracking matchers exponential
// cost at most text times pattern.
func TestMatchIsBounded(t *testing.T) {
	for n := 1; n <= 1<<10; n *= 2 {
		text := strings.Repeat("a", n)
		for _, pattern := range []string{
			strings.Repeat("*a", n) + "b", strings.Repeat("a*", n) + "b", strings.Repeat("*?", n) + "b", "*" + strings.Repeat("a", n) + "b",
			strings.Repeat("*ab", n), strings.Repeat("?*", n) + "?",
		} {
			checkBound(t, pattern, text)
		}
	}
}

// FuzzMatch holds the matcher against a slow one, and to its bound.
func FuzzMatch(f *testing.F) {
	for _, seed := range [][2]string{{"a*b*c", "aXbXbc"}, {"*??", "€"}, {"repository/${*}", "repository/x"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, s string) {
		if len(pattern) > 40 || len(s) > 40 {
			return
		}
		got, _, _ := match.MatchSteps(pattern, s)
		if want := slowMatch([]rune(pattern), []rune(s)); got != want && utf8.ValidString(pattern) && utf8.ValidString(s) {
			t.Errorf("%q matches %q = %v, want %v", pattern, s, got, want)
		}
		checkBound(t, pattern, s)
	})
}

// slowMatch fills the table of all prefixes.
func slowMatch(pattern, s []rune) bool {
	fits := make([]bool, len(s)+1)
	fits[0] = true
	for _, p := range pattern {
		next := make([]bool, len(s)+1)
		next[0] = p == '*' && fits[0]
		for j, c := range s {
			switch p {
			case '*':
				next[j+1] = fits[j+1] || next[j]
			case '?', c:
				next[j+1] = fits[j]
			}
		}
		fits = next
	}
	return fits[len(s)]
}
