package lint_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// silentCases look like something that a check reports, and are right: there is no
// finding at all.
var silentCases = []struct {
	kind iampolicy.PolicyKind
	doc  string
	why  string
}{
	{iampolicy.KindBoundary, `{"Effect":"Allow","Action":"*","Resource":"*"}`, "a boundary grants nothing"},
	{iampolicy.KindSCP, `{"Effect":"Allow","Action":"*","Resource":"*"}`, "FullAWSAccess"},
	{iampolicy.KindSession, `{"Effect":"Allow","Action":"*","Resource":"*"}`, "a session has no more than its role"},
	{iampolicy.KindRCP, `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}`, "RCPFullAWSAccess"},
	{identity, `{"Effect":"Deny","Action":"*","Resource":"*"}`, "a Deny"},
	{identity, `{"Effect":"Deny","NotAction":"s3:*","NotResource":"arn:aws:s3:::a"}`, "a Deny"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"*",
		"Condition":{"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}}`, "to one service"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"*",
		"Condition":{"StringEquals":{"aws:ResourceTag/team":"a"}}}`, "roles of a team"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/ecs-*"}`, "roles of one name"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*:role/app"}`, "one role"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRoles*","Resource":"*"}`, "a pattern that does not cover it"},
	{identity, `{"Effect":"Allow","NotAction":["iam:*"],"Resource":"*"}`, "among the exceptions"},
	{identity, `{"Effect":"Allow","Action":"iam:CreateServiceLinkedRole","Resource":"*",
		"Condition":{"StringLike":{"iam:AWSServiceName":"ecs.amazonaws.com"}}}`, "of one service"},
	{identity, `{"Effect":"Allow","Action":"iam:CreateServiceLinkedRole",
		"Resource":"arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*"}`, "the ECS guide's"},
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:us-west-2:123456789012:accesspoint/a/object/*"}`,
		"access points belong to an account"},
	{identity, asking("ForAnyValue:StringEquals", "aws:TagKeys", `["a","b"]`), "with its qualifier"},
	{identity, asking("Null", "aws:TagKeys", `"true"`), "Null looks at no value"},
	{identity, asking("StringEquals", "aws:CalledViaFirst", `"athena.amazonaws.com"`), "the first of several is one"},
	{identity, asking("StringEquals", "AWS:principalorgid", `"o-a"`), "keys have no case"},
	{identity, asking("StringEquals", "aws:RequestTag/TagKeys", `"a"`), "any tag may follow"},
	{identity, asking("StringEquals", "s3:prefixx", `"a"`), "of other services nothing is known"},
	{identity, asking("StringNotEquals", "aws:PrincipalOrgMasterAccountId", `"123456789012"`),
		"the list of global keys lacks it, and a policy of AWS asks for it"},
	{identity, asking("StringEquals", "aws:SourceAccount", `"${aws:PrincipalAccount}"`), "a variable"},
	{identity, asking("StringLike", "aws:SourceAccount", `"1234*"`), "a wildcard"},
	{identity, asking("Null", "aws:SourceAccount", `"false"`), "Null compares no account"},
	{identity, asking("ArnLike", "aws:SourceArn", `"arn:aws:s3:::bucket"`), "buckets have no account"},
	{identity, asking("ArnLike", "aws:PrincipalArn", `"arn:aws:iam::aws:policy/x"`), "AWS itself"},
	{identity, asking("StringEquals", "aws:ResourceTag/team", `"${aws:PrincipalTag/team}"`), "a key with one value"},
	{identity, asking("StringEquals", "aws:ResourceTag/sign", `"${*}${$}${?}"`), "characters, not keys"},
	{identity, asking("StringEquals", "aws:ResourceTag/team", `["a","A"]`), "values have a case"},
	{identity, asking("IpAddress", "aws:SourceIp", `["203.0.113.0/24","198.51.100.7"]`), "public addresses"},
	{identity, asking("StringEquals", "aws:ResourceTag/net", `"203.0.113.7/24"`), "a text that looks like a range"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:sqs:*"}`, "all of another service"},
	{identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*",
		"Condition":{"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"},"StringEquals":{"aws:sourceVpc":"vpc-1"}}}`, "a pair"},
	{repository, excepting(session1 + "," + role1 + "," + root1), "all three names"},
	{repository, excepting(session1 + "," + role1 + `,"111122223333"`), "the account by its ID"},
	{repository, excepting(`"arn:aws:iam::111122223333:user/bob",` + root1), "a user and the account"},
	{repository, excepting(`"111122223333"`), "a whole account"},
	{trust, taskRole("ArnLike", "arn:aws:ecs:us-west-2:111122223333:*"), "the guide's"},
	{trust, taskRole("ArnLike", "arn:aws:ecs:us-west-2:111122223333:task/prod/*"), "tasks"},
	{trust, taskRole("ArnLike", "arn:aws:*:us-west-2:111122223333:*"), "every service"},
	{trust, `{"Effect":"Allow","Principal":{"Service":["ecs-tasks.amazonaws.com","lambda.amazonaws.com"]},"Action":"sts:AssumeRole",
		"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:lambda:us-west-2:111122223333:function:*"}}}`, "for the other service"},
	{trust, `{"Effect":"Deny","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",
		"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-west-2:111122223333:cluster/a"}}}`, "a Deny"},
	{trust, trusting(`,"Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com",
		"token.actions.githubusercontent.com:sub":"repo:o/r:ref:refs/heads/main"}}`), "GitHub's guide"},
	{trust, `{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com/acme"},
		"Action":"sts:AssumeRoleWithWebIdentity",
		"Condition":{"StringLike":{"token.actions.githubusercontent.com/acme:sub":"repo:o/r:environment:prod"}}}`, "an enterprise's own path"},
	{trust, `{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:saml-provider/okta"},"Action":"sts:AssumeRoleWithSAML"}`,
		"SAML is something else"},
	{trust, `{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABC"},
		"Action":"sts:AssumeRoleWithWebIdentity",
		"Condition":{"StringLike":{"oidc.eks.us-west-2.amazonaws.com/id/ABC:sub":"system:serviceaccount:ns:*"}}}`, "pods of a namespace"},
	{repository, `{"Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::444455556666:root"]},"Action":"ecr:ListImages"}`,
		"two accounts"},
	{repository, `{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},"Action":"ecr:ListImages",
		"Condition":{"StringEquals":{"aws:SourceOrgID":"o-a"}}}`, "an organization"},
	{identity, `{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws-eusc:iam::123456789012:role/a"}`, "the youngest partition"},
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws-new:sqs:xx-new-north-1:123456789012:q"}`, "a partition to come"},
	{identity, `{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:nz-north-1:123456789012:q"}`, "a Region to come"},
}

func TestLintSilent(t *testing.T) {
	t.Parallel()
	for _, c := range silentCases {
		if findings := lint.Run(lintCase{doc: c.doc}.document(), c.kind); len(findings) > 0 {
			t.Errorf("Lint(%s as %s) = %v, want nothing: %s", c.doc, c.kind, findings, c.why)
		}
	}
}
