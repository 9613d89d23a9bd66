// Package faults_test holds docs/faults.md to the repository that it is about.
package faults_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = "../.."

// TestFuzzTargets: the table has a row for each fuzz target, and for no other.
func TestFuzzTargets(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(root + "/docs/faults.md")
	require.NoError(t, err)
	var have []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\./[^`]+ Fuzz[^`]+)` \\|").FindAllStringSubmatch(string(page), -1) {
		have = append(have, m[1])
	}
	want := targets(t)
	slices.Sort(have)
	slices.Sort(want)
	require.Greater(t, len(want), 25)
	require.Equal(t, want, have)
}

// targets lists the fuzz targets of the repository, each with its folder before it.
func targets(t *testing.T) (list []string) {
	declaration := regexp.MustCompile(`(?m)^func (Fuzz\w+)\(`)
	require.NoError(t, filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		require.NoError(t, err)
		folder, err := filepath.Rel(root, filepath.Dir(path))
		require.NoError(t, err)
		for _, m := range declaration.FindAllStringSubmatch(string(source), -1) {
			list = append(list, "./"+filepath.ToSlash(folder)+" "+m[1])
		}
		return nil
	}))
	return list
}
