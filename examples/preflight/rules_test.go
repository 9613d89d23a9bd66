package main

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	tableBegins = "<!-- written by go test -run TestTable -update ./examples/preflight -->\n"
	tableEnds   = "<!-- end of the table -->\n"
)

// TestTable holds the table of the README equal to the rules.
func TestTable(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	head, rest, ok := strings.Cut(string(readme), tableBegins)
	require.True(t, ok, "README.md has no line %q", tableBegins)
	table, tail, ok := strings.Cut(rest, tableEnds)
	require.True(t, ok, "README.md has no line %q", tableEnds)
	if flag.Lookup("update").Value.String() == "true" { // of package golden
		require.NoError(t, os.WriteFile("README.md", []byte(head+tableBegins+rulesTable()+tableEnds+tail), 0o644))
		return
	}
	require.Equal(t, rulesTable(), table, "run go test -run TestTable -update ./examples/preflight")
}

func rulesTable() string {
	table := "\n| rule | at worst | what was found |\n| --- | --- | --- |\n"
	for _, r := range rules() {
		table += fmt.Sprintf("| `%s` | %s | %s |\n", r.id, r.severity, r.doc)
	}
	return table + "\n"
}

// TestRules: each rule has an id of its own and a function, which is named like it
// and stands in the file that the comment above the rule names.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules() {
		assert.Regexp(t, `^[a-z]+(-[a-z0-9]+)+$`, r.id)
		assert.False(t, seen[r.id], "%s is there twice", r.id)
		seen[r.id] = true
		assert.True(t, r.image != nil || r.task != nil || r.all != nil || r.merged, "%s has no function", r.id)
		assert.NotEmpty(t, r.doc, r.id)
	}
	src, err := os.ReadFile("rules.go")
	require.NoError(t, err)
	file, functions := "", 0
	row := regexp.MustCompile(`// (\w+\.go)\n|\{id: "([a-z0-9-]+)", severity: \w+, (.*),\n`)
	for _, m := range row.FindAllStringSubmatch(string(src), -1) {
		if m[1] != "" {
			file = m[1]
			continue
		}
		for _, field := range strings.Split(m[3], ", ") {
			_, function, _ := strings.Cut(field, ": ")
			if function == "true" {
				functions++ // merged
				continue
			}
			assert.True(t, declares(t, file, function), "%s does not declare %s", file, function)
			isNamed := strings.HasPrefix(strings.ToLower(function), strings.ReplaceAll(m[2], "-", ""))
			assert.True(t, isNamed, "%s is not named like %s", function, m[2])
			functions++
		}
	}
	require.GreaterOrEqual(t, functions, len(rules()))
}

func declares(t *testing.T, file, function string) bool {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	require.NoError(t, err)
	return parsed.Scope.Lookup(function) != nil && parsed.Scope.Lookup(function).Kind == ast.Fun
}
