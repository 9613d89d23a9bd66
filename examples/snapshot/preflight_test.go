package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/stretchr/testify/require"
)

// readers is the folder of the programs that read snapshots, once they are built.
var readers string

// buildReaders builds them, once for all tests.
var buildReaders = sync.OnceValue(func() (err error) {
	if readers, err = os.MkdirTemp("", "snapshot-readers"); err != nil {
		return err
	}
	build := exec.Command("go", "build", "-o", readers, "./preflight", "./fleet", "./policygen")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return errors.New(string(out))
	}
	return nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if readers != "" {
		os.RemoveAll(readers)
	}
	os.Exit(code)
}

// program runs one of those that read snapshots.
func program(t *testing.T, name, stdin string, args ...string) (int, string) {
	t.Helper()
	require.NoError(t, buildReaders())
	cmd := exec.Command(filepath.Join(readers, name), args...)
	cmd.Stdin = strings.NewReader(stdin)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String()
}

// preflight returns the verdict, and the rules that decide it.
func preflight(t *testing.T, snapshot string, args ...string) (code int, rules []string, text string) {
	t.Helper()
	code, text = program(t, "preflight", snapshot, append([]string{"-format", "json", "-snapshot", "-"}, args...)...)
	var report struct {
		Findings []struct{ Rule, Severity string }
	}
	require.NoError(t, json.Unmarshal([]byte(text), &report), text)
	rules = []string{}
	for _, f := range report.Findings {
		if f.Severity != "note" {
			rules = append(rules, f.Severity+" "+f.Rule)
		}
	}
	return code, rules, text
}

const (
	host       = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
	pullPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:GetAuthorizationToken",` +
		`"ecr:BatchCheckLayerAvailability","ecr:GetDownloadUrlForLayer","ecr:BatchGetImage","logs:CreateLogStream","logs:PutLogEvents"],` +
		`"Resource":"*"}]}`
)

// testPreflight asks moto what it would ask AWS, and preflight what it makes of
// that.
func testPreflight(t *testing.T, a account) {
	a.role("pulls", trust, pullPolicy)
	a.role("lacks", trust, strings.Replace(pullPolicy, `"ecr:BatchGetImage",`, "", 1))
	a.role("untrusted", strings.Replace(trust, "ecs-tasks", "lambda", 1), pullPolicy)
	a.push("team/app", "v1")
	a.push("team/denied", "v1")
	_, err := a.ecr.SetRepositoryPolicy(t.Context(), &ecr.SetRepositoryPolicyInput{RepositoryName: aws.String("team/denied"),
		PolicyText: aws.String(
			`{"Version":"2012-10-17","Statement":[{"Sid":"no","Effect":"Deny","Principal":"*","Action":["ecr:BatchGetImage"]}]}`)})
	require.NoError(t, err)
	for _, row := range []struct {
		why, role, image string
		exit             int
		rules            []string
	}{
		{"all is there", "pulls", host + "/team/app:v1", 0, []string{}},
		{"no such tag", "pulls", host + "/team/app:v2", 1, []string{"error image-missing"}},
		{"no such repository", "pulls", host + "/team/none:v1", 1, []string{"error image-missing"}},
		{"the role lacks an action", "lacks", host + "/team/app:v1", 1, []string{"error permission-missing"}},
		{"no such role", "absent", host + "/team/app:v1", 1, []string{"error role-absent", "warning policy-missing"}},
		{"ECS may not use the role", "untrusted", host + "/team/app:v1", 1, []string{"error trust-missing"}},
		{"the repository policy denies", "pulls", host + "/team/denied:v1", 1, []string{"error permission-denied"}},
	} {
		family := strings.ReplaceAll(row.why, " ", "-")
		a.task(family, row.role, row.image)
		r := take(t, "-task-definition", family)
		require.Equal(t, 0, r.code, r.stderr)
		code, rules, text := preflight(t, r.text)
		require.Equal(t, row.rules, rules, "%s: %s", row.why, text)
		require.Equal(t, row.exit, code, row.why)
	}
	r := take(t, "-task-definition", "nothing-of-that-name")
	require.Equal(t, 1, r.code)
	code, rules, _ := preflight(t, r.text)
	require.Equal(t, 3, code)
	require.Equal(t, []string{"warning aws-unanswered"}, rules)
	code, out := program(t, "policygen", take(t, "-task-definition", "all-is-there").text, "-snapshot", "-")
	require.Equal(t, 0, code, out)
	require.Contains(t, out, "repository/team/app")
}

// TestDenied: a caller who may ask nothing learns which permissions that takes,
// and gets no verdict.
func TestDenied(t *testing.T) {
	fake(t, nil)
	dir := t.TempDir()
	file := filepath.Join(dir, "task.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"family":"web","requiresCompatibilities":["EC2"],"executionRoleArn":"`+roleARN+`",`+
		`"containerDefinitions":[{"name":"app","image":"`+image+`"}]}`), 0o600))
	r := take(t, "-task", file, "-cluster", "c")
	require.Equal(t, 3, r.code)
	actions := []string{"ecs:ListContainerInstances", "iam:GetRole", "ecr:DescribeImages", "ecr:GetRepositoryPolicy",
		"ecr:GetRegistryPolicy", "ecr:DescribePullThroughCacheRules"}
	code, _, text := preflight(t, r.text, "-task", file)
	require.Equal(t, 3, code)
	for _, action := range actions {
		require.Contains(t, r.stderr, action)
		require.Contains(t, text, "allow the caller "+action)
	}
	code, out := program(t, "fleet", r.text, "-snapshot", "-")
	require.Equal(t, 3, code)
	require.Contains(t, out, "fleet: the cluster c with its container instances is not known, because these credentials may not call "+
		"ecs:ListContainerInstances: not authorized\n")
}

// TestLoginIsUndecided: nobody is green on credentials that do not work.
func TestLoginIsUndecided(t *testing.T) {
	fake(t, map[string][]answer{"GetCallerIdentity": expired})
	r := take(t, "-task-definition", "web", "-cluster", "c")
	code, rules, _ := preflight(t, r.text)
	require.Equal(t, 3, code)
	require.Contains(t, rules, "warning aws-unanswered")
	code, _ = program(t, "fleet", r.text, "-snapshot", "-")
	require.Equal(t, 3, code)
	code, _ = program(t, "policygen", r.text, "-snapshot", "-")
	require.Equal(t, 3, code)
}
