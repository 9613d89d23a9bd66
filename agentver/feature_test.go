package agentver_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func lookup(t *testing.T, id string) agentver.Feature {
	t.Helper()
	f, ok := agentver.LookupFeature(id)
	require.True(t, ok, id)
	return f
}

func TestECRPull(t *testing.T) {
	t.Parallel()
	pull := lookup(t, agentver.ECRPull)
	for _, c := range []struct {
		version string
		os      agentver.OS
		want    agentver.Status
		why     string
	}{
		{"1.6.0", agentver.Linux, agentver.TooOld, "the last without"},
		{"1.7.0-rc.1", agentver.Linux, agentver.TooOld, "a pre-release comes before its release"},
		{"1.7.0", agentver.Linux, agentver.Supported, "the first"},
		{"1.7.0+abc", agentver.Linux, agentver.Supported, "build metadata does not count"},
		{"1.10.0", agentver.Linux, agentver.Supported, "10 is more than 7"},
		{"99.0.0", agentver.Linux, agentver.Supported, "a version the table does not know"},
		{"1.7.0", agentver.Windows, agentver.TooOld, "no agent for Windows then"},
		{"1.14.0-1.windows.1", agentver.Windows, agentver.TooOld, "the preview"},
		{"1.14.0", agentver.Windows, agentver.Supported, "the first for Windows"},
		{"", agentver.Linux, agentver.Unknown, "no version"},
		{"1.105.1", agentver.OS(0), agentver.Unknown, "no operating system"},
		{"1.105.1", agentver.OS(7), agentver.Unknown, "no such operating system"},
	} {
		assert.Equal(t, c.want, pull.Check(parseOrZero(c.version), c.os), "%s on %s: %s", c.version, c.os, c.why)
	}
}

func TestZeroFeature(t *testing.T) {
	t.Parallel()
	var f agentver.Feature
	require.Equal(t, agentver.Unknown, f.Check(agentver.MustParse("1.105.1"), agentver.Linux))
	_, ok := f.Since(agentver.Linux)
	require.False(t, ok)
	require.Empty(t, f.ID())
	f, ok = agentver.LookupFeature("ecr-pul")
	require.False(t, ok)
	require.Zero(t, f)
}

// TestNothingIsSupportedWithoutData holds for every feature of the table.
func TestNothingIsSupportedWithoutData(t *testing.T) {
	t.Parallel()
	seen := 0
	for f := range agentver.Features() {
		seen++
		for _, os := range []agentver.OS{0, agentver.Linux, agentver.Windows, 3, 255} {
			assert.Equal(t, agentver.Unknown, f.Check(agentver.Version{}, os), f.ID())
			if !os.IsValid() {
				assert.Equal(t, agentver.Unknown, f.Check(agentver.MustParse("99.0.0"), os), f.ID())
			}
		}
		again, ok := agentver.LookupFeature(f.ID())
		assert.True(t, ok)
		assert.Equal(t, f, again)
	}
	require.Equal(t, 116, seen)
}
