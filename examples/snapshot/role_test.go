package main

import (
	"net/url"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/stretchr/testify/require"
)

const (
	roleARN = "arn:aws:iam::123456789012:role/path/exec"
	trust   = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},` +
		`"Action":"sts:AssumeRole"}]}`
	pull    = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*"}]}`
	managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
)

func testRole(t *testing.T, a account) {
	ctx, client := t.Context(), a.iam
	own, err := client.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: aws.String("own"), PolicyDocument: aws.String(pull)})
	require.NoError(t, err)
	_, err = client.CreateRole(ctx, &iam.CreateRoleInput{
		RoleName: aws.String("exec"), Path: aws.String("/path/"), AssumeRolePolicyDocument: aws.String(trust),
		PermissionsBoundary: own.Policy.Arn,
	})
	require.NoError(t, err)
	_, err = client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: aws.String("exec"), PolicyName: aws.String("in"),
		PolicyDocument: aws.String(pull)})
	require.NoError(t, err)
	_, err = client.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: aws.String("exec"), PolicyArn: aws.String(managed)})
	require.NoError(t, err)

	a.task("roles", "path/exec", "nginx")
	r := take(t, "-task-definition", "roles")
	require.Equal(t, 0, r.code, r.stderr)
	require.Len(t, r.read.Roles, 1)
	got := r.read.Roles[0]
	require.Empty(t, got.Unknown)
	require.Equal(t, roleARN, got.ARN.Value)
	require.JSONEq(t, trust, got.Trust.Document.String())
	require.JSONEq(t, pull, got.Boundary.Document.String())
	require.Len(t, got.Policies, 2)
	require.Equal(t, "in", got.Policies[0].Name)
	require.Equal(t, "/accountDetails/RoleDetailList/0/RolePolicyList/0/PolicyDocument", got.Policies[0].Where.Pointer)
	require.Equal(t, "AmazonECSTaskExecutionRolePolicy", got.Policies[1].Name)
	require.Contains(t, got.Policies[1].Where.Pointer, "/accountDetails/Policies/", "AWS told it, no table did")
	require.Contains(t, got.Policies[1].Document.String(), "logs:PutLogEvents")

	for _, name := range []string{"nobody", "exec"} {
		a.task("roles", name, "nginx")
		r := take(t, "-task-definition", "roles")
		require.Equal(t, 0, r.code, "what does not exist is an answer")
		require.Equal(t, "arn:aws:iam::123456789012:role/"+name, about(r.out.Absent, askRole)[0].Resource, "the path is part of the name")
		require.Empty(t, r.read.Roles)
	}
}

// takeRole takes a snapshot of a task with one role.
func takeRole(t *testing.T, arn string, answers map[string][]answer) (taken, []call) {
	answers["DescribeTaskDefinition"] = task("nginx", arn)
	seen := fake(t, answers)
	return take(t, "-task-definition", "web"), *seen
}

func roleAnswer(trust string) []answer {
	return []answer{xml("GetRole", "<Role><Arn>"+roleARN+"</Arn><RoleName>exec</RoleName>"+
		"<AssumeRolePolicyDocument>"+url.PathEscape(trust)+"</AssumeRolePolicyDocument>"+
		"<PermissionsBoundary><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary></Role>")}
}

// TestRoleGaps: each permission that is missing is named, and what it hides is
// unknown, so that nobody takes the rest for all.
func TestRoleGaps(t *testing.T) {
	r, _ := takeRole(t, roleARN, map[string][]answer{
		"GetRole":                  roleAnswer(trust),
		"ListRolePolicies":         {xml("ListRolePolicies", "<PolicyNames><member>in</member></PolicyNames>")},
		"GetRolePolicy":            denied,
		"ListAttachedRolePolicies": denied,
		"GetPolicy":                denied,
	})
	require.Equal(t, 3, r.code)
	got := r.read.Roles[0]
	require.Nil(t, got.Boundary)
	require.NotNil(t, got.Trust)
	require.Len(t, got.Unknown, 3)
	var allow []string
	for _, g := range about(r.out.Unanswered, askRole) {
		require.Equal(t, roleARN, g.Resource)
		require.Equal(t, g.Action, g.Allow)
		allow = append(allow, g.Allow)
	}
	require.Equal(t, []string{"iam:GetPolicy", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies"}, allow)
}

// TestRoleListRefused: a list that AWS does not show is not empty.
func TestRoleListRefused(t *testing.T) {
	r, _ := takeRole(t, roleARN, map[string][]answer{
		"GetRole":                  {xml("GetRole", "<Role><Arn>"+roleARN+"</Arn></Role>")},
		"ListRolePolicies":         denied,
		"ListAttachedRolePolicies": {xml("ListAttachedRolePolicies", "")},
	})
	require.Len(t, r.read.Roles[0].Unknown, 1)
	require.NotContains(t, r.text, "RolePolicyList")
	require.Contains(t, r.text, `"AttachedManagedPolicies": []`)
}

// TestRolePolicyUnreadable: a document that cannot be parsed is a gap too.
func TestRolePolicyUnreadable(t *testing.T) {
	r, _ := takeRole(t, roleARN, map[string][]answer{
		"GetRole": {xml("GetRole", "<Role><Arn>"+roleARN+"</Arn>"+
			"<AssumeRolePolicyDocument>%7B</AssumeRolePolicyDocument></Role>")},
		"ListRolePolicies":         {xml("ListRolePolicies", "<PolicyNames><member>in</member></PolicyNames>")},
		"GetRolePolicy":            {xml("GetRolePolicy", "<PolicyDocument>%zz</PolicyDocument>")},
		"ListAttachedRolePolicies": {xml("ListAttachedRolePolicies", "")},
	})
	require.Nil(t, r.read.Roles[0].Trust)
	require.Len(t, r.read.Roles[0].Unknown, 1, "the inline policy")
	require.Len(t, about(r.out.Unanswered, askRole), 2)
	require.Equal(t, unreadable, r.out.Unanswered[0].Code)
}

// TestRoleOfAnotherAccount: IAM looks roles up in the account of the credentials,
// so neither what it finds nor what it does not find says anything of another.
func TestRoleOfAnotherAccount(t *testing.T) {
	r, seen := takeRole(t, roleARN, map[string][]answer{"GetCallerIdentity": owner("999999999999")})
	require.Empty(t, callsOf(seen, "GetRole"))
	g := about(r.out.Unanswered, askRole)[0]
	require.Equal(t, []string{"iam:GetRole", notAsked, ""}, []string{g.Action, g.Code, g.Allow})
	require.Contains(t, g.Message, "only to account 123456789012")

	absent := []answer{{404, `<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>x</Message></Error></ErrorResponse>`}}
	r, _ = takeRole(t, roleARN, map[string][]answer{"GetCallerIdentity": denied, "GetRole": absent})
	require.Empty(t, r.out.Absent, "whose account was asked is not known")
	require.Equal(t, notAsked, about(r.out.Unanswered, askRole)[0].Code)
}

// TestRoleARNs: what is not the ARN of a role is not asked for.
func TestRoleARNs(t *testing.T) {
	for _, arn := range []string{"", "exec", "arn:aws:iam::123456789012:user/u", "arn:aws:iam::123456789012:role/", "arn:aws:iam:::role/r",
		"arn:aws:sts::1:role/r"} {
		r, seen := takeRole(t, arn, map[string][]answer{})
		require.Len(t, seen, 2, arn)
		require.Equal(t, 0, r.code, arn)
	}
}
