package recipe_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

// cloudFormation is a resource that holds a policy of each kind.
var cloudFormation = map[iampolicy.PolicyKind]struct {
	resource, property string
	others             map[string]any
}{
	iampolicy.KindIdentity:   {"AWS::IAM::ManagedPolicy", "PolicyDocument", nil},
	iampolicy.KindTrust:      {"AWS::IAM::Role", "AssumeRolePolicyDocument", nil},
	iampolicy.KindRepository: {"AWS::ECR::Repository", "RepositoryPolicyText", nil},
	iampolicy.KindRegistry:   {"AWS::ECR::RegistryPolicy", "PolicyText", nil},
	iampolicy.KindEndpoint: {"AWS::EC2::VPCEndpoint", "PolicyDocument",
		map[string]any{"VpcId": "vpc-0123456789abcdef0", "ServiceName": "com.amazonaws.us-west-2.ecr.api"}},
	iampolicy.KindRCP: {"AWS::Organizations::Policy", "Content", map[string]any{"Name": "x", "Type": "RESOURCE_CONTROL_POLICY"}},
}

// cfnLint returns what cfn-lint says about a template with the policies.
func cfnLint(t *testing.T, policies map[string]recipe.Recipe) string {
	t.Helper()
	resources := map[string]any{}
	for id, r := range policies {
		cf := cloudFormation[r.Kind]
		properties := map[string]any{cf.property: r.Sample()}
		for name, value := range cf.others {
			properties[name] = value
		}
		name := strings.ReplaceAll(id, "-", "")
		resources[name] = map[string]any{"Type": cf.resource, "Properties": properties}
	}
	b, err := json.Marshal(map[string]any{"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "template.json")
	require.NoError(t, os.WriteFile(file, b, 0o600))
	// W2511 warns of Version 2008-10-17, which AWS prints in the trust policy for ec2.
	out, _ := exec.Command("cfn-lint", "--format", "parseable", "--regions", "us-west-2", "--ignore-checks", "W2511", "--",
		file).CombinedOutput()
	return strings.ReplaceAll(string(out), file, "template.json")
}

// TestRecipesCfnLint: cfn-lint takes every recipe as a policy of its kind.
func TestRecipesCfnLint(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out cfn-lint, which takes seconds to start")
	}
	if _, err := exec.LookPath("cfn-lint"); err != nil {
		policytest.RequireCI(t, "cfn-lint is not installed")
	}
	policies := map[string]recipe.Recipe{}
	for r := range recipe.All() {
		policies[r.ID] = r
	}
	require.GreaterOrEqual(t, len(policies), 29)
	require.Empty(t, cfnLint(t, policies))

	wrong, _ := recipe.Lookup("repo-pull")
	wrong.Kind = iampolicy.KindIdentity
	require.Contains(t, cfnLint(t, map[string]recipe.Recipe{"x": wrong}), "Principal", "cfn-lint looks at the policies")
}
