// Cover reads coverage profiles of the core and lists each piece of code that no
// test ran. It exits with 1 if one is not explained in docs/faults.md, or if one
// that is explained there was run. Without an argument it prints what -coverpkg
// has to name; docs/faults.md has the commands.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	module = "github.com/seed-293f0d42/ecrkit/"
	core   = "./ecrref/...,./iampolicy/...,./agentver/...,./internal/jsonscan,./internal/redact,./internal/nearest"
	page   = "docs/faults.md"

	helpers = "iampolicy/internal/policytest/" // of tests, no part of the core
)

func main() {
	if len(os.Args) < 2 {
		fmt.Println(core)
		return
	}
	pieces, ran := uncovered(os.Args[1:])
	text, err := os.ReadFile(page)
	check(err)
	explained := explanations(string(text))
	bad := 0
	for _, p := range pieces {
		if name := p.name(); explained[name] {
			delete(explained, name)
		} else {
			bad++
			fmt.Printf("%s:%d: no test runs this, and %s does not explain it: - %s: REASON\n", p.file, p.line, page, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(explained)) {
		bad++
		fmt.Printf("%s explains what is covered or gone:\n- %s\n", page, name)
	}
	fmt.Printf("%d of %d statements of the core were run, %d pieces of code were not\n", ran.yes, ran.all, len(pieces))
	if bad > 0 {
		os.Exit(1)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "cover:", err)
		os.Exit(2)
	}
}

// piece is a run of statements without a branch.
type piece struct {
	file            string
	line, col       int
	endLine, endCol int
}

type count struct{ yes, all int }

var profileLine = regexp.MustCompile(`^(.+\.go):(\d+)\.(\d+),(\d+)\.(\d+) (\d+) (\d+)$`)

// uncovered returns the pieces that no test binary ran, in the order of the files.
func uncovered(profiles []string) (pieces []piece, ran count) {
	statements, runs := map[piece]int{}, map[piece]int{}
	for _, profile := range profiles {
		read(profile, statements, runs)
	}
	for p, n := range statements {
		if ran.all += n; runs[p] > 0 {
			ran.yes += n
		} else if n > 0 {
			pieces = append(pieces, p)
		}
	}
	slices.SortFunc(pieces, func(a, b piece) int {
		return strings.Compare(fmt.Sprintf("%s:%6d", a.file, a.line), fmt.Sprintf("%s:%6d", b.file, b.line))
	})
	return pieces, ran
}

// read adds what a profile says of each piece.
func read(profile string, statements, runs map[piece]int) {
	f, err := os.Open(profile)
	check(err)
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		m := profileLine.FindStringSubmatch(lines.Text())
		if m == nil || strings.HasPrefix(m[1], module+helpers) {
			continue
		}
		var n [6]int
		for i := range n {
			n[i], err = strconv.Atoi(m[i+2])
			check(err)
		}
		p := piece{strings.TrimPrefix(m[1], module), n[0], n[1], n[2], n[3]}
		statements[p] = n[4]
		runs[p] += n[5]
	}
}

// name says where a piece is by its function and its text, which outlast line numbers.
func (p piece) name() string {
	src, err := os.ReadFile(p.file)
	check(err)
	lines := strings.SplitAfter(string(src), "\n")
	text := strings.Join(lines[p.line-1:p.endLine], "")
	text = text[p.col-1 : len(text)-len(lines[p.endLine-1])+p.endCol-1]
	text = strings.Join(strings.Fields(strings.Trim(text, "{} \t\n")), " ")
	return fmt.Sprintf("`%s` `%s`: `%s`", p.file, function(p.file, src, p.line), text)
}

func function(file string, src []byte, line int) string {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
	check(err)
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if ok && fset.Position(fn.Pos()).Line <= line && line <= fset.Position(fn.End()).Line {
			return fn.Name.Name
		}
	}
	return ""
}

var explanation = regexp.MustCompile("- (`[^`]+` `[^`]+`: `[^`]+`): .")

// explanations returns the names in the section of the page about coverage.
func explanations(text string) map[string]bool {
	_, text, _ = strings.Cut(text, "\n## Coverage\n")
	text, _, _ = strings.Cut(text, "\n## ")
	names := map[string]bool{}
	for _, m := range explanation.FindAllStringSubmatch(strings.Join(strings.Fields(text), " "), -1) { // an item may take several lines
		names[m[1]] = true
	}
	return names
}
