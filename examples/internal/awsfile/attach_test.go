package awsfile_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/stretchr/testify/require"
)

// askedActions are those that are asked of the policies of a role.
var askedActions = []string{"ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
	"ecr:BatchCheckLayerAvailability", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository", "secretsmanager:GetSecretValue"}

var askedResources = []string{"*", "arn:aws:ecr:us-east-1:123456789012:repository/team/app",
	"arn:aws:ecr:us-east-1:123456789012:repository/sagemaker-app", "arn:aws:secretsmanager:us-east-1:123456789012:secret:AmazonSageMaker-x"}

// TestManagedPolicies holds what is taken for granted of AWS's managed policies
// against all of them, as moto has them: for each action that is asked, the part of
// a policy that is carried decides as the whole policy does, and one of which
// nothing is carried decides nothing.
func TestManagedPolicies(t *testing.T) {
	if testing.Short() {
		t.Skip("leaves out the comparison with moto's policies, which takes seconds")
	}
	const script = `import json; from moto.iam.aws_managed_policies import aws_managed_policies_data as d
print(json.dumps({"arn:aws:iam::aws:policy" + v["Path"] + k: v["Document"] for k, v in json.loads(d).items()
    if v["Path"] not in ("/aws-service-role/", "/root-task/")}))`
	if exec.Command("python3", "-c", "import moto").Run() != nil {
		t.Skip("moto is not installed: pip install 'moto[iam]'")
	}
	data, err := exec.Command("python3", "-c", script).Output()
	require.NoError(t, err)
	var documents map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(data, &documents))
	require.Greater(t, len(documents), 1000)
	says := 0
	delete(documents, "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine") // says nothing about ECR, and is left unknown as all of its name
	for arn, text := range documents {
		whole, err := iampolicy.Parse(text)
		require.NoError(t, err, arn)
		carried := attached(t, arn)
		if len(carried.Statement.Items) > 0 {
			says++
		}
		wants, gets := compile(t, whole), compile(t, carried)
		for _, action := range askedActions {
			for _, resource := range askedResources {
				require.Equal(t, outcome(wants, action, resource), outcome(gets, action, resource), "%s: %s on %s", arn, action, resource)
			}
		}
	}
	require.Greater(t, says, 50)
}

// attached is what a role is taken to have whose template names an ARN.
func attached(t *testing.T, arn string) iampolicy.Document {
	f, err := awsfile.Parse("t.json", []byte(fmt.Sprintf(
		`{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"ManagedPolicyArns":[%q]}}}}`, arn)))
	require.NoError(t, err)
	stack, err := awsfile.Read(f, awsfile.Deployment{})
	require.NoError(t, err)
	role := stack.Roles[0]
	require.Empty(t, role.Unknown, arn)
	if len(role.Policies) == 0 {
		return iampolicy.Document{}
	}
	return role.Policies[0].Document
}

// compile returns nil for a document that says nothing.
func compile(t *testing.T, doc iampolicy.Document) *authz.Policy {
	if len(doc.Statement.Items) == 0 {
		return nil
	}
	policy, err := authz.Compile(doc)
	require.NoError(t, err)
	return policy
}

func outcome(policy *authz.Policy, action, resource string) authz.Outcome {
	if policy == nil {
		return authz.ImplicitDeny
	}
	request := authz.Request{Principal: "arn:aws:iam::123456789012:role/r", Action: action, Resource: resource, OpenContext: true}
	return policy.Decide(request).Outcome
}
