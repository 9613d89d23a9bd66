package lint_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// lintCase is a statement, or a whole document, and the finding it must have.
type lintCase struct {
	code    lint.Code
	kind    iampolicy.PolicyKind
	doc     string // a statement of a document of 2012, or a document
	pointer string
	fix     string // part of the fix
	why     string
}

const (
	identity   = iampolicy.KindIdentity
	repository = iampolicy.KindRepository
	registry   = iampolicy.KindRegistry
	trust      = iampolicy.KindTrust
)

// document returns the document of a lintCase.
func (c lintCase) document() iampolicy.Document {
	if strings.Contains(c.doc, `"Statement"`) {
		return iampolicy.MustParse(c.doc)
	}
	return iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[` + c.doc + `]}`)
}

var lintCases = []lintCase{
	{"ALLOW_WITH_NOTPRINCIPAL", repository, `{"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"ecr:BatchGetImage"}`,
		"/Statement/0/NotPrincipal", `"Principal"`, "all of AWS but one account is never what was meant"},
	{"ARN_REGION_NOT_ALLOWED", identity, `{"Effect":"Allow","Action":"ecr-public:PutImage","Resource":"arn:aws:ecr-public:us-east-1:123456789012:repository/app"}`,
		"/Statement/0/Resource", `"arn:aws:ecr-public::123456789012:repository/app"`, "public repositories have no Region in their ARN, though their API lives in us-east-1"},
	{"ARN_REGION_NOT_ALLOWED", identity, `{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam:us-east-1:123456789012:role/app"}`,
		"/Statement/0/Resource", `"arn:aws:iam::123456789012:role/app"`, "IAM is global"},
	{"ECR_ACTION_SCOPED_TO_ARN", identity, `{"Effect":"Allow","Action":["ecr:DescribeImages","ecr:DescribeRegistry"],"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/app"}`,
		"/Statement/0/Action/1", `"Resource": "*"`, "DescribeRegistry has no resource type"},
	{"ECR_ACTION_SCOPED_TO_ARN", identity, `{"Effect":"Allow","Action":"ecr:*","Resource":"*"},{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/app"}`,
		"/Statement/1/Action", "leave it out", "the token is granted elsewhere, here it is idle"},
	{"ECR_ANYONE", repository, `{"Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}`,
		"/Statement/0/Principal", "aws:PrincipalOrgID", "every account that has an identity policy can pull"},
	{"ECR_ANYONE", repository, `{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"ecr:ListImages"}`,
		"/Statement/0/Principal", "aws:PrincipalOrgID", "the other spelling of everybody"},
	{"ECR_INCOMPLETE_PULL", identity, `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Action":["ecr:ListImages","ecr:BatchGetImage"],"Resource":"*"}`,
		"/Statement/1/Action/1", `"ecr:GetDownloadUrlForLayer"`, "manifests without layers make no image"},
	{"ECR_INCOMPLETE_PULL", repository, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:GetDownloadUrlForLayer"}`,
		"/Statement/0/Action", `"ecr:BatchGetImage"`, "layers cannot be found without the manifest"},
	{"ECR_LAMBDA_PAIR_INCOMPLETE", repository, `{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":{"aws:sourceARN":"arn:aws:lambda:us-east-1:444455556666:function:*"}}}`,
		"/Statement/0", "arn:aws:iam::444455556666:root", "the account that creates the function must be able to pull as well"},
	{"ECR_LAMBDA_PAIR_INCOMPLETE", repository, `{"Sid":"CrossAccountPermission","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}`,
		"/Statement/0", "lambda.amazonaws.com", "the Sid is that of the first half in AWS's guide, and the second is not there"},
	{"ECR_REGISTRY_ACTION_IN_REPOSITORY_POLICY", repository, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:CreatePullThroughCacheRule"}`,
		"/Statement/0/Action", "identity policy", "a rule belongs to the registry"},
	{"ECR_REGISTRY_POLICY_V2_ACTION", registry, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":["ecr:ReplicateImage","ecr:DescribeImages"],"Resource":"*"}`,
		"/Statement/0/Action/1", "REGISTRY_POLICY_SCOPE", "scope V1 knows three actions only"},
	{"ECR_RESOURCE_IN_REPOSITORY_POLICY", repository, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":"*"}`,
		"/Statement/0/Resource", `leave "Resource" out`, "ECR answers InvalidParameterException"},
	{"ECR_RESOURCE_OF_OTHER_SERVICE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":["arn:aws:ecr:us-east-1:123456789012:repository/app","arn:aws:s3:::app"]}`,
		"/Statement/0/Resource/1", "arn:aws:ecr:", "cfn-lint passes this"},
	{"ECR_SERVICE_PULLS_WITH_ROLE", repository, `{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}`,
		"/Statement/0/Principal/Service", "role", "ECS pulls with the execution role"},
	{"ECR_TAG_IN_ARN", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/app:v1"}`,
		"/Statement/0/Resource", `"arn:aws:ecr:us-east-1:123456789012:repository/app"`, "no permission is for one tag"},
	{"ECR_TAG_IN_ARN", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/team/app@sha256:0123"}`,
		"/Statement/0/Resource", `repository/team/app"`, "nor for one digest"},
	{"ECR_TAG_CONDITION_WITHOUT_RESOURCE", identity, `{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"a"}}}`,
		"/Statement/0/Action/2", "without this condition", "the token has no tags"},
	{"ECR_TOKEN_NOT_COVERED", identity, `{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/app"}`,
		"/Statement/0/Action", `"Resource": "*"`, "everything but the login"},
	{"ECR_TOKEN_IN_RESOURCE_POLICY", repository, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":["ecr:ListImages","ecr:GetAuthorizationToken"]}`,
		"/Statement/0/Action/1", "identity policy", "terraform-aws-modules/terraform-aws-ecr writes this"},
	{"ECR_TOKEN_IN_RESOURCE_POLICY", registry, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
		"/Statement/0/Action", "identity policy", "nor does a registry policy grant it"},
	{"ECR_TOKEN_SCOPED_TO_ARN", identity, `{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/app"}`,
		"/Statement/0/Action/2", `"Resource": "*"`, "the commonest reason why a pull fails (cloud-gov/terraform-provision 1776)"},
	{"ECR_TOKEN_SCOPED_TO_ARN", identity, `{"Effect":"Allow","Action":"ECR:getauthorizationtoken","Resource":["arn:aws:ecr:us-east-1:123456789012:repository/*"]}`,
		"/Statement/0/Action", `"Resource": "*"`, "actions are compared without case"},
	{"ECR_TOKEN_SCOPED_TO_ARN", identity, `{"Effect":"Allow","Action":"ecr:*","Resource":"*"},{"Effect":"Deny","Action":"ecr:GetAuthorizationToken","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/app"}`,
		"/Statement/1/Action", `"Resource": "*"`, "a Deny that denies nothing, whatever else is allowed"},
	{"ECR_TOKEN_VPC_CONDITION", identity, `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*","Condition":{"StringEquals":{"aws:sourceVpce":"vpce-12345678"}}}`,
		"/Statement/0/Condition/StringEquals/aws:sourceVpce", "without this condition", "the ECS guide warns of it"},
	{"ECR_TOKEN_VPC_CONDITION", identity, `{"Effect":"Deny","Action":"ecr:GetAuthorizationToken","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-12345678"}}}`,
		"/Statement/0/Condition/StringNotEquals/aws:SourceVpc", "without this condition", "an absent key is not equal, so Fargate is denied"},
	{"ECR_URI_AS_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app"}`,
		"/Statement/0/Resource", `"arn:aws-cn:ecr:cn-north-1:123456789012:repository/team/app"`, "what docker pull takes is not what IAM compares"},
	{"ECR_URI_AS_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"https://123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1@sha256:00"}`,
		"/Statement/0/Resource", `"arn:aws:ecr:us-east-1:123456789012:repository/app"`, "with scheme, tag and digest"},
	{"ECR_URI_AS_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"123456789012.dkr-ecr.eu-west-1.on.aws/app"}`,
		"/Statement/0/Resource", `"arn:aws:ecr:eu-west-1:123456789012:repository/app"`, "the dual-stack host"},
	{"ECR_URI_AS_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr-public:DescribeImages","Resource":"public.ecr.aws/alias/team/app:v1"}`,
		"/Statement/0/Resource", `"arn:aws:ecr-public::*:repository/team/app"`, "the alias is no part of the repository's name"},
	{"ECR_WILDCARD_IN_RESOURCE_TYPE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:*/app"}`,
		"/Statement/0/Resource", `repository/*/app"`, "the guide: a wildcard may not stand in the resource type"},
	{"ECR_WILDCARD_IN_RESOURCE_TYPE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repo*"}`,
		"/Statement/0/Resource", `repository/*"`, "the same without a slash"},
	{"EMPTY_ARRAY_ACTION", identity, `{"Effect":"Allow","Action":[],"Resource":"*"}`, "/Statement/0/Action", "fill", "the statement does nothing"},
	{"EMPTY_ARRAY_CONDITION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":[]}}}`,
		"/Statement/0/Condition/StringEquals/aws:SourceVpc", "name a value", "nothing equals none of no values"},
	{"EMPTY_ARRAY_PRINCIPAL", repository, `{"Effect":"Allow","Principal":{"AWS":[]},"Action":"ecr:ListImages"}`, "/Statement/0/Principal/AWS", "name somebody", "nobody is named"},
	{"EMPTY_ARRAY_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":[]}`, "/Statement/0/Resource", "fill", "no resource is named"},
	{"EMPTY_OBJECT_CONDITION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{}}`, "/Statement/0/Condition", "leave", "nothing is asked for"},
	{"EMPTY_OBJECT_CONDITION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"Bool":{}}}`, "/Statement/0/Condition/Bool", "leave", "the operator has no key"},
	{"EMPTY_OBJECT_PRINCIPAL", repository, `{"Effect":"Allow","Principal":{},"Action":"ecr:ListImages"}`, "/Statement/0/Principal", "name somebody", "nobody is named"},
	{"EMPTY_SID_VALUE", trust, `{"Sid":"","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}`, "/Statement/0/Sid", "leave", "AWS's own trust policies have it"},
	{"EMPTY_VARIABLE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${}"}`, "/Statement/0/Resource", "condition key", "no name between the braces"},
	{"FORALLVALUES_WITH_SINGLE_VALUED_KEY", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:ResourceTag/team":"a"}}}`,
		"/Statement/0/Condition/ForAllValues:StringEquals/aws:ResourceTag~1team", "leave ForAllValues out", "an untagged repository would pass"},
	{"ID_IN_IDENTITY_POLICY", identity, `{"Version":"2012-10-17","Id":"x","Statement":[{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*"}]}`, "/Id", `leave "Id" out`, "AWS's own page on keys for ECR does it"},
	{"IMPROVE_IP_RANGE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.7/24"}}}`,
		"/Statement/0/Condition/IpAddress/aws:SourceIp", `"203.0.113.0/24"`, "the 7 means nothing"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":["ecr:BatchGetImages"],"Resource":"*"}`, "/Statement/0/Action/0", `"ecr:BatchGetImage"`, "one letter too many"},
	{"INVALID_ACTION", repository, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:PullImage"}`, "/Statement/0/Action", `"ecr:BatchGetImage"`, "what the CLI calls it, and never PutImage"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":"ecr-public:GetImage","Resource":"*"}`, "/Statement/0/Action", "drop it", "the gallery has nothing to pull with"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","NotAction":"ecr:GetDownloadUrl","Resource":"*"}`, "/Statement/0/NotAction", `"ecr:GetDownloadUrlForLayer"`, "the end is missing"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":"ecr:ListImageReferrers","Resource":"*"}`, "/Statement/0/Action", "Service Authorization Reference", "an API without an action of its own, unlike any other name"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":"ecr-public:BatchGetImage","Resource":"*"}`, "/Statement/0/Action", "GetServiceBearerToken", "the gallery has no such action (terraform-aws-modules writes it)"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":"ecr-public:GetDownloadUrlForLayer","Resource":"*"}`, "/Statement/0/Action", "drop it", "nor this one"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":"ecr:Pull*","Resource":"*"}`, "/Statement/0/Action", "look the name up", "a pattern that matches nothing"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":"BatchGetImage","Resource":"*"}`, "/Statement/0/Action", `"ecr:BatchGetImage"`, "the service is missing"},
	{"INVALID_ACTION", identity, `{"Effect":"Allow","Action":"s3:","Resource":"*"}`, "/Statement/0/Action", "", "the name is missing"},
	{"INVALID_ARN_ACCOUNT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:12345678901:repository/app"}`, "/Statement/0/Resource", "12 digits", "eleven digits"},
	{"INVALID_ARN_ACCOUNT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1::repository/app"}`, "/Statement/0/Resource", "12 digits", "no account at all"},
	{"INVALID_ARN_ACCOUNT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:<account>:repository/app"}`, "/Statement/0/Resource", "12 digits", "a placeholder"},
	{"INVALID_ARN_PREFIX", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"repository/app"}`, "/Statement/0/Resource", "arn:aws:", "a bare name"},
	{"INVALID_ARN_REGION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1a:123456789012:repository/app"}`, "/Statement/0/Resource", "us-east-1", "an availability zone"},
	{"INVALID_ARN_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repositories/app"}`, "/Statement/0/Resource", `:repository/app"`, "the plural"},
	{"INVALID_ARN_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository:app"}`, "/Statement/0/Resource", `:repository/app"`, "a colon instead of the slash"},
	{"INVALID_ARN_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:app"}`, "/Statement/0/Resource", `:repository/app"`, "the name alone"},
	{"INVALID_ARN_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/"}`, "/Statement/0/Resource", `:repository/*"`, "no name"},
	{"INVALID_ARN_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/App"}`, "/Statement/0/Resource", `:repository/app"`, "names have no capitals"},
	{"INVALID_ARN_SERVICE_CASE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ECR:us-east-1:123456789012:repository/app"}`, "/Statement/0/Resource", `"arn:aws:ecr:`, "ARNs are compared by case"},
	{"INVALID_CONDITION_KEY_FORMAT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"SourceVpc":"vpc-1"}}}`, "/Statement/0/Condition/StringEquals/SourceVpc", "aws:", "no service"},
	{"INVALID_CONDITION_MULTIPLE_BOOLEAN", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":["true","false"]}}}`, "/Statement/0/Condition/Bool/aws:SecureTransport", "keep one", "either value passes"},
	{"INVALID_CONDITION_OPERATOR", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEqual":{"aws:SourceVpc":"vpc-1"}}}`, "/Statement/0/Condition/StringEqual", `"StringEquals"`, "the s is missing"},
	{"INVALID_CONDITION_OPERATOR", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ForAnyValues:StringLikeIfExists":{"aws:TagKeys":"a"}}}`, "/Statement/0/Condition/ForAnyValues:StringLikeIfExists", `"ForAnyValue:StringLikeIfExists"`, "the prefix has an s too many"},
	{"INVALID_EFFECT", iampolicy.KindRCP, `{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}`, "/Statement/0/Effect", "Deny", "a resource control policy cannot allow"},
	{"INVALID_PARTITION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:cn-north-1:123456789012:repository/app"}`, "/Statement/0/Resource", `"arn:aws-cn:ecr:`, "Beijing is in aws-cn"},
	{"INVALID_PARTITION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-gov-west-1:123456789012:repository/app"}`, "/Statement/0/Resource", `"arn:aws-us-gov:ecr:`, "GovCloud is a partition"},
	{"INVALID_PARTITION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:AWS:ecr:us-east-1:123456789012:repository/app"}`, "/Statement/0/Resource", `"arn:aws:ecr:`, "no such partition"},
	{"INVALID_PRINCIPAL_FORMAT", repository, `{"Effect":"Allow","Principal":{"AWS":["123456789012","12345678901"]},"Action":"ecr:ListImages"}`, "/Statement/0/Principal/AWS/1", "12-digit", "eleven digits"},
	{"INVALID_PRINCIPAL_FORMAT", repository, `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1234567890:role/app"},"Action":"ecr:ListImages"}`, "/Statement/0/Principal/AWS", "12-digit", "ten digits, as in AWS's own endpoint policy"},
	{"INVALID_PRINCIPAL_FORMAT", repository, `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:group/dev"},"Action":"ecr:ListImages"}`, "/Statement/0/Principal/AWS", "user, role", "a group is nobody"},
	{"INVALID_PRINCIPAL_FORMAT", repository, `{"Effect":"Allow","Principal":{"AWS":"lambda.amazonaws.com"},"Action":"ecr:ListImages"}`, "/Statement/0/Principal/AWS", "user, role", "a service under AWS"},
	{"INVALID_SERVICE_CONDITION_KEY", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"ecr:ResourceTags/team":"a"}}}`, "/Statement/0/Condition/StringEquals/ecr:ResourceTags~1team", "ecr:ResourceTag/NAME", "no s"},
	{"INVALID_SERVICE_IN_ACTION", identity, `{"Effect":"Allow","Action":"ecr-private:BatchGetImage","Resource":"*"}`, "/Statement/0/Action", `"ecr:BatchGetImage"`, "the private service is called ecr"},
	{"INVALID_SERVICE_PRINCIPAL_FORMAT", trust, `{"Effect":"Allow","Principal":{"Service":"ecs-tasks"},"Action":"sts:AssumeRole"}`, "/Statement/0/Principal/Service", `"ecs-tasks.amazonaws.com"`, "the domain is missing"},
	{"INVALID_VARIABLE_FOR_OPERATOR", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"${aws:VpcSourceIp}"}}}`, "/Statement/0/Condition/IpAddress/aws:SourceIp", "value itself", "only texts are filled in"},
	{"INVALID_VERSION", iampolicy.KindRCP, `{"Version":"2008-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Resource":"*"}]}`, "/Version", "2012-10-17", "resource control policies are newer than 2008"},
	{"INVALID_VPC_FORMAT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpce-12345678"}}}`, "/Statement/0/Condition/StringEquals/aws:SourceVpc", "vpc-", "an endpoint under the key of the VPC"},
	{"INVALID_VPCE_FORMAT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":["vpc-12345678"]}}}`, "/Statement/0/Condition/StringEquals/aws:SourceVpce/0", "vpce-", "and the other way round"},
	{"MISMATCHED_ACTION_FOR_PRINCIPAL", trust, `{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRole"}`, "/Statement/0/Action", "AssumeRoleWithWebIdentity", "the GitHub role that never works"},
	{"MISMATCHED_ACTION_FOR_PRINCIPAL", trust, `{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity"}`, "/Statement/0/Action", "sts:AssumeRole", "a service assumes roles plainly"},
	{"MISSING_ARN_FIELD", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:repository/app"}`, "/Statement/0/Resource", "arn:partition", "the account is missing, colon and all"},
	{"MISSING_ARN_REGION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr::123456789012:repository/app"}`, "/Statement/0/Resource", "third colon", "as one writes ARNs of IAM"},
	{"MISSING_BRACE_IN_VARIABLE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username"}`, "/Statement/0/Resource", `"}"`, "not closed"},
	{"MISSING_PRINCIPAL", repository, `{"Effect":"Allow","Action":"ecr:ListImages"}`, "/Statement/0", `"Principal"`, "a repository policy is about somebody"},
	{"MISSING_QUOTE_IN_VARIABLE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username, none}"}`, "/Statement/0/Resource", "'none'", "a default stands in quotes"},
	{"MISSING_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:ListImages"}`, "/Statement/0", `"Resource"`, "a repository policy pasted into a role"},
	{"MISSING_TAG_KEY_IN_CONDITION", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag":"a"}}}`, "/Statement/0/Condition/StringEquals/aws:ResourceTag", `"aws:ResourceTag/NAME"`, "which tag?"},
	{"MISSING_VERSION", identity, `{"Statement":[{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*"}]}`, "", "2012-10-17", "Access Analyzer says so too"},
	{"NULL_WITH_IF_EXISTS", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"NullIfExists":{"aws:SourceVpc":"true"}}}`, "/Statement/0/Condition/NullIfExists", `"Null"`, "if it exists, is it absent?"},
	{"NULL_WITH_QUALIFIER", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ForAnyValue:Null":{"aws:TagKeys":"true"}}}`, "/Statement/0/Condition/ForAnyValue:Null", `"Null"`, "Null looks at the key alone"},
	{"PASS_ROLE_WITH_STAR_IN_RESOURCE", identity, `{"Effect":"Allow","Action":["ecs:RegisterTaskDefinition","iam:PassRole"],"Resource":"*"}`, "/Statement/0/Action/1", "iam:PassedToService", "a deploy role that can become any role"},
	{"PRIVATE_IP_ADDRESS", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","192.168.1.1"]}}}`, "/Statement/0/Condition/IpAddress/aws:SourceIp", "public", "never true"},
	{"PRIVATE_NOTIPADDRESS", identity, `{"Effect":"Deny","Action":"ecr:ListImages","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}`, "/Statement/0/Condition/NotIpAddress/aws:SourceIp", "public", "always true"},
	{"REDUNDANT_ACTION", identity, `{"Effect":"Allow","Action":["ecr:PutImage","ecr:Put*","s3:GetObject","s3:getobject"],"Resource":"*"}`, "/Statement/0/Action/0", "leave it out", "ecr:Put* covers it"},
	{"REDUNDANT_ACTION", identity, `{"Effect":"Allow","Action":["s3:GetObject","s3:getobject"],"Resource":"*"}`, "/Statement/0/Action/1", "leave it out", "the same action twice"},
	{"REDUNDANT_RESOURCE", identity, `{"Effect":"Allow","Action":"ecr:PutImage","Resource":["arn:aws:ecr:us-east-1:123456789012:repository/app","*"]}`, "/Statement/0/Resource/0", "leave it out", "everything is everything"},
	{"REDUNDANT_STATEMENT", identity, `{"Sid":"A","Effect":"Allow","Action":"ecr:PutImage","Resource":"*"},{"Sid":"B","Effect":"Allow","Action":"ecr:PutImage","Resource":"*"}`, "/Statement/1", "leave it out", "only the Sid differs"},
	{"RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL", repository, `{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}`, "/Statement/0/Principal/Service", "aws:SourceArn", "the confused deputy"},
	{"ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL", trust, `{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}`, "/Statement/0/NotPrincipal", `"Principal"`, "not in a trust policy"},
	{"ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE", trust, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole","Resource":"*"}`, "/Statement/0/Resource", `leave "Resource" out`, "the role is the resource"},
	{"ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL", trust, `{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}`, "/Statement/0/Principal", `{"AWS": "*"}`, "IAM takes the other spelling only"},
	{"SCP_SYNTAX_ERROR_PRINCIPAL", iampolicy.KindSCP, `{"Effect":"Deny","Principal":"*","Action":"ecr:*","Resource":"*"}`, "/Statement/0/Principal", "aws:PrincipalArn", "an SCP is about everybody"},
	{"TYPE_MISMATCH_BOOLEAN", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"yes"}}}`, "/Statement/0/Condition/Bool/aws:SecureTransport", `"true"`, "yes is neither"},
	{"TYPE_MISMATCH_DATE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"tomorrow"}}}`, "/Statement/0/Condition/DateLessThan/aws:CurrentTime", "2026-", "no date"},
	{"TYPE_MISMATCH_IP_RANGE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","203.0.113.0/33"]}}}`, "/Statement/0/Condition/NotIpAddress/aws:SourceIp/1", "203.0.113.0/24", "33 bits"},
	{"TYPE_MISMATCH_NUMBER", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"1h"}}}`, "/Statement/0/Condition/NumericLessThan/aws:MultiFactorAuthAge", "3600", "seconds have no unit"},
	{"UNIQUE_SIDS_RECOMMENDED", registry, `{"Sid":"A","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ReplicateImage","Resource":"*"},{"Sid":"A","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"ecr:ReplicateImage","Resource":"*"}`,
		"/Statement/1/Sid", "rename", "AWS's own two-account example does it"},
	{"UNIQUE_SIDS_REQUIRED", identity, `{"Sid":"A","Effect":"Allow","Action":"ecr:PutImage","Resource":"*"},{"Sid":"A","Effect":"Allow","Action":"ecr:ListImages","Resource":"*"}`, "/Statement/1/Sid", "rename", "IAM refuses it"},
	{"UNSUPPORTED_ACTION_IN_POLICY", repository, `{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["ecr:ListImages","s3:GetObject"]}`, "/Statement/0/Action/1", "identity policy", "ECR refuses it"},
	{"UNSUPPORTED_ACTION_IN_POLICY", trust, `{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`, "/Statement/0/Action", "sts:AssumeRole", "permissions in the trust policy"},
	{"UNSUPPORTED_PRINCIPAL", identity, `{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages","Resource":"*"}`, "/Statement/0/Principal", "leave it out", "AWS's own page on ECR does it"},
	{"UNSUPPORTED_PRINCIPAL", iampolicy.KindSession, `{"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"},"Action":"ecr:ListImages","Resource":"*"}`, "/Statement/0/NotPrincipal", "leave it out", "a session is its own principal"},
	{"UNSUPPORTED_PRINCIPAL", iampolicy.KindRCP, `{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"ecr:*","Resource":"*"}`, "/Statement/0/Principal", `"Principal": "*"`, "a resource control policy takes only the star"},
	{"UNSUPPORTED_SID", identity, `{"Sid":"Pull images","Effect":"Allow","Action":"ecr:ListImages","Resource":"*"}`, "/Statement/0/Sid", `"Pullimages"`, "no spaces in IAM"},
	{"UNSUPPORTED_SPACE_IN_VARIABLE", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${ aws:username}"}`, "/Statement/0/Resource", `"aws:username"`, "a space before the key"},
	{"UNSUPPORTED_WILDCARD_IN_PRINCIPAL", repository, `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/*"},"Action":"ecr:ListImages"}`, "/Statement/0/Principal/AWS", "aws:PrincipalArn", "principals are compared in full"},
	{"VARIABLE_UNSUPPORTED_IN_ELEMENT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:${AWS::Region}:123456789012:repository/app"}`, "/Statement/0/Resource", "template", "CloudFormation did not fill it in"},
	{"VARIABLE_UNSUPPORTED_IN_ELEMENT", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:${aws:PrincipalAccount}:repository/app"}`, "/Statement/0/Resource", "value itself", "no variable before the fifth colon"},
	{"VARIABLE_UNSUPPORTED_IN_ELEMENT", repository, `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${account}:root"},"Action":"ecr:ListImages"}`, "/Statement/0/Principal/AWS", "template", "nor did Terraform"},
	{"VARIABLE_UNSUPPORTED_IN_VERSION", identity, `{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username}/*"}]}`, "/Statement/0/Resource", "2012-10-17", "in 2008 a dollar was a dollar"},
	{"VARIABLE_UNSUPPORTED_IN_VERSION", identity, `{"Statement":{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":["${aws:username}"]}}}}`, "/Statement/Condition/StringLike/aws:ResourceTag~1owner/0", "2012-10-17", "no Version is 2008"},
	{"WILDCARD_IN_SERVICE_NAME", identity, `{"Effect":"Allow","Action":"ecr*:ListImages","Resource":"*"}`, "/Statement/0/Action", "name the services", "a service to come may have it"},
	{"WILDCARD_WITHOUT_LIKE_OPERATOR", identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/team":"a*"}}}`, "/Statement/0/Condition/StringNotEquals/aws:PrincipalTag~1team", "StringNotLike", "compared as plain text"},
}

// lintLiterals are documents that Parse refuses.
var lintLiterals = []struct {
	code    lint.Code
	doc     iampolicy.Document
	pointer string
	why     string
}{
	{"MISSING_STATEMENT", iampolicy.Document{}, "", "the zero Document"},
	{"INVALID_VERSION", iampolicy.Document{Version: "2012-10-18"}, "/Version", "a day late"},
	{"INVALID_EFFECT", withStatement(iampolicy.Statement{Effect: "allow"}), "/Statement/0/Effect", "effects are compared by case"},
	{"DUPLICATE_KEYS_WITH_DIFFERENT_CASE", withStatement(iampolicy.Allow("ecr:PutImage").On("*").When("StringEquals", "aws:SourceVpc", "vpc-1").When("StringEquals", "aws:sourcevpc", "vpc-2")),
		"/Statement/0/Condition/StringEquals/aws:sourcevpc", "keys are compared without case, so the two are one"},
	{"MISSING_EFFECT", withStatement(iampolicy.Statement{}), "/Statement/0", "the zero Statement"},
	{"MISSING_ACTION", withStatement(iampolicy.Statement{Effect: "Allow"}), "/Statement/0", "an effect alone"},
	{"UNSUPPORTED_ELEMENT_COMBINATION", withStatement(iampolicy.Statement{Effect: "Allow", Action: list("a:b"), NotAction: list("a:c")}), "/Statement/0", "which of them?"},
	{"UNSUPPORTED_ELEMENT_COMBINATION", withStatement(iampolicy.Statement{Effect: "Allow", Resource: list("*"), NotResource: list("*")}), "/Statement/0", "which of them?"},
}

func list(items ...string) iampolicy.OneOrMany[string] {
	return iampolicy.OneOrMany[string]{Items: items}
}

func withStatement(s ...iampolicy.Statement) iampolicy.Document {
	return iampolicy.Document{Version: iampolicy.Version2012, Statement: iampolicy.OneOrMany[iampolicy.Statement]{Items: s}}
}

func TestLint(t *testing.T) {
	for _, c := range lintCases {
		findings := lint.Run(c.document(), c.kind)
		i := slices.IndexFunc(findings, func(f lint.Finding) bool { return f.Code == c.code && f.Pointer == c.pointer })
		if i < 0 {
			t.Errorf("Lint(%s) = %v, want %s at %q: %s", c.doc, findings, c.code, c.pointer, c.why)
			continue
		}
		if !strings.Contains(findings[i].Fix, c.fix) {
			t.Errorf("Lint(%s): fix of %s = %q, want it to contain %q", c.doc, c.code, findings[i].Fix, c.fix)
		}
	}
}

func TestLintLiterals(t *testing.T) {
	for _, c := range lintLiterals {
		findings := lint.Run(c.doc, identity)
		if !slices.ContainsFunc(findings, func(f lint.Finding) bool { return f.Code == c.code && f.Pointer == c.pointer }) {
			t.Errorf("Lint(%+v) = %v, want %s at %q: %s", c.doc, findings, c.code, c.pointer, c.why)
		}
	}
}

// TestLintSays holds what every finding of every case must have, and that no
// code is without a case.
func TestLintSays(t *testing.T) {
	seen := map[lint.Code]bool{}
	severity := map[lint.Code]lint.Severity{}
	for _, c := range lint.Checks() {
		severity[c.Code] = c.Severity
	}
	judge := func(d iampolicy.Document, kind iampolicy.PolicyKind) {
		for _, f := range lint.Run(d, kind) {
			seen[f.Code] = true
			require.NotEmpty(t, f.Message, f.Code)
			require.NotEmpty(t, f.Fix, f.Code)
			require.Contains(t, severity, f.Code)
			require.Equal(t, severity[f.Code], f.Severity, f.Code)
			require.Equal(t, fmt.Sprintf("%s %s at %s: %s; %s", f.Severity, f.Code, f.Pointer, f.Message, f.Fix), strings.Replace(f.String(), string(f.Code)+":", string(f.Code)+" at :", 1))
		}
	}
	for _, c := range lintCases {
		require.NotEmpty(t, c.why, c.doc)
		judge(c.document(), c.kind)
	}
	for _, c := range lintLiterals {
		require.NotEmpty(t, c.why, c.code)
		judge(c.doc, identity)
	}
	for _, c := range lintSizes {
		judge(ofSize(c.kind, c.kind.SizeLimit()+1), c.kind)
	}
	for _, c := range lint.Checks() {
		require.True(t, seen[c.Code], "%s has no case", c.Code)
	}
}

// TestLintCodes holds the catalogue against Access Analyzer's own list and
// against the codes that the source uses.
func TestLintCodes(t *testing.T) {
	theirs := map[lint.Code]string{}
	for _, line := range strings.Split(read(t, "testdata/source/access-analyzer-codes.tsv"), "\n")[1:] {
		if severity, code, ok := strings.Cut(line, "\t"); ok {
			theirs[lint.Code(code)] = severity
		}
	}
	require.Len(t, theirs, 135)
	words := map[lint.Severity]string{lint.SeveritySuggestion: "Suggestion", lint.SeverityWarning: "General Warning", lint.SeveritySecurity: "Security Warning", lint.SeverityError: "Error"}
	known, own := map[string]bool{}, []lint.Code{}
	for _, c := range lint.Checks() {
		known[string(c.Code)] = true
		require.NotEmpty(t, c.Doc)
		if severity, ok := theirs[c.Code]; !ok {
			own = append(own, c.Code)
		} else {
			require.Equal(t, severity, words[c.Severity], c.Code)
		}
	}
	for _, c := range own {
		if !strings.HasPrefix(string(c), "ECR_") {
			require.Contains(t, []lint.Code{"ID_IN_IDENTITY_POLICY", "POLICY_SIZE_EXCEEDS_RCP_QUOTA", "POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA"}, c)
		}
	}
	require.True(t, slices.IsSortedFunc(lint.Checks(), func(a, b lint.Check) int { return strings.Compare(string(a.Code), string(b.Code)) }))
	files, err := filepath.Glob("lint*.go")
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, code := range regexp.MustCompile(`"[A-Z]+(_[A-Z0-9]+)+"`).FindAllString(read(t, file), -1) {
			require.Contains(t, known, strings.Trim(code, `"`), file)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(b)
}

// lintSizes has the code for a document that is one character too long.
var lintSizes = []struct {
	code lint.Code
	kind iampolicy.PolicyKind
}{
	{"POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", identity},
	{"POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", iampolicy.KindBoundary},
	{"POLICY_SIZE_EXCEEDS_RCP_QUOTA", iampolicy.KindRCP},
	{"POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", repository},
	{"POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", registry},
	{"POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", iampolicy.KindEndpoint},
	{"POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA", trust},
	{"POLICY_SIZE_EXCEEDS_SCP_QUOTA", iampolicy.KindSCP},
	{"POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA", iampolicy.KindSession},
}

// ofSize returns a document of exactly that size.
func ofSize(kind iampolicy.PolicyKind, size int) iampolicy.Document {
	d := iampolicy.NewDocument(iampolicy.Allow("ecr:PutImage").On("*").Named("S"))
	d.Statement.Items[0].SID += strings.Repeat("x", size-d.Size(kind))
	return d
}

func TestLintSizes(t *testing.T) {
	for _, c := range lintSizes {
		has := func(d iampolicy.Document) bool {
			return slices.ContainsFunc(lint.Run(d, c.kind), func(f lint.Finding) bool { return f.Code == c.code })
		}
		require.False(t, has(ofSize(c.kind, c.kind.SizeLimit())), c.code)
		require.True(t, has(ofSize(c.kind, c.kind.SizeLimit()+1)), c.code)
	}
}

// TestLintVariablesInARN holds that a variable where none works is all that is
// said of the part that holds it.
func TestLintVariablesInARN(t *testing.T) {
	for _, resource := range []string{
		"arn:aws:ecr:us-east-1:${aws:PrincipalAccount}:repository/app",
		"arn:aws:ecr:${aws:RequestedRegion}:123456789012:repository/app",
		"arn:aws:ecr:${AWS::Region}:${AWS::AccountId}:repository/app/*",
		"arn:${AWS::Partition}:ecr:us-east-1:123456789012:repository/app",
		"arn:aws:${service}:us-east-1:123456789012:repository/app",
		"arn:aws:ecr:us-east-1:${aws:PrincipalTag/account, 'a:b/c'}:repository/app",
	} {
		findings := lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(resource)), identity)
		require.Len(t, findings, 1, "%s: %v", resource, findings)
		require.Equal(t, lint.Code("VARIABLE_UNSUPPORTED_IN_ELEMENT"), findings[0].Code)
	}
	for _, name := range []string{"repository/${aws:username}", "repository/${aws:PrincipalTag/team, 'a:b'}/*", "${aws:PrincipalTag/type}/app"} {
		require.Empty(t, lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("arn:aws:ecr:us-east-1:123456789012:"+name)), identity), name)
	}
	findings := lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("arn:aws:ecr:us-east-1:${aws:PrincipalAccount}:repositories/app")), identity)
	require.Len(t, findings, 2, "the other parts are still judged")
}

// TestLintPartitions holds the beginnings of Regions' names that Lint knows
// against the partitions of package ecrref.
func TestLintPartitions(t *testing.T) {
	for _, region := range []string{
		"us-east-1", "ap-southeast-9", "il-central-1", "mx-central-1", "cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1",
		"us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-south-1", "us-isof-east-1", "eusc-de-east-1",
	} {
		r, err := ecrref.PrivateRegistry("123456789012", region)
		require.NoError(t, err, region)
		for _, partition := range []string{"aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"} {
			arn := "arn:" + partition + ":ecr:" + region + ":123456789012:repository/app"
			findings := lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(arn)), identity)
			if partition == r.Partition() {
				require.Empty(t, findings, arn)
				continue
			}
			require.Len(t, findings, 1, arn)
			require.Equal(t, lint.Code("INVALID_PARTITION"), findings[0].Code)
			require.Contains(t, findings[0].Fix, `"arn:`+r.Partition()+`:ecr:`)
		}
	}
}

// TestFindingDoc holds that the example in the documentation of Finding.String
// is what it returns.
func TestFindingDoc(t *testing.T) {
	d := iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer").On("arn:aws:ecr:us-east-1:123456789012:repository/app"))
	findings := lint.Run(d, identity)
	require.Len(t, findings, 1)
	require.Contains(t, read(t, "lint.go"), "\n//\t"+findings[0].String()+"\n")
}
