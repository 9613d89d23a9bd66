package match_test

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
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
		require.True(t, slices.IsSortedFunc(found, func(a, b string) int { return len(a) - len(b) }), "%q: in breadth", found)
		for _, text := range texts {
			like, ok := have[vector(t, patterns, text)]
			if !ok {
				t.Fatalf("representatives of %q = %q: none is like %q", patterns, found, text)
			}
			if strings.Contains(text, "c") && (strings.Trim(like, "ab") == "" || len(like) > len(text)) {
				t.Fatalf("representatives of %q = %q: %q equals a literal or is longer than %q", patterns, found, like, text)
			}
		}
		require.Len(t, found, len(have), "%q: two representatives are alike: %q", patterns, found)
	}
}

// TestRepresentativesInAnyCase does the same for patterns that differ in whether the
// case of letters counts, held against Pattern.Match.
func TestRepresentativesInAnyCase(t *testing.T) {
	t.Parallel()
	r := globMaker{rand.New(rand.NewPCG(11, 12))}
	for _, letters := range []string{"aA", "zZ", "kK\u212a", "sS\u017f", "@`", "[{"} {
		texts := shortTexts(letters+"1", 3)
		for range 200 {
			patterns := make([]match.Pattern, 2+r.IntN(2))
			for i := range patterns {
				switch r.IntN(3) {
				case 0: // StringEqualsIgnoreCase, which is worked out for ASCII
					patterns[i] = match.NewPattern(r.pattern(letters[:2], 2), match.Folded)
				case 1:
					patterns[i] = match.NewPattern(r.pattern(letters[:2]+"*?", 2), match.Wildcards|match.Caseless)
				default:
					patterns[i] = match.NewPattern(string([]rune(letters)[r.IntN(len([]rune(letters)))]), match.Plain)
				}
			}
			found, complete := match.TextsOf(patterns, 1<<12)
			require.True(t, complete, patterns)
			have := map[string]string{}
			for _, text := range found {
				have[matching(patterns, text)] = text
			}
			require.Len(t, have, len(found), "%+v: two representatives are alike: %q", patterns, found)
			for _, text := range texts {
				require.Contains(t, have, matching(patterns, text), "representatives of %+v = %q: none is like %q", patterns, found, text)
			}
		}
	}
}

// matching says which patterns match, by Pattern.Match.
func matching(patterns []match.Pattern, text string) string {
	v := make([]bool, len(patterns))
	for i := range patterns {
		v[i] = patterns[i].Match(text, nil)
	}
	return fmt.Sprint(v)
}

type globMaker struct{ *rand.Rand }

func (r globMaker) pattern(alphabet string, most int) string {
	b := make([]byte, r.IntN(most+1))
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

// shortTexts lists the texts of up to most characters.
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
	found, _ = match.TextsFor([]string{"??", "*a*", "*b*", "ab?"}, false, 1<<12)
	require.Contains(t, found, "ab", "of two texts of one length the first, in the order of the patterns")
	found, complete := match.TextsFor([]string{strings.Repeat("*a?b", 30)}, false, 10)
	require.False(t, complete)
	require.NotEmpty(t, found)
}
