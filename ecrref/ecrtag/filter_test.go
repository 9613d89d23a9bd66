package ecrtag_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/ecrtag"
)

func TestMatchFilter(t *testing.T) {
	tests := []struct {
		filter, tag string
		want        bool
		why         string
	}{
		{"latest", "latest", true, "the same"},
		{"latest", "latest2", false, "the whole tag"},
		{"latest", "Latest", false, "capitals count"},
		{"dev-*", "dev-1", true, "a star at the end"},
		{"dev-*", "dev-", true, "a star may stand for nothing"},
		{"dev-*", "adev-1", false, "the start is held"},
		{"*-rc", "1.2-rc", true, "a star at the start"},
		{"*-rc", "1.2-rc1", false, "the end is held"},
		{"v*.*", "v1.2", true, "two stars"},
		{"v*.*", "v12", false, "what stands between them has to come"},
		{"*a*", "cat", true, "in the middle"},
		{"a*a", "a", false, "start and end do not overlap"},
		{"ab*ba", "aba", false, "nor in part"},
		{"a*a", "aa", true, "a star for nothing between them"},
		{"*", "anything", true, "one star"},
		{"**", "x", true, "two stars in a row"},
		{"*.*.*", "1.2.3", true, "only CheckFilters holds filters to two"},
		{"v.1", "vx1", false, "a dot is a dot"},
		{"", "", false, "an empty filter is none"},
		{"*", "", false, "an empty tag is none"},
		{"*", "a b", false, "not a tag"},
		{"*", "-a", false, "not a tag"},
		{"a?", "a?", false, "neither filter nor tag"},
		{"a?", "ab", false, "? is no wildcard"},
		{"*", strings.Repeat("t", 128), true, "the longest tag"},
		{"*", strings.Repeat("t", 129), false, "too long a tag"},
		{strings.Repeat("t", 128), strings.Repeat("t", 128), true, "the longest filter"},
		{strings.Repeat("*", 129), "t", false, "too long a filter"},
		{strings.Repeat("a*", 64), strings.Repeat("a", 127) + "b", true, "many stars: no backtracking"},
		{strings.Repeat("*a", 64), strings.Repeat("a", 127) + "b", false, "many stars: no backtracking"},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, ecrtag.MatchFilter(tt.filter, tt.tag), "%s: MatchFilter(%q, %q)", tt.why, tt.filter, tt.tag)
	}
}

// TestMatchFilterAgainstRegexp: the filter as a regular expression is the second witness.
func TestMatchFilterAgainstRegexp(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	random := func(from string, n int) string {
		b := make([]byte, 1+rng.IntN(n))
		for i := range b {
			b[i] = from[rng.IntN(len(from))]
		}
		return string(b)
	}
	matched := 0
	for range 20000 {
		filter, tag := random("ab.*", 6), random("ab.", 6)
		want := regexp.MustCompile("^"+strings.ReplaceAll(regexp.QuoteMeta(filter), `\*`, ".*")+"$").MatchString(tag) && tag[0] != '.'
		require.Equal(t, want, ecrtag.MatchFilter(filter, tag), "MatchFilter(%q, %q)", filter, tag)
		if want {
			matched++
		}
	}
	require.Greater(t, matched, 1000)
}

func TestMatchFilterAllocates(t *testing.T) {
	require.Zero(t, testing.AllocsPerRun(100, func() { ecrtag.MatchFilter("v*.*-rc", "v1.2.3-rc") }), "nothing")
}

func TestCheckFilters(t *testing.T) {
	require.NoError(t, ecrtag.CheckFilters("latest", "dev-*", "*.*", strings.Repeat("a", 128), "_x.y-z"))
	require.NoError(t, ecrtag.CheckFilters("v0.9"))
	tests := []struct {
		filters []string
		offset  int
		msg     string
	}{
		{nil, 0, "0 tag filters"},
		{[]string{"a", "b", "c", "d", "e", "f"}, 0, "6 tag filters"},
		{[]string{"a", ""}, 0, "empty"},
		{[]string{"a b"}, 1, "letters, digits"},
		{[]string{"v1.?"}, 3, "letters, digits"},
		{[]string{"vé"}, 1, "letters, digits"},
		{[]string{strings.Repeat("a", 129)}, 128, "at most 128"},
		{[]string{"*.*.*"}, 4, "at most two *"},
	}
	for _, tt := range tests {
		var perr *ecrref.ParseError
		require.True(t, errors.As(ecrtag.CheckFilters(tt.filters...), &perr), "%q", tt.filters)
		require.Equal(t, tt.offset, perr.Offset, "%q", tt.filters)
		require.Contains(t, perr.Error(), tt.msg)
	}
}

func ExampleMatchFilter() {
	// an immutable repository in which these tags may move
	filters := []string{"latest", "dev-*"}
	for _, tag := range []string{"latest", "dev-7", "v1.2"} {
		matches := func(filter string) bool { return ecrtag.MatchFilter(filter, tag) }
		fmt.Println(tag, slices.ContainsFunc(filters, matches))
	}
	// Output:
	// latest true
	// dev-7 true
	// v1.2 false
}
