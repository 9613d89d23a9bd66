package awsfile_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
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
// nothing is carried decides nothing. One that AWS has published since is not known.
func TestManagedPolicies(t *testing.T) {
	documents := managedByMoto(t)
	says := 0
	for arn, text := range documents {
		whole, err := iampolicy.Parse(text)
		require.NoError(t, err, arn)
		carried := attached(t, arn)
		if len(carried.Statement.Items) > 0 {
			says++
		}
		require.True(t, alike(compile(t, whole), compile(t, carried)), arn)
	}
	require.Greater(t, says, 50)
}

// TestTableSilent renders the list of the policies that say nothing of what is asked
// from moto's policies, and finds a name too many as well as one that is missing.
func TestTableSilent(t *testing.T) {
	var names []string
	for arn, text := range managedByMoto(t) {
		whole, err := iampolicy.Parse(text)
		require.NoError(t, err, arn)
		if _, carried := awsfile.ManagedPolicy(arn); !carried && alike(compile(t, whole), nil) {
			names = append(names, strings.TrimPrefix(arn, "arn:aws:iam::aws:policy"))
		}
	}
	require.Greater(t, len(names), 900)
	slices.Sort(names)
	golden.File(t, "managed_silent.txt", []byte(strings.Join(names, "\n")+"\n"))
}

// motoVersion is the version whose policies are the source of managed_silent.txt.
const motoVersion = "5.2.1"

// managedByMoto returns AWS's managed policies by ARN, without those that only AWS
// itself can attach.
func managedByMoto(t *testing.T) map[string]json.RawMessage {
	if testing.Short() {
		t.Skip("leaves out the comparison with moto's policies, which takes seconds")
	}
	const script = `import json, moto; from moto.iam.aws_managed_policies import aws_managed_policies_data as d
print(json.dumps({"Version": moto.__version__, "Policies": {"arn:aws:iam::aws:policy" + v["Path"] + k: v["Document"]
    for k, v in json.loads(d).items() if v["Path"] not in ("/aws-service-role/", "/root-task/")}}))`
	if exec.Command("python3", "-c", "import moto").Run() != nil {
		t.Skip("moto is not installed: pip install 'moto[iam]==" + motoVersion + "'")
	}
	data, err := exec.Command("python3", "-c", script).Output()
	require.NoError(t, err)
	var answer struct {
		Version  string
		Policies map[string]json.RawMessage
	}
	require.NoError(t, json.Unmarshal(data, &answer))
	if answer.Version != motoVersion {
		t.Skipf("moto is %s, and its policies may be others than those of %s: pip install 'moto[iam]==%[2]s'", answer.Version, motoVersion)
	}
	require.Greater(t, len(answer.Policies), 1000)
	return answer.Policies
}

// alike reports whether two policies decide the same of everything that is asked; nil
// says nothing.
func alike(a, b *authz.Policy) bool {
	for _, action := range askedActions {
		for _, resource := range askedResources {
			if outcome(a, action, resource) != outcome(b, action, resource) {
				return false
			}
		}
	}
	return true
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

// TestManagedPolicyUnknown: a policy of AWS that no list has may say anything.
func TestManagedPolicyUnknown(t *testing.T) {
	t.Parallel()
	f, err := awsfile.Parse("t.json", []byte(
		`{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"ManagedPolicyArns":["arn:aws:iam::aws:policy/PublishedTomorrow"]}}}}`))
	require.NoError(t, err)
	stack, err := awsfile.Read(f, awsfile.Deployment{})
	require.NoError(t, err)
	require.Empty(t, stack.Roles[0].Policies)
	require.NotEmpty(t, stack.Roles[0].Unknown)
}
