package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRulesAreDocumented holds the table of the README equal to the rules.
func TestRulesAreDocumented(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	for _, r := range rules {
		require.Contains(t, string(readme), fmt.Sprintf("| `%s` | %s |\n", r.id, r.summary))
	}
	require.Len(t, regexp.MustCompile("(?m)^\\| `[a-z-]+` \\| ").FindAllString(string(readme), -1), len(rules))
}

// TestRulesAreUsed: every rule id in the source is in the list, and every rule
// of the list is in the source.
func TestRulesAreUsed(t *testing.T) {
	used := map[string]bool{}
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	id := regexp.MustCompile(`(?:finding\{\{?|at\(|say\(|fate\{|Rule: )"([a-z]+-[a-z-]+)"`)
	for _, file := range files {
		if matched, _ := filepath.Match("*_test.go", file); matched {
			continue
		}
		src, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range id.FindAllStringSubmatch(string(src), -1) {
			used[m[1]] = true
		}
	}
	listed := map[string]bool{}
	for _, r := range rules {
		listed[r.id] = true
	}
	require.Equal(t, listed, used)
}
