package match_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestLexIsLinear counts the characters that are looked at to split a text, for
// every shape that a reader could be made to read twice.
func TestLexIsLinear(t *testing.T) {
	t.Parallel()
	const n = 1 << 14
	for _, part := range []string{"a", "*", "*a", "a?", "${a,", "${a,}", "${a,'", "${", "${${", "$", "}", "${a}", "${a, 'x'}", "${*}a",
		"'}", "${a,}'", ":", "${a:"} {
		for _, end := range []string{"", "*", "}", "'}", "${a}"} {
			text := strings.Repeat(part, n) + end
			require.LessOrEqual(t, match.LexSteps(text), 2*len(text)+8, "%q… %q", part, end)
			require.LessOrEqual(t, match.SplitSteps(text), 2*len(text)+8, "%q… %q", part, end)
		}
	}
}

// TestTokensAreLinear measures what splitting a text allocates: literal text that
// grew character by character was copied each time.
func TestTokensAreLinear(t *testing.T) {
	for _, part := range []string{"a", "*a", "?", "${*}", "${a}", "${a,", "a${*}b"} {
		text := strings.Repeat(part, 1<<14)
		allocated := testing.AllocsPerRun(1, func() { match.NewPattern(text+"*", match.Wildcards|match.Variables) })
		require.LessOrEqual(t, allocated, 64.0, part)
	}
}

// TestWeight: no match takes more steps than the weight of the pattern says.
func TestWeight(t *testing.T) {
	t.Parallel()
	r := globMaker{rand.New(rand.NewPCG(7, 8))}
	heavy := 0
	for range 20_000 {
		pattern, s := r.pattern("aab*?", 24), r.pattern("aaab", 200)
		_, steps, tokens := match.MatchSteps(pattern, s)
		weight := match.Weight(pattern)
		require.LessOrEqual(t, 4*steps, weight*(len(s)+1)+8*(tokens+2), "%q on %q", pattern, s)
		if steps > 100 {
			heavy++
		}
	}
	require.Greater(t, heavy, 100)
	for _, text := range []string{"", "a", "a*", "*", "ab?c", strings.Repeat("a", 1000) + "*"} {
		require.Zero(t, match.Weight(text), text)
	}
}

// TestAutomatonIsBounded: a search stops where it is too much, and says so.
func TestAutomatonIsBounded(t *testing.T) {
	t.Parallel()
	var work match.Work
	p := match.NewPattern("*a"+strings.Repeat("?", 30), match.Wildcards)
	g, ok := match.GlobOfPattern(&p, false, nil)
	require.True(t, ok)
	masks, ok := match.Masks([]match.Glob{g}, []int{0}, &work)
	require.False(t, ok)
	require.NotEmpty(t, masks)
	require.LessOrEqual(t, int(work), match.MaxWork)
	_, known := g.Includes(g, &work)
	require.False(t, known, "the work is shared, and there is none left")
}

// TestIncludes tries every short text: one pattern includes another if it
// matches all that the other matches.
func TestIncludes(t *testing.T) {
	t.Parallel()
	r := globMaker{rand.New(rand.NewPCG(9, 10))}
	texts, seen := shortTexts("abc", 6), map[bool]int{}
	for range 400 {
		p, q := r.pattern("ab*?", 4), r.pattern("ab*?", 4)
		includes := true
		for _, text := range texts {
			includes = includes && (vector(t, []string{q}, text) == "[false]" || vector(t, []string{p}, text) == "[true]")
		}
		g, h := globOf(p), globOf(q)
		got, known := g.Includes(h, new(match.Work))
		require.True(t, known)
		require.Equal(t, includes, got, "%q includes %q", p, q)
		back, _ := h.Includes(g, new(match.Work))
		equal, known := g.Equal(h, new(match.Work))
		require.True(t, known)
		require.Equal(t, got && back, equal, "%q equals %q", p, q)
		seen[includes]++
	}
	require.Greater(t, seen[true], 40)
	require.Greater(t, seen[false], 40)
}

func globOf(text string) match.Glob {
	p := match.NewPattern(text, match.Wildcards)
	g, _ := match.GlobOfPattern(&p, false, nil)
	return g
}
