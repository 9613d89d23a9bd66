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

// TestManagedPolicies holds what is taken for granted of AWS's managed policies
// against all of them, as moto has them: one that the library does not carry
// neither allows nor denies anything that a pull needs, but for those that are left
// unknown.
func TestManagedPolicies(t *testing.T) {
	if testing.Short() {
		t.Skip("leaves out the comparison with moto's policies, which takes seconds")
	}
	const script = `import json; from moto.iam.aws_managed_policies import aws_managed_policies_data as d
print(json.dumps({v["Arn"]: v["Document"] for v in json.loads(d).values()}))`
	data, err := exec.Command("python3", "-c", script).Output()
	if err != nil {
		t.Skip("moto is not installed: pip install 'moto[iam]'")
	}
	var documents map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(data, &documents))
	require.Greater(t, len(documents), 1000)
	taken := 0
	for arn, text := range documents {
		f, err := awsfile.Parse("t.json",
			[]byte(fmt.Sprintf(`{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"ManagedPolicyArns":[%q]}}}}`, arn)))
		require.NoError(t, err)
		stack, err := awsfile.Read(f, awsfile.Deployment{})
		require.NoError(t, err)
		if role := stack.Roles[0]; len(role.Policies)+len(role.Unknown) > 0 {
			continue
		}
		taken++
		doc, err := iampolicy.Parse(text)
		require.NoError(t, err, arn)
		policy, err := authz.Compile(doc)
		require.NoError(t, err, arn)
		for _, action := range []string{"ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"} {
			d := policy.Decide(authz.Request{Principal: "arn:aws:iam::123456789012:role/r", Action: action,
				Resource: "arn:aws:ecr:us-east-1:123456789012:repository/team/app", OpenContext: true})
			require.Equal(t, authz.ImplicitDeny, d.Outcome, "%s and %s", arn, action)
		}
	}
	require.Greater(t, taken, 1000)
}
