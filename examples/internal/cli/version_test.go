package cli

import (
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVersion(t *testing.T) {
	for _, row := range []struct {
		info debug.BuildInfo
		want string
		why  string
	}{
		{debug.BuildInfo{GoVersion: "go1.24"}, "development version, go1.24", "nothing is known"},
		{debug.BuildInfo{GoVersion: "go1.24", Main: debug.Module{Version: "(devel)"}}, "development version, go1.24", "go run"},
		{debug.BuildInfo{GoVersion: "go1.24", Main: debug.Module{Version: "v1.2.3"}}, "v1.2.3, go1.24", "go install ...@v1.2.3"},
		{debug.BuildInfo{GoVersion: "go1.24", Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-11-28T12:00:00Z"}, {Key: "vcs.modified", Value: "true"},
		}}, "development version, commit 0123456789ab of 2026-11-28 with changes, go1.24", "go build in a clone"},
		{debug.BuildInfo{GoVersion: "go1.24", Main: debug.Module{Version: "v0.0.0-20261128120000-0123456789ab"}, Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef"},
		}}, "v0.0.0-20261128120000-0123456789ab, go1.24", "the version names the commit"},
	} {
		require.Equal(t, row.want, versionOf(&row.info), row.why)
	}
	require.NotEmpty(t, version())
	require.Regexp(t, "^(devel|v[0-9].*)$", Version(), "what a test binary has")
}
