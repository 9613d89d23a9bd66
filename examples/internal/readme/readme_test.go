// Package readme_test holds the READMEs and the help texts to what they promise:
// every command in them works when pasted, every snippet is the body of an
// Example function, every link leads somewhere.
package readme_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

const root = "../../.."

// readmes returns the READMEs of the module and of each example, and the pages that
// show commands as they do.
func readmes(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(root + "/examples/*/README.md")
	require.NoError(t, err)
	return append(files, root+"/README.md", root+"/docs/from-red-to-green.md")
}

var fence = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// blocks returns the fenced blocks of one language in a file.
func blocks(t *testing.T, file, language string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var found []string
	for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
		if m[1] == language {
			found = append(found, m[2])
		}
	}
	return found
}

var exitComment = regexp.MustCompile(`# exit (\d+)\s*$`)

// TestCommands runs every line of every sh block, from the root of the module.
// It runs the built programs, because go run turns every exit code but 0 into 1.
func TestCommands(t *testing.T) {
	ran := 0
	for _, file := range readmes(t) {
		for _, block := range blocks(t, file, "sh") {
			for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
				if line == "go test ./... ./examples/..." {
					continue // this test is part of it
				}
				ran++
				t.Run(line, func(t *testing.T) { runCommand(t, strings.ReplaceAll(line, "go run ./examples/", bin+"/")) })
			}
		}
	}
	require.Greater(t, ran, 5, "commands found in the READMEs")
}

// readmeWidth is how many columns GitHub shows of a line of code in a README, in a
// window of 1280 pixels, before a reader has to scroll.
const readmeWidth = 98

// TestCodeFits: no reader of the README of the module has to scroll its code.
func TestCodeFits(t *testing.T) {
	text, err := os.ReadFile(root + "/README.md")
	require.NoError(t, err)
	code, lines := false, 0
	for i, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, "```") {
			code = !code
			continue
		}
		indented, isIndented := strings.CutPrefix(line, "    ")
		if code || isIndented {
			lines++
			if n := utf8.RuneCountInString(strings.ReplaceAll(indented, "\t", "        ")); n > readmeWidth {
				t.Errorf("line %d has %d columns: %s", i+1, n, line)
			}
		}
	}
	require.Greater(t, lines, 50, "lines of code")
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// TestLinks: whatever a document of the repository links to in the repository is
// there.
func TestLinks(t *testing.T) {
	followed := 0
	require.NoError(t, filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".md" {
			return err
		}
		text, err := os.ReadFile(file)
		for _, m := range link.FindAllSubmatch(text, -1) {
			to, _, _ := strings.Cut(string(m[1]), "#")
			if to == "" || strings.Contains(to, ":") {
				continue // in the same document, or elsewhere
			}
			followed++
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), to)); err != nil {
				t.Errorf("%s links to %s: %v", file, to, err)
			}
		}
		return err
	}))
	require.Greater(t, followed, 20, "links")
}

// bin is where TestMain puts all programs.
var bin string

func TestMain(m *testing.M) {
	os.Exit(withPrograms(m.Run))
}

// withPrograms builds all programs for the time of a run.
func withPrograms(run func() int) int {
	var err error
	if bin, err = os.MkdirTemp("", "programs"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(bin)
	build := exec.Command("go", "build", "-o", bin, "./examples/...")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		panic(string(out))
	}
	return run()
}

func runCommand(t *testing.T, line string) {
	want := 0
	if m := exitComment.FindStringSubmatch(line); m != nil {
		want, _ = strconv.Atoi(m[1])
	}
	cmd := exec.Command("bash", "-o", "pipefail", "-c", line)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != want {
		t.Errorf("exit code %d, want %d\n%s", got, want, out)
	}
}

// TestSnippets compares the go blocks of the README with the bodies of the
// Example functions of the three packages.
func TestSnippets(t *testing.T) {
	bodies := exampleBodies(t)
	snippets := blocks(t, root+"/README.md", "go")
	require.GreaterOrEqual(t, len(snippets), 3)
	for _, s := range snippets {
		require.Contains(t, bodies, strings.TrimSpace(s), "no Example function has this body")
	}
}

// exampleBodies returns the body of each Example function, without the comment
// that states its output.
func exampleBodies(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, pkg := range []string{"ecrref", "iampolicy", "iampolicy/authz", "agentver", "agentver/fleet"} {
		files, err := filepath.Glob(root + "/" + pkg + "/*_test.go")
		require.NoError(t, err)
		for _, file := range files {
			fset := token.NewFileSet()
			source, err := os.ReadFile(file)
			require.NoError(t, err)
			f, err := parser.ParseFile(fset, file, source, 0)
			require.NoError(t, err)
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Example") {
					found[body(source, fset, fn)] = fmt.Sprintf("%s.%s", pkg, fn.Name.Name)
				}
			}
		}
	}
	return found
}

// body is the text between the braces of fn, comments included, one tab to the left.
func body(source []byte, fset *token.FileSet, fn *ast.FuncDecl) string {
	text := string(source[fset.Position(fn.Body.Lbrace).Offset+1 : fset.Position(fn.Body.Rbrace).Offset])
	text, _, _ = strings.Cut(strings.ReplaceAll(text, "\n\t", "\n"), "\n// Output:")
	return strings.TrimSpace(text)
}
