package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

// TestPassedElsewhere: the file around a document says what it is, and what one layer
// allows, another does not. Every document here allows the pull and names nobody.
func TestPassedElsewhere(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "task", task("FARGATE", image1))
	write(t, "policy", pullPolicy)
	write(t, "trust", `{"RoleName":"ecsTaskExecutionRole","AssumeRolePolicyDocument":`+pullPolicy+`}`)
	write(t, "get-role", `{"Role":{"RoleName":"ecsTaskExecutionRole","AssumeRolePolicyDocument":`+pullPolicy+`}}`)
	write(t, "repository", fmt.Sprintf(`{"registryId":"123456789012","repositoryName":"team/app","policyText":%q}`, pullPolicy))
	write(t, "registry", fmt.Sprintf(`{"registryId":"123456789012","policyText":%q}`, pullPolicy))
	write(t, "endpoint", fmt.Sprintf(`{"VpcEndpoints":[{"VpcEndpointId":"vpce-1","PolicyDocument":%q}]}`, pullPolicy))
	write(t, "scp", fmt.Sprintf(`{"Policy":{"PolicySummary":{"Type":"SERVICE_CONTROL_POLICY"},"Content":%q}}`, pullPolicy))
	write(t, "rcp", fmt.Sprintf(`{"Policy":{"PolicySummary":{"Type":"RESOURCE_CONTROL_POLICY"},"Content":%q}}`, pullPolicy))
	write(t, "content", fmt.Sprintf(`{"Policy":{"Content":%q}}`, pullPolicy))
	write(t, "inline", `{"RoleName":"ecsTaskExecutionRole","PolicyDocument":`+pullPolicy+`}`)
	write(t, "version", `{"PolicyVersion":{"IsDefaultVersion":true,"Document":`+pullPolicy+`}}`)
	write(t, "attached", `{"AttachedPolicies":[{"PolicyArn":"arn:aws:iam::123456789012:policy/mine"}]}`)
	for _, row := range []struct{ args, want string }{
		{"-policy trust", "trust:1: this is the trust policy of a role, which -policy does not take: it comes with"},
		{"-policy get-role", "the trust policy of a role"},
		{"-policy repository", "this is a repository or registry policy, which -policy does not take: pass it with -repository-policy"},
		{"-policy registry", "or -registry-policy"},
		{"-policy endpoint", "pass it with -endpoint-policy or -s3-endpoint-policy"},
		{"-policy scp", "pass it with -scp"},
		{"-policy rcp", "pass it with -rcp"},
		{"-policy content", "pass it with -scp or -rcp"},
		{"-policy FullAWSAccess", "this is a service control policy"},
		{"-policy policy -boundary scp", "which -boundary does not take"},
		{"-policy policy -boundary RCPFullAWSAccess", "this is a resource control policy"},
		{"-policy policy -scp rcp", "pass it with -rcp"},
		{"-policy policy -rcp scp", "pass it with -scp"},
		{"-policy policy -scp policy,inline", "which -scp does not take: pass it with -policy"},
		{"-policy policy -endpoint-policy repository", "which -endpoint-policy does not take"},
		{"-policy policy -s3-endpoint-policy version", "which -s3-endpoint-policy does not take"},
		{"-policy policy -caller-policy repository", "which -caller-policy does not take"},
		{"-policy attached", "leave it out of this list"},

		{"-policy inline -scp scp -rcp RCPFullAWSAccess -boundary version -endpoint-policy endpoint", ""},
		{"-policy version -boundary inline -scp content,FullAWSAccess", ""},
	} {
		var out, errs bytes.Buffer
		code := run(strings.Fields("-task task "+row.args), strings.NewReader(""), &out, &errs)
		require.Contains(t, errs.String(), row.want, row.args)
		require.Equal(t, row.want != "", code == cli.Usage, "%s: %s", row.args, errs.String())
	}
}

// TestVersionNotInForce: get-policy-version says whether the version is the default one,
// and not every tool prints that as a Boolean.
func TestVersionNotInForce(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "task", task("FARGATE", image1))
	for text, want := range map[string]int{`true`: 0, `"true"`: 0, `false`: 3, `"false"`: 3, `"False"`: 3} {
		write(t, "version", `{"PolicyVersion":{"IsDefaultVersion":`+text+`,"Document":`+pullPolicy+`}}`)
		code, r, errs := answer(t, "", "-task", "task", "-policy", "version")
		require.Equal(t, want, code, "%s: %v %s", text, decisive(r), errs)
	}
}

// TestPolicyOfATemplate: one resource of a template, given by itself, says whose policy it holds.
func TestPolicyOfATemplate(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "task", task("FARGATE", image1))
	for _, row := range []struct {
		kind, properties string
		code             int
		want             string
	}{
		{"IAM::Policy", `"Roles":["ecsTaskExecutionRole"]`, 0, "can pull 1 image"},
		{"IAM::Policy", `"Roles":["first","ecsTaskExecutionRole"]`, 0, "can pull 1 image"},
		{"IAM::Policy", `"Roles":[{"Ref":"Role"}]`, 0, "can pull 1 image"},
		{"IAM::Policy", `"Roles":["ecsTaskExecutionRole"],"Users":["bob"]`, 0, "can pull 1 image"},
		{"IAM::ManagedPolicy", `"Description":"nothing of who holds it"`, 0, "can pull 1 image"},
		{"IAM::RolePolicy", `"RoleName":"ecsTaskExecutionRole"`, 0, "can pull 1 image"},
		{"IAM::Policy", `"Roles":["other","another"]`, 3, "this is a policy of the role other, another, and arn:aws"},
		{"IAM::Policy", `"Users":["bob"]`, 3, "this is a policy of the user bob, and a role pulls"},
		{"IAM::Policy", `"Groups":["ops"]`, 3, "this is a policy of the group ops, and a role pulls"},
		{"IAM::RolePolicy", `"RoleName":"other"`, 3, "this is a policy of the role other"},
		{"IAM::UserPolicy", `"UserName":"bob"`, 3, "this is a policy of the user bob"},
		{"EC2::VPCEndpoint", `"VpcId":"vpc-1"`, 2, "this is the policy of a VPC endpoint, which -policy does not take"},
		{"SQS::QueuePolicy", `"Queues":["q"]`, 2, "this is the policy of a resource of another kind, AWS::SQS::QueuePolicy"},
	} {
		write(t, "policy", fmt.Sprintf(`{"Type":"AWS::%s","Properties":{"PolicyDocument":%s,%s}}`, row.kind, pullPolicy, row.properties))
		var out, errs bytes.Buffer
		code := run([]string{"-task", "task", "-policy", "policy"}, strings.NewReader(""), &out, &errs)
		require.Equal(t, row.code, code, "%s %s: %s%s", row.kind, row.properties, out.String(), errs.String())
		require.Contains(t, out.String()+errs.String(), row.want, row.properties)
	}
}
