package main

import (
	"path/filepath"
	"strings"
	"testing"

	minio "github.com/minio/pkg/v3/policy"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/seed-293f0d42/ecrkit/internal/peers/reading"
)

const root = "../../.."

// TestReport: every cell of the page is still true.
func TestReport(t *testing.T) {
	markdown, err := report(root)
	require.NoError(t, err)
	golden.File(t, root+"/docs/conformance.md", []byte(markdown))
	for i, line := range strings.Split(markdown, "\n") {
		if n := len([]rune(line)); n > 140 {
			t.Errorf("line %d has %d characters: %s", i+1, n, line)
		}
	}
}

// TestOurs: our own packages answer every row as the suites do.
func TestOurs(t *testing.T) {
	var refs []referenceRow
	require.NoError(t, suite(root, "ecrref/testdata/conformance/references.json", &refs))
	for _, row := range refs {
		if cell, agrees := row.answer(reading.ReferencePeers[0]); !agrees {
			t.Errorf("%s: %s", row.ID, cell)
		}
	}
	require.Len(t, refs, 209)
}

// TestMinioRefusesECR holds what the page says beside its table.
func TestMinioRefusesECR(t *testing.T) {
	_, err := minio.ParseConfig(strings.NewReader(iampolicy.ECSPull().String()))
	require.ErrorContains(t, err, "unsupported action 'ecr:")
}

// TestSchemas: every suite keeps the schema that stands beside it, so that a
// tool that was written after the schema can read it.
func TestSchemas(t *testing.T) {
	suites, err := filepath.Glob(root + "/*/testdata/conformance/*.schema.json")
	require.NoError(t, err)
	require.Len(t, suites, 6)
	for _, name := range suites {
		schema, err := jsonschema.NewCompiler().Compile(name)
		require.NoError(t, err)
		var rows any
		require.NoError(t, suite("", strings.Replace(name, ".schema", "", 1), &rows))
		require.NoError(t, schema.Validate(rows), name)
		list := rows.([]any)
		require.Error(t, schema.Validate(append(list, map[string]any{"id": "x"})), "%s takes an empty row", name)
	}
}
