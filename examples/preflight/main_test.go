package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
	"github.com/stretchr/testify/require"
)

// answer runs the program and returns its exit code, what it printed as JSON,
// and standard error.
func answer(t *testing.T, stdin string, args ...string) (int, report.Report, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(append([]string{"-format", "json"}, args...), strings.NewReader(stdin), &out, &errs)
	var r report.Report
	if code != cli.Usage {
		require.NoError(t, json.Unmarshal(out.Bytes(), &r), out.String())
		require.Equal(t, 1, r.Schema)
	}
	return code, r, errs.String()
}

// decisive returns the findings that are not notes, as "severity rule".
func decisive(r report.Report) []string {
	found := []string{}
	for _, f := range r.Findings {
		if f.Severity != note {
			found = append(found, f.Severity.String()+" "+f.Rule)
		}
	}
	return found
}

// said is everything that an answer says and tells to do.
func said(r report.Report) string {
	text := ""
	for _, f := range r.Findings {
		text += f.Message + "\n" + f.Fix + "\n"
	}
	return text
}

func notes(r report.Report) []string {
	found := []string{}
	for _, f := range r.Findings {
		if f.Severity == note {
			found = append(found, f.Rule)
		}
	}
	return found
}

func TestSample(t *testing.T) {
	var out, errs bytes.Buffer
	require.Equal(t, 0, run(nil, nil, &out, &errs))
	require.Empty(t, errs.String())
	require.Contains(t, out.String(), "sample/task.json")
	require.Contains(t, out.String(), "Amazon ECS can pull 2 images from Amazon ECR.")
}

func TestHelp(t *testing.T) {
	var out, errs bytes.Buffer
	require.Equal(t, 0, run([]string{"-h"}, nil, &out, &errs))
	require.Contains(t, out.String(), "-repository-policy FILE")
	require.Empty(t, errs.String())
}

// TestUsageErrors: exit 2, the reason and the remedy on standard error, nothing
// on standard output.
func TestUsageErrors(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "task.json", task("FARGATE", image1))
	write(t, "truncated.json", `{"family":"x","containerDefinitions":[{"name":"a"`)
	write(t, "policy.json", pullPolicy)
	write(t, "effect.json", strings.Replace(pullPolicy, "Allow", "Permit", 1))
	write(
		t,
		"operator.json",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEqual":{"a":"b"}}}]}`,
	)
	write(t, "resource.json", repoPolicy)
	write(t, "named.json", fmt.Sprintf(`{"repositoryName":"team/app","policyText":%q}`, repoPolicy))
	write(t, "number.json", fmt.Sprintf(`{"registryId":123456789012,"policyText":%q}`, repoPolicy))
	write(t, "types.json", strings.Replace(task("FARGATE", image1), `["FARGATE"]`, `"FARGATE"`, 1))
	for _, row := range []struct{ args, want, why string }{
		{"-nonsense", "nonsense", "unknown flag"},
		{"task.json", "-task task.json", "file without flag"},
		{"-policy policy.json", "-task is missing", "no task definition"},
		{"-task task.json -format xml", "text, json, sarif, github", "unknown format"},
		{"-task task.json -launch-type lambda", "EC2, FARGATE", "no launch type"},
		{"-error= -task task.json", "-error is empty", "empty shell variable"},
		{"-task task.json -error -explain", "-error -explain: that is a flag", "a shell variable that is empty and not quoted"},
		{"-task task.json -role-arn -explain", "-role-arn -explain: that is a flag", "the same"},
		{"-task missing.json", "missing.json", "file that is not there"},
		{"-task truncated.json", "truncated.json: line 1, column", "truncated JSON"},
		{"-task policy.json", "pass it with -policy", "policy as task"},
		{"-task task.json -policy task.json", "pass it with -task", "task as policy"},
		{"-task task.json -policy effect.json", `"Permit"`, "unknown effect"},
		{"-task task.json -policy operator.json", "StringEqual", "unknown operator"},
		{"-task task.json -instances policy.json", "describe-container-instances", "policy as instances"},
		{"-task task.json -account-details policy.json", "get-account-authorization-details", "policy as account"},
		{"-task task.json -policy policy.json -account-details policy.json", "leave out -policy", "policies twice"},
		{"-task task.json -endpoint-policy policy.json -endpoint-policy policy.json", "once", "two endpoints"},
		{"-task task.json -context x", "KEY=VALUE", "context without value"},
		{"-task task.json -policy resource.json", "has a Principal", "resource policy as policy"},
		{"-task task.json -repository-policy policy.json", "has no Principal", "policy as resource policy"},
		{"-task task.json -context aws:RequestedRegion=x", "follows from the image", "derived key"},
		{"-task task.json -repository-policy other=named.json", "it is of team/app", "contradiction"},
		{"-task task.json -repository-policy number.json", "write it in quotation marks", "account as number"},
		{"-task types.json", "FARGATE", "launch types as a string"},
		{"-task - -policy -", "standard input", "stdin twice"},
		{"-task task.json -boundary policy.json -boundary policy.json", "once", "two boundaries"},
		{"-task task.json -policy arn:aws:iam::123456789012:policy/mine",
			"get-policy-version --policy-arn arn:aws:iam::123456789012:policy/mine", "ARN as file"},
		{"-task task.json -policy Mine", "get-policy-version --policy-arn ARN", "name as file"},
		{"-task task.json -policy AmazonECSTaskExecutionRolPolicy", "did you mean AmazonECSTaskExecutionRolePolicy?", "misspelled name"},
	} {
		var out, errs bytes.Buffer
		code := run(strings.Fields(row.args), strings.NewReader(task("FARGATE", image1)), &out, &errs)
		require.Equal(t, cli.Usage, code, row.why)
		require.Contains(t, errs.String(), row.want, row.why)
		require.Empty(t, out.String(), row.why)
	}
}

func write(t testing.TB, name, content string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
}

// TestNoSecrets: user info of an image is shown in no format.
func TestNoSecrets(t *testing.T) {
	dir := t.TempDir()
	for _, image := range []string{"AWS:eyJTOKEN@" + image1, "AWS:eyJTOKEN@quay.io/x:1", "https://user:eyJTOKEN@quay.io/app",
		"AWS:eyJTOKEN@" + host + "/${X}"} {
		write(t, dir+"/task.json", task("FARGATE", image))
		for _, format := range report.Formats {
			var out, errs bytes.Buffer
			run([]string{"-task", dir + "/task.json", "-format", format}, nil, &out, &errs)
			require.NotContains(t, out.String()+errs.String(), "eyJTOKEN", "%s in %s", image, format)
		}
	}
}

// TestControlCharacters: a name cannot start a line of its own.
func TestControlCharacters(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/task.json", strings.Replace(task("FARGATE", image1), `"c0"`, `"x\n::error::y\u001b[31m"`, 1))
	for _, format := range report.Formats {
		var out, errs bytes.Buffer
		run([]string{"-task", dir + "/task.json", "-format", format}, nil, &out, &errs)
		require.NotContains(t, out.String(), "\n::error::y", format)
		require.NotContains(t, out.String(), "\x1b", format)
	}
}

// samplesDir holds real task definitions of others, beside the checkout.
const samplesDir = "../../../shared/samples/taskdefs"

// TestRealTaskDefinitions runs over public task definitions: never a panic,
// never green without a policy where an image is in ECR.
func TestRealTaskDefinitions(t *testing.T) {
	files, err := filepath.Glob(samplesDir + "/*.json")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no task definitions in " + samplesDir)
	}
	require.GreaterOrEqual(t, len(files), 8)
	want := map[string]string{
		"containers-gunicorn_ec2.json":                        "nothing-to-decide", // Docker Hub only: nothing to decide
		"containers-nginx_fargate.json":                       "nothing-to-decide", // likewise
		"firelens-config-file-type-file-task-definition.json": "will-fail",         // an account of 11 digits
	}
	for _, file := range files {
		_, r, _ := answer(t, "", "-task", file)
		expected, ok := want[filepath.Base(file)]
		if !ok {
			expected = privateOr(r, "undecided", "nothing-to-decide")
		}
		require.Equal(t, expected, r.Verdict.String(), file)
	}
}

func privateOr(r report.Report, private, other string) string {
	for _, i := range r.Images {
		if strings.Contains(i.Image, ".dkr.ecr") {
			return private
		}
	}
	return other
}
