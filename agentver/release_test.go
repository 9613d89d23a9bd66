package agentver_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func TestReleases(t *testing.T) {
	t.Parallel()
	all := slices.Collect(agentver.Releases())
	require.Len(t, all, 219)
	shared := map[string]bool{"989593e9": true} // 1.67.0 and 1.67.1
	for i, r := range all {
		assert.True(t, r.IsValid())
		assert.Equal(t, agentver.MustParse(r.String()), r.Version(), "a version of the table is == to the same one that is read")
		again, ok := agentver.LookupRelease(r.Version())
		assert.True(t, ok)
		assert.Equal(t, r, again)
		if i > 0 {
			assert.Positive(t, r.Version().Compare(all[i-1].Version()))
			assert.GreaterOrEqual(t, r.Date(), all[i-1].Date(), "%s is older than %s", r, all[i-1])
		}
		again, ok = agentver.ReleaseByCommit(r.Commit())
		assert.Equal(t, r.Commit() != "" && !shared[r.Commit()], ok, r.String())
		if ok {
			assert.Equal(t, r, again)
		}
	}
	require.Equal(t, all[218], agentver.Latest())
	_, err := time.Parse(time.DateOnly, agentver.ReleasesEdition)
	require.NoError(t, err)
	_, err = time.Parse(time.DateOnly, agentver.FeaturesEdition)
	require.NoError(t, err)
}

func TestRelease(t *testing.T) {
	t.Parallel()
	r, ok := agentver.LookupRelease(agentver.MustParse("1.30.0+anything"))
	require.True(t, ok)
	require.Equal(t, "1.30.0", r.String())
	require.Equal(t, "02ff320c", r.Commit())
	require.Equal(t, "2019-08-15", r.Date())
	require.Equal(t, "tag commit date", r.DateSource())
	_, ok = agentver.LookupRelease(agentver.MustParse("1.20.4"))
	require.False(t, ok, "1.20.4 is in AWS's scripts but was never released")
	_, ok = agentver.LookupRelease(agentver.Version{})
	require.False(t, ok)
}

func TestReleaseByCommit(t *testing.T) {
	t.Parallel()
	for hash, want := range map[string]string{
		"02ff320c": "1.30.0", "02ff320": "1.30.0", "02ff320c0123456789": "1.30.0",
		"": "", "02ff32": "", "aaaaaaaa": "", "UNKNOWN": "",
	} {
		r, ok := agentver.ReleaseByCommit(hash)
		assert.Equal(t, want, r.String(), hash)
		assert.Equal(t, want != "", ok)
	}
}

func TestBehind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		version string
		want    int
		known   bool
		why     string
	}{
		{"1.106.1", 0, true, "the newest"},
		{"1.106.0", 1, true, ""},
		{"0.0.1", 218, true, "the preview does not count"},
		{"1.105.1", 2, true, ""},
		{"1.105.1-rc.1", 3, true, "before its release"},
		{"1.20.4", 170, true, "in AWS's scripts but never released"},
		{"1.106.1+abc", 0, true, "build metadata does not count"},
		{"1.106.2", 0, false, "newer than the table"},
		{"1.200.0", 0, false, "newer than the table"},
		{"99.0.0", 0, false, "newer than the table"},
		{"", 0, false, "no version"},
	} {
		if n, known := agentver.Behind(parseOrZero(c.version)); n != c.want || known != c.known {
			t.Errorf("Behind(%s) = %d, %t, want %d, %t: %s", c.version, n, known, c.want, c.known, c.why)
		}
	}
	before, _ := agentver.Behind(agentver.MustParse("1.13.1"))
	preview, _ := agentver.Behind(agentver.MustParse("1.14.0-1.windows.1"))
	require.Equal(t, before, preview, "the preview does not count")
}

func TestZeroRelease(t *testing.T) {
	t.Parallel()
	var r agentver.Release
	require.False(t, r.IsValid())
	require.Zero(t, r.Version())
	require.Empty(t, r.String()+r.Date()+r.Commit()+r.FirstAMI()+r.DateSource())
}

// TestReleaseByCommitTakesHashesOnly: what is not a hash belongs to no release,
// however it begins.
func TestReleaseByCommitTakesHashesOnly(t *testing.T) {
	t.Parallel()
	for _, hash := range []string{"02ff320", "02ff320c", "02ff320c" + strings.Repeat("0", 32)} {
		r, ok := agentver.ReleaseByCommit(hash)
		assert.True(t, ok, hash)
		assert.Equal(t, "1.30.0", r.String())
	}
	for _, hash := range []string{"", "02ff32", "02ff320c-not a hash", "02ff320g", "02FF320C", "*02ff320c", "02ff320c ",
		"UNKNOWN", "02ff320c" + strings.Repeat("0", 33)} {
		_, ok := agentver.ReleaseByCommit(hash)
		assert.False(t, ok, hash)
	}
}
