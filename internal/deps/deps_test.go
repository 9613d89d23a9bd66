// Package deps_test holds the import rule of the module: the core packages are
// pure, each imports only what stands below it, and nobody imports examples.
package deps_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/seed-293f0d42/ecrkit/"

// allowedStd is everything that a core package may import from the standard
// library. No I/O, clock, environment, randomness or regular expressions.
var allowedStd = []string{
	"bytes", "cmp", "encoding", "encoding/base64", "encoding/binary", "errors", "fmt", "iter", "maps",
	"math", "math/big", "math/bits", "net/netip", "net/url", "slices", "sort", "strconv", "strings",
	"sync", "sync/atomic", "time", "unicode/utf16", "unicode/utf8", "unsafe",
}

// allowed lists, for each core package, what it may import beside allowedStd:
// each arrow of the import graph. A path without a dot is one of this module.
var allowed = map[string]string{
	"internal/quote":           "",
	"internal/jsonscan":        "internal/quote",
	"internal/nearest":         "",
	"internal/redact":          "",
	"ecrref":                   "internal/redact",
	"ecrref/pullcache":         "ecrref internal/redact",
	"ecrref/ecrtag":            "ecrref internal/redact",
	"ecrref/dockerref":         "ecrref github.com/distribution/reference github.com/opencontainers/go-digest",
	"iampolicy/internal/match": "internal/nearest internal/quote internal/redact",
	"iampolicy":                "ecrref internal/jsonscan internal/quote iampolicy/internal/match",
	"iampolicy/internal/eval":  "ecrref iampolicy iampolicy/internal/match",
	"iampolicy/recipe":         "ecrref iampolicy iampolicy/internal/match",
	"iampolicy/lint":           "ecrref internal/nearest internal/quote iampolicy iampolicy/internal/match",
	"iampolicy/authz":          "ecrref internal/nearest internal/quote iampolicy iampolicy/internal/match iampolicy/internal/eval",
	"iampolicy/compare":        "ecrref iampolicy iampolicy/authz iampolicy/internal/match iampolicy/internal/eval",
	"agentver":                 "internal/redact",
	"agentver/agenttext":       "agentver internal/jsonscan internal/quote internal/redact",
	"agentver/fleet":           "agentver internal/jsonscan internal/quote internal/redact",
}

// testOnly are packages below the core that nothing but tests imports.
var testOnly = []string{"iampolicy/internal/policytest"}

type goPackage struct {
	ImportPath string
	Imports    []string
	GoFiles    []string
	Dir        string
}

func list(t *testing.T, args ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,GoFiles,Dir"}, args...)...)
	cmd.Dir = "../.."
	out, err := cmd.Output()
	require.NoError(t, err)
	var pkgs []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return pkgs
		}
		require.NoError(t, err)
		pkgs = append(pkgs, p)
	}
}

func TestImportRule(t *testing.T) {
	seen := 0
	for _, p := range list(t, "./...") {
		name := strings.TrimPrefix(p.ImportPath, module)
		arrows, core := allowed[name]
		extra := strings.Fields(arrows)
		if core {
			seen++
		}
		root, _, _ := strings.Cut(name, "/")
		if _, below := allowed[root]; below && !core && !slices.Contains(testOnly, name) {
			t.Errorf("%s is below a core package and has no line in the import rule", name)
		}
		for _, imp := range p.Imports {
			if core && !slices.Contains(allowedStd, imp) && !slices.Contains(extra, strings.TrimPrefix(imp, module)) {
				t.Errorf("%s imports %s: a core package may import only %v and %v", name, imp, allowedStd, extra)
			}
			if slices.Contains(testOnly, strings.TrimPrefix(imp, module)) {
				t.Errorf("%s imports %s, which is for tests", name, imp)
			}
			if strings.HasPrefix(imp, module+"examples/") && !strings.HasPrefix(name, "examples/") {
				t.Errorf("%s imports %s: nobody outside examples/ imports an example", name, imp)
			}
		}
	}
	if seen != len(allowed) {
		t.Errorf("saw %d core packages, want %d", seen, len(allowed))
	}
}

// TestNoClock: package time is allowed for parsing dates, the clock is not.
func TestNoClock(t *testing.T) {
	for _, p := range list(t, "./ecrref/...", "./iampolicy/...", "./agentver/...") {
		for _, f := range p.GoFiles {
			src, err := os.ReadFile(filepath.Join(p.Dir, f))
			require.NoError(t, err)
			for _, clock := range []string{"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.Tick"} {
				if strings.Contains(string(src), clock) {
					t.Errorf("%s/%s mentions %s: the core has no clock, take the time as an argument", p.ImportPath, f, clock)
				}
			}
		}
	}
}
