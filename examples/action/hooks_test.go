package action_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = "../.."

// TestHooks runs the hooks as pre-commit does: it clones the repository at a tag and
// installs them with Go from there. Modules come from the module cache.
func TestHooks(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the programs in an environment of its own")
	}
	precommit := installed(t, "pre-commit")
	hooks, user := tagged(t), t.TempDir()
	config := strings.Replace(read(t, "testdata/pre-commit-config.yaml"), "https://github.com/seed-293f0d42/ecrkit", hooks, 1)
	write(t, user, ".pre-commit-config.yaml", config)
	write(t, user, "infra/app.yaml", read(t, "../preflight/testdata/template.yaml"))
	write(t, user, "infra/open.json", task(image)) // undecided, without a policy
	write(t, user, "infra/my compose.yaml", "services: {web: {image: nginx}}")
	write(t, user, "infra/helm.yaml", "a: {{ .Values.a }}\n---\nb\n")
	git(t, user, "init", "--quiet")
	git(t, user, "add", "--all")

	env := append(os.Environ(), "PRE_COMMIT_HOME="+t.TempDir(), "GOMODCACHE="+goEnv(t, "GOMODCACHE"), "GOCACHE="+goEnv(t, "GOCACHE"),
		"GOPROXY=off")
	commit := func() (int, string) {
		cmd := exec.Command(precommit, "run", "--color=never")
		cmd.Dir, cmd.Env = user, env
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}

	code, out := commit()
	require.Zero(t, code, out)
	require.Equal(t, 2, strings.Count(out, "Passed"), out)
	require.Equal(t, 1, strings.Count(out, "Installing environment"), "one environment serves both hooks\n%s", out)

	write(t, user, "infra/$(touch executed) task.yaml", read(t, "../preflight/testdata/token-on-arn.yaml"))
	write(t, user, "elsewhere.yaml", read(t, "../preflight/testdata/token-on-arn.yaml"))
	write(t, user, "Dockerfile", "FROM "+typo)
	git(t, user, "add", "--all")
	code, out = commit()
	require.Equal(t, 1, code, out)
	require.Contains(t, out, "error permission-missing [app]  infra/$(touch executed) task.yaml:25")
	require.NotContains(t, out, "elsewhere.yaml:25", "files: keeps to a folder")
	require.Contains(t, out, "\nDockerfile:1:6: "+typo+": the host suffix for cn-north-1 is amazonaws.com.cn")
	require.Equal(t, 2, strings.Count(out, "- exit code: 1"), out)
	require.NoFileExists(t, filepath.Join(user, "executed"))
}

// tagged is a repository with the files of this one, as they are now, and a tag.
func tagged(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	tree, err := filepath.Abs(root)
	require.NoError(t, err)
	git(t, dir, "init", "--quiet")
	git(t, dir, "--work-tree="+tree, "add", "--all")
	git(t, dir, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "--quiet", "--message", "x")
	git(t, dir, "tag", "v0.1.0")
	return dir
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"--git-dir=" + filepath.Join(dir, ".git")}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	require.NoError(t, err)
	return strings.TrimSpace(string(out))
}
