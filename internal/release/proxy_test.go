// Package release_test does with the tree as it is what a release does: it tags
// the two modules, lets the go command fetch them from the tags, as the public
// module proxy does, and uses them from there as a stranger would.
package release_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	module   = "github.com/seed-293f0d42/ecrkit"
	programs = module + "/examples"
)

// root is the directory of the repository.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	require.NoError(t, err)
	return dir
}

// next is the version that examples/go.mod requires: the one that is released next,
// or was released last.
func next(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "examples/go.mod"))
	require.NoError(t, err)
	m := regexp.MustCompile(`\s` + module + ` (v\S+)\n`).FindSubmatch(text)
	require.NotNil(t, m, "examples/go.mod requires the library")
	return string(m[1])
}

// run runs a command in a directory, with env beside the environment.
func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s %s\n%s", name, strings.Join(args, " "), out)
	return string(out)
}

// outside is the environment of a go command that knows nothing of this
// repository. With -trimpath its compiler finds again what an earlier run left in
// the build cache; the sums of other modules were checked when they were fetched.
func outside(t *testing.T, proxy string) []string {
	return []string{
		"GOWORK=off", "GOFLAGS=-modcacherw -trimpath", "GOMODCACHE=" + t.TempDir(), "GOBIN=" + t.TempDir(),
		"GOPROXY=" + proxy, "GOPRIVATE=", "GONOPROXY=none", "GOSUMDB=off",
	}
}

// plainGit keeps the user's configuration, such as signatures, out of git's way.
var plainGit = []string{"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1"}

// commit puts the files of the tree, committed or not, into a new repository, with
// the two tags of a release, and returns its directory.
func commit(t *testing.T, version string) string {
	repository := t.TempDir()
	env := append(plainGit,
		"GIT_DIR="+filepath.Join(repository, ".git"), "GIT_WORK_TREE="+root(t), "GIT_INDEX_FILE="+filepath.Join(repository, "index"),
		"GIT_AUTHOR_NAME=release", "GIT_AUTHOR_EMAIL=release@localhost", "GIT_COMMITTER_NAME=release", "GIT_COMMITTER_EMAIL=release@localhost",
	)
	for _, args := range []string{"init -q", "add -A", "commit -q -m release", "tag " + version, "tag examples/" + version} {
		run(t, root(t), env, "git", strings.Fields(args)...)
	}
	return repository
}

// publish returns the GOPROXY that serves both modules from a directory, and all
// others from where they come from otherwise, first of all this machine's cache.
func publish(t *testing.T) string {
	version := next(t)
	env := append(append(outside(t, "direct"), plainGit...),
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=url.file://"+commit(t, version)+".insteadOf", "GIT_CONFIG_VALUE_0=https://"+module)
	run(t, t.TempDir(), env, "go", "mod", "download", module+"@"+version, programs+"@"+version)
	laidOut := goEnv(t, env, "GOMODCACHE")
	return "file://" + laidOut + "/cache/download,file://" + goEnv(t, nil, "GOMODCACHE") + "/cache/download," + goEnv(t, nil, "GOPROXY")
}

func goEnv(t *testing.T, env []string, name string) string {
	return strings.TrimSpace(run(t, "", env, "go", "env", name))
}
