package match_test

import (
	"fmt"
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
			counted := len(text) - strings.Count(text, "*") - strings.Count(text, "?") - strings.Count(text, "}")
			require.GreaterOrEqual(t, match.LexSteps(text), counted, "%q… %q: what is looked at is counted", part, end)
			require.LessOrEqual(t, match.SplitSteps(text), 2*len(text)+8, "%q… %q", part, end)
		}
	}
	long := "${a, '}" + strings.Repeat("b", n) + "'}"
	require.GreaterOrEqual(t, match.LexSteps(long), n, "a default behind a brace is counted")
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
	for _, tt := range []struct {
		text string
		x    match.Syntax
		want int
		why  string
	}{
		{"", match.Wildcards, 0, "nothing"},
		{"ab?c", match.Wildcards, 0, "no *"},
		{strings.Repeat("a", 1000) + "*", match.Wildcards, 0, "a * at the end looks for nothing"},
		{"*", match.Wildcards, 0, "so does a * alone"},
		{"*ab*", match.Wildcards, 1, "literal text is found at once"},
		{"*ab", match.Wildcards, 1, "at the end too"},
		{"*ab*", match.Wildcards | match.Caseless, 8, "in any case it is compared letter by letter"},
		{"*a?*", match.Wildcards, 12, "four for each token, the * too"},
		{"*?*ab*", match.Wildcards, 9, "each * looks for what is behind it"},
	} {
		p := match.NewPattern(tt.text, tt.x)
		require.Equal(t, tt.want, p.Weight(), "%q: %s", tt.text, tt.why)
	}
	for text, want := range map[string]int{
		"StringLike *a*,*?*,b*": 9, "ArnLike arn:*a:*a:*:*:*a*,*,x": 3, "ArnEquals arn:aws:s3:::b": 0, "NumericEquals 1": 0,
	} {
		require.Equal(t, want, conditions(t, text)[0].Weight(), text)
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
	_, ok = match.Masks([]match.Glob{g, g}, []int{0, 1}, &work)
	require.False(t, ok, "the work is shared, and there is none left")
	one := match.NewPattern("*?", match.Wildcards)
	require.False(t, one.Covers(&one, &work), "the same")
	steps := 1 << 20
	_, ok = match.Representatives([]match.Glob{g}, nil, &steps)
	require.False(t, ok)
	require.Equal(t, -1, steps, "too much")
	steps = 1 << 20
	_, ok = match.Representatives([]match.Glob{g[:3]}, nil, &steps)
	require.True(t, ok)
	require.Less(t, steps, 1<<20, "what is taken")
	require.Positive(t, steps, "and what is left")
}

// TestCoversWork: what a comparison costs, and that the answer is no where that is too much.
func TestCoversWork(t *testing.T) {
	t.Parallel()
	hard := "*a" + strings.Repeat("?", 30)
	for _, tt := range []struct {
		p, q string
		left int
		want bool
		why  string
	}{
		{"?*", "*?", 1 << 20, true, "enough"},
		{hard, hard, 10_000, false, "the automaton takes more"},
		{"?", "*", 5, false, "? matches the text of *, and no work is left to ask for more"},
		{strings.Repeat("a*", 100), strings.Repeat("a", 400), 10_000, false, "more than the comparison may take"},
		{"a*", strings.Repeat("a", 80), 4 + 10 + 2*80, true, "as much as it may take"},
		{"a", "a", 4, false, "nothing is left when it begins"},
	} {
		p, q := match.NewPattern(tt.p, match.Wildcards), match.NewPattern(tt.q, match.Wildcards)
		work := match.Work(match.MaxWork - tt.left)
		require.Equal(t, tt.want, p.Covers(&q, &work), "%q covers %q: %s", tt.p, tt.q, tt.why)
		require.Equal(t, !tt.want, work.IsSpent(), "%q covers %q: %s", tt.p, tt.q, tt.why)
	}
	text := match.NewPattern(strings.Repeat("a", 8000), match.Plain)
	var work match.Work
	require.True(t, text.Covers(&text, &work))
	require.InDelta(t, 1000, int(work), 100, "text is compared with text in eight characters at a time")
}

// TestIncludes tries every short text: one pattern covers another exactly if it
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
		wide, narrow := match.NewPattern(p, match.Wildcards), match.NewPattern(q, match.Wildcards)
		require.Equal(t, includes, wide.Covers(&narrow, new(match.Work)), "%q covers %q", p, q)
		seen[includes]++
	}
	require.Greater(t, seen[true], 40)
	require.Greater(t, seen[false], 40)
}

// TestCovers holds what the parts of a pattern add to that.
func TestCovers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		p, q, why string
		want      bool
	}{
		{"*", "a:B", "everything", true},
		{"*", "*", "itself", true},
		{"a:*", "A:b*", "case does not count", true},
		{"a:?", "a:*", "a ? takes one character, and a * may stand for none", false},
		{"a:?*", "a:*?", "at least one character, in other words", true},
		{"a:??", "a:?B", "two characters", true},
		{"a:?", "a:?*", "a ? takes no more than one", false},
		{"a:*", "b:c", "another service, in full", false},
		{"x", ":", "no colon: it does not even match nothing", false},
		{"a:*", "*", "another service", false},
		{"*:*", "*", "not known to be the same: no wildcard crosses the colon", false},
		{"a*", "ab:c", "no colon: it matches nothing", false},
		{"a*c", "ab:c", "the * does not cross the colon", false},
		{"a*:c", "ab:C", "a wildcard in the service", true},
	} {
		p, q := match.NewActionPattern(tt.p), match.NewActionPattern(tt.q)
		if got := p.Covers(&q, new(match.Work)); got != tt.want {
			t.Errorf("action %q covers %q = %v: %s", tt.p, tt.q, got, tt.why)
		}
	}
	for _, tt := range []struct {
		p, q, why string
		want      bool
	}{
		{"*", "x", "everything", true},
		{"x", "x", "text that is no ARN is itself", true},
		{"x*", "xy", "text that is no ARN matches nothing", false},
		{"arn:aws:s3:::a*", "arn:aws:s3:::a?", "the last part", true},
		{"arn:aws:s3:::a?", "arn:aws:s3:::a*", "the other way", false},
		{"arn:aws:s3:::a?", "arn:aws:s3:::aü", "characters, not bytes", true},
		{"arn:aws:s3:::A*", "arn:aws:s3:::ab", "case counts", false},
		{"arn:*:s3:::*", "arn:aws:s3:::b:c", "each part", true},
		{"arn:aws:*:x", "arn:aws:s3:::x", "no * crosses a colon of the first five", false},
		{"arn:aws:s3:::*", "x", "no ARN matches nothing, and is left as it is", false},
		{"arn:aws:s3:::*${aws:username}", "arn:aws:s3:::ab", "what a variable holds is not known", false},
		{"arn:aws:s3:::*", "arn:aws:s3:::${aws:username}", "what a variable holds is not known", false},
		{"arn:aws:s3:::${aws:username}", "arn:aws:s3:::${aws:username}", "the same text", true},
	} {
		const x = match.Wildcards | match.Variables
		p, q := match.NewResource(tt.p, x), match.NewResource(tt.q, x)
		if got := p.Covers(&q, new(match.Work)); got != tt.want {
			t.Errorf("resource %q covers %q = %v: %s", tt.p, tt.q, got, tt.why)
		}
	}
}

// TestCovering holds which of several is left, and what few comparisons it takes.
func TestCovering(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		items string
		want  []int
		why   string
	}{
		{"a:B a:C", []int{-1, -1}, "no wildcard"},
		{"a:Bc a:B* a:Cd", []int{1, -1, -1}, "covered by a later one"},
		{"a:*? a:?* a:?", []int{-1, 0, 0}, "of those that cover each other the first stays"},
		{"a:Bc A:b* a:*", []int{2, 2, -1}, "what stands before the wildcard is compared in any case; the shortest first"},
		{"a:B *", []int{1, -1}, "everything"},
		{"a:B a:B*", []int{1, -1}, "the * may stand for nothing"},
		{"a:B a:Bc*", []int{-1, -1}, "shorter than what stands before the wildcard"},
		{"a:BcE a:B*D", []int{-1, -1}, "the same beginning, and another end"},
		{"a:Bc a:B*x a:B*", []int{2, 2, -1}, "not by the first wildcard that begins like it, but by the second"},
	} {
		items := actionPatterns(strings.Fields(tt.items))
		got := match.Covering(items, new(match.Work))
		require.Equal(t, tt.want, got, "%s: %s", tt.items, tt.why)
		for left := 0; ; left++ { // with less work than it takes, nothing is found that is not so
			work := match.Work(match.MaxWork - left)
			by := match.Covering(items, &work)
			for i := range by {
				require.Contains(t, []int{-1, tt.want[i]}, by[i], "%s, with %d steps left", tt.items, left)
			}
			if !work.IsSpent() {
				require.Equal(t, tt.want, by)
				break
			}
		}
	}
	var apart []string
	for i := range 1000 {
		apart = append(apart, fmt.Sprintf("s%d:*a", i))
	}
	var work match.Work
	match.Covering(actionPatterns(apart), &work)
	require.Less(t, int(work), 1000*200, "patterns that begin differently are not compared")
	var longer []string
	for i := range 100 {
		longer = append(longer, strings.Repeat(string(rune('b'+i%20)), i+1)+"*:x", "a"+strings.Repeat("a", 100)+":x")
	}
	work = 0
	match.Covering(actionPatterns(longer), &work)
	require.InEpsilon(t, 100*100*(1+50/8), int(work), 0.25, "what is looked up counts, long beginnings more")
}

func actionPatterns(items []string) (list []*match.ActionPattern) {
	for _, item := range items {
		p := match.NewActionPattern(item)
		list = append(list, &p)
	}
	return list
}
