package deps_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// weights lists the first use of each core package and by how many bytes it may at
// most make a stripped program larger. Raise a limit only with a reason in the commit.
var weights = []struct {
	pkg, use string
	limit    int64
}{
	{"ecrref", `_, err := p.Parse(os.Args[0]); fmt.Println(err)`, 160_000},
	{"agentver", `v, err := p.Parse(os.Args[0]); fmt.Println(p.Pull().Check(v, p.Linux).String(), err)`, 150_000},
	{"iampolicy", `d, err := p.Parse([]byte(os.Args[0])); fmt.Println(d.String(), p.ECSPull().String(), err)`, 300_000},
	{"iampolicy/authz", `c, err := p.Compile(); fmt.Println(p.Access{Identity: c}.Check(p.Request{Principal: os.Args[0]}).String(), err)`,
		830_000},
	{"iampolicy/lint", `fmt.Println(len(p.Run(iampolicy.ECSPull(), 0)), len(os.Args))`, 870_000},
}

const importer = `package main

import (
	"fmt"
	"os"
	%s
)

func main() { %s }
`

// TestWeight builds a throw-away module around each core package: its go.mod
// gains no other module, and its binary little.
func TestWeight(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out the builds of throw-away modules")
	}
	t.Parallel()
	empty := build(t, "", `fmt.Println(len(os.Args[0]))`)
	for _, w := range weights {
		t.Run(w.pkg, func(t *testing.T) {
			gained := build(t, w.pkg, w.use) - empty
			t.Logf("a stripped program grows by %d bytes", gained)
			if gained > w.limit {
				t.Errorf("importing %s makes a program %d bytes larger, at most %d are allowed", w.pkg, gained, w.limit)
			}
		})
	}
}

// build compiles a program that imports the package, or none for "", and returns
// the size of the stripped binary.
func build(t *testing.T, pkg, use string) int64 {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	mod := "module example.com/importer\n\ngo 1.24\n"
	line := ""
	if pkg != "" {
		line = fmt.Sprintf("p %q", module+pkg)
		if strings.Contains(use, "iampolicy.") {
			line += fmt.Sprintf("\n\t%q", module+"iampolicy")
		}
		name := strings.TrimSuffix(module, "/")
		mod += fmt.Sprintf("\nrequire %s v0.0.0\n\nreplace %s => %s\n", name, name, root)
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(fmt.Sprintf(importer, line, use)), 0o644))
	run(t, dir, "mod", "tidy")
	tidy, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	require.NoError(t, err)
	require.Equal(t, mod, string(tidy), "importing %s changes go.mod", pkg)
	run(t, dir, "build", "-trimpath", "-ldflags=-s -w", "-o", "program", ".")
	info, err := os.Stat(filepath.Join(dir, "program"))
	require.NoError(t, err)
	return info.Size()
}

func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}
