package agentver_test

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func platform(t *testing.T, s string) agentver.Platform {
	t.Helper()
	p, err := agentver.ParsePlatform(s)
	require.NoError(t, err, s)
	return p
}

func TestPlatform(t *testing.T) {
	t.Parallel()
	latest := platform(t, "LATEST")
	require.True(t, latest.IsLatest())
	for _, c := range []struct {
		os   agentver.OS
		want string
	}{{agentver.Linux, "1.4.0"}, {agentver.Windows, "1.0.0"}} {
		p, ok := latest.On(c.os)
		assert.True(t, ok)
		assert.Equal(t, c.want, p.String())
		assert.Equal(t, platform(t, c.want), p)
		p, ok = platform(t, "1.3.0").On(c.os)
		assert.True(t, ok)
		assert.Equal(t, "1.3.0", p.String())
	}
	_, ok := latest.On(0)
	require.False(t, ok, "LATEST of no operating system")
	_, ok = agentver.Platform{}.On(agentver.Linux)
	require.False(t, ok, "no platform version")
}

func TestParsePlatformError(t *testing.T) {
	t.Parallel()
	for in, hint := range map[string]string{
		"": "LATEST", "latest": "upper case", "v1.4.0": "1.4.0", "1.4": "1.4.0", "1.4.0-rc1": "1.4.0", "1.04.0": "1.4.0", " 1.4.0": "1.4.0",
	} {
		p, err := agentver.ParsePlatform(in)
		assert.ErrorContains(t, err, hint, in)
		assert.Zero(t, p)
	}
}

func TestPlatformCompare(t *testing.T) {
	t.Parallel()
	ascending := []agentver.Platform{{}, platform(t, "1.0.0"), platform(t, "1.4.0"), platform(t, "1.10.0"), platform(t, "LATEST")}
	for i, p := range ascending {
		for j, q := range ascending {
			assert.Equal(t, cmp.Compare(i, j), p.Compare(q))
		}
	}
}

// TestPlatformIsNotAnAgentVersion: the task metadata endpoint 4 needs agent
// 1.39.0 or platform version 1.4.0, which is the smaller number.
func TestPlatformIsNotAnAgentVersion(t *testing.T) {
	t.Parallel()
	endpoint := lookup(t, "tmde-v4")
	require.Equal(t, agentver.TooOld, endpoint.Check(agentver.MustParse("1.4.0"), agentver.Linux))
	for _, c := range []struct {
		platform string
		os       agentver.OS
		want     agentver.Status
	}{
		{"1.4.0", agentver.Linux, agentver.Supported},
		{"LATEST", agentver.Linux, agentver.Supported},
		{"1.3.0", agentver.Linux, agentver.TooOld},
		{"LATEST", agentver.Windows, agentver.Unknown},
		{"1.4.0", 0, agentver.Unknown},
	} {
		assert.Equal(t, c.want, endpoint.CheckPlatform(platform(t, c.platform), c.os), c)
	}
	require.Equal(t, agentver.Unknown, endpoint.CheckPlatform(agentver.Platform{}, agentver.Linux))
	require.Equal(t, agentver.Unknown, lookup(t, "ecr-pull").CheckPlatform(platform(t, "1.4.0"), agentver.Linux),
		"AWS names no platform version")
	require.Equal(t, agentver.Unknown, agentver.Feature{}.CheckPlatform(platform(t, "1.4.0"), agentver.Linux))
}
