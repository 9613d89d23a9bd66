package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version is what the build knows of itself: the module's version, or the
// commit it was built from, and the Go that built it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return versionOf(info) + " " + runtime.GOOS + "/" + runtime.GOARCH
}

func versionOf(info *debug.BuildInfo) string {
	text := info.Main.Version
	if text == "" || text == "(devel)" {
		text = "development version"
	}
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	if commit := fmt.Sprintf("%.12s", set["vcs.revision"]); commit != "" && !strings.Contains(text, commit) {
		text += fmt.Sprintf(", commit %s of %.10s", commit, set["vcs.time"])
		if set["vcs.modified"] == "true" {
			text += " with changes"
		}
	}
	return text + ", " + info.GoVersion
}
