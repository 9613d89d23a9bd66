package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// trusts: the statements of a trust policy, T standing for the task's service and E for
// that of an instance, with the exit code and what the answer has to say.
var trusts = []struct {
	why, statements string
	exit            int
	says            string
}{
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
	{"no service sends an external ID", `{T,"Condition":{"StringEquals":{"sts:ExternalId":"x"}}}`, 1, "sts:ExternalId wants x"},
	{"nor where it need not", `{T,"Condition":{"StringEqualsIfExists":{"sts:ExternalId":"x"}}}`, 0, ""},
	{"a service brings no MFA", `{T,"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}`, 1, "aws:MultiFactorAuthPresent wants true"},
	{"a Deny without MFA denies it",
		`{T},{"Effect":"Deny","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",` +
			`"Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}`, 1, "statement 1 denies it"},
	{
		"a service is in no organization",
		`{T,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}}}`,
		1,
		"aws:PrincipalOrgID wants",
	},
	{
		"the organization of the task is not known",
		`{T,"Condition":{"StringEquals":{"aws:SourceOrgID":"o-abcdefghij"}}}`,
		3,
		"hangs on aws:SourceOrgID",
	},
	{"a service is a service", `{T,"Condition":{"Bool":{"aws:PrincipalIsAWSService":"true"}}}`, 0, ""},
	{"its name", `{T,"Condition":{"StringEquals":{"aws:PrincipalServiceName":"ecs-tasks.amazonaws.com"}}}`, 0, ""},
	{"another's name", `{T,"Condition":{"StringEquals":{"aws:PrincipalServiceName":"ecs.amazonaws.com"}}}`, 1, "wants ecs.amazonaws.com"},
	{"the owner of the role", `{T,"Condition":{"StringEquals":{"aws:ResourceAccount":"123456789012"}}}`, 0, ""},

	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
	{"StringEquals takes no wildcard", `{T,"Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:ecs:us-east-1:123456789012:*"}}}`, 1,
		`"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-east-1:123456789012:*"}`},
	{
		"nor ForAnyValue:StringEquals",
		`{T,"Condition":{"ForAnyValue:StringEquals":{"aws:SourceArn":"arn:aws:ecs:*:123456789012:*"}}}`,
		1,
		"wants",
	},
	{"StringLike does", `{T,"Condition":{"StringLike":{"aws:SourceArn":"arn:aws:ecs:*:123456789012:*"}}}`, 0, ""},
	{"one ARN beside a wildcard", `{T,"Condition":{"StringEquals":{"aws:SourceArn":["arn:aws:ecs:us-east-1:123456789012:*",` +
		`"arn:aws:ecs:us-east-1:123456789012:task/c/0123456789abcdef0123456789abcdef"]}}}`, 3, "hangs on aws:SourceArn"},
	{"a Deny by account beside it", `{T,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:*:123456789012:*"}}},` +
		`{"Effect":"Deny","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",` +
		`"Condition":{"StringNotEquals":{"aws:SourceAccount":"123456789012"}}}`, 0, ""},
	{"a Deny by ARN beside it", `{T,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:*:123456789012:*"}}},` +
		`{"Effect":"Deny","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",` +
		`"Condition":{"ArnNotLike":{"aws:SourceArn":"arn:aws:ecs:us-east-1:*:*"}}}`, 3, "hangs on aws:SourceArn"},
	{"a Deny by a variable of the ARN", `{T,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:*:123456789012:*"}}},` +
		`{"Effect":"Deny","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",` +
		`"Condition":{"StringLike":{"aws:SourceAccount":"${aws:SourceArn}"}}}`, 3, "hangs on aws:SourceArn"},
	{"the ARN has to be there", `{T,"Condition":{"Null":{"aws:SourceArn":"false"}}}`, 0, ""},
	{"the ARN must not be there", `{T,"Condition":{"Null":{"aws:SourceArn":"true"}}}`, 1, "Null aws:SourceArn wants true"},
	{"a Deny without the ARN", `{T},{"Effect":"Deny","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",` +
		`"Condition":{"Null":{"aws:SourceArn":"true"}}}`, 0, ""},

	// What EC2 sends is no ARN of ECS's.
	{
		"the ARN of an instance",
		`{E,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ec2:*:123456789012:instance/*"}}}`,
		3,
		"hangs on aws:SourceArn",
	},
	{"no ARN of an instance", `{E,"Condition":{"Null":{"aws:SourceArn":"true"}}}`, 3, "hangs on aws:SourceArn"},
	{
		"an instance brings no MFA either",
		`{E,"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}`,
		1,
		"aws:MultiFactorAuthPresent wants true",
	},
}

// TestTrust: what a trust policy says to a service of which AWS documents what it sends.
func TestTrust(t *testing.T) {
	services := strings.NewReplacer(
		"{T", `{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"`,
		"{E", `{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"`)
	for _, row := range trusts {
		t.Run(row.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			trust := `,"AssumeRolePolicyDocument":` + allow(services.Replace(row.statements))
			write(t, "account", accountDetails(roleDetail(roleA, pullPolicy, trust)))
			write(t, "task", task("FARGATE", image1))
			write(t, "instances", instances(goodOne))
			args := "-task task -account-details account"
			if strings.Contains(row.statements, "{E") {
				write(t, "task", taskWithoutRole("EC2", image1))
				args += " -instances instances -role-arn " + roleA
			}
			code, r, errs := answer(t, "", strings.Fields(args)...)
			text := errs + said(r)
			require.NotContains(t, text, "arn:aws:ecs:*:123456789012:instance")
			require.Equal(t, row.exit, code, "%v\n%s", decisive(r), text)
			require.Contains(t, text, row.says)
		})
	}
}
