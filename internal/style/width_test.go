// Package style_test holds what every file of the repository keeps to.
package style_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// maxWidth is the length of the longest line, in characters.
const maxWidth = 140

// TestWidth: no line of code or prose is longer than maxWidth. What is not ours to
// break stays: rows of tables and quoted output in Markdown, and in tests the texts
// that a program is given or prints. Tables are rendered from their sources.
func TestWidth(t *testing.T) {
	t.Parallel()
	seen := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{".git", "testdata"}, d.Name()):
			return filepath.SkipDir
		case !slices.Contains([]string{".go", ".md"}, filepath.Ext(path)), strings.HasSuffix(path, "table.go"):
			return nil
		}
		seen++
		text, err := os.ReadFile(path)
		quoted := false // in a fenced block, or in a text of several lines
		for i, line := range strings.Split(string(text), "\n") {
			if n := utf8.RuneCountInString(line); n > maxWidth && !quoted && !isQuotation(path, line) {
				t.Errorf("%s:%d has %d characters, at most %d are allowed", path, i+1, n, maxWidth)
			}
			if filepath.Ext(path) == ".md" {
				quoted = quoted != strings.HasPrefix(line, "```")
			} else if strings.HasSuffix(path, "_test.go") {
				quoted = quoted != (strings.Count(line, "`")%2 == 1)
			}
		}
		return err
	})
	require.NoError(t, err)
	require.Greater(t, seen, 300, "files of code and prose")
}

// isQuotation reports whether a line is a table, or what a program printed.
func isQuotation(path, line string) bool {
	if filepath.Ext(path) == ".md" {
		return strings.HasPrefix(line, "|") || strings.HasPrefix(line, "    ")
	}
	return strings.HasSuffix(path, "_test.go") && strings.HasPrefix(strings.TrimSpace(line), "// ") // of an Example
}
