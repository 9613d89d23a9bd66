package fleet_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
)

func lookup(t *testing.T, id string) agentver.Feature {
	t.Helper()
	f, ok := agentver.LookupFeature(id)
	require.True(t, ok, id)
	return f
}

// instances yields Linux instances i-0, i-1 … with the given agent versions.
func instances(versions ...string) iter.Seq[fleet.Instance] {
	return func(yield func(fleet.Instance) bool) {
		for i, v := range versions {
			if !yield(fleet.Instance{ID: fmt.Sprint("i-", i), AgentVersion: v, OS: agentver.Linux}) {
				return
			}
		}
	}
}

func TestSurvey(t *testing.T) {
	t.Parallel()
	pull, firelens := lookup(t, "ecr-pull"), lookup(t, "firelens")
	in := func(yield func(fleet.Instance) bool) {
		_ = yield(fleet.Instance{ID: "new", AgentVersion: "1.105.1", OS: agentver.Linux, Disconnected: false}) &&
			yield(fleet.Instance{ID: "old", AgentVersion: "1.6.0", OS: agentver.Linux, Disconnected: true}) &&
			yield(fleet.Instance{ID: "managed", AgentVersion: "", OS: agentver.Linux, Disconnected: false}) &&
			yield(fleet.Instance{ID: "null", AgentVersion: "null", OS: agentver.Linux, Disconnected: false}) &&
			yield(fleet.Instance{ID: "oldest", AgentVersion: "1.2.0", OS: agentver.Linux, Disconnected: false}) &&
			yield(fleet.Instance{ID: "windows", AgentVersion: "1.105.1", OS: agentver.Windows, Disconnected: false}) &&
			yield(fleet.Instance{ID: "with v", AgentVersion: "v1.105.1", OS: agentver.Linux, Disconnected: false}) &&
			yield(fleet.Instance{ID: "no OS", AgentVersion: "1.105.1", OS: 0, Disconnected: false})
	}
	f := fleet.Survey(in, pull, firelens)
	linux := func(v string) agentver.Version { return agentver.MustParse(v) }
	require.Equal(t, fleet.Fleet{
		Instances: 8, Supported: 2, TooOld: 2, Unavailable: 1, Unknown: 3, Unreadable: 1, Disconnected: 1, Idle: 1,
		Versions: []fleet.Bucket{
			{agentver.Version{}, agentver.Linux, agentver.Unknown, 2},
			{linux("1.2.0"), agentver.Linux, agentver.TooOld, 1},
			{linux("1.6.0"), agentver.Linux, agentver.TooOld, 1},
			{linux("1.105.1"), 0, agentver.Unknown, 1},
			{linux("1.105.1"), agentver.Linux, agentver.Supported, 2},
			{linux("1.105.1"), agentver.Windows, agentver.Unavailable, 1},
		},
		Worst: []fleet.Offender{
			{fleet.Instance{ID: "oldest", AgentVersion: "1.2.0", OS: agentver.Linux, Disconnected: false}, linux("1.2.0"), agentver.TooOld},
			{fleet.Instance{ID: "old", AgentVersion: "1.6.0", OS: agentver.Linux, Disconnected: true}, linux("1.6.0"), agentver.TooOld},
			{fleet.Instance{ID: "windows", AgentVersion: "1.105.1", OS: agentver.Windows, Disconnected: false},
				linux("1.105.1"), agentver.Unavailable},
		},
	}, f)
	require.Equal(t, agentver.Unavailable, f.Status())
	oldest, ok := f.Oldest()
	require.True(t, ok)
	require.Equal(t, "1.2.0", oldest.String())
}

// TestUnknownOS: an instance that does not say what it runs is too old if its agent is on
// each operating system, and never fine.
func TestUnknownOS(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		version, feature string
		want             agentver.Status
		why              string
	}{
		{"1.6.0", "ecr-pull", agentver.TooOld, "older than 1.7.0 and 1.14.0"},
		{"1.7.0", "ecr-pull", agentver.Unknown, "new enough on Linux only"},
		{"1.105.1", "ecr-pull", agentver.Unknown, "new enough on both, but who says that it is one of them?"},
		{"1.91.1", "ecr-endpoint", agentver.Broken, "broken on both"},
		{"1.6.0", "firelens", agentver.TooOld, "too old on Linux, unavailable on Windows"},
		{"1.105.1", "firelens", agentver.Unknown, "unavailable on Windows only"},
		{"1.105.1", "fsx-windows", agentver.Unknown, "unavailable on Linux only"},
		{"", "ecr-pull", agentver.Unknown, "no version either"},
		{"null", "ecr-pull", agentver.Unknown, "no version either"},
	} {
		f := fleet.Survey(slices.Values([]fleet.Instance{{ID: "x", AgentVersion: c.version}}), lookup(t, c.feature))
		if f.Status() != c.want || len(f.Worst) != min(1, f.Instances-f.Unknown) {
			t.Errorf("%s for %s: Survey() = %s, worst %v, want %s: %s", c.version, c.feature, f.Status(), f.Worst, c.want, c.why)
		}
	}
	old := slices.Values([]fleet.Instance{{AgentVersion: "1.6.0"}})
	if got := fleet.Survey(old).Status(); got != agentver.Unknown {
		t.Errorf("Survey() without features = %s, want unknown: nothing was asked", got)
	}
	if got := fleet.Survey(old, agentver.Feature{}, agentver.Pull()).Status(); got != agentver.Unknown {
		t.Errorf("Survey() with the zero Feature = %s, want unknown", got)
	}
}

// TestSurveyOfNothing: no sequence is an empty one.
func TestSurveyOfNothing(t *testing.T) {
	t.Parallel()
	require.Equal(t, fleet.Survey(instances(), lookup(t, "ecr-pull")), fleet.Survey(nil, lookup(t, "ecr-pull")))
	require.Equal(t, agentver.Unknown, fleet.Survey(nil).Status())
	require.Equal(t, 2, fleet.SurveyFunc(instances("1.7.0", ""), nil).Unknown, "no judgement")
}

// TestTooOldQueryFindsTheTooOld holds the query against the summary of all
// features: it selects whom Survey counts as too old, on each operating system.
func TestTooOldQueryFindsTheTooOld(t *testing.T) {
	t.Parallel()
	versions := []string{"0.0.2", "1.6.0", "1.19.0", "1.20.0", "1.55.0", "1.55.4", "1.55.5", "1.106.1"}
	for f := range agentver.Features() {
		for _, f := range []agentver.Feature{f, f.Advertised()} {
			for _, os := range []agentver.OS{agentver.Linux, agentver.Windows} {
				query, ok := f.TooOldQuery(os)
				for _, v := range versions {
					fleet := fleet.Survey(func(yield func(fleet.Instance) bool) { yield(fleet.Instance{AgentVersion: v, OS: os}) }, f)
					selected := ok && agentver.MustParseConstraint(strings.TrimPrefix(query, "agentVersion ")).Check(agentver.MustParse(v))
					assert.Equal(t, selected, fleet.TooOld == 1, "%s %s %s", f, os, v)
				}
			}
		}
	}
}

func TestFleetStatus(t *testing.T) {
	t.Parallel()
	pull := lookup(t, "ecr-pull")
	for _, c := range []struct {
		versions []string
		want     agentver.Status
	}{
		{nil, agentver.Unknown}, // no instances: nothing was shown
		{[]string{""}, agentver.Unknown},
		{[]string{"1.105.1", ""}, agentver.Unknown},
		{[]string{"1.105.1", "", "1.6.0"}, agentver.TooOld},
		{[]string{"1.105.1", "1.7.0"}, agentver.Supported},
	} {
		assert.Equal(t, c.want, fleet.Survey(instances(c.versions...), pull).Status(), c.versions)
	}
	require.Equal(t, agentver.Unknown, fleet.Fleet{}.Status())
	require.Equal(t, agentver.Unknown, fleet.Fleet{Instances: 2, Supported: 1}.Status(), "counts that do not add up")
	require.Equal(t, agentver.Unknown, fleet.Fleet{Instances: 1, Supported: 1, Unknown: 1}.Status(), "counts that do not add up")
	require.Equal(t, agentver.Unknown, fleet.Survey(instances("1.105.1")).Status(), "no features asked for")
	require.Equal(t, agentver.Unknown, fleet.Survey(instances("1.105.1"), agentver.Feature{}).Status())
	_, ok := fleet.Survey(instances("", "null"), pull).Oldest()
	require.False(t, ok)
}

// TestWorst holds the bounded list against sorting all of them.
func TestWorst(t *testing.T) {
	t.Parallel()
	var versions, want []string
	for i := range 40 {
		versions = append(versions, fmt.Sprintf("1.%d.0", i*7%20))
	}
	f := fleet.Survey(instances(versions...), lookup(t, "tmde-v4"))
	require.Equal(t, 40, f.TooOld)
	require.Len(t, f.Versions, 20)
	for minor := range 5 {
		for i := range 40 {
			if i*7%20 == minor {
				want = append(want, fmt.Sprint("i-", i))
			}
		}
	}
	var got []string
	for _, o := range f.Worst {
		got = append(got, o.Instance.ID)
	}
	require.Equal(t, want, got)
}

// TestSurveyAllocatesPerVersion: a larger fleet costs no more memory.
func TestSurveyAllocatesPerVersion(t *testing.T) {
	pull := lookup(t, "ecr-pull")
	versions := []string{"1.6.0", "1.7.0", "1.105.1", "", "null", "nonsense"}
	survey := func(n int) float64 {
		return testing.AllocsPerRun(10, func() {
			fleet.Survey(func(yield func(fleet.Instance) bool) {
				for i := range n {
					if !yield(fleet.Instance{AgentVersion: versions[i%len(versions)], OS: agentver.Linux}) {
						return
					}
				}
			}, pull)
		})
	}
	require.Equal(t, survey(1000), survey(10000))
}

// TestSortVersionWithNull names the mistake of the ECS Exec checker, which puts
// the required 1.50.2 and the null of a Managed Instance through sort -V and
// finds the requirement met.
func TestSortVersionWithNull(t *testing.T) {
	t.Parallel()
	exec := lookup(t, "execute-command")
	v, err := agentver.Parse("null")
	require.Error(t, err)
	require.Equal(t, agentver.Unknown, exec.Check(v, agentver.Linux))
	require.False(t, agentver.MustParseConstraint(">= 1.50.2").Check(v))
	fleet := fleet.Survey(instances("null", "", "1.50.1", "1.50.2"), exec)
	require.Equal(t, []int{2, 1, 1}, []int{fleet.Unknown, fleet.TooOld, fleet.Supported})
}

// TestOK: a fleet is fine if all of it is, and there is one.
func TestOK(t *testing.T) {
	t.Parallel()
	endpoint := lookup(t, "ecr-endpoint")
	for _, c := range []struct {
		versions []string
		want     agentver.Status
		why      string
	}{
		{[]string{"1.105.1", "1.91.2"}, agentver.Supported, "all"},
		{[]string{"1.105.1", "1.91.1"}, agentver.Broken, "one is broken"},
		{[]string{"1.91.1", "1.0.0"}, agentver.TooOld, "too old is worse than broken"},
		{[]string{"1.91.1", ""}, agentver.Broken, "what is certain is worse than what is not"},
		{[]string{"1.105.1", ""}, agentver.Unknown, "one says nothing"},
		{nil, agentver.Unknown, "nobody there"},
	} {
		f := fleet.Survey(instances(c.versions...), endpoint)
		if f.Status() != c.want || f.OK() != (c.want == agentver.Supported) {
			t.Errorf("%v: Status() = %s, OK() = %t, want %s: %s", c.versions, f.Status(), f.OK(), c.want, c.why)
		}
		if sum := f.Supported + f.TooOld + f.Broken + f.Unavailable + f.Unknown; sum != f.Instances || sum != len(c.versions) {
			t.Errorf("%v: the counts add up to %d", c.versions, sum)
		}
	}
	f := fleet.Survey(instances("1.91.1", "1.105.1"), endpoint)
	require.Equal(t, 1, f.Broken)
	require.Equal(t, agentver.Broken, f.Worst[0].Status)
	require.False(t, fleet.Fleet{}.OK())
}

// TestCanTakeTasks: ECS places tasks where the agent is connected and the instance active.
func TestCanTakeTasks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   fleet.Instance
		want bool
		why  string
	}{
		{fleet.Instance{}, true, "nothing speaks against it"},
		{fleet.Instance{Status: "ACTIVE"}, true, "active"},
		{fleet.Instance{Status: "DRAINING"}, false, "it is being emptied"},
		{fleet.Instance{Status: "ACTIVE", Disconnected: true}, false, "its agent is not connected"},
		{fleet.Instance{Failure: "MISSING"}, false, "there is none"},
	} {
		if got := c.in.CanTakeTasks(); got != c.want {
			t.Errorf("%s: CanTakeTasks(%+v) = %v, want %v", c.why, c.in, got, c.want)
		}
	}
}

// TestUnreadable: no version is not a version that cannot be read.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	f := fleet.Survey(instances("null", "x", "", "1.7.0"), agentver.Pull())
	require.Equal(t, []int{3, 2}, []int{f.Unknown, f.Unreadable})
}

// TestSurveyFunc: a judgement of the caller's, asked once for each version.
func TestSurveyFunc(t *testing.T) {
	t.Parallel()
	asked := 0
	f := fleet.SurveyFunc(instances("1.7.0", "1.7.0", "2.0.0", "x", ""), func(v agentver.Version, _ agentver.OS) agentver.Status {
		asked++
		if v.Major() > 1 {
			return agentver.Supported
		}
		return agentver.Unknown
	})
	require.Equal(t, []int{5, 1, 4, 1, 3}, []int{f.Instances, f.Supported, f.Unknown, f.Unreadable, asked})
}
