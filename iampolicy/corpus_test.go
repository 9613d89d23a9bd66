package iampolicy_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// requireCI skips t where an outside part of a test is missing; in CI, which
// has all parts, it fails.
func requireCI(t testing.TB, missing string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s; CI must have it", missing)
	}
	t.Skipf("%s: skipping", missing)
}

// readMoto returns AWS's managed policies as the Python package moto carries them.
func readMoto(t testing.TB) map[string]json.RawMessage {
	t.Helper()
	const script = `import sys; from moto.iam.aws_managed_policies import aws_managed_policies_data as d; sys.stdout.write(d)`
	out, err := exec.Command("python3", "-c", script).Output()
	if err != nil {
		requireCI(t, "Python package moto, whose managed policies are the corpus, is not installed")
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

// value decodes JSON to what it means, numbers as they are spelled.
func value(t testing.TB, b []byte) any {
	t.Helper()
	var v any
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	require.NoError(t, dec.Decode(&v))
	return v
}

// TestParseManaged takes every managed policy of AWS through Parse and back.
func TestParseManaged(t *testing.T) {
	for name, doc := range readMoto(t) {
		d, err := iampolicy.Parse(doc)
		require.NoError(t, err, name)
		out := d.AppendJSON(nil)
		require.Equal(t, value(t, doc), value(t, out), name)
		again, err := iampolicy.Parse(out)
		require.NoError(t, err, name)
		require.Equal(t, d, again, name)
		require.NoError(t, d.Validate(), name)
	}
}
