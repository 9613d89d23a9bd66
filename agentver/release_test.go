package agentver_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func TestReleases(t *testing.T) {
	all := slices.Collect(agentver.Releases())
	require.Len(t, all, 219)
	shared := map[string]bool{"989593e9": true} // 1.67.0 and 1.67.1
	for i, r := range all {
		require.True(t, r.IsValid())
		again, ok := agentver.LookupRelease(r.Version())
		require.True(t, ok)
		require.Equal(t, r, again)
		if i > 0 {
			require.Positive(t, r.Version().Compare(all[i-1].Version()))
			require.False(t, r.Date().Before(all[i-1].Date()), "%s is older than %s", r, all[i-1])
		}
		again, ok = agentver.ReleaseByCommit(r.Commit())
		require.Equal(t, r.Commit() != "" && !shared[r.Commit()], ok, r.String())
		if ok {
			require.Equal(t, r, again)
		}
	}
	require.Equal(t, all[218], agentver.Latest())
	_, err := time.Parse(time.DateOnly, agentver.ReleasesEdition)
	require.NoError(t, err)
	_, err = time.Parse(time.DateOnly, agentver.FeaturesEdition)
	require.NoError(t, err)
}

func TestRelease(t *testing.T) {
	r, ok := agentver.LookupRelease(agentver.MustParse("1.30.0+anything"))
	require.True(t, ok)
	require.Equal(t, "1.30.0", r.String())
	require.Equal(t, "02ff320c", r.Commit())
	require.Equal(t, time.Date(2019, 8, 15, 0, 0, 0, 0, time.UTC), r.Date())
	require.Equal(t, 48*time.Hour, r.Age(time.Date(2019, 8, 17, 0, 0, 0, 0, time.UTC)))
	require.Equal(t, "tag commit date", r.DateSource())
	_, ok = agentver.LookupRelease(agentver.MustParse("1.20.4"))
	require.False(t, ok, "1.20.4 is in AWS's scripts but was never released")
	_, ok = agentver.LookupRelease(agentver.Version{})
	require.False(t, ok)
}

func TestReleaseByCommit(t *testing.T) {
	for hash, want := range map[string]string{
		"02ff320c": "1.30.0", "02ff320": "1.30.0", "02ff320c0123456789": "1.30.0",
		"": "", "02ff32": "", "aaaaaaaa": "", "UNKNOWN": "",
	} {
		r, ok := agentver.ReleaseByCommit(hash)
		require.Equal(t, want, r.String(), hash)
		require.Equal(t, want != "", ok)
	}
}

func TestBehind(t *testing.T) {
	for in, want := range map[string]int{
		"1.106.1": 0, "1.106.0": 1, "99.0.0": 0, "0.0.1": 218, "1.105.1": 2, "1.105.1-rc.1": 3,
	} {
		n, ok := agentver.Behind(agentver.MustParse(in))
		require.True(t, ok)
		require.Equal(t, want, n, in)
	}
	_, ok := agentver.Behind(agentver.Version{})
	require.False(t, ok)
	before, _ := agentver.Behind(agentver.MustParse("1.13.1"))
	preview, _ := agentver.Behind(agentver.MustParse("1.14.0-1.windows.1"))
	require.Equal(t, before, preview, "the preview does not count")
}

func TestZeroRelease(t *testing.T) {
	var r agentver.Release
	require.False(t, r.IsValid())
	require.Zero(t, r.Version())
	require.Zero(t, r.Age(time.Now()))
	require.True(t, r.Date().IsZero())
	require.Empty(t, r.String()+r.Commit()+r.FirstAMI()+r.DateSource())
}

// TestReleaseByCommitTakesHashesOnly: what is not a hash belongs to no release,
// however it begins.
func TestReleaseByCommitTakesHashesOnly(t *testing.T) {
	for _, hash := range []string{"02ff320", "02ff320c", "02ff320c" + strings.Repeat("0", 32)} {
		r, ok := agentver.ReleaseByCommit(hash)
		require.True(t, ok, hash)
		require.Equal(t, "1.30.0", r.String())
	}
	for _, hash := range []string{"", "02ff32", "02ff320c-not a hash", "02ff320g", "02FF320C", "*02ff320c", "02ff320c ", "UNKNOWN", "02ff320c" + strings.Repeat("0", 33)} {
		_, ok := agentver.ReleaseByCommit(hash)
		require.False(t, ok, hash)
	}
}
