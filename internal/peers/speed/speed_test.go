package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

const root = "../../.."

// TestPage runs each row once and holds the page to them: it has the same
// operations, inputs and libraries, in the same order, and each plot is there.
// The figures are not compared.
func TestPage(t *testing.T) {
	files, err := report(quick, root)
	require.NoError(t, err)
	committed, err := os.ReadFile(root + "/docs/speed.md")
	require.NoError(t, err)
	want := names(files["speed.md"])
	require.Greater(t, len(want), 200)
	require.Equal(t, want, names(string(committed)), "run GOWORK=off go run ./speed -write")
	for name := range files {
		_, err := os.Stat(filepath.Join(root, "docs", name))
		require.NoError(t, err)
		require.True(t, name == "speed.md" || strings.Contains(string(committed), "]("+name+")"), "%s is not on the page", name)
	}
}

// names are the headings of a page and what the rows of its tables are called.
func names(page string) (list []string) {
	head := ""
	for line := range strings.Lines(page) {
		cells := strings.Split(line, " | ")
		switch {
		case strings.HasPrefix(line, "#"):
			name, _, _ := strings.Cut(line, ", up to ")
			list, head = append(list, strings.TrimSpace(name)), ""
		case !strings.HasPrefix(line, "| "), strings.HasPrefix(line, "| ---"):
		case head == "":
			head = cells[1]
		case head == "library":
			list = append(list, cells[0]+" | "+cells[1])
		default:
			list = append(list, cells[0])
		}
	}
	return list
}

// TestBenchmarks: every group is a benchmark, and nothing else is measured.
func TestBenchmarks(t *testing.T) {
	files, err := filepath.Glob("../*/*_test.go")
	require.NoError(t, err)
	groups := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(f.Name.Name, "Benchmark") {
				continue
			}
			require.Len(t, f.Body.List, 1, "%s: %s measures by itself", name, f.Name)
			call := f.Body.List[0].(*ast.ExprStmt).X.(*ast.CallExpr).Fun.(*ast.SelectorExpr)
			require.Equal(t, "pairs", call.X.(*ast.Ident).Name)
			if call.Sel.Name == "Bench" {
				groups++
			}
		}
	}
	require.Len(t, pairs.All(), groups)
}

func TestNumbers(t *testing.T) {
	for want, got := range map[string]string{
		"1.23 µs": duration(1234), "999 ns": duration(999.4), "0.5 ns": duration(0.5), "2 s": duration(2e9), "1 MiB": amount(1<<20, "byte"),
		"1 GB": amount(1e9, "byte"), "1 instance": amount(1, "instance"), "1,000,000 instances": amount(1e6, "instance"), "0.502": times(0.5021),
		"12300": times(12345), "0 B": memory(0),
	} {
		require.Equal(t, want, got)
	}
}

// TestExponent: the slope of a square is 2.
func TestExponent(t *testing.T) {
	c := curve{points: []point{{1, 5e9, true}, {100, 1e4, true}, {1000, 1e6, true}, {10_000, 1e8, true}}}
	require.InDelta(t, 2, c.exponent(), 1e-9)
}
