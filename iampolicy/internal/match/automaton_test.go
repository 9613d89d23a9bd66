package match_test

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestRepresentatives tries every short text over a small alphabet: one of the
// representatives must match the same patterns, by package path's matcher.
func TestRepresentatives(t *testing.T) {
	r := globMaker{rand.New(rand.NewPCG(5, 6))}
	texts := shortTexts("abc", 5)
	for range 300 {
		patterns := make([]string, 1+r.IntN(4))
		for i := range patterns {
			patterns[i] = r.pattern("ab*?", 5)
		}
		found, complete := match.TextsFor(patterns, false, 1<<12)
		require.True(t, complete, patterns)
		have := map[string]string{}
		for _, text := range found {
			have[vector(t, patterns, text)] = text
		}
		for _, text := range texts {
			if _, ok := have[vector(t, patterns, text)]; !ok {
				t.Fatalf("representatives of %q = %q: none is like %q", patterns, found, text)
			}
		}
		require.Len(t, found, len(have), "%q: two representatives are alike: %q", patterns, found)
	}
}

type globMaker struct{ *rand.Rand }

func (r globMaker) pattern(alphabet string, most int) string {
	b := make([]byte, r.IntN(most+1))
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

func shortTexts(alphabet string, most int) []string {
	list, from := []string{""}, 0
	for range most {
		to := len(list)
		for _, text := range list[from:to] {
			for _, c := range alphabet {
				list = append(list, text+string(c))
			}
		}
		from = to
	}
	return list
}

// vector says which patterns match, by path.Match.
func vector(t *testing.T, patterns []string, text string) string {
	t.Helper()
	v := make([]bool, len(patterns))
	for i, p := range patterns {
		var err error
		v[i], err = path.Match(p, text)
		require.NoError(t, err)
	}
	return fmt.Sprint(v)
}

func TestRepresentativesFold(t *testing.T) {
	found, _ := match.TextsFor([]string{"a*", "*B"}, true, 1<<12)
	require.Len(t, found, 4)
	found, complete := match.TextsFor([]string{strings.Repeat("*a?b", 30)}, false, 10)
	require.False(t, complete)
	require.NotEmpty(t, found)
}
