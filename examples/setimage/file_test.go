package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestInPlace(t *testing.T) {
	dir := t.TempDir()
	name, link, hard := filepath.Join(dir, "task.json"), filepath.Join(dir, "link.json"), filepath.Join(dir, "hard.json")
	require.NoError(t, os.WriteFile(name, []byte("\ufeff[\r\n{\"name\":\"a\",\"image\":\"x:1-and-more\"}]\r\n"), 0o640))
	require.NoError(t, os.Symlink("task.json", link))
	require.NoError(t, os.Link(name, hard))

	code, out, _ := call("", "-container", "a", "-tag", "2", "-w", link)
	require.Zero(t, code)
	require.Empty(t, out)
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, "\ufeff[\r\n{\"name\":\"a\",\"image\":\"x:2\"}]\r\n", string(data))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&os.ModeSymlink, "the link stays a link")
	data, err = os.ReadFile(hard)
	require.NoError(t, err)
	require.Contains(t, string(data), "x:2", "the other name is still one of the same file")
	info, err = os.Stat(name)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o640), info.Mode().Perm())
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 3, "no temporary file stays")

	require.NoError(t, os.Chtimes(name, info.ModTime().Add(-1e9), info.ModTime().Add(-1e9)))
	before, _ := os.Stat(name)
	code, _, report := call("", "-container", "a", "-tag", "2", "-w", name)
	require.Zero(t, code)
	require.Contains(t, report, "already x:2, image not changed")
	after, _ := os.Stat(name)
	require.Equal(t, before.ModTime(), after.ModTime(), "an unchanged file is not written")

	code, _, report = call("", "-container", "a", "-tag", "2", "-w", filepath.Join(dir, "absent.json"))
	require.Equal(t, 2, code)
	require.Contains(t, report, "no such file")
}

// TestReadOnly: -w does not write what somebody has made read-only, even where
// root could.
func TestReadOnly(t *testing.T) {
	name := filepath.Join(t.TempDir(), "task.json")
	const old = `[{"name":"a","image":"x:1"}]`
	require.NoError(t, os.WriteFile(name, []byte(old), 0o444))
	code, out, report := call("", "-tag", "2", "-w", name)
	require.Equal(t, 2, code)
	require.Empty(t, out)
	require.Contains(t, report, "read-only: make it writable, or leave -w out")
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, old, string(data))
	code, out, _ = call("", "-tag", "2", name)
	require.Zero(t, code)
	require.Contains(t, out, "x:2", "to standard output it goes")
	code, _, _ = call("", "-tag", "1", "-w", name)
	require.Zero(t, code, "nothing to write")
}

// TestFull: where the new contents do not fit, the old ones stay.
func TestFull(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is not installed")
	}
	name := filepath.Join(t.TempDir(), "task.json")
	old := `[{"name":"a","image":"x:1"}]` + strings.Repeat(" ", 990)
	require.NoError(t, os.WriteFile(name, []byte(old), 0o644))
	tag := strings.Repeat("2", 100)
	// ulimit counts blocks of 1024 bytes: a file cannot grow beyond the first
	out, err := exec.Command(bash, "-c", `ulimit -f 1; "$0" "$@"`, build(t), "-tag", tag, "-w", name).CombinedOutput()
	require.Error(t, err, string(out))
	require.Contains(t, string(out), "file too large")
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, old, string(data))
}
