package api_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// plumbing are methods that satisfy an interface, which says what they do.
var plumbing = map[string]bool{
	"String": true, "Error": true, "Unwrap": true, "Compare": true,
	"AppendText": true, "MarshalText": true, "UnmarshalText": true, "MarshalJSON": true, "UnmarshalJSON": true,
}

// TestExamples: an Example of the package calls each exported function, and each
// method that takes something or gives more than one value: what takes nothing and
// gives one value is told by its name.
func TestExamples(t *testing.T) {
	for _, p := range core(t) {
		_, d := load(t, p)
		t.Run(strings.TrimPrefix(p.ImportPath, module), func(t *testing.T) {
			t.Parallel()
			called := calls(t, p.Dir)
			check := func(typ, name string) {
				if !called[typ+"."+name] {
					t.Errorf("no Example calls %s.%s", typ, name)
				}
			}
			for _, f := range d.Funcs {
				check(d.Name, f.Name)
			}
			for _, typ := range d.Types {
				for _, f := range typ.Funcs {
					check(d.Name, f.Name)
				}
				for _, m := range typ.Methods {
					if needsShowing(m.Decl.Type) && !plumbing[m.Name] {
						check("", m.Name)
					}
				}
			}
		})
	}
}

func needsShowing(f *ast.FuncType) bool { return f.Params.NumFields() > 0 || f.Results.NumFields() > 1 }

// calls returns what the Examples of a package call: "pkg.Function", and
// ".Method" of whatever type.
func calls(t *testing.T, dir string) map[string]bool {
	t.Helper()
	called := map[string]bool{}
	for _, f := range testFiles(t, token.NewFileSet(), dir) {
		for _, e := range doc.Examples(f) {
			ast.Inspect(e.Code, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if s, ok := call.Fun.(*ast.SelectorExpr); ok {
						called["."+s.Sel.Name] = true
						if x, ok := s.X.(*ast.Ident); ok {
							called[x.Name+"."+s.Sel.Name] = true
						}
					}
				}
				return true
			})
		}
	}
	return called
}

func testFiles(t *testing.T, fset *token.FileSet, dir string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	require.NoError(t, err)
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, f)
	}
	return files
}

// TestExampleWidth: the code of Examples fits the page, and so does what they print,
// but for a statement of a policy, which is shown as it is written.
func TestExampleWidth(t *testing.T) {
	seen := 0
	for _, p := range core(t) {
		fset := token.NewFileSet()
		for _, f := range testFiles(t, fset, p.Dir) {
			for _, e := range doc.Examples(f) {
				var code strings.Builder
				config := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 4}
				require.NoError(t, config.Fprint(&code, fset, e.Code))
				for line := range strings.Lines(strings.ReplaceAll(code.String(), "\t", "    ") + "\n" + e.Output) {
					line = strings.TrimRight(line, "\n")
					if seen++; utf8.RuneCountInString(line) > pageWidth && !strings.HasPrefix(strings.TrimSpace(line), "{") {
						t.Errorf("%s: Example%s: %d columns: %s", p.ImportPath, e.Name, utf8.RuneCountInString(line), line)
					}
				}
			}
		}
	}
	require.Greater(t, seen, 1000, "lines")
}
