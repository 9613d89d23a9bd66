package lint_test

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

func allCases() []lintCase { return slices.Concat(lintCases, analyzerCases) }

const (
	endpoint = iampolicy.KindEndpoint
	github   = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
)

// asking is a statement with one condition.
func asking(operator, key, values string) string {
	return `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"` + operator + `":{"` + key + `":` + values + `}}}`
}

// trusting is a statement that lets GitHub assume the role on a condition.
func trusting(condition string) string {
	return `{"Effect":"Allow","Principal":{"Federated":"` + github + `"},"Action":"sts:AssumeRoleWithWebIdentity"` + condition + `}`
}

// excepting is a Deny for everybody but the principals.
func excepting(principals string) string {
	return `{"Effect":"Deny","NotPrincipal":{"AWS":[` + principals + `]},"Action":"ecr:*"}`
}

// taskRole is a trust policy for tasks with an aws:SourceArn.
func taskRole(operator, source string) string {
	return `{"Effect":"Allow","Principal":{"Service":["ecs-tasks.amazonaws.com"]},"Action":"sts:AssumeRole",
		"Condition":{"` + operator + `":{"aws:SourceArn":"` + source + `"},"StringEquals":{"aws:SourceAccount":"111122223333"}}}`
}

const (
	session1 = `"arn:aws:sts::111122223333:assumed-role/ci/run1"`
	role1    = `"arn:aws:iam::111122223333:role/deploy/ci"`
	root1    = `"arn:aws:iam::111122223333:root"`
)

// analyzerCases have a finding, and its cousins, for each check that Access Analyzer
// documents or that stands beside those.
var analyzerCases = []lintCase{
	{"ALLOW_EVERYTHING", identity, `{"Effect":"Allow","Action":["s3:GetObject","*"],"Resource":"*"}`,
		"/Statement/0/Action/1", "AdministratorAccess", "an administrator"},
	{"ALLOW_NOTACTION_WITH_NOTRESOURCE", identity, `{"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::a"}`,
		"/Statement/0", `"Action"`, "nearly everything, and what comes next year"},
	{"ARN_ACCOUNT_NOT_ALLOWED", endpoint,
		`{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
		"Resource":"arn:aws:s3::123456789012:prod-us-west-2-starport-layer-bucket/*"}`,
		"/Statement/0/Resource", `"arn:aws:s3:::prod-us-west-2-starport-layer-bucket/*"`, "the bucket of ECR's layers"},
	{"ARN_REGION_NOT_ALLOWED", identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:us-west-2::prod/*"}`,
		"/Statement/0/Resource", `"arn:aws:s3:::prod/*"`, "buckets have no Region in their ARN"},
	{"CREATE_SLR_WITH_STAR_IN_RESOURCE", identity, `{"Effect":"Allow","Action":"iam:createServiceLinkedRole","Resource":"*"}`,
		"/Statement/0/Action", "iam:AWSServiceName", "any service, in any case"},
	{"CREATE_SLR_WITH_STAR_IN_RESOURCE", identity,
		`{"Effect":"Allow","Action":"iam:CreateServiceLinkedRole","Resource":"arn:aws:iam::*:role/aws-service-role/*"}`,
		"/Statement/0/Action", "iam:AWSServiceName", "every such role has that path"},
	{"CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE", identity, `{"Effect":"Allow","Action":["s3:*","iam:Create*"],"Resource":"*"}`,
		"/Statement/0/Action/1", "iam:AWSServiceName", "the wildcard covers it"},
	{"CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION", identity, `{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}`,
		"/Statement/0/NotAction", "iam:AWSServiceName", "it is not among the exceptions"},
	{"CREATE_SLR_WITH_NOTRESOURCE", identity,
		`{"Effect":"Allow","Action":"iam:CreateServiceLinkedRole","NotResource":"arn:aws:iam::*:role/a"}`,
		"/Statement/0/Action", "iam:AWSServiceName", "all but one"},
	{"CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOTRESOURCE", identity, `{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::a"}`,
		"/Statement/0/Action", "iam:AWSServiceName", "all but a bucket"},
	{"CREATE_SLR_WITH_NOTACTION_AND_NOTRESOURCE", identity, `{"Effect":"Allow","NotAction":"s3:*","NotResource":"arn:aws:s3:::a"}`,
		"/Statement/0/NotAction", "iam:AWSServiceName", "both ways"},
	{"PASS_ROLE_WITH_STAR_IN_RESOURCE", identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":["arn:aws:iam::123456789012:role/*"]}`,
		"/Statement/0/Action", "iam:PassedToService", "every role of the account"},
	{"PASS_ROLE_WITH_STAR_IN_RESOURCE", identity,
		`{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}`,
		"/Statement/0/Action", "iam:PassedToService", "a condition that says nothing of the role"},
	{"PASS_ROLE_WITH_STAR_IN_RESOURCE", identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*"}`,
		"/Statement/0/Action", "iam:PassedToService", "AWS adds the fields that are missing"},
	{"PASS_ROLE_WITH_STAR_IN_RESOURCE", identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam"}`,
		"/Statement/0/Action", "iam:PassedToService", "all of them"},
	{"PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE", identity, `{"Effect":"Allow","Action":"iam:Pass*","Resource":"*"}`,
		"/Statement/0/Action", "iam:PassedToService", "one letter more than Access Analyzer's example"},
	{"PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOTACTION", identity, `{"Effect":"Allow","NotAction":["s3:*","iam:Delete*"],"Resource":"*"}`,
		"/Statement/0/NotAction", "iam:PassedToService", "it is not among the exceptions"},
	{"PASS_ROLE_WITH_NOTRESOURCE", identity, `{"Effect":"Allow","Action":"iam:PassRole","NotResource":"arn:aws:iam::123456789012:role/admin"}`,
		"/Statement/0/Action", "name the roles", "all but one"},
	{"PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOTRESOURCE", identity,
		`{"Effect":"Allow","Action":"i?m:PassRole","NotResource":"arn:aws:iam::123456789012:role/admin"}`,
		"/Statement/0/Action", "name the roles", "a question mark is a wildcard"},
	{"PASS_ROLE_WITH_NOTACTION_AND_NOTRESOURCE", identity, `{"Effect":"Allow","NotAction":"s3:*","NotResource":"arn:aws:s3:::a"}`,
		"/Statement/0/NotAction", "name the roles", "both ways"},
	{"DEPRECATED_GLOBAL_CONDITION_KEY", identity, asking("ArnLike", "aws:arn", `"arn:aws:iam::123456789012:role/*"`),
		"/Statement/0/Condition/ArnLike/aws:arn", "aws:PrincipalArn", "the old name"},
	{"DEPRECATED_GLOBAL_CONDITION_KEY", identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/${aws:ARN}"}`,
		"/Statement/0/Resource", "aws:PrincipalArn", "as a variable"},
	{"ECS_TASK_SOURCE_ARN", trust, taskRole("ArnLike", "arn:aws:ecs:us-west-2:111122223333:cluster/prod"),
		"/Statement/0/Condition/ArnLike/aws:SourceArn", `"arn:aws:ecs:us-west-2:111122223333:*"`, "the ECS guide: no cluster can be named"},
	{"ECS_TASK_SOURCE_ARN", trust, taskRole("StringLike", "arn:aws:ecs:us-west-2:111122223333:service/prod/*"),
		"/Statement/0/Condition/StringLike/aws:SourceArn", `:*"`, "nor a service"},
	{"ECS_TASK_SOURCE_ARN", trust, taskRole("ArnEquals", "arn:aws:ecs:us-west-2:111122223333:task-definition/app:*"),
		"/Statement/0/Condition/ArnEquals/aws:SourceArn", `:*"`, "nor a task definition"},
	{"ECS_TASK_SOURCE_ARN", trust, taskRole("ArnLike", "arn:aws:lambda:us-west-2:111122223333:function:*"),
		"/Statement/0/Condition/ArnLike/aws:SourceArn", `"arn:aws:ecs:us-west-2:111122223333:*"`, "another service's"},
	{"INVALID_ACCOUNT_ID", identity, asking("StringEquals", "aws:SourceAccount", `"12345"`),
		"/Statement/0/Condition/StringEquals/aws:SourceAccount", "12 digits", "five digits"},
	{"INVALID_ACCOUNT_ID", identity, asking("StringNotEqualsIfExists", "aws:resourceaccount", `["123456789012",12345678901]`),
		"/Statement/0/Condition/StringNotEqualsIfExists/aws:resourceaccount/1", "12 digits", "a number that has lost its zero"},
	{"INVALID_ACCOUNT_ID", identity, asking("StringEquals", "aws:PrincipalAccount", `"1234-5678-9012"`),
		"/Statement/0/Condition/StringEquals/aws:PrincipalAccount", "12 digits", "as the console shows it"},
	{"INVALID_ARN_ACCOUNT", identity, asking("ArnLike", "aws:PrincipalArn", `"arn:aws:iam::12345:role/*"`),
		"/Statement/0/Condition/ArnLike/aws:PrincipalArn", "12 digits", "in the ARN that a condition compares"},
	{"INVALID_GLOBAL_CONDITION_KEY", identity, asking("StringEquals", "aws:SoruceVpce", `"vpce-1"`),
		"/Statement/0/Condition/StringEquals/aws:SoruceVpce", `"aws:SourceVpce"`, "two letters swapped"},
	{"INVALID_GLOBAL_CONDITION_KEY", identity, asking("StringEquals", "aws:ResourceTags/team", `"a"`),
		"/Statement/0/Condition/StringEquals/aws:ResourceTags~1team", `"aws:ResourceTag/NAME"`, "one letter too many before the slash"},
	{"INVALID_GLOBAL_CONDITION_KEY", identity, asking("StringEquals", "aws:Weather", `"fine"`),
		"/Statement/0/Condition/StringEquals/aws:Weather", "Service Authorization Reference", "nothing is near"},
	{"INVALID_GLOBAL_CONDITION_KEY", identity,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:usernaem}"}`,
		"/Statement/0/Resource", `"aws:username"`, "in a variable, which is never filled in"},
	{"INVALID_GLOBAL_CONDITION_KEY", identity,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${AWS::StackName}"}`,
		"/Statement/0/Resource", "template", "a parameter of CloudFormation"},
	{"INVALID_SERVICE_CONDITION_KEY", identity,
		`{"Effect":"Allow","Action":"iam:PassRole","Resource":"*",
		"Condition":{"StringEquals":{"iam:PassedToServices":"ecs-tasks.amazonaws.com"}}}`,
		"/Statement/0/Condition/StringEquals/iam:PassedToServices", `"iam:PassedToService"`, "the roles are not limited"},
	{"INVALID_SERVICE_CONDITION_KEY", identity, asking("ArnEquals", "ecs:clusters", `"arn:aws:ecs:us-east-1:123456789012:cluster/a"`),
		"/Statement/0/Condition/ArnEquals/ecs:clusters", `"ecs:cluster"`, "the plural"},
	{"INVALID_CONDITION_OPERATOR", identity, asking("ForAllValue:StringEquals", "aws:TagKeys", `"a"`),
		"/Statement/0/Condition/ForAllValue:StringEquals", `"ForAllValues:StringEquals"`, "the s belongs here"},
	{"INVALID_CONDITION_OPERATOR", identity, asking("ForAnyValues:StringEquals", "aws:TagKeys", `"a"`),
		"/Statement/0/Condition/ForAnyValues:StringEquals", `"ForAnyValue:StringEquals"`, "and not here"},
	{"MISSING_ARN_IN_NOTPRINCIPAL", repository, excepting(session1 + "," + root1),
		"/Statement/0/NotPrincipal/AWS/0", `"arn:aws:iam::111122223333:role/ci"`, "the session is its role too (IAM guide)"},
	{"MISSING_ARN_IN_NOTPRINCIPAL", repository, excepting(role1 + "," + root1),
		"/Statement/0/NotPrincipal/AWS/0", `"arn:aws:sts::111122223333:assumed-role/ci/SESSION"`, "AWS's article on S3 wants the session too"},
	{"MISSING_ARN_IN_NOTPRINCIPAL", repository, excepting(`"arn:aws:iam::111122223333:user/bob","444455556666"`),
		"/Statement/0/NotPrincipal/AWS/0", `"arn:aws:iam::111122223333:root"`, "the user's account is denied, and he with it"},
	{"MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL", trust, trusting(""),
		"/Statement/0/Principal/Federated", `"token.actions.githubusercontent.com:sub"`, "everybody on GitHub"},
	{"MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL", trust,
		`{"Effect":"Allow","Principal":{"Federated":["arn:aws:iam::123456789012:oidc-provider/gitlab.com"]},
		"Action":"sts:AssumeRoleWithWebIdentity",
		"Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}}`,
		"/Statement/0/Principal/Federated/0", `"gitlab.com:aud"`, "the condition is another provider's"},
	{"MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL", trust,
		`{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity"}`,
		"/Statement/0/Principal/Federated", `"cognito-identity.amazonaws.com:aud"`, "every identity pool of every account"},
	{"MISSING_GITHUB_REPO_CONDITION_KEY", trust,
		trusting(`,"Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}`),
		"/Statement/0/Principal/Federated", "repo:OWNER/REPOSITORY", "the audience is the same for all"},
	{"MISSING_GITHUB_REPO_CONDITION_KEY", trust,
		trusting(`,"Condition":{"StringNotLike":{"token.actions.githubusercontent.com:sub":"repo:evil/*"}}`),
		"/Statement/0/Principal/Federated", "repo:OWNER/REPOSITORY", "all but one owner"},
	{"SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED", trust,
		trusting(`,"Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":["repo:o/r:ref:refs/heads/main","repo:o/r:*"]}}`),
		"/Statement/0/Condition/StringLike/token.actions.githubusercontent.com:sub/1", "refs/heads", "every branch and pull request"},
	{"SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED", trust,
		trusting(`,"Condition":{"ForAnyValue:StringLike":{"TOKEN.actions.githubusercontent.com:sub":"repo:o/*:ref:refs/heads/main"}}`),
		"/Statement/0/Condition/ForAnyValue:StringLike/TOKEN.actions.githubusercontent.com:sub", "refs/heads", "every repository of an owner"},
	{"MISSING_PAIRED_CONDITION_KEYS", identity, asking("IpAddress", "aws:VpcSourceIp", `"10.0.0.0/16"`),
		"/Statement/0/Condition/IpAddress/aws:VpcSourceIp", `"aws:SourceVpc"`, "every VPC may have that range"},
	{"MISSING_PAIRED_CONDITION_KEYS", identity, asking("StringEquals", "aws:Ec2InstanceSourcePrivateIPv4", `"${aws:VpcSourceIp}"`),
		"/Statement/0/Condition/StringEquals/aws:Ec2InstanceSourcePrivateIPv4", `"aws:Ec2InstanceSourceVpc"`, "the address alone"},
	{"MISSING_QUALIFIER", identity, asking("StringEquals", "aws:TagKeys", `["a"]`),
		"/Statement/0/Condition/StringEquals", `"ForAnyValue:StringEquals"`, "a request may have several tags"},
	{"MISSING_QUALIFIER", identity, asking("StringLikeIfExists", "AWS:principalorgpaths", `"o-1/r-1/*"`),
		"/Statement/0/Condition/StringLikeIfExists", `"ForAnyValue:StringLikeIfExists"`, "in any case, with IfExists"},
	{"FORALLVALUES_WITH_SINGLE_VALUED_KEY", identity, asking("ForAllValues:StringEquals", "aws:SourceVpcArn", `"a"`),
		"/Statement/0/Condition/ForAllValues:StringEquals/aws:SourceVpcArn", "leave ForAllValues out", "every key of the table is known"},
	{"MULTIVALUED_KEY_IN_VARIABLE", identity,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:*:*:repository/${aws:CalledVia}"}`,
		"/Statement/0/Resource", "one value", "IAM guide: such variables do not resolve"},
	{"MULTIVALUED_KEY_IN_VARIABLE", identity, asking("StringEquals", "aws:ResourceTag/team", `["x","${aws:principalOrgPaths, 'o'}"]`),
		"/Statement/0/Condition/StringEquals/aws:ResourceTag~1team/1", "one value", "not even to the default"},
	{"PRIVATE_IP_ADDRESS_SUBSET", identity, asking("IpAddress", "aws:SourceIp", `["203.0.113.0/24","10.0.0.0/8"]`),
		"/Statement/0/Condition/IpAddress/aws:SourceIp", "public", "one of two"},
	{"PRIVATE_NOTIPADDRESS_SUBSET", identity, asking("NotIpAddress", "aws:SourceIp", `["fd00::/8","203.0.113.0/24"]`),
		"/Statement/0/Condition/NotIpAddress/aws:SourceIp", "public", "private addresses of IPv6"},
	{"RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL", repository,
		`{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},"Action":"ecr:BatchGetImage",
		"Condition":{"StringEquals":{"aws:SourceOwner":"123456789012"}}}`,
		"/Statement/0/Principal/Service", `"aws:SourceAccount"`, "the key of old"},
	{"REDUNDANT_ACTION", identity, `{"Effect":"Deny","NotAction":["s3:GetObject","S3:getobject"],"Resource":"*"}`,
		"/Statement/0/NotAction/1", "leave it out", "twice among the exceptions"},
	{"REDUNDANT_RESOURCE", identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::a","arn:aws:s3:::a"]}`,
		"/Statement/0/Resource/1", "leave it out", "twice"},
	{"REDUNDANT_CONDITION_VALUE", identity, asking("StringEquals", "aws:SourceVpce", `["vpce-1","vpce-2","vpce-1"]`),
		"/Statement/0/Condition/StringEquals/aws:SourceVpce/2", "leave it out", "twice"},
	{"REDUNDANT_PRINCIPAL", repository,
		`{"Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:root"]},"Action":"ecr:ListImages"}`,
		"/Statement/0/Principal/AWS/1", "leave it out", "an account by both of its names"},
	{"UNSUPPORTED_WILDCARD_IN_PRINCIPAL", repository,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:*"},"Action":"ecr:ListImages"}`,
		"/Statement/0/Principal/AWS", `"arn:aws:iam::123456789012:root"`, "the account is meant"},
	{"MISSING_RESOURCE", registry, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ReplicateImage"}`,
		"/Statement/0", `"Resource"`, "a registry has many repositories"},
	{"SCP_SYNTAX_ERROR_PRINCIPAL", iampolicy.KindSCP,
		`{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Action":"ecr:*","Resource":"*"}`,
		"/Statement/0/NotPrincipal", "aws:PrincipalArn", "nor a NotPrincipal"},
	{"INVALID_ROLE_REFERENCE", repository, `{"Effect":"Allow","Principal":{"AWS":"AROACKCEVSQ6C2EXAMPLE"},"Action":"ecr:ListImages"}`,
		"/Statement/0/Principal/AWS", "ARN of the role", "ECR shows it once the role is deleted"},
	{"INVALID_USER_REFERENCE", repository, `{"Effect":"Deny","NotPrincipal":{"AWS":["AIDACKCEVSQ6C2EXAMPLE"]},"Action":"ecr:ListImages"}`,
		"/Statement/0/NotPrincipal/AWS/0", "ARN of the user", "as an exception, which excepts nobody now"},
	{"ECR_URI_AS_RESOURCE", identity,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"123456789012.dkr.ecr.us-west-2.amazonaws.com"}`,
		"/Statement/0/Resource", `"arn:aws:ecr:us-west-2:123456789012:repository/*"`, "the host alone"},
	{"ECR_URI_AS_RESOURCE", identity,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"123456789012.DKR.ecr-fips.us-gov-west-1.amazonaws.com/team/*"}`,
		"/Statement/0/Resource", `"arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/team/*"`, "a FIPS host, with a wildcard"},
	{"ECR_URI_AS_RESOURCE", identity,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app"}`,
		"/Statement/0/Resource", "arn:aws:ecr:REGION:ACCOUNT:repository/NAME", "a template"},
	{"INVALID_PARTITION", identity, `{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws-china:iam::123456789012:role/a"}`,
		"/Statement/0/Resource", `"arn:aws:iam`, "no such partition, and no Region to tell by"},
	{"TYPE_MISMATCH_DATE", identity, asking("DateLessThan", "aws:CurrentTime", `"2024-01-01T10:11:12"`),
		"/Statement/0/Condition/DateLessThan/aws:CurrentTime", `"2024-01-01T10:11:12Z"`, "the zone is missing"},
}
