package awsfile_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

func parseSnapshot(t *testing.T, text string) (awsfile.Snapshot, error) {
	t.Helper()
	f, err := awsfile.Parse("s.json", []byte(text))
	require.NoError(t, err, text)
	return awsfile.ParseSnapshot(f)
}

// TestSnapshotPlaces: what stands in a part has the place that it has in the file.
func TestSnapshotPlaces(t *testing.T) {
	s, err := parseSnapshot(t, `{"snapshot": 1, "absent": [], "unanswered": [{"question": "role", "resource": "r", "allow": "iam:GetRole"}],
"taskDefinitions": {"a/b": {"taskDefinition": {"containerDefinitions": [
  {"image": "nginx"}]}}},
"repositoryPolicies": {"arn:aws:ecr:us-east-1:123456789012:repository/app": {"policyText": "{\"Statement\":[]}"}}}`)
	require.NoError(t, err)
	require.Equal(
		t,
		awsfile.Where{File: "s.json", Line: 3, Column: 13, Pointer: "/taskDefinitions/a~1b/taskDefinition/containerDefinitions/0/image"},
		s.Tasks[0].Containers[0].Image.Where,
	)
	require.Equal(t, 4, s.Repositories[0].Policy.Where.Line)
	require.Equal(t, "us-east-1", s.Repositories[0].Policy.Region)
	require.Equal(t, "app", s.Repositories[0].Policy.Repository)
	require.Equal(t, "/unanswered/0", s.Unanswered[0].Where.Pointer)
	require.Equal(t, "iam:GetRole", s.Unanswered[0].Allow)
}

// TestSnapshotMalformed: half a snapshot, or one that somebody edited, is refused
// with the place, and never read as if something did not exist.
func TestSnapshotMalformed(t *testing.T) {
	const head, tail = `{"snapshot": 1, `, `, "absent": [], "unanswered": []}`
	for _, row := range []struct{ members, want, why string }{
		{`"taskDefinitions": {"a": {}}`, "this is not a task definition", "no task definition"},
		{`"taskDefinitions": {"a": null}`, "a is null, not an object", "no answer"},
		{`"containerInstances": {"c": {}}`, "it has no containerInstances", "no instances"},
		{`"accountDetails": {}`, "it has no RoleDetailList", "no roles"},
		{`"accountDetails": {"RoleDetailList": [{"RolePolicyList": [{"PolicyDocument": {"Effect": 1}}]}]}`, "s.json:1", "no policy"},
		{`"images": {"x": {"imageDetails": []}}`, "x has 0 imageDetails, not one", "no image"},
		{`"manifests": {"x": {"images": [{}]}}`, "images is to have it too", "a manifest of nothing"},
		{`"images": {"x": {"imageDetails": [{}]}}, "manifests": {"x": {"images": [{"imageManifest": "{"}]}}`, "cannot be read", "no manifest"},
		{`"repositoryPolicies": {"app": {"policyText": "{}"}}`, "s.json:1", "no ARN"},
		{`"repositoryPolicies": {"arn:aws:ecr:us-east-1:123456789012:repository/app": {}}`, "the policy document is missing", "no policy"},
		{`"registryPolicies": {"nginx": {"policyText": "{}"}}`, "s.json:1", "no registry"},
		{`"registryPolicies": {"123456789012.dkr.ecr.us-east-1.amazonaws.com": {}}`, "the policy document is missing", "no policy"},
		{`"cacheRules": {"nginx": {"pullThroughCacheRules": []}}`, "s.json:1", "no registry"},
		{`"cacheRules": {"123456789012.dkr.ecr.us-east-1.amazonaws.com": {}}`, "it has no pullThroughCacheRules", "no rules"},
		{`"creationTemplates": {"x": {"repositoryCreationTemplates": [{"repositoryPolicy": "{"}]}}`, "s.json:1", "no policy"},
		{`"services": []`, "services is a list, not an object", "no services"},
	} {
		_, err := parseSnapshot(t, head+row.members+tail)
		require.ErrorContains(t, err, row.want, row.why)
		require.True(t, strings.HasPrefix(err.Error(), "s.json"), err)
	}
}
