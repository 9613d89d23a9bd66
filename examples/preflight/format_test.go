package main

import (
	"bytes"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/require"
)

// TestColumns: the text of the file reaches the formats that count characters.
func TestColumns(t *testing.T) {
	name := t.TempDir() + "/task.json"
	write(t, name, `{"family": "größer", "executionRoleArn": "x", "containerDefinitions": [{"image": "`+image1+`x:y:z"}]}`)
	for format, want := range map[string]string{"sarif": `"startColumn": 82`, "github": "col=82", "json": `"column": 84`} {
		var out, errs bytes.Buffer
		run([]string{"-task", name, "-format", format}, nil, &out, &errs)
		require.Empty(t, errs.String())
		require.Contains(t, out.String(), want)
	}
}

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
