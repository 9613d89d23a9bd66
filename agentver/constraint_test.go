package agentver_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func TestConstraint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, text string
		yes, no  []string
	}{
		{">=1.7.0,<2.0.0", ">= 1.7.0, < 2.0.0", []string{"1.7.0", "1.105.1", "2.0.0-rc.1", "1.7.0+abc"}, []string{"1.6.0",
			"1.7.0-rc.1", "2.0.0"}},
		{"  >  v1.7.0 ", "> 1.7.0", []string{"1.7.1-0", "1.8.0"}, []string{"1.7.0", "1.7.0+abc"}},
		{"<= 1.7.0", "<= 1.7.0", []string{"1.7.0", "1.7.0-rc.1", "0.0.3"}, []string{"1.7.1"}},
		{"1.7.0", "= 1.7.0", []string{"1.7.0", "1.7.0+abc"}, []string{"1.7.1", "1.7.0-rc.1"}},
		{"!= 1.7.0 , != 1.8.0", "!= 1.7.0, != 1.8.0", []string{"1.7.1"}, []string{"1.7.0", "1.8.0", "1.8.0+abc"}},
		{"> 2.0.0, < 1.0.0", "> 2.0.0, < 1.0.0", nil, []string{"0.0.1", "1.5.0", "3.0.0"}},
		{">=1.7.0", ">= 1.7.0", []string{"1.8.0-rc.1"}, nil}, // hashicorp/go-version and Masterminds/semver say no
	} {
		got, err := agentver.ParseConstraint(c.in)
		assert.NoError(t, err, c.in)
		assert.Equal(t, c.text, got.String())
		assert.Equal(t, got, agentver.MustParseConstraint(c.text), "one value, one text")
		for _, v := range c.yes {
			assert.True(t, got.Check(agentver.MustParse(v)), "%s meets %s", v, got)
		}
		for _, v := range c.no {
			assert.False(t, got.Check(agentver.MustParse(v)), "%s meets %s", v, got)
		}
		assert.False(t, got.Check(agentver.Version{}), "an unknown version meets %s", got)
	}
}

// TestCommaIsAnd names the difference from the agent's own selectors, where a
// comma is or: utils.Version("1.6.0").Matches(">=1.7.0,<2.0.0") is true, and
// 1.9.1 matches ">=1.9.0,<=1.9.1" as everything does.
func TestCommaIsAnd(t *testing.T) {
	t.Parallel()
	require.False(t, agentver.MustParseConstraint(">=1.7.0,<2.0.0").Check(agentver.MustParse("1.6.0")))
	require.False(t, agentver.MustParseConstraint(">=1.9.0,<=1.9.1").Check(agentver.MustParse("1.9.2")))
}

func TestConstraintError(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		offset int
		says   string
	}{
		{"", 0, "no constraint"},
		{"  ", 0, "no constraint"},
		{">=", 2, "no version"},
		{">= 1.7.0,", 9, "no version"},
		{",>= 1.7.0", 0, "no version"},
		{">= 1.7", 6, "1.7.0"},
		{"== 1.7.0", 1, "== is ="},
		{"=> 1.7.0", 1, "=> is >="},
		{"! 1.7.0", 0, "no such operator"},
		{"~> 1.7.0", 0, "~1.7.0 is"},
		{"^1.7.0", 0, "^1.7.0 is"},
		{">= 1.7.0 || = 1.6.0", 9, "check two constraints"},
		{">= 1.7.0 < 2.0.0", 8, "comma"},
		{"> = 1.7.0", 2, "no such operator"},
		{">=\t1.7.0", 2, "white space"},
		{">= latest", 3, "alias"},
		{"LATEST", 0, "Fargate"},
		{">= 1.7.0, < null", 12, "missing"},
		{"1.7.x", 4, "wildcard"},
	} {
		got, err := agentver.ParseConstraint(c.in)
		assert.ErrorContains(t, err, c.says, c.in)
		assert.Zero(t, got)
		var e *agentver.ParseError
		if !assert.ErrorAs(t, err, &e) {
			continue
		}
		assert.Equal(t, []any{"ParseConstraint", c.offset, c.in}, []any{e.Func, e.Offset, e.Input}, "%v", err)
	}
}

func TestZeroConstraint(t *testing.T) {
	t.Parallel()
	var c agentver.Constraint
	require.False(t, c.IsValid())
	require.False(t, c.Check(agentver.MustParse("1.7.0")))
	require.Empty(t, c.String())
	require.Empty(t, c.ClusterQuery())
	require.Panics(t, func() { agentver.MustParseConstraint("") })
}

func TestConstraintCheckDoesNotAllocate(t *testing.T) {
	c, v := agentver.MustParseConstraint(">= 1.7.0, < 2.0.0, != 1.8.0"), agentver.MustParse("1.105.1")
	require.Zero(t, testing.AllocsPerRun(100, func() { c.Check(v) }))
}

func TestClusterQuery(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"< 1.7.0":           "agentVersion < 1.7.0",
		">= 1.7.0, < 2.0.0": "agentVersion >= 1.7.0 and agentVersion < 2.0.0",
		"= 1.7.0+abc":       "agentVersion == 1.7.0",
		"!= 1.14.0-1.win":   "agentVersion != 1.14.0-1.win",
	} {
		assert.Equal(t, want, agentver.MustParseConstraint(in).ClusterQuery())
	}
	pull := lookup(t, agentver.ECRPull)
	for os, want := range map[agentver.OS]string{
		agentver.Linux: "agentVersion < 1.7.0", agentver.Windows: "agentVersion < 1.14.0", 0: "", 9: "",
	} {
		got, ok := pull.TooOldQuery(os)
		assert.Equal(t, want, got)
		assert.Equal(t, want != "", ok)
	}
	_, ok := lookup(t, "firelens").TooOldQuery(agentver.Windows)
	require.False(t, ok, "no agent on Windows will do")
}
