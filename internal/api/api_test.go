// Package api_test holds the exported API of each package of the core in a text
// file, so that a change of it is seen in the diff, and holds every exported
// name to a comment that begins with it.
//
//	go test ./internal/api -run TestTable -update
package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/printer"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

const module = "github.com/seed-293f0d42/ecrkit/"

type goPackage struct {
	ImportPath, Dir string
	GoFiles         []string
}

// core lists the packages that other modules can import.
func core(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles", "./ecrref/...", "./iampolicy/...", "./agentver/...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	require.NoError(t, err)
	var pkgs []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if !strings.Contains(p.ImportPath, "/internal/") {
			pkgs = append(pkgs, p)
		}
	}
	require.GreaterOrEqual(t, len(pkgs), 11, "packages of the core")
	return pkgs
}

func load(t *testing.T, p goPackage) (*token.FileSet, *doc.Package) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, f)
	}
	d, err := doc.NewFromFiles(fset, files, p.ImportPath)
	require.NoError(t, err)
	return fset, d
}

func TestTableAPI(t *testing.T) {
	for _, p := range core(t) {
		name := strings.ReplaceAll(strings.TrimPrefix(p.ImportPath, module), "/", "_")
		t.Run(name, func(t *testing.T) {
			fset, d := load(t, p)
			golden.File(t, filepath.Join("testdata", name+".txt"), render(t, fset, d))
		})
	}
}

// render prints the declarations as go doc does, without comments and bodies.
func render(t *testing.T, fset *token.FileSet, d *doc.Package) []byte {
	var b bytes.Buffer
	write := func(node ast.Node) {
		require.NoError(t, printer.Fprint(&b, fset, bare(node)))
		b.WriteByte('\n')
	}
	funcs := func(fs []*doc.Func) {
		for _, f := range fs {
			write(f.Decl)
		}
	}
	values := func(vs []*doc.Value) {
		for _, v := range vs {
			write(v.Decl)
		}
	}
	b.WriteString("package " + d.Name + "\n\n")
	values(d.Consts)
	values(d.Vars)
	funcs(d.Funcs)
	for _, typ := range d.Types {
		b.WriteByte('\n')
		write(typ.Decl)
		values(typ.Consts)
		values(typ.Vars)
		funcs(typ.Funcs)
		funcs(typ.Methods)
	}
	return b.Bytes()
}

// bare takes the comments and the body off a declaration.
func bare(node ast.Node) ast.Node {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			n.Doc, n.Body = nil, nil
		case *ast.GenDecl:
			n.Doc = nil
		case *ast.Field:
			n.Doc, n.Comment = nil, nil
		case *ast.TypeSpec:
			n.Doc, n.Comment = nil, nil
		case *ast.ValueSpec:
			n.Doc, n.Comment = nil, nil
		}
		return true
	})
	return node
}

// TestDocumented: each exported function, method and type has a comment that
// begins with its name; the constants and variables of a block have one comment.
func TestDocumented(t *testing.T) {
	seen := 0
	for _, p := range core(t) {
		_, d := load(t, p)
		check := func(name, text string) {
			seen++
			first := strings.TrimPrefix(strings.TrimPrefix(text, "A "), "An ")
			if !strings.HasPrefix(first, name) {
				t.Errorf("%s.%s: the comment has to begin with the name, it is %q", d.Name, name, text)
			}
		}
		values := func(vs []*doc.Value) {
			for _, v := range vs {
				if seen++; v.Doc == "" && !commented(v.Decl) {
					t.Errorf("%s: %v has no comment", d.Name, v.Names)
				}
			}
		}
		values(d.Consts)
		values(d.Vars)
		for _, f := range d.Funcs {
			check(f.Name, f.Doc)
		}
		for _, typ := range d.Types {
			check(typ.Name, typ.Doc)
			values(typ.Consts)
			values(typ.Vars)
			for _, f := range append(typ.Funcs, typ.Methods...) {
				if !wellKnown[f.Name] || f.Doc != "" {
					check(f.Name, f.Doc)
				}
			}
		}
	}
	require.Greater(t, seen, 200, "exported names")
}

// wellKnown are methods whose meaning the interface that they satisfy gives.
var wellKnown = map[string]bool{"String": true, "Error": true, "Unwrap": true, "MarshalText": true, "MarshalJSON": true}

// commented reports whether each specification of a block has a comment.
func commented(d *ast.GenDecl) bool {
	for _, s := range d.Specs {
		if v, ok := s.(*ast.ValueSpec); ok && v.Doc == nil && v.Comment == nil {
			return false
		}
	}
	return true
}

// pageWidth is how many columns pkg.go.dev shows of a line of code, in a window of
// 1280 pixels, before a reader has to scroll.
const pageWidth = 107

// TestWidth: the first sentences of packages, the declarations with their comments,
// and the code in the comments fit the page.
func TestWidth(t *testing.T) {
	seen := 0
	for _, p := range core(t) {
		fset, d := load(t, p)
		check := func(where, text string) {
			seen++
			for line := range strings.Lines(strings.ReplaceAll(text, "\t", "    ")) {
				if line = strings.TrimRight(line, "\n"); utf8.RuneCountInString(line) > pageWidth {
					t.Errorf("%s.%s: %d columns: %s", d.Name, where, utf8.RuneCountInString(line), line)
				}
			}
		}
		code := func(where, text string) {
			for _, block := range d.Parser().Parse(text).Content {
				if c, ok := block.(*comment.Code); ok {
					check(where, c.Text)
				}
			}
		}
		decl := func(where, text string, node *ast.GenDecl) {
			var b bytes.Buffer
			config := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 4}
			require.NoError(t, config.Fprint(&b, fset, &printer.CommentedNode{Node: node, Comments: inside(node)}))
			check(where, b.String())
			code(where, text)
		}
		check("synopsis", d.Synopsis(d.Doc)) // in lists of packages
		code("doc", d.Doc)
		for _, v := range append(d.Consts, d.Vars...) {
			decl(v.Names[0], v.Doc, v.Decl)
		}
		for _, f := range d.Funcs {
			code(f.Name, f.Doc)
		}
		for _, typ := range d.Types {
			decl(typ.Name, typ.Doc, typ.Decl)
			for _, v := range append(typ.Consts, typ.Vars...) {
				decl(v.Names[0], v.Doc, v.Decl)
			}
			for _, f := range append(typ.Funcs, typ.Methods...) {
				code(typ.Name+"."+f.Name, f.Doc)
			}
		}
	}
	require.Greater(t, seen, 100, "declarations and blocks of code")
}

// inside returns the comments that stand in a declaration.
func inside(node *ast.GenDecl) (comments []*ast.CommentGroup) {
	node.Doc = nil
	ast.Inspect(node, func(n ast.Node) bool {
		if c, ok := n.(*ast.CommentGroup); ok {
			comments = append(comments, c)
		}
		return true
	})
	return comments
}
