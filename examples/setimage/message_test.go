package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNoSecretInMessages: the user info of an image is never repeated, whether
// the image goes, stays, comes or is taken for a file.
func TestNoSecretInMessages(t *testing.T) {
	for _, image := range []string{"AWS:eyJTOKEN@" + host + "/app:v1", "AWS:eyJTOKEN@quay.io/x:1", "https://user:eyJTOKEN@quay.io/app",
		"u:eyJTOKEN@${HOST}/app"} {
		file := `[{"name":"a","image":"` + image + `"}]`
		for _, row := range []struct {
			code  int
			stdin string
			args  []string
		}{
			{0, file, []string{"-image", "nginx", "-"}},
			{2, file, []string{"-tag", "2", "-"}},
			{2, file, []string{"-digest", digestA, "-"}},
			{2, `[{"name":"a","image":"nginx"}]`, []string{"-image", image, "-"}},
			{2, file, []string{"-tag", "2", image}},
			{2, file, []string{"-tag", "2", image, "-"}},
		} {
			code, out, report := call(row.stdin, row.args...)
			require.Equal(t, row.code, code, report)
			require.NotContains(t, out+report, "eyJTOKEN", row.args)
			require.Contains(t, report, "REDACTED", row.args)
		}
	}
	_, _, report := call(`[{"name":"a","image":"nginx:1@`+digestA+`"}]`, "-tag", "2", "-")
	require.Equal(t, "standard input:1: a: nginx:1@"+digestA+" -> nginx:2\n", report, "a digest is no host")
}

// TestNamesInMessages: no name of a file drives the terminal or feigns a line.
func TestNamesInMessages(t *testing.T) {
	const name = "\x1b[2J\nsetimage: fine"
	quoted, err := json.Marshal(name)
	require.NoError(t, err)
	one := `[{"name":` + string(quoted) + `,"image":"nginx:1"}]`
	template := `{"Resources":{` + string(
		quoted,
	) + `:{"Type":"AWS::ECS::TaskDefinition","Properties":{"ContainerDefinitions":[{"Name":"a","Image":"b"}]}},` +
		`"it's":{"Type":"AWS::ECS::TaskDefinition","Properties":{"ContainerDefinitions":[{"Name":"a","Image":"b"}]}}}}`
	for _, row := range []struct{ stdin, args, want, why string }{
		{one, "-tag 2 -", "nginx:1 -> nginx:2", "what changed"},
		{one, "-tag 1 -", "already", "what did not"},
		{one, "-container b -tag 1 -", "there is", "whom there is"},
		{template, "-container a -tag 1 -", `-task 'it'\''s'`, "which tasks there are, to paste"},
		{template, "-container a -task b -tag 1 -", "there is", "the same"},
		{`{"taskDefinition":{"containerDefinitions":[]},` + string(quoted) + `:1}`, "-strip -", "removed", "what went"},
		{`{"taskDefinition":{"containerDefinitions":[]},"tags":[{"key":"aws:` + string(quoted)[1:] + `}]}`, "-strip -", "removed",
			"which tag went"},
	} {
		_, _, report := call(row.stdin, strings.Fields(row.args)...)
		require.Contains(t, report, row.want, row.why)
		require.NotContains(t, report, "\x1b", row.why)
		require.NotContains(t, report, "\nsetimage: fine", row.why)
	}
	_, _, report := call("", "-tag", "2", "no\nfile")
	require.NotContains(t, report, "no\nfile")
}
