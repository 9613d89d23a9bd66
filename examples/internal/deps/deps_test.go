// Package deps_test holds the import rule of the programs: only snapshot talks to
// AWS, and the others cannot talk to anybody.
package deps_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/seed-293f0d42/ecrkit/examples/"

type goPackage struct {
	ImportPath                      string
	Deps, TestImports, XTestImports []string
}

func list(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Deps,TestImports,XTestImports", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	require.NoError(t, err)
	var pkgs []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return pkgs
		}
		require.NoError(t, err)
		pkgs = append(pkgs, p)
	}
}

// online is what a program would need to ask somebody.
func online(path string) bool {
	return path == "net" || path == "net/http" || isSDK(path)
}

func isSDK(path string) bool { return strings.HasPrefix(path, "github.com/aws/") }

func TestOnlySnapshotAsksAWS(t *testing.T) {
	programs := map[string]bool{}
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		programs[name] = slices.ContainsFunc(p.Deps, isSDK)
		if name == "snapshot" || name == "internal/mototest" {
			continue
		}
		for _, path := range p.Deps {
			if name == "web" && !isSDK(path) {
				continue // it serves its page to this machine; what decides there is in packages below it
			}
			if online(path) {
				t.Errorf("%s depends on %s: only examples/snapshot asks AWS, the others read what it writes", name, path)
			}
		}
	}
	require.True(t, programs["snapshot"], "the one that does")
	require.Contains(t, programs, "preflight")
	require.Contains(t, programs, "web/internal/answer", "what the page of web decides with, which asks nobody")
}

// testsWithSDK are the tests that may use the SDK, each with its reason.
var testsWithSDK = map[string]string{
	"snapshot": "asks AWS",
	"setimage": "builds task definitions with the types of the SDK, as a witness",
}

func TestImportsOfTests(t *testing.T) {
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
			if isSDK(path) && testsWithSDK[name] == "" {
				t.Errorf("the tests of %s import %s: they would fetch the SDK for a program that does without", name, path)
			}
		}
	}
}
