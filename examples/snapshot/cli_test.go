package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// testCLI is the second witness of the format: whatever stands in the answers
// stands there in what the AWS CLI prints, under the same names.
func testCLI(t *testing.T, a account) {
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("the AWS CLI is not installed: pip install awscli")
	}
	const arn = "arn:aws:ecr:us-east-1:123456789012:repository/team/denied"
	a.task("cli", "pulls", host+"/team/denied:v1")
	r := take(t, "-task-definition", "cli", "-cluster", "c")
	instance := *r.out.ContainerInstances["c"].ContainerInstances[0].ContainerInstanceArn
	for _, row := range []struct{ member, command string }{
		{"/callerIdentity", "sts get-caller-identity"},
		{"/taskDefinitions/cli", "ecs describe-task-definition --task-definition cli"},
		{"/containerInstances/c", "ecs describe-container-instances --cluster c --container-instances " + instance},
		{"/images/" + host + "~1team~1denied:v1", "ecr describe-images --repository-name team/denied --image-ids imageTag=v1"},
		{"/repositoryPolicies/" + strings.ReplaceAll(arn, "/", "~1"), "ecr get-repository-policy --repository-name team/denied"},
	} {
		cmd := exec.Command("aws", append(strings.Fields(row.command), "--output", "json")...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		require.NoError(t, err, "%s: %s", row.command, &errs)
		var printed any
		require.NoError(t, json.Unmarshal(out, &printed), row.command)
		requireWithin(t, row.member, at(t, r.text, row.member), printed)
	}
	requireRoleWithin(t, r)
}

// requireRoleWithin finds the role in what the CLI prints of the whole account.
func requireRoleWithin(t *testing.T, r taken) {
	out, err := exec.Command("aws", "iam", "get-account-authorization-details", "--filter", "Role", "--output", "json").Output()
	require.NoError(t, err)
	var printed struct{ RoleDetailList []map[string]any }
	require.NoError(t, json.Unmarshal(out, &printed))
	for _, role := range printed.RoleDetailList {
		if role["Arn"] == "arn:aws:iam::123456789012:role/pulls" {
			requireWithin(t, "role", at(t, r.text, "/accountDetails/RoleDetailList/0"), any(role))
			return
		}
	}
	t.Error("the CLI does not print the role")
}

// at returns the value at a JSON pointer.
func at(t *testing.T, text, pointer string) any {
	var v any
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	for _, step := range strings.Split(pointer, "/")[1:] {
		if list, ok := v.([]any); ok {
			v = list[0]
			continue
		}
		v = v.(map[string]any)[strings.ReplaceAll(step, "~1", "/")]
	}
	require.NotNil(t, v, pointer)
	return v
}

// requireWithin fails unless every member of part is one of whole, with the same
// value. An empty list in part may be absent from whole.
func requireWithin(t *testing.T, place string, part, whole any) {
	t.Helper()
	switch part := part.(type) {
	case map[string]any:
		object, ok := whole.(map[string]any)
		require.True(t, ok, place)
		for key, value := range part {
			if list, ok := value.([]any); ok && len(list) == 0 && object[key] == nil {
				continue
			}
			require.Contains(t, object, key, place)
			requireWithin(t, place+"/"+key, value, object[key])
		}
	case []any:
		list, ok := whole.([]any)
		require.True(t, ok, place)
		require.Len(t, list, len(part), place)
		for i := range part {
			requireWithin(t, place, part[i], list[i])
		}
	default:
		require.Equal(t, whole, part, place)
	}
}
