package awslive_test

import (
	"net/url"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/stretchr/testify/require"
)

const (
	roleARN = "arn:aws:iam::123456789012:role/path/exec"
	trust   = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	pull    = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*"}]}`
	managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
)

func testRole(t *testing.T, cfg aws.Config) {
	ctx, client := t.Context(), iam.NewFromConfig(cfg)
	own, err := client.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: aws.String("own"), PolicyDocument: aws.String(pull)})
	require.NoError(t, err)
	_, err = client.CreateRole(ctx, &iam.CreateRoleInput{
		RoleName: aws.String("exec"), Path: aws.String("/path/"), AssumeRolePolicyDocument: aws.String(trust), PermissionsBoundary: own.Policy.Arn,
	})
	require.NoError(t, err)
	_, err = client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: aws.String("exec"), PolicyName: aws.String("in"), PolicyDocument: aws.String(pull)})
	require.NoError(t, err)
	_, err = client.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: aws.String("exec"), PolicyArn: aws.String(managed)})
	require.NoError(t, err)

	got, gaps, err := open(t).Role(ctx, roleARN)
	require.NoError(t, err)
	require.Empty(t, gaps)
	require.Empty(t, got.Unknown)
	require.Equal(t, roleARN, got.ARN.Value)
	require.JSONEq(t, trust, got.Trust.Document.String())
	require.JSONEq(t, pull, got.Boundary.Document.String())
	require.Len(t, got.Policies, 2)
	require.Equal(t, "in", got.Policies[0].Name)
	require.Equal(t, roleARN, got.Policies[0].Where.File)
	require.Equal(t, "AmazonECSTaskExecutionRolePolicy", got.Policies[1].Name)
	require.Equal(t, managed, got.Policies[1].Where.File)
	require.Contains(t, got.Policies[1].Document.String(), "logs:PutLogEvents")

	for _, arn := range []string{"arn:aws:iam::123456789012:role/nobody", "arn:aws:iam::123456789012:role/exec"} {
		_, _, err = open(t).Role(ctx, arn)
		var e *awslive.Error
		require.ErrorAs(t, err, &e)
		require.True(t, e.NotFound(), "the path is part of the name: %v", err)
	}
}

func xml(op, body string) answer {
	return answer{200, "<" + op + "Response><" + op + "Result>" + body + "</" + op + "Result></" + op + "Response>"}
}

var (
	identity = []answer{xml("GetCallerIdentity", "<Account>123456789012</Account>")}
	denied   = []answer{{403, `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`}}
	role     = "<Role><Arn>" + roleARN + "</Arn><RoleName>exec</RoleName><AssumeRolePolicyDocument>" + url.PathEscape(trust) + "</AssumeRolePolicyDocument>" +
		"<PermissionsBoundary><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary></Role>"
)

// TestRoleGaps: each permission that is missing is named, and what it hides is
// unknown, so that nobody takes the rest for all.
func TestRoleGaps(t *testing.T) {
	fake(t, map[string][]answer{
		"GetCallerIdentity":        identity,
		"GetRole":                  {xml("GetRole", role)},
		"ListRolePolicies":         {xml("ListRolePolicies", "<PolicyNames><member>in</member></PolicyNames>")},
		"GetRolePolicy":            denied,
		"ListAttachedRolePolicies": denied,
		"GetPolicy":                denied,
	})
	got, gaps, err := open(t).Role(t.Context(), roleARN)
	require.NoError(t, err)
	require.Nil(t, got.Boundary)
	require.NotNil(t, got.Trust)
	require.Len(t, got.Unknown, 3)
	var actions []string
	for _, gap := range gaps {
		var e *awslive.Error
		require.ErrorAs(t, gap, &e)
		require.True(t, e.Denied())
		actions = append(actions, e.Action)
	}
	require.Equal(t, []string{"iam:GetPolicy", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies"}, actions)
}

// TestRolePolicyUnreadable: a document that cannot be parsed is a gap too.
func TestRolePolicyUnreadable(t *testing.T) {
	fake(t, map[string][]answer{
		"GetCallerIdentity":        identity,
		"GetRole":                  {xml("GetRole", "<Role><Arn>"+roleARN+"</Arn><AssumeRolePolicyDocument>%7B</AssumeRolePolicyDocument></Role>")},
		"ListRolePolicies":         {xml("ListRolePolicies", "")},
		"ListAttachedRolePolicies": {xml("ListAttachedRolePolicies", "")},
	})
	got, gaps, err := open(t).Role(t.Context(), roleARN)
	require.NoError(t, err)
	require.Nil(t, got.Trust)
	require.Len(t, got.Unknown, 1)
	require.Len(t, gaps, 1)
}

// TestRoleOfAnotherAccount: IAM looks roles up in the account of the credentials,
// so neither what it finds nor what it does not find says anything of another.
func TestRoleOfAnotherAccount(t *testing.T) {
	fake(t, map[string][]answer{"GetCallerIdentity": {xml("GetCallerIdentity", "<Account>999999999999</Account>")}})
	_, _, err := open(t).Role(t.Context(), roleARN)
	var e *awslive.Error
	require.ErrorAs(t, err, &e)
	require.False(t, e.NotFound())
	require.Equal(t, "iam:GetRole", e.Action)
	require.ErrorContains(t, err, "only to account 123456789012")
}

func TestRoleARNs(t *testing.T) {
	fake(t, nil)
	for _, arn := range []string{"", "exec", "arn:aws:iam::123456789012:user/u", "arn:aws:iam::123456789012:role/", "arn:aws:iam:::role/r", "arn:aws:sts::1:role/r"} {
		_, _, err := open(t).Role(t.Context(), arn)
		require.ErrorContains(t, err, "is not the ARN of a role", arn)
	}
}
