// Package policytest holds what the tests of several packages read: policies that
// AWS publishes, each with its source.
package policytest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// RequireCI skips t where an outside part of a test is missing; in CI, which
// has all parts, it fails.
func RequireCI(t testing.TB, missing string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s; CI must have it", missing)
	}
	t.Skipf("%s: skipping", missing)
}

// Rounds is how often a random test goes round: n times, or a thirtieth of that in a
// short run, which is to find what breaks often within the blink of an eye.
func Rounds(t testing.TB, n int) int {
	t.Helper()
	if !testing.Short() {
		return n
	}
	few := max(n/30, 5)
	t.Logf("-short: %d rounds of %d", few, n)
	return few
}

// ReadMoto returns AWS's managed policies as the Python package moto carries them. A
// short run skips the test: the 46 of ReadPolicies stand for them.
func ReadMoto(t testing.TB) map[string]json.RawMessage {
	t.Helper()
	if testing.Short() {
		t.Skip("-short leaves out AWS's 1,400 managed policies")
	}
	const script = `import sys; from moto.iam.aws_managed_policies import aws_managed_policies_data as d; sys.stdout.write(d)`
	out, err := exec.Command("python3", "-c", script).Output()
	if err != nil {
		RequireCI(t, "Python package moto, whose managed policies are the corpus, is not installed")
	}
	var rows map[string]struct{ Document json.RawMessage }
	require.NoError(t, json.Unmarshal(out, &rows))
	policies := make(map[string]json.RawMessage, len(rows))
	for name, row := range rows {
		policies[name] = row.Document
	}
	require.GreaterOrEqual(t, len(policies), 1400, "the corpus has shrunk")
	return policies
}

// Value decodes JSON to what it means, numbers as they are spelled.
func Value(t testing.TB, b []byte) any {
	t.Helper()
	var v any
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	require.NoError(t, dec.Decode(&v))
	return v
}

// PolicyRow is one row of testdata/source/policies.json.
type PolicyRow struct {
	ID, Kind, Source, Status, Note string
	Policy                         json.RawMessage
}

// ReadPolicies returns the rows of testdata/source/policies.json.
func ReadPolicies(t testing.TB) []PolicyRow {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	src, err := os.ReadFile(filepath.Join(filepath.Dir(here), "../../testdata/source/policies.json"))
	require.NoError(t, err)
	var rows []PolicyRow
	require.NoError(t, json.Unmarshal(src, &rows))
	require.Len(t, rows, 46)
	return rows
}
