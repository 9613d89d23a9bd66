package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// edit replaces texts of the snapshot in testdata, each of which has to be there.
func edit(t *testing.T, pairs ...string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/snapshot.json")
	require.NoError(t, err)
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		require.Contains(t, text, pairs[i])
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

const (
	noneUnanswered = `"unanswered": []`
	theRole        = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"
	theImage       = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"
	theRepository  = "arn:aws:ecr:us-east-1:123456789012:repository/team/app"
	theRegistry    = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
)

// unansweredJSON is the list with one question in it.
func unansweredJSON(question, resource, code, allow string) string {
	return `"unanswered": [{"question":"` + question + `","resource":"` + resource + `","action":"x:Y","code":"` + code + `",` +
		`"message":"the reason","allow":"` + allow + `"}]`
}

// refused is a snapshot in which AWS refused one answer.
func refused(t *testing.T, question, resource string) string {
	return edit(t, noneUnanswered, unansweredJSON(question, resource, "AccessDeniedException", "x:Y"))
}

// TestSnapshotUnanswered: what AWS did not tell is never fine where the answer may
// hang on it, and says which permission would tell it.
func TestSnapshotUnanswered(t *testing.T) {
	code, r, errs := answer(t, edit(t), "-snapshot", "-")
	require.Empty(t, errs)
	require.Empty(t, decisive(r))
	require.Equal(t, 0, code)
	for _, row := range []struct {
		question, resource string
		exit               int
		rules              []string
		why                string
	}{
		{"role", theRole, 3, []string{"warning aws-unanswered"}, "one of its policies could deny"},
		{"role", "arn:aws:iam::123456789012:role/other", 0, []string{}, "no task names it"},
		{"repository-policy", theRepository, 3, []string{"warning aws-unanswered"}, "it could deny"},
		{"repository-policy", theRepository + "2", 0, []string{}, "no image is in it"},
		{"registry-policy", theRegistry, 3, []string{"warning aws-unanswered"}, "it could deny"},
		{"image", theImage, 3, []string{"warning aws-unanswered", "warning image-unknown"}, "is it there?"},
		{"platforms", theImage, 3, []string{"warning aws-unanswered", "warning image-unknown"}, "does it fit?"},
		{"cache-rules", theRegistry, 0, []string{}, "the image is there, so no rule has to bring it"},
		{"creation-templates", theRegistry, 0, []string{}, "the repository is there"},
		{"task-definition", "other", 3, []string{"warning aws-unanswered"}, "its images are not known"},
		{"service", "other", 3, []string{"warning aws-unanswered"}, "its images are not known"},
		{"container-instances", "c", 0, []string{}, "the task runs on Fargate"},
		{"caller-identity", "", 0, []string{}, "everything else was answered"},
	} {
		code, r, errs := answer(t, refused(t, row.question, row.resource), "-snapshot", "-")
		require.Empty(t, errs, row.why)
		require.Equal(t, row.rules, decisive(r), "%s: %s", row.question, row.why)
		require.Equal(t, row.exit, code, row.why)
		for _, f := range r.Findings {
			if f.Rule == "aws-unanswered" {
				require.Equal(t, "the reason", f.Message)
				require.Equal(t, "allow the caller x:Y, and take the snapshot anew", f.Fix)
				require.Equal(t, "stdin", f.Where.File)
				require.NotZero(t, f.Where.Line)
			}
		}
	}
	code, r, _ = answer(t, edit(t, noneUnanswered, unansweredJSON("registry-policy", theRegistry, "NotAsked", "")), "-snapshot", "-")
	require.Equal(t, 0, code, "a registry of another account, whose policy is presumed not to stand in the way")
	require.Contains(t, notes(r), "aws-unanswered")
}

// TestSnapshotUnseenPolicy: what the role lacks, a policy that AWS refused to show
// may grant; what a policy denies, no other grants.
func TestSnapshotUnseenPolicy(t *testing.T) {
	lacks := edit(t, `"ecr:BatchGetImage",`, "")
	code, r, _ := answer(t, lacks, "-snapshot", "-")
	require.Equal(t, []string{"error permission-missing"}, decisive(r))
	require.Equal(t, 1, code)
	for _, question := range []string{"repository-policy", "registry-policy"} {
		resource := map[string]string{"repository-policy": theRepository, "registry-policy": theRegistry}[question]
		gap := unansweredJSON(question, resource, "AccessDeniedException", "x:Y")
		code, r, _ = answer(t, strings.Replace(lacks, noneUnanswered, gap, 1), "-snapshot", "-")
		require.ElementsMatch(t, []string{"warning aws-unanswered", "warning permission-missing"}, decisive(r))
		require.Equal(t, 3, code)
		denies := edit(t, noneUnanswered, gap, `"Effect": "Allow",
                  "Action"`, `"Effect": "Deny",
                  "Action"`)
		code, _, _ = answer(t, denies, "-snapshot", "-")
		require.Equal(t, 1, code)
	}
}

// TestSnapshotAbsent: what does not exist cannot be pulled, but an image may come
// with the first pull where cache rules are not known.
func TestSnapshotAbsent(t *testing.T) {
	noImage := edit(t, `"absent": [`, `"absent": [{"question":"image","resource":"`+theImage+`","message":"there is no image"},`)
	code, r, _ := answer(t, noImage, "-snapshot", "-")
	require.Equal(t, []string{"error image-missing"}, decisive(r))
	require.Equal(t, 1, code)
	unknownRules := strings.Replace(noImage, noneUnanswered, unansweredJSON("cache-rules", theRegistry, "AccessDeniedException", "x:Y"), 1)
	code, r, _ = answer(t, unknownRules, "-snapshot", "-")
	require.Equal(t, []string{"warning image-missing"}, decisive(r))
	require.Equal(t, 3, code)
	noRole := edit(t, `"Arn": "`+theRole+`"`, `"Arn": "x"`, `"absent": [`, `"absent": [{"question":"role","resource":"`+theRole+`"},`)
	_, r, _ = answer(t, noRole, "-snapshot", "-")
	require.Contains(t, decisive(r), "error role-absent")
	unasked := edit(t, `"Arn": "`+theRole+`"`, `"Arn": "x"`)
	code, r, _ = answer(t, unasked, "-snapshot", "-")
	require.Contains(t, decisive(r), "warning role-unknown", "a snapshot without the role says nothing of it")
	require.Equal(t, 3, code)
	noTask := edit(t, `"taskDefinitions"`, `"other"`, `"absent": [`, `"absent": [{"question":"task-definition","resource":"web"},`)
	code, r, _ = answer(t, noTask, "-snapshot", "-")
	require.Equal(t, []string{"warning aws-unanswered"}, decisive(r))
	require.Equal(t, 3, code)
}

// TestSnapshotBesideFiles: a file that is given comes before the snapshot.
func TestSnapshotBesideFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/task.json", task("FARGATE", theImage))
	write(t, dir+"/policy.json", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`)
	write(t, dir+"/repository.json", repoPolicy)
	code, r, errs := answer(t, refused(t, "task-definition", "web"), "-snapshot", "-", "-task", dir+"/task.json", "-role-arn", theRole)
	require.Empty(t, errs)
	require.Equal(t, 0, code, "%v", r.Findings)
	require.Len(t, r.Images, 1, "the task definition of the snapshot is left out")
	require.Equal(t, dir+"/task.json", r.Images[0].Where.File)
	write(t, dir+"/other.json", task("FARGATE", theImage+"2"))
	code, r, _ = answer(t, edit(t), "-snapshot", "-", "-task", dir+"/other.json", "-role-arn", theRole)
	require.Equal(t, []string{"warning image-unknown"}, decisive(r), "nobody asked AWS about it")
	require.Equal(t, 3, code)
	code, _, _ = answer(t, refused(t, "role", theRole), "-snapshot", "-", "-policy", dir+"/policy.json")
	require.Equal(t, 1, code, "the policy that was given lacks everything")
	_, r, _ = answer(t, refused(t, "repository-policy", theRepository), "-snapshot", "-", "-repository-policy", dir+"/repository.json")
	require.NotContains(t, decisive(r), "warning aws-unanswered", "the file answers")
}

// TestSnapshotLaunchType: a service runs on one launch type, whatever others its
// task definition is compatible with.
func TestSnapshotLaunchType(t *testing.T) {
	both := []string{`"requiresCompatibilities": [
          "FARGATE"
        ]`, `"requiresCompatibilities": ["EC2", "FARGATE"]`}
	code, r, _ := answer(t, edit(t, both...), "-snapshot", "-")
	require.Equal(t, 3, code)
	require.Equal(t, []string{"warning instances-missing"}, decisive(r))
	service := `"services": {"c/web": {"services": [{"serviceName": "web", "launchType": "FARGATE",
		"taskDefinition": "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1"}], "failures": []}}, "accountDetails"`
	code, r, _ = answer(t, edit(t, append(both, `"accountDetails"`, service)...), "-snapshot", "-")
	require.Empty(t, decisive(r))
	require.Equal(t, 0, code)
	instances := `"containerInstances": {"c": {"containerInstances": [], "failures": []}}, "accountDetails"`
	_, r, _ = answer(t, edit(t, append(both, `"accountDetails"`, instances)...), "-snapshot", "-")
	require.Equal(t, []string{"warning instances-missing"}, decisive(r), "no instance is not green")
}

// TestSnapshotErrors: exit 2, with what to do.
func TestSnapshotErrors(t *testing.T) {
	for _, row := range []struct{ snapshot, want string }{
		{edit(t, `"taskDefinitions"`, `"other"`), "the snapshot holds no task definition: take it with -task-definition NAME or -service " +
			"NAME, or pass -task"},
		{edit(t, `"snapshot": 1`, `"snapshot": 2`), "this is a snapshot of version 2, and 1 is read here: take it anew"},
		{edit(t, `"snapshot": 1,`, ``), "this is not a snapshot"},
		{edit(t, noneUnanswered, `"other": []`), "has no list unanswered: it was cut off"},
		{edit(t, `"cacheRules": {`, `"cacheRules": [], "other": {`), "cacheRules is a list, not an object"},
		{edit(t)[:400], "cut off"},
		{"", "stdin is empty"},
	} {
		code, _, errs := answer(t, row.snapshot, "-snapshot", "-")
		require.Equal(t, 2, code, row.want)
		require.Contains(t, errs, row.want)
	}
	code, _, errs := answer(t, edit(t), "-task", "-")
	require.Equal(t, 2, code)
	require.Contains(t, errs, "it is a snapshot, pass it with -snapshot")
	code, _, _ = answer(t, edit(t), "-live", "-snapshot", "-")
	require.Equal(t, 2, code, "examples/snapshot asks AWS")
}
