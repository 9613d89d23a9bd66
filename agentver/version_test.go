package agentver_test

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// ascending lists texts in the order of their precedence; the texts of one row
// are level.
var ascending = [][]string{
	{""}, // the zero Version
	{"0.0.0-0"},
	{"0.0.0", "0.0.0+a"},
	{"1.0.0-1"},
	{"1.0.0-9"},
	{"1.0.0-10"},
	{"1.0.0-99999999999999999999999"},
	{"1.0.0-100000000000000000000000"},
	{"1.0.0--"},
	{"1.0.0-A"},
	{"1.0.0-a"},
	{"1.0.0-alpha", "1.0.0-alpha+001"},
	{"1.0.0-alpha.1"},
	{"1.0.0-alpha.1.0"},
	{"1.0.0-alpha.beta"},
	{"1.0.0-beta"},
	{"1.0.0-beta.2"},
	{"1.0.0-beta.2.z"},
	{"1.0.0-beta.11"},
	{"1.0.0-beta.11.a"},
	{"1.0.0-rc.1"},
	{"1.0.0-rc.2"},
	{"1.0.0-rc.10"}, // the agent's own comparer puts rc.10 before rc.2
	{"1.0.0", "1.0.0+21AF26D3---117B344092BD"},
	{"1.7.0"},
	{"1.8.5"},
	{"1.9.0"},
	{"1.9.9"},
	{"1.10.0"},
	{"1.14.0-1.windows.1"},
	{"1.14.0"},
	{"1.105.1"},
	{"1.1234567.0"}, // not packed, beside some that are
	{"2.0.0"},
	{"999999.999999.999999"}, // the last that is scanned and packed in one go
	{"1000000.0.0"},
	{"2097151.2097151.2097151"}, // the last that is packed
	{"2097152.0.0-rc.1"},
	{"2097152.0.0"},
	{"2097152.0.1"},
	{"2097153.0.0"},
	{"9223372036854775807.9223372036854775807.9223372036854775807"},
}

func parseOrZero(s string) agentver.Version {
	if s == "" {
		return agentver.Version{}
	}
	return agentver.MustParse(s)
}

func TestCompareIsTotalOrder(t *testing.T) {
	t.Parallel()
	seen := 0
	for i, row := range ascending {
		for _, a := range row {
			for j, other := range ascending {
				for _, b := range other {
					seen++
					got := parseOrZero(a).Compare(parseOrZero(b))
					assert.Equal(t, cmp.Compare(i, j), got, "%q.Compare(%q)", a, b)
					assert.Equal(t, a == b, parseOrZero(a) == parseOrZero(b), "%q == %q", a, b)
				}
			}
		}
	}
	require.Equal(t, 45*45, seen)
}

func TestSort(t *testing.T) {
	t.Parallel()
	var vs []agentver.Version
	for i := range ascending {
		vs = append(vs, parseOrZero(ascending[len(ascending)-1-i][0]))
	}
	slices.SortFunc(vs, agentver.Version.Compare)
	for i := range vs {
		assert.Equal(t, ascending[i][0], vs[i].String())
	}
}

func TestZeroVersion(t *testing.T) {
	t.Parallel()
	var v agentver.Version
	require.False(t, v.IsValid())
	require.Equal(t, []any{"", 0, 0, 0, "", ""},
		[]any{v.String(), v.Major(), v.Minor(), v.Patch(), v.Prerelease(), v.Build()})
	require.Equal(t, v, v.Core())
}

func TestCore(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1.2.3": "1.2.3", "1.2.3-a-b+c-d": "1.2.3", "1.2.3+a-b": "1.2.3", "1.14.0-1.windows.1": "1.14.0",
	} {
		assert.Equal(t, agentver.MustParse(want), agentver.MustParse(in).Core(), in)
	}
}

// TestCheckVersionSmaller names the mistake of AWS's own checkVersionSmaller
// (ecs-agent/modeltransformer/transformer.go): it calls a version smaller when
// any one of its numbers is.
func TestCheckVersionSmaller(t *testing.T) {
	t.Parallel()
	for _, p := range [][2]string{{"1.9.0", "1.8.5"}, {"2.0.0", "1.9.9"}, {"1.10.0", "1.9.9"}} {
		newer, older := agentver.MustParse(p[0]), agentver.MustParse(p[1])
		assert.Equal(t, +1, newer.Compare(older), "%s is newer than %s", newer, older)
		assert.Equal(t, -1, older.Compare(newer))
	}
}
