package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// asNobody takes the right to read everything from a test that root runs.
func asNobody(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	const nobody = 65534
	require.NoError(t, syscall.Setresuid(-1, nobody, -1))
	t.Cleanup(func() { require.NoError(t, syscall.Setresuid(-1, 0, -1)) })
}

// TestUnreadable: what cannot be read is named, the rest is searched, and the
// status says that the answer is not whole.
func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Chmod(filepath.Dir(dir), 0o755), "others may look into it")
	write(t, dir, map[string]string{"a": ref, "secret/x": ref, "shut": ref, "z": ref})
	require.NoError(t, os.Chmod(filepath.Join(dir, "secret"), 0))
	require.NoError(t, os.Chmod(filepath.Join(dir, "shut"), 0))
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "secret"), 0o755) })
	asNobody(t)

	code, out, report := call(nil, dir)
	require.Equal(t, 2, code)
	require.Equal(t, 2, strings.Count(out, ref))
	require.Contains(t, report, filepath.Join(dir, "secret")+": permission denied\n")
	require.Contains(t, report, filepath.Join(dir, "shut")+": permission denied\n")
}

// TestFailingFile: a file that opens and cannot be read.
func TestFailingFile(t *testing.T) {
	code, out, report := call(nil, "/proc/self/mem")
	require.Equal(t, 2, code)
	require.Empty(t, out)
	require.Equal(t, "refscan: /proc/self/mem: input/output error\n", report)
}
