package main

import (
	"bytes"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

// TestHook: what a commit hook passes is every changed file, and what is no task
// definition must not keep anybody from committing.
func TestHook(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "good.json", task("FARGATE", image1))
	write(t, "also.json", task("FARGATE", image1))
	write(t, "bad.json", task("FARGATE", "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1"))
	write(t, "open.json", task("FARGATE", "12345678901.dkr.ecr.us-east-1.amazonaws.com/app:${TAG}"))
	write(t, "hub.json", `[{"name": "a", "image": "nginx:1"}]`)
	write(t, "compose.yaml", "services: {web: {image: nginx}}")
	write(t, "broken.json", `{"containerDefinitions": [}`)
	write(t, "policy.json", pullPolicy)
	write(t, "$(touch executed).yaml", "a: 1")
	for _, name := range []string{"-h=true.json", "-role-arn=x.json"} {
		write(t, name, task("FARGATE", image1))
	}
	for _, row := range []struct {
		why     string
		args    []string
		code    int
		verdict verdict
		images  int
		said    string
	}{
		{"no file at all", nil, cli.OK, outside, 0, ""},
		{"nothing to check",
			[]string{"compose.yaml"}, cli.OK, outside, 0, "preflight: 1 file without a task definition left out: compose.yaml\n"},
		{"no image in ECR", []string{"hub.json"}, cli.OK, outside, 1, ""},
		{"no policy: undecided, and that passes", []string{"good.json", "also.json"}, cli.OK, undecided, 2, ""},
		{"unless asked for", []string{"-strict", "good.json"}, cli.Found, undecided, 1, ""},
		{"a policy decides", []string{"-policy", "policy.json", "good.json"}, cli.OK, canPull, 1, ""},
		{"a mistake in one of them", []string{"compose.yaml", "good.json", "bad.json"}, cli.Found, willFail, 2,
			"preflight: 1 file without a task definition left out: compose.yaml\n"},
		{"a mistake in front of a placeholder", []string{"open.json"}, cli.Found, willFail, 1, ""},
		{"flags behind the files", []string{"good.json", "-strict"}, cli.Found, undecided, 1, ""},
		{"the names of three", []string{"$(touch executed).yaml", "policy.json", "compose.yaml", "compose.yaml", "hub.json"}, cli.OK, outside, 1,
			"preflight: 4 files without a task definition left out: $(touch executed).yaml, policy.json, compose.yaml and 1 more\n"},
	} {
		t.Run(row.why, func(t *testing.T) {
			code, r, said := answer(t, "", append([]string{"-hook"}, row.args...)...)
			require.Equal(t, row.code, code)
			require.Equal(t, row.verdict, r.Verdict)
			require.Len(t, r.Images, row.images)
			require.Equal(t, row.said, said)
		})
	}
	for _, row := range []struct {
		args []string
		said string
		why  string
	}{
		{[]string{"-hook", "broken.json", "good.json"}, "preflight: broken.json: line 1", "a task definition that cannot be read"},
		{[]string{"-hook", "gone.json"}, "preflight: gone.json: no such file", "a file that is not there"},
		{[]string{"-hook", "-task", "good.json"}, "preflight: -hook checks the files behind the flags: leave out -task\n", "two ways to say it"},
		{[]string{"good.json"}, `preflight: unexpected "good.json"`, "a file without -hook"},
		{[]string{"-hook", "-h=true.json", "bad.json"}, "preflight: a file is called -h=true.json, which reads as a flag: rename it, or write " +
			"./-h=true.json\n", "a name that asks for help"},
		{[]string{"-hook", "-role-arn=x.json", "bad.json"}, "preflight: a file is called -role-arn=x.json, which reads as a flag", "a value"},
		{[]string{"-hook", "-version", "bad.json"}, "preflight: -h and -version check nothing", "a file without the check"},
		{[]string{"-hook", "--", "-strict"}, "preflight: a file called -strict is written ./-strict", "a name that is a flag"},
	} {
		var out, errs bytes.Buffer
		require.Equal(t, cli.Usage, run(row.args, nil, &out, &errs), row.why)
		require.Empty(t, out.String(), row.why)
		require.Contains(t, errs.String(), row.said, row.why)
	}
}

// TestHookAsksEachByItself: the answer for a file does not hang on which others are
// in the commit. The role of one template is none for the other.
func TestHookAsksEachByItself(t *testing.T) {
	_, alone, _ := answer(t, "", "-hook", "testdata/template.yaml")
	_, beside, _ := answer(t, "", "-hook", "testdata/token-on-arn.yaml", "testdata/template.yaml", "testdata/fargate.json")
	require.Subset(t, beside.Images, alone.Images)
	require.Subset(t, beside.Findings, alone.Findings)
	require.Equal(t, willFail, beside.Verdict)
	require.Len(t, beside.Images, 4)
}
