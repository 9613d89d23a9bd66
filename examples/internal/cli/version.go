package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// Version is the version of the module that the program was built from, such as
// v0.1.0, as the go command stamped it, or "devel" where it did not.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return moduleVersion(info)
	}
	return devel
}

const devel = "devel"

func moduleVersion(info *debug.BuildInfo) string {
	if v := info.Main.Version; strings.HasPrefix(v, "v") {
		return v
	}
	return devel
}

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
	text := moduleVersion(info)
	if text == devel {
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
