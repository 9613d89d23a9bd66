package main

import (
	"bytes"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/require"
)

// TestFormats holds every format for an answer with an error, a warning and
// notes against a file.
func TestFormats(t *testing.T) {
	for _, format := range report.Formats {
		var out, errs bytes.Buffer
		code := run([]string{"-task", "testdata/mixed.json", "-policy", "testdata/pull-policy.json",
			"-instances", "testdata/old-instances.json", "-explain", "-format", format}, nil, &out, &errs)
		require.Equal(t, 1, code)
		require.Empty(t, errs.String())
		golden.File(t, "testdata/golden/mixed."+format, out.Bytes())
	}
}
