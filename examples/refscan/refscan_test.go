package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/require"
)

const ref = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"

// call runs the program as main does.
func call(stdin io.Reader, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, stdin, &out, &err)
	return code, out.String(), err.String()
}

// TestGolden holds what the program prints for each format and exit status.
func TestGolden(t *testing.T) {
	for _, row := range []struct {
		name string
		code int
		args string
	}{
		{"text", 0, "testdata/tree"},
		{"json", 0, "-format json testdata/tree"},
		{"group", 0, "-group testdata/tree"},
		{"group-json", 0, "-group -format json testdata/tree"},
		{"binary", 0, "-binary testdata/tree/logs testdata/none.txt"},
		{"stdin", 0, "-"},
		{"stdin-json", 0, "-format=json -"},
		{"near", 0, "-near testdata/near testdata/tree"},
		{"near-json", 0, "-near -format json testdata/near"},
		{"check", 1, "-check testdata/near testdata/tree"},
		{"check-json", 1, "-check -near -format json testdata/near"},
		{"check-none", 0, "-check testdata/none.txt testdata/tree/Dockerfile"},
		{"check-absent", 2, "-check testdata/near testdata/absent"},
		{"none", 1, "testdata/none.txt"},
		{"none-near", 1, "-near testdata/none.txt"},
		{"none-group", 1, "-group testdata/none.txt"},
		{"none-binary", 1, "testdata/tree/logs/core.bin"},
		{"error-absent", 2, "testdata/tree/Dockerfile testdata/absent"},
		{"error-format", 2, "-format xml testdata/tree"},
		{"group", 0, "testdata/tree -group"},
		{"error-near-group", 2, "-near -group testdata/tree"},
		{"error-check-group", 2, "-check -group testdata/tree"},
		{"error-two-stdins", 2, "- testdata/tree -"},
		{"error-meant", 2, "testdata/tre"},
		{"error-dash-file", 2, "-- -group"},
		{"error-flag", 2, "-grp testdata/tree"},
		{"help", 0, "-h"},
	} {
		t.Run(row.name, func(t *testing.T) {
			code, out, report := call(strings.NewReader("\n x "+ref+"\n"), strings.Fields(row.args)...)
			require.Equal(t, row.code, code, report)
			golden.File(t, filepath.Join("testdata/golden", row.name+".txt"),
				fmt.Appendf([]byte(out), "--- standard error, exit %d\n%s", code, report))
		})
	}
}

// write makes the files of a tree.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
}

// TestWalk: what of a tree is searched, and what is not.
func TestWalk(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"a": ref, "b/.github/c": ref, ".git/config": ref, "b/.git/config": ref, "b/x.git/config": ref, "line\nbreak": ref, "empty": "",
	})
	require.NoError(t, os.Symlink("a", filepath.Join(dir, "link")))
	require.NoError(t, os.Symlink("..", filepath.Join(dir, "b/up")))
	require.NoError(t, os.Symlink("absent", filepath.Join(dir, "dangling")))
	t.Chdir(dir)

	code, out, report := call(nil)
	require.Zero(t, code)
	require.Empty(t, report)
	require.Equal(t, []string{"a", "b/.github/c", "b/x.git/config", `"line\nbreak"`, ""}, names(out))

	for _, row := range []struct {
		path string
		want []string
		why  string
	}{
		{".git", []string{".git/config", ""}, "named, it is searched"},
		{"b/.git/", []string{"b/.git/config", ""}, "with a slash too"},
		{"link", []string{"link", ""}, "a link that is named is followed"},
		{"b/up", []string{"b/up/a", "b/up/b/.github/c", "b/up/b/x.git/config", `"b/up/line\nbreak"`, ""}, "to a directory too, links below " +
			"it are not"},
	} {
		code, out, report := call(nil, row.path)
		require.Zero(t, code, row.why+report)
		require.Equal(t, row.want, names(out), row.why)
	}

	write(t, dir, map[string]string{"a&b<c": ref})
	_, out, _ = call(nil, "-format=json", "a&b<c")
	require.Contains(t, out, `{"file":"a&b<c",`, "as it is, not as for a browser")

	code, out, report = call(nil, "dangling", "a")
	require.Equal(t, 2, code)
	require.Contains(t, report, "dangling: no such file")
	require.Equal(t, []string{"a", ""}, names(out), "the rest is searched all the same")
}

// names returns what stands before the position in each line.
func names(out string) []string {
	var ns []string
	for _, line := range strings.Split(out, "\n") {
		name, _, _ := strings.Cut(line, ":1:")
		ns = append(ns, name)
	}
	return ns
}

// TestReadError: what was found before the error is shown, and the status tells.
func TestReadError(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(ref+"\n"+strings.Repeat(" ", 2*windowSize)), iotest.ErrReader(errors.New("the disk is gone")))
	code, out, report := call(broken, "-")
	require.Equal(t, 2, code)
	require.Equal(t, "-:1:1: "+ref+"\n", out)
	require.Equal(t, "refscan: -: the disk is gone\n", report)

	code, out, _ = call(iotest.ErrReader(errors.New("at once")), "-")
	require.Equal(t, 2, code, "an unreadable stream is not one without references")
	require.Empty(t, out)
}

// badWriter is a full disk.
type badWriter struct{}

func (badWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestWriteError(t *testing.T) {
	for _, args := range [][]string{{"-"}, {"-format=json", "-"}, {"-group", "-"}, {"-group", "-format=json", "-"}} {
		var report bytes.Buffer
		code := run(args, strings.NewReader(strings.Repeat(ref+"\n", 20000)), badWriter{}, &report)
		require.Equal(t, 2, code)
		require.Equal(t, "refscan: standard output: no space left on device\n", report.String(), "told once")
	}
}

// TestShowsBeforeItWaits: what was found in one piece of a stream is printed before the
// next is read.
func TestShowsBeforeItWaits(t *testing.T) {
	var out bytes.Buffer
	seen := false
	later := readerFunc(func([]byte) (int, error) {
		seen = strings.Contains(out.String(), ref)
		return 0, io.EOF
	})
	first := strings.NewReader(ref + "\n" + strings.Repeat(" ", windowSize))
	require.Zero(t, run([]string{"-"}, io.MultiReader(first, later), &out, io.Discard))
	require.True(t, seen)
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// TestHelpNamesEveryFlag keeps the text and the flags together.
func TestHelpNamesEveryFlag(t *testing.T) {
	n := 0
	p := new(options).program()
	p.Flags().VisitAll(func(f *flag.Flag) {
		n++
		require.Contains(t, p.Help(), "\n  -"+f.Name+" ")
	})
	require.Equal(t, 6, n)
}

// TestOddNames: no name of a file drives the terminal or feigns a line, and none
// is taken for a login.
func TestOddNames(t *testing.T) {
	for name, want := range map[string]string{
		"no\nfile\x1b[2J":          `"no\nfile\x1b[2J": no such file`,
		"node_modules/@scope/none": "node_modules/@scope/none: no such file",
	} {
		code, _, report := call(nil, name)
		require.Equal(t, 2, code)
		require.Contains(t, report, want)
	}
}

// TestUTF16: what speaks of ECR and cannot be searched is an error, not a file like any other.
func TestUTF16(t *testing.T) {
	dir := t.TempDir()
	wide := func(s string) string { return "\xff\xfe" + strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	write(t, dir, map[string]string{"a/task.json": wide(ref), "b/other.txt": wide("nothing of it"), "c/core": "x\x00y\x00" + ref})
	code, _, report := call(nil, "-check", dir+"/a")
	require.Equal(t, 2, code, report)
	require.Contains(t, report, "task.json: the file is UTF-16 and was not searched: save it as UTF-8")
	for _, name := range []string{"/b", "/c"} {
		code, _, report = call(nil, "-check", dir+name)
		require.Equal(t, 0, code, report)
		require.Contains(t, report, "skipped 1 binary file")
	}
}
