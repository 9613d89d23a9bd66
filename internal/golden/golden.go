// Package golden holds what a test computes against a committed file, and
// rewrites the file when the test runs with -update. Tables rendered to Go and
// expected program output both use it, so that one flag refreshes everything:
//
//	go test ./... -run TestTable -update
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files and generated tables")

// File fails t unless the file called name holds exactly got.
// With -update it writes got to the file instead.
func File(t testing.TB, name string, got []byte) {
	t.Helper()
	if *update {
		write(t, name, got)
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v (run the test with -update to create it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is out of date at line %d (run the test with -update and read the diff)\n got: %s\nwant: %s",
			name, firstDifference(got, want), lineAt(got, firstDifference(got, want)), lineAt(want, firstDifference(got, want)))
	}
}

func write(t testing.TB, name string, got []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, got, 0o644); err != nil {
		t.Fatal(err)
	}
}

// firstDifference returns the number, from 1, of the first line that differs.
func firstDifference(a, b []byte) int {
	n := 1
	for i := 0; i < min(len(a), len(b)) && a[i] == b[i]; i++ {
		if a[i] == '\n' {
			n++
		}
	}
	return n
}

func lineAt(b []byte, n int) []byte {
	lines := bytes.Split(b, []byte("\n"))
	if n > len(lines) {
		return nil
	}
	return lines[n-1]
}
