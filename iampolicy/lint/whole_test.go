package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// wholeCases stand at the borders of the checks: each is one step beside what a check
// reports, or is reported by one check where a neighbour looks at the same place.
// TestLintWhole holds everything that is found in them, and nothing else.
var wholeCases = []struct {
	kind iampolicy.PolicyKind
	doc  string
	why  string
}{
	{identity, `{"Effect":"Allow","Action":["*","*:*"],"Resource":"*"}`, "everything twice is one finding, and one repeats the other"},
	{identity, asking("StringEquals", "", `"a"`), "a key of no letters is none"},
	{identity, asking("StringEquals", "", `[]`), "… without a value too"},
	{identity, `{"Effect":"Allow","Action":["ecr:*","ecr:PutImage","*"],"Resource":"*"}`, "everything covers all, the rest some"},
	{identity, asking("StringEquals", "aws:ResourceTag/team", `["a","a"]`), "two values that are one"},
	{identity, on("arn:aws:s3:::b/${aws:usrname"), "what is not closed is no variable with a wrong key"},
	{identity, `{"Effect":"Allow","Action":["ecr:GetAuthorizationToken","ecr-public:GetAuthorizationToken"],"Resource":"*","Condition":` +
		`{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`, "of two tokens the first is named"},
	{identity, `{"Effect":"Allow","Action":"ecr:DescribeRegistry","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/a":"1",` +
		`"ecr:ResourceTag/b":"2"}}}`, "of two tags the first is named"},
	// The parts of an ARN.
	{identity, on("arn:*:ecr:*:*:repository/app"), "wildcards may mean anything"},
	{identity, on("arn:aws:ecr:us-*:${aws:PrincipalAccount}:repository/app"), "so may variables"},
	{identity, on("arn:aws-new:sqs:us-*:123456789012:q"), "a new partition comes with its own Regions, and not with a pattern of old ones"},
	{identity, on("arn:aws-new:sqs:us-east-1:123456789012:q"), "an old Region is in an old partition"},
	{identity, on("arn:aws-new:sqs::123456789012:q"), "no Region says that the partition is new"},
	{identity, on("arn:new:sqs:xx-new-north-1:123456789012:q"), "partitions begin with aws"},
	{identity, on("arn:${aws:PrincipalTag/p}:sqs:us-east-1:123456789012:q"), "a variable is no partition that is wrong"},
	{identity, on("arn:aws:${aws:PrincipalTag/S}:us-east-1:123456789012:q"), "a variable has its own case"},
	{identity, on("foo:awz:IAM:us-east-9x:12:role/x"), "what is no ARN at all is one mistake, not five"},
	{identity, on("foo:aws:s3:us-east-1:123456789012:photos"), "nor is it a bucket"},
	{identity, on("foo:aws:ecr:::repository/app"), "nor a repository"},
	{identity, on("arn:aws:IAM:us-east-1"), "an ARN that ends early is one mistake"},
	{identity, on("*rn:aws:sqs:us-east-1:123456789012:q"), "a wildcard in the prefix"},
	{identity, on("?:aws"), "a wildcard alone makes no ARN"},
	{identity, on("arn:aws:iam:*:123456789012:role/x"), "a pattern covers the empty Region"},
	{identity, on("arn:aws:iam:nowhere:123456789012:role/x"), "a Region where there is none is one mistake, whatever it is called"},
	{identity, on("arn:aws:sqs:nowhere:123456789012:q"), "a name that no Region has"},
	{identity, on("arn:aws:sqs:${aws:RequestedRegion}:123456789012:q"), "the Region of the request"},
	{identity, on("arn:aws:s3::*:photos/x"), "any account, or none, has the bucket"},
	{identity, on("arn:aws:s3::12:photos/x"), "an account where there is none is one mistake"},
	{identity, on("arn:aws:s3:us-west-2:123456789012:*"), "a pattern that covers access points"},
	{identity, on("arn:aws:s3:us-west-2:12:job/x"), "a job of S3 has an account"},
	{identity, on("arn:aws:sqs:us-west-2:12:bucket"), "a queue called bucket"},
	{identity, on("arn:aws:cloudfront::cloudfront:user/x"), "the account of CloudFront's identities"},
	{identity, on("arn:aws:ecr:us-east-1::repository/app"), "ECR's ARNs have an account"},
	{identity, on("arn:aws:ecr-public:::repository/app"), "those of the gallery too"},
	{identity, asking("StringEquals", "aws:SourceArn", `"arn:aws:sqs:us-east-1:12:q"`), "an account in a value"},
	{identity, asking("Null", "aws:SourceArn", `"arn:aws:sqs:us-east-1:12:q"`), "Null compares no value"},
	{identity, asking("ArnLike", "aws:SourceArn", `"foo:aws:sqs:us-east-1:12:q"`), "no ARN has no account"},
	{identity, asking("ArnLike", "aws:SourceArn", `"arn:aws:sqs:12"`), "an ARN that ends before the account"},
	{identity, asking("ArnLike", "aws:SourceArn", `"arn:aws:cloudfront::cloudfront:user/x"`), "CloudFront's account in a value"},
	{identity, asking("ArnLike", "aws:SourceArn", `"arn:aws:ecr:us-east-1::repository/app"`), "ECR's ARNs have an account in values too"},
	{identity, `{"Effect":"Allow","Action":"ecr:ListImages","NotResource":["arn:awz:ecr:us-east-1:12:repository/app","*"]}`,
		"NotResource is read as Resource is"},

	{identity, on("arn::sqs:nowhere:123456789012:q"), "no partition, and a Region of none"},
	{identity, asking("ArnLike", "aws:SourceArn", `"arn:aws:ecr:us-east-1"`), "an ARN of ECR that ends before the account"},
	{identity, asking("ArnLike", "aws:SourceArn", `"arn:aws:s3::12:photos"`), "in a value the account of a bucket is not judged"},

	// What is allowed to everybody, or on everything.
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","NotResource":"arn:aws:iam::123456789012:role/admin"}`, "but some, by name"},
	{identity, `{"Effect":"Allow","Action":"iam:Pass*","NotResource":"arn:aws:iam::123456789012:role/admin"}`, "but some, by wildcard"},
	{identity, `{"Effect":"Allow","NotAction":"s3:*","NotResource":"arn:aws:iam::123456789012:role/admin"}`, "but some, by NotAction"},
	{identity, `{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}`, "everything, by NotAction"},
	{identity, `{"Effect":"Allow","NotAction":"s3:*","Resource":"arn:aws:iam::123456789012:role/app"}`, "one role, by NotAction"},
	{identity, `{"Effect":"Allow","Action":["iam:CreateServiceLinkedRole","iam:PassRole"],"Resource":"arn:aws:s3:::*"}`, "roles are not S3's"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*:*"}`, "all of IAM"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*:rol*"}`, "a pattern that no check knows"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*:role/"}`, "no role has an empty name"},
	{identity, `{"Effect":"Allow","Action":"iam:PassRole","Resource":"role/*"}`, "a name is no ARN"},
	{identity, `{"Effect":"Deny","Action":"iam:PassRole","Resource":"*"}`, "a Deny gives nothing away"},
	{identity, `{"Effect":"Allow","Action":"*:*","Resource":"*"}`, "the other spelling of everything"},
	{identity, `{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::photos"}`, "everything on one bucket"},
	{identity, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}`,
		"everything, on a condition"},
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}`, "one action on everything"},
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","NotResource":"arn:aws:s3:::photos"}`, "one action on everything but a bucket"},
	{repository, `{"Effect":"Deny","Principal":"*","Action":"ecr:BatchDeleteImage"}`, "to deny everybody is no gift"},
	{repository, `{"Effect":"Allow","Principal":"*","Action":"ecr:ListImages","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a"}}}`,
		"everybody in an organization"},
	{repository, toService("Deny", ""), "to deny a service is no gift"},
	{repository, toService("Allow", `,"Condition":{"StringEquals":{"codebuild:BuildArn":"x"}}`), "a key that some services send"},
	{repository, toService("Allow", `,"Condition":{"StringEquals":{"codebuild:BuildArn":"x","aws:SourceAccount":"123456789012"}}`),
		"… beside one that all of them send"},
	{repository, toService("Allow", `,"Condition":{"StringEquals":{"aws:SourceAccountX":"123456789012"}}`), "a key that only begins like it"},
	{repository, toService("Deny", `,"Condition":{"StringEquals":{"codebuild:BuildArn":"x"}}`), "a Deny by a key of some services"},

	// Condition keys.
	{identity, asking("StringEquals", "aws", `"x"`), "no colon"},
	{identity, asking("StringEquals", ":x", `"x"`), "no service"},
	{identity, asking("StringEquals", "aws:", `"x"`), "no name"},
	{identity, asking("StringEquals", "aws:RequestTag", `"x"`), "no tag"},
	{identity, asking("StringEquals", "aws:RequestTag/", `"x"`), "no tag behind the slash"},
	{identity, asking("StringEquals", "ecr:ResourceTag", `"x"`), "no tag of a repository"},
	{identity, asking("StringEquals", "ecr:ResourceTagg", `"x"`), "no tag, and misspelt"},
	{identity, asking("StringEquals", "s3:ExistingObjectTag", `"x"`), "of other services nothing is known"},
	{identity, asking("StringEquals", "iam:SourceVpc", `"x"`), "a key that another service has"},
	{identity, asking("StringEquals", "ecs:clusterr", `"x"`), "a key of ECS"},
	{identity, asking("StringEquals", "sts:Nothing", `"x"`), "a key that is like no other"},
	{identity, asking("StringEquals", "ecr:Nothing", `"x"`), "a key of ECR that is like no other"},

	// The token, and tags.
	{identity, `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":["*","arn:aws:ecr:us-east-1:123456789012:repository/app"]}`,
		"* first, an ARN behind it"},
	{identity, `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","NotResource":"arn:aws:ecr:us-east-1:123456789012:repository/app"}`,
		"NotResource scopes nothing"},
	{
		identity,
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/a":"b"}}}`,
		"an absent tag is not equal",
	},
	{identity, `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/a":"b"}}}`,
		"a tag of the request is not one of the resource"},

	// Actions.
	{identity, doing("*"), "every action"},
	{identity, doing("ecr:${aws:PrincipalTag/action}"), "a variable works in no action"},
	{identity, doing(":ListImages"), "no service"},
	{identity, doing("ecr:"), "no name"},
	{identity, doing("ecr:Lst*"), "a pattern that matches nothing"},
	{identity, doing("ecr:LIST*"), "a pattern in another case"},
	{identity, doing("ecr:*************************************************ListImages"), "wildcards need no letters"},
	{identity, doing("ecr:ListImages?"), "one letter more than there is"},
	{identity, doing("ecr-public:GetDownloadUrlForLayers"), "a pull from the gallery, misspelt"},
	{identity, doing("ecr-public:GetDownloadUrlForLayer"), "… and as the private registry has it"},
	{identity, doing("ecr-public:PutImages"), "a push to the gallery, misspelt"},
	{identity, doing("ecrpublic:PutImage"), "… and says so"},
	{identity, doing("ecr-publc:PutImage"), "a service that is like ecr-public"},
	{identity, `{"Effect":"Deny","Action":["ecr:GetAuthorizationToken","ecr:BatchGetImage"],"Resource":"*"},` +
		`{"Effect":"Allow","Action":"ecr:GetDownloadUrlForLayer","Resource":"*"}`, "what is denied is not granted"},

	// Elements.
	{identity, `{"Version":"2012-10-17","Id":"","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}`, "an empty Id"},
	{
		identity,
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["*"],"Resource":"*"}}`,
		"a bare statement, an action in a list",
	},
	{identity, `{"Effect":"Allow","NotAction":[],"Resource":"*"}`, "an empty NotAction"},
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","NotResource":[]}`, "an empty NotResource"},
	{repository, `{"Effect":"Deny","Principal":"*","Action":"ecr:*","NotResource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`,
		"NotResource where none belongs"},
	{iampolicy.KindRCP, `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::photos"}`, "not on everything"},
	{iampolicy.KindRCP, `{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}`, "not every action"},
	{iampolicy.KindRCP, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}`, "not everybody"},
	{iampolicy.KindRCP, `{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}`, "what a resource control policy is for"},
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{}}}`, "an operator without key"},

	// Addresses.
	{identity, asking("IpAddress", "aws:SourceIp", `"${aws:PrincipalTag/ip}"`), "a variable"},
	{identity, asking("IpAddress", "aws:SourceIp", `["10.0.0.0/8","203.0.113.0/24"]`), "one of two is private"},
	{identity, asking("NotIpAddress", "aws:SourceIp", `["10.0.0.0/8","203.0.113.0/24"]`), "… excluded"},
	{identity, asking("NotIpAddress", "aws:SourceIp", `["203.0.113.0/24"]`), "a public one, excluded"},
	{identity, asking("NotIpAddress", "aws:SourceIp", `["10.0.0.0/8"]`), "a private one, excluded"},
	{identity, asking("IpAddress", "aws:VpcSourceIp", `["10.0.0.0/8"]`), "inside a VPC addresses are private"},
	{identity, asking("StringEquals", "aws:SourceIp", `"10.0.0.1"`), "a private address as text"},
	{identity, asking("IpAddress", "aws:SourceIp", `"fc00::/7"`), "the private addresses of IPv6, all of them"},
	{identity, asking("IpAddress", "aws:SourceIp", `"fc00::/6"`), "… and as many others"},
	{identity, asking("IpAddress", "aws:SourceIp", `["10.0.0.0/8","172.16.0.0/12","192.168.0.0/16"]`), "the private addresses of IPv4"},
	{identity, asking("IpAddress", "aws:SourceIp", `"10.0.0.0/7"`), "half of them are public, from 11.0.0.0 on"},
	{identity, asking("IpAddress", "aws:SourceIp", `"172.16.0.0/11"`), "from 172.0.0.0 on, which is public"},
	{identity, asking("IpAddress", "aws:SourceIp", `"192.168.0.0/15"`), "half of them are public, from 192.169.0.0 on"},
	{identity, asking("IpAddress", "aws:SourceIp", `"10.0.0.0/33"`), "no range, though it looks private"},
	{identity, asking("NotIpAddress", "aws:SourceIp", `["10.0.0.0/33","10.0.0.0/8"]`), "one that is none counts among all"},
	{identity, asking("IpAddress", "aws:SourceIp", `["203.0.113.7/24","::ffff:203.0.113.0/120"]`), "bits behind the prefix; IPv4 in IPv6"},

	{identity, asking("NotIpAddress", "aws:SourceIp", `[]`), "no address at all"},

	// Those who are excepted.
	{repository, excepting(`"arn:aws:s3::111122223333:user/bob"`), "what is no user has no account"},
	{repository, `{"Effect":"Allow","NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/bob"]},"Action":"ecr:*"}`, "an Allow is no Deny"},
	{repository, `{"Effect":"Deny","NotPrincipal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:*"}`, "a service has no account"},
	{repository, excepting(role1), "a role alone"},
	{repository, excepting(session1), "a session alone"},
	{repository, excepting(session1 + "," + root1), "a session without its role"},
	{repository, excepting(role1 + "," + root1), "a role without a session"},
	{repository, excepting(`"arn:aws:iam::111122223333:group/x","arn:aws:iam::111122223333:role/a"`), "a group is nobody"},

	// Providers of tokens.
	{trust, toProvider("Deny", `"NotPrincipal"`, github, ""), "all but a provider are denied"},
	{trust, toProvider("Deny", `"Principal"`, github, ""), "a provider is denied"},
	{trust, toProvider("Allow", `"Principal"`, github+"/acme", ""), "an enterprise's own path, open to every repository"},
	{trust, toProvider("Allow", `"Principal"`, github+"x", ""), "a provider whose name only begins like GitHub's"},
	{trust, toProvider("Allow", `"Principal"`, "accounts.google.com", ""), "Google's, which has no ARN"},
	{trust, toProvider("Allow", `"Principal"`, "accounts.example.com", ""), "a name that is no provider's"},
	{trust, `{"Effect":"Allow","Principal":{"AWS":"` + github + `"},"Action":"sts:AssumeRole"}`, "a provider is no caller of an account"},
	{trust, toProvider("Allow", `"NotPrincipal"`, github, ""), "all but a provider are allowed"},
	{trust, trusting(`,"Condition":{"StringLike":{"token.actions.githubusercontent.com/acme:job_workflow_ref":"o/*",` +
		`"token.actions.githubusercontent.com:sub":"repo:o/r:environment:prod"}}`), "a wildcard in another claim of an enterprise"},
	{trust, claiming("StringNotEquals", "sub", "repo:o/r:ref:refs/heads/main"), "every repository but one"},
	{trust, claiming("StringEqualsIfExists", "sub", "repo:o/r:ref:refs/heads/main"), "no subject is none that is refused"},
	{trust, claiming("Null", "sub", "false"), "any subject"},
	{trust, claiming("StringEquals", "aud", "sts.amazonaws.com"), "every repository for this audience"},
	{trust, claiming("StringLike", "sub", "repo:o/*"), "a whole owner"},
	{trust, claiming("StringEquals", "sub", "repo:o/*"), "a wildcard that is compared as it stands"},
	{trust, claiming("StringLike", "job_workflow_ref", "o/*"), "a wildcard in another claim"},
	{trust, `{"Effect":"Deny","Principal":{"Federated":"` + github + `"},"Action":"sts:AssumeRoleWithWebIdentity",` +
		`"Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:o/*"}}}`, "a whole owner is denied"},
	{trust, trusting(`,"Condition":{"StringLike":{"gitlab.com:sub":"project_path:*"}}`), "a condition on another provider's token"},

	// Operators.
	{identity, asking("NullX", "aws:SourceVpc", `"true"`), "no operator"},
	{
		identity,
		several("StringEqualz", `"aws:SourceAccount":"123456789012","aws:SourceVpc":"vpc-1"`),
		"no operator, reported once for two keys",
	},
	{identity, several("NullIfExists", `"aws:SourceAccount":"true","aws:SourceVpc":"true"`), "IfExists, reported once for two keys"},
	{identity, several("ForAnyValue:Null", `"aws:TagKeys":"true","aws:SourceVpc":"true"`), "a qualifier, reported once for two keys"},
	{identity, asking("ForAnyValue:NullIfExists", "aws:TagKeys", `"true"`), "both of them"},
	{identity, asking("ForAllValues:StringEquals", "aws:TagKeys", `"a"`), "a key with several values"},
	{identity, asking("ForAllValues:StringEquals", "s3:Unheard", `"a"`), "a key of which nothing is known"},
	{identity, asking("ForAnyValue:StringEquals", "aws:SourceVpc", `"vpc-1"`), "one of the values, of which there is one"},
	{identity, asking("Null", "aws:TagKeys", `"false"`), "Null asks about no value"},
	{identity, token("StringEqualsIfExists", "aws:SourceVpc", "vpc-1"), "an absent VPC passes"},
	{identity, token("ForAllValues:StringEquals", "aws:SourceVpc", "vpc-1"), "all of no values pass"},
	{identity, token("StringNotEquals", "aws:SourceVpc", "vpc-1"), "an absent VPC is another"},
	{identity, token("Null", "aws:ResourceTag/a", "true"), "… or a tag"},
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"},` +
		`"StringEqualz":{"aws:SourceVpc":"vpc-1"}}}`, "no operator, behind one that is"},
	{identity, token("Null", "aws:SourceVpc", "false"), "Null asks whether there is one"},

	// Principals.
	{trust, `{"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole"}`, "nobody"},
	{repository, `{"Effect":"Deny","NotPrincipal":{},"Action":"ecr:*"}`, "all but nobody"},
	{repository, naming("AWS", "*"), "everybody"},
	{repository, naming("Service", "*"), "no service is called so"},
	{repository, naming("AWS", "arn:aws:iam::123456789012:*"), "a whole account, as one writes it in a condition"},
	{repository, naming("AWS", "arn:aws:iam::123456789012:root*"), "… and with its name"},
	{repository, naming("AWS", "arn:aws:iam::123456789012:role/*"), "every role of an account"},
	{repository, naming("AWS", "arn:aws:iam::12:*"), "a whole account that is none"},
	{repository, naming("AWS", "arn:aws:iam::*:root"), "every account"},
	{repository, naming("AWS", "${aws:PrincipalArn}*"), "a variable and a wildcard"},
	{repository, naming("AWS", "${aws:PrincipalArn}"), "a variable"},
	{repository, naming("AWS", "AIDACKCEVSQ6C2EXAMPLE"), "the ID of a user that was deleted"},
	{repository, naming("AWS", "AROACKCEVSQ6C2EXAMPLE"), "the ID of a role that was deleted"},
	{repository, naming("AWS", "AIDACKCEVSQ6C2E"), "one letter less than an ID has"},
	{repository, naming("AWS", "AIDACKCEVSQ6C2EX"), "as many as it has at least"},
	{repository, naming("AWS", "XIDACKCEVSQ6C2EXAMPLE"), "IDs begin with A"},
	{repository, naming("AWS", "AIDACKCEVSQ6c2example"), "… and have capitals"},
	{repository, naming("CanonicalUser", "AIDACKCEVSQ6C2EXAMPLE"), "a canonical user may be called so"},
	{repository, naming("Service", "AROACKCEVSQ6C2EXAMPLE.amazonaws.com"), "a service may not"},
	{repository, naming("AWS", "1234"), "four digits"},
	{repository, naming("AWS", "lambda.amazonaws.com"), "a service"},
	{repository, naming("AWS", "foo:aws:iam::123456789012:role/a"), "no ARN"},
	{repository, naming("AWS", "arn:awz:iam::123456789012:role/a"), "no partition"},
	{repository, naming("AWS", "arn:aws:iam:us-east-1:123456789012:role/a"), "IAM has no Regions"},
	{repository, naming("AWS", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"), "an identity of CloudFront"},
	{repository, naming("AWS", "arn:aws:iam::cloudfrond:user/x"), "an account in words"},
	{repository, naming("AWS", "arn:aws:iam:::user/x"), "no account"},
	{repository, naming("AWS", "arn:aws:iam::123456789012:root/x"), "the root user has no path"},
	{repository, naming("AWS", "arn:aws:iam::123456789012:role/"), "a role without name"},
	{repository, naming("AWS", "arn:aws:sts::123456789012:federated-user/bob"), "a federated user"},
	{repository, naming("AWS", "arn:aws:sts::123456789012:assumed-role/a/"), "a session without name"},
	{repository, naming("AWS", "arn:aws:sts::123456789012:assumed-role/a/s"), "a session"},
	{repository, naming("AWS", "arn:aws:s3::123456789012:role/a"), "a role of another service"},
	{repository, naming("AWS", "arn:aws:iam::123456789012:group/a"), "a group"},
	{repository, naming("AWS", "arn:aws:iam::123456789012:instance-profile/a"), "an instance profile"},
	{repository, naming("AWS", "instance-profile/a"), "an instance profile, and no ARN"},
	{repository, naming("AWS", "group/a"), "a group, and no ARN"},
	{repository, naming("AWS", "a:b:c:d:12345:e"), "no ARN, with digits in the place of the account"},
	{repository, naming("Service", "codebuild"), "a service's name is a host"},
	{repository, naming("Service", "CodeBuild.amazonaws.com"), "… in lower case"},
	{repository, naming("Service", "codebuild.amazonaws.com.cn"), "the host in China"},
	{repository, naming("Service", "replicator.aws.internal"), "a host that AWS keeps to itself"},
	{repository, naming("Service", "${aws:PrincipalServiceName}"), "a variable"},
	{repository, naming("Service", "*.amazonaws.com"), "a wildcard"},
	{repository, naming("Service", "ECS.amazonaws.com"), "a service that pulls with a role, in capitals"},
	{repository, `{"Effect":"Deny","NotPrincipal":{"Service":"ecs.amazonaws.com"},"Action":"ecr:*"}`, "… excepted from a Deny"},
	{repository, naming("AWS", "ecs.amazonaws.com"), "… under AWS"},

	// Both halves of a pull, and of Lambda's pair.
	{identity, doing("ecr:Batch*"), "a pattern is no half"},
	{identity, doing(""), "no text at all"},
	{identity, `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"},{"Effect":"Allow","NotAction":["ecr:BatchGetImage",` +
		`"ecr:P*","ecr:G*","iam:*"],"Resource":"*"}`, "the half is named once"},
	{identity, `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"},{"Effect":"Allow","NotAction":["ecr:BatchGetImage",` +
		`"ecr:GetDownloadUrlForLayer","iam:*"],"Resource":"*"}`, "the second statement grants neither"},
	{repository, `{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:ListImages","Condition":{"ArnLike":` +
		`{"aws:SourceArn":"arn:aws:lambda:us-east-1:444455556666:function:f"}}},` + puller(`{"AWS":"444455556666"}`),
		"Lambda lists and pulls nothing"},
	{identity, `{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:PutImage"],"Resource":"*"}`, "a push reads manifests alone"},
	{identity, `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"},{"Effect":"Deny","Action":"ecr:BatchGetImage","Resource":"*"}`,
		"the Deny is no half"},
	{identity, `{"Effect":"Allow","NotAction":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`,
		"what is excepted is no half that is granted"},
	{repository, lambdaFor("Allow", "444455556666") + `,` + puller(`{"AWS":"444455556666"}`), "both halves"},
	{
		repository,
		lambdaFor("Allow", "444455556666") + `,` + puller(`{"AWS":"arn:aws:iam::444455556666:role/a"}`),
		"both, the first for a role",
	},
	{repository, lambdaFor("Allow", "444455556666") + `,` + puller(`"*"`) + `,` + puller(`{"AWS":"123456789012"}`),
		"both, the first for everybody and another account beside"},
	{repository, lambdaFor("Allow", "444455556666") + `,` + puller(`{"AWS":"123456789012"}`), "the first for another account"},
	{repository, lambdaFor("Allow", "444455556666") + `,{"Effect":"Deny","Principal":{"AWS":"444455556666"},"Action":"ecr:BatchGetImage"}`,
		"the first is a Deny"},
	{repository, lambdaFor("Allow", "444455556666") + `,{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"ecr:ListImages"}`,
		"the first is about another action"},
	{repository, lambdaFor("Deny", "444455556666"), "a Deny for Lambda"},
	{repository, lambdaFor("Allow", "4444"), "an account that is none"},
	{repository, `{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:BatchGetImage","Condition":{"ArnLike":` +
		`{"aws:SourceArn":"444455556666"}}}`, "an ID is no ARN"},
	{repository, `{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:BatchGetImage","Condition":{"ArnLike":` +
		`{"aws:PrincipalArn":"arn:aws:lambda:us-east-1:444455556666:function:f"}}}`, "another key"},
	{repository, `{"Sid":"CrossAccountPermission","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"ecr:BatchGetImage"},` +
		lambdaFor("Allow", "444455556666") + `,` + puller(`{"AWS":"123456789012"}`), "Lambda's half stands between two others"},
	{repository, puller(`{"AWS":"444455556666"}`), "one half, without the Sid of the guide"},

	// What is said twice.
	{identity, `{"Effect":"Allow","Action":"s3:GetObject","NotResource":["arn:aws:s3:::a","arn:aws:s3:::a"]}`, "NotResource, twice the same"},
	{identity, `{"Effect":"Deny","NotAction":["s3:GetObject","S3:getobject"],"Resource":"*"}`, "NotAction, twice the same"},
	{identity, `{"Effect":"Deny","NotAction":["s3:*","s3:GetObject"],"Resource":"*"}`, "NotAction, one in a wildcard: not judged"},
	{repository, puller(`{"AWS":["444455556666","arn:aws:iam::444455556666:root"]}`), "an account in two spellings"},
	{repository, puller(`{"AWS":["444455556666","arn:aws:s3::444455556666:root"]}`), "… of which one is no account"},
	{repository, puller(`{"AWS":["a:b:iam:root","c:d:iam:root"]}`), "two that are no ARN and look like roots"},
	{repository, puller(`{"AWS":["x:root","x:root"]}`), "twice the same text"},
	{identity, asking("Bool", "aws:SecureTransport", `["true","true"]`), "a Boolean twice"},
	{identity, asking("Null", "aws:SourceVpc", `["true","true"]`), "Null twice"},
	{identity, asking("StringEquals", "aws:SourceVpc", `["vpc-1","vpc-2","vpc-1"]`), "a value twice"},
	{identity, `{"Effect":"Allow","Action":["*","s3:*","ecr:ListImages"],"Resource":"*"}`, "* covers everything"},
	{
		identity,
		`{"Effect":"Allow","Action":["s3:Get*","s3:GetObject*","s3:Get?bject","s3:*Object"],"Resource":"*"}`,
		"wildcards of several lengths",
	},
	{identity, `{"Effect":"Allow","Action":["s3:*Object","s3:Get*","s3:PutObject"],"Resource":"*"}`, "the shorter one covers it"},
	{identity, `{"Effect":"Allow","Action":["s3:GetObject*","s3:*","s3:GetObjectAcl"],"Resource":"*"}`, "the widest of several covers it"},
	{identity, `{"Effect":"Allow","Action":["s3:Get*","s3:Get"],"Resource":"*"}`, "* covers nothing as well"},
	{identity, `{"Effect":"Allow","Action":["*:GetObject","s3:GetObject"],"Resource":"*"}`, "a wildcard at the beginning"},
	{identity, `{"Effect":"Allow","Action":["s3:*","S3:*","s3:**"],"Resource":"*"}`, "of those that cover each other the first stays"},
	{identity, `{"Effect":"Allow","Action":"s3:A","Resource":"*"},{"Sid":"B","Effect":"Allow","Action":["s3:A"],"Resource":["*"]}`,
		"statements that differ in Sid and brackets"},
	{identity, `{"Effect":"Allow","Action":"s3:A","Resource":"*"},{"Effect":"Deny","Action":"s3:A","Resource":"*"}`, "… in the effect"},
	{identity, `{"Effect":"Allow","Action":["s3:A","s3:B"],"Resource":"*"},{"Effect":"Allow","NotAction":["s3:A","s3:B"],"Resource":"*"}`,
		"… in Not"},
	{identity, `{"Effect":"Allow","Action":"s3:A","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true}}},` +
		`{"Effect":"Allow","Action":"s3:A","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}`, "… in a value's kind"},
	{identity, `{"Effect":"Allow","Action":"s3:A","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}},` +
		`{"Effect":"Allow","Action":"s3:A","Resource":"*","Condition":{"StringLike":{"aws:SourceVpc":"vpc-1"}}}`, "… in the operator"},
	{identity, `{"Effect":"Allow","Action":["s3:A","s3:B"],"Resource":"*"},{"Effect":"Allow","Action":"s3:A:s3:B","Resource":"*"}`,
		"… in where an item ends"},
	{identity, asking("StringEquals", "aws:username", `["a","b"]`) + `,` + several("StringEquals", `"aws:username":"a","aws:userid":"b"`),
		"… in the conditions"},
	{repository, puller(`{"AWS":"444455556666"}`) + `,` + puller(`{"Federated":"444455556666"}`), "… in the member"},
	{repository, puller(`"*"`) + `,` + puller(`{}`), "… in everybody and nobody"},
	{repository, puller(`"*"`) + `,` + puller(`{"AWS":"*"}`), "… in the spelling of everybody"},

	// Variables.
	{identity, on("arn:aws:s3:::${aws:username}/${aws:username}/${aws:userid}"), "variables, one of them twice"},
	{identity, on("arn:aws:s3:::${aws:username"), "one that is not closed"},
	{identity, on("arn:aws:s3:::${aws:username}/${aws:userid"), "… behind one that is"},
	{identity, on("arn:aws:s3:::${aws:usrname}"), "a name that is misspelt"},
	{identity, on("arn:aws:s3:::${aws:usrname}/${aws:usrname}"), "… twice, reported once"},
	{identity, on("${aws:PrincipalTag/p}:aws:s3:::a"), "a variable for the prefix"},
	{identity, on("arn:aws:s3:::${AWS::AccountId}"), "a parameter of CloudFormation"},
	{identity, on("arn:aws:s3:::${aws:user name}"), "a space"},
	{identity, on("arn:aws:s3:::${aws:username, 'x'}"), "a default"},
	{identity, on("arn:aws:s3:::${aws:username, x}"), "a default without quotes"},
	{identity, on("arn:aws:s3:::${aws:username, 'x}"), "a default with one quote"},
	{identity, on("arn:aws:s3:::${aws:username, x'}"), "… at the end"},
	{identity, on("arn:aws:s3:::${aws:username, '}"), "… alone"},
	{identity, on("arn:aws:s3:::${aws:username,}"), "an empty default"},
	{identity, on("arn:aws:s3:::${, x}"), "a default without a name"},
	{identity, on("arn:aws:s3:::${a b, x}"), "a default behind a name with a space"},
	{identity, on("arn:aws:s3:::${aws:TagKeys}"), "a key with several values"},
	{identity, on("arn:aws:s3:::${ec2:SourceInstanceARN}"), "a key of another service"},
	{identity, on("${aws:username}"), "a variable alone"},
	{identity, on("${aws:username"), "an open one alone"},
	{identity, on("arn:aws:s3:${aws:username}"), "a variable in an ARN that ends early"},
	{identity, asking("ArnLike", "aws:SourceArn", `"arn:aws:s3:::${aws:username"`), "an open one in a value"},
	{identity, asking("NumericEquals", "aws:MultiFactorAuthAge", `"${aws:username"`), "… of an operator that takes none"},
	{identity, asking("NumericEquals", "aws:MultiFactorAuthAge", `"${aws:MultiFactorAuthAge}"`), "a variable for an operator that takes none"},
	{identity, asking("DateEquals", "aws:CurrentTime", `"${aws:CurrentTime}"`), "the same for dates"},
	{identity, asking("Bool", "aws:SecureTransport", `"${aws:MultiFactorAuthPresent}"`), "Bool takes them"},
	{identity, asking("Null", "aws:SecureTransport", `"${aws:MultiFactorAuthPresent}"`), "Null does not"},
	{identity, old(on("arn:aws:s3:::${aws:username}")), "in the old language it is text"},
	{identity, old(on("arn:aws:s3:::plain")), "no variable in the old language"},
	{identity, old(asking("StringEquals", "aws:username", `"${aws:username}"`)), "in a value too"},
	{identity, old(asking("NumericEquals", "aws:MultiFactorAuthAge", `"${aws:MultiFactorAuthAge}"`)), "… where no language takes one"},
	{repository, naming("Federated", "x-${aws:username}"), "none in a principal"},

	// Repositories.
	{identity, on("arn:aws:ecr:us-east-1:123456789012:*"), "everything of a registry"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:${aws:PrincipalTag/kind}/app"), "a variable may hold the kind"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:${aws:username}*/app"), "… of another name"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:${aws:PrincipalTag/kind}*/app"), "… with a wildcard behind it"},
	{identity, on("arn:aws:ecr-public::123456789012:repo/x"), "no kind of the gallery"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/:v1"), "a tag alone"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/Name:x}"), "a variable may hold capitals and colons"},
	{identity, on("arn:aws:sqs:us-east-1:123456789012:repo*/app:v1"), "a queue"},
	{identity, on("foo:aws:ecr:us-east-1:123456789012:image/app:v1"), "no ARN at all"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository"), "a kind alone"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/"), "no name"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repositories/app"), "a kind in the plural"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository:app"), "a colon for the slash"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repositoryapp"), "nothing for the slash"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:image/app:v1"), "an image"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:app"), "a name alone"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:app@sha256:1"), "… with a digest"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:/app"), "a slash and no kind"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:@sha256:1"), "a digest alone"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:registry/x"), "no kind of the private registry"},
	{identity, on("arn:aws:ecr-public::123456789012:registry/x"), "a kind of the gallery"},
	{identity, on("arn:aws:ecr-public::123456789012:registry"), "… without a name"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/App"), "a capital"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/a b"), "a space"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/A é${aws:username}É"), "no letter of ASCII"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/a:v1"), "a tag"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repository/a@sha256:1"), "a digest"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repo/a:v1"), "a tag of a kind that is misspelt"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:repo*"), "a pattern of the kind"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:rex*"), "a pattern of another kind"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:app*/x"), "a pattern of a name that forgets the kind"},
	{identity, on("arn:aws:ecr:us-east-1:123456789012:?"), "a pattern of one letter"},

	// URIs, and ARNs of other services.
	{identity, on("arn:aws:sqs:us-east-1"), "too short"},
	{identity, on("arn:aws:sqs:us-east-1*"), "… with a wildcard that covers the rest"},
	{identity, on("123456789012.dkr.ecr.us-east-1.amazonaws.com"), "a registry"},
	{identity, on("123456789012.dkr.ecr.us-east-1.amazonaws.com:443/app"), "a port"},
	{identity, on("123456789012.dkr.ecr.us-east-1.amazonaws.com/app@sha256:1"), "a digest"},
	{identity, on("123456789012.dkr.ecr.us-east-1.amazonaws.com/:v1"), "a tag alone"},
	{identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:s3:x"}`, "an ARN of another service that ends early"},
	{identity, on("public.ecr.aws/alias"), "an alias alone"},
	{identity, on("*.dkr.ecr.*.amazonaws.com/app"), "a host that is left open"},
	{identity, on("${Account}.dkr-ecr.us-east-1.on.aws/app"), "… by a template"},
	{identity, on("docker.io/library/nginx"), "another registry"},
	{identity, on("arn:aws:s3:::x.dkr.ecr.y"), "a bucket that is called so"},
	{identity, `{"Effect":"Allow","Action":["ecr:ListImages","s3:GetObject"],"Resource":"arn:aws:s3:::a"}`, "ECR beside another service"},
	{identity, `{"Effect":"Allow","NotAction":"ecr:ListImages","Resource":"arn:aws:s3:::a"}`, "everything but an action of ECR"},
	{identity, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":["foo:aws:s3:::a","arn:aws:*:::a","arn:aws:ECR:us-east-1:1:a","x"]}`,
		"what is no other service's ARN"},
	{identity, `{"Effect":"Allow","Action":[],"Resource":"arn:aws:s3:::a"}`, "no action"},

	// Sids.
	{identity, `{"Sid":"azAZ09","Effect":"Allow","Action":"s3:A","Resource":"*"}`, "letters and digits"},
	{identity, `{"Sid":"a-z","Effect":"Allow","Action":"s3:A","Resource":"*"}`, "a hyphen"},
	{identity, `{"Sid":"` + "@[`{/:" + `","Effect":"Allow","Action":"s3:A","Resource":"*"}`, "the neighbours of letters and digits"},
	{repository, `{"Sid":"a z","Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`, "ECR prints Sids with spaces"},

	// Values.
	{identity, asking("NumericLessThan", "aws:MultiFactorAuthAge", `["1e3","x",""]`), "numbers"},
	{identity, asking("StringEquals", "aws:MultiFactorAuthAge", `"x"`), "text that is no number"},
	{identity, asking("DateLessThan", "aws:CurrentTime", `["2026-01-31","2026-01-31T00:00:00","1785542400","x","T"]`), "dates"},
	{identity, asking("StringEquals", "aws:CurrentTime", `"x"`), "text that is no date"},
	{identity, asking("Bool", "aws:SecureTransport", `["TRUE","yes"]`), "Booleans"},
	{identity, asking("StringEquals", "aws:SecureTransport", `"yes"`), "text that is no Boolean"},
	{identity, asking("StringNotEquals", "aws:username", `"a*"`), "a wildcard that is compared as it stands, negated"},
	{identity, asking("StringNotEqualsIgnoreCase", "aws:username", `"a?"`), "… in any case"},
	{identity, asking("StringEquals", "aws:username", `"a*${aws:userid}"`), "… beside a variable"},
	{identity, asking("StringNotLike", "aws:username", `"a*"`), "a wildcard that works"},
	{identity, asking("ArnEquals", "aws:SourceArn", `"arn:aws:s3:::a*"`), "ArnEquals takes them"},
	{identity, asking("StringEquals", "aws:SourceVpc", `["vpce-1","vpc-1","${aws:SourceVpc}","*"]`), "VPCs"},
	{identity, asking("Null", "aws:SourceVpc", `"true"`), "Null compares no VPC"},
	{identity, asking("StringEquals", "aws:SourceVpce", `["vpc-1","vpce-1"]`), "endpoints"},
	{identity, asking("StringEquals", "aws:ResourceAccount", `["1","123456789012"]`), "accounts"},
	{identity, asking("StringEquals", "aws:username", `"vpc-1"`), "a user may be called anything"},

	// The token and the registry.
	{identity, `{"Effect":"Allow","NotAction":["ecr:GetAuthorizationToken","ecr:DescribeRegistry"],` +
		`"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`, "everything but the token"},
	{identity, `{"Effect":"Deny","Action":["ecr:*","ecr:DescribeRegistry"],"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`,
		"a Deny on ARNs"},
	{identity, `{"Effect":"Allow","Action":["ecr-public:*","s3:*","ecr:Put*"],"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`,
		"patterns that do not cover ECR's token"},
	{identity, `{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"},` +
		`{"Effect":"Allow","Action":"ecr:Get*","Resource":"*"}`, "a pattern elsewhere covers it"},
	{identity, `{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"},` +
		`{"Effect":"Allow","NotAction":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"` +
		`}}}`, "NotAction elsewhere covers it"},
	{identity, `{"Effect":"Allow","Action":"ecr-public:GetAuthorizationToken","Resource":"arn:aws:ecr-public::123456789012:repository/a"}`,
		"the gallery's token"},
	{identity, `{"Effect":"Allow","NotAction":["ecr:Get*","iam:*"],"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`,
		"everything but what begins with Get"},
	{identity, `{"Effect":"Deny","Action":"ecr:GetAuthorizationToken","Resource":"*","Condition":{"Null":{"aws:SourceVpc":"true"}}}`,
		"Null is not judged, though this one denies Fargate"},
	{identity, `{"Effect":"Allow","Action":"ecr-public:GetAuthorizationToken","Resource":"*","Condition":` +
		`{"StringEquals":{"ecr-public:ResourceTag/a":"b"}}}`, "the gallery's token by the gallery's key"},
	{repository, `{"Effect":"Deny","Principal":{"AWS":"123456789012"},"NotAction":"ecr:GetAuthorizationToken"}`, "all but the token, denied"},
	{registry, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":["ecr:ReplicateImage","ecr:CreateRepository",` +
		`"ecr:BatchImportUpstreamImage","ecr:*","ecr:PutImage"],"Resource":"*"}`, "the actions of both scopes"},
	{registry, `{"Effect":"Deny","Principal":"*","NotAction":"ecr:PutImage","Resource":"*"}`, "all but one of the second scope"},
	{identity, `{"Effect":"Deny","Action":"ecr:DescribeRegistry","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/a":"b"}}}`,
		"a Deny by a tag of nothing"},
	{identity, `{"Effect":"Allow","Action":"ecr:DescribeRegistry","Resource":"*","Condition":{"StringEquals":{"ecr:ResourceTag/a":"b"}}}`,
		"an Allow by ECR's own key"},
	{identity, `{"Effect":"Allow","Action":"ecr-public:DescribeRegistries","Resource":"*","Condition":` +
		`{"StringEquals":{"ecr-public:ResourceTag/a":"b"}}}`, "… by the gallery's"},

	// Trust.
	{trust, `{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":["*","s3:GetObject","sts:TagSession"]}`, "actions"},
	{
		repository,
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":["*","e*:x","s3:GetObject","x"]}`,
		"actions of other services",
	},
	{trust, `{"Effect":"Allow","Principal":{"Federated":"` + samlProvider + `","AWS":"123456789012"},"Action":"sts:AssumeRole"}`,
		"a provider beside an account"},
	{trust, `{"Effect":"Allow","Principal":{"Federated":"` + samlProvider + `","Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}`,
		"… beside a service"},
	{trust, `{"Effect":"Allow","Principal":{"Federated":"` + samlProvider + `"},"Action":"sts:assumerole"}`, "… alone, in lower case"},
	{trust, `{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":["sts:AssumeRoleWithSAML","sts:AssumeRoleWithWebIdentity"]}`,
		"an account as a provider"},
	{trust, `{"Effect":"Allow","Principal":{"Federated":"` + samlProvider + `"},"Action":"sts:AssumeRoleWithSAML"}`, "a provider as it comes"},
	{trust, taskRole("ArnNotLike", "arn:aws:ecs:us-west-2:111122223333:cluster/a"), "not for a cluster"},
	{trust, taskRole("Null", "false"), "whether there is a source"},
	{trust, taskRole("ArnLike", "${aws:PrincipalArn}"), "a variable"},
	{trust, taskRole("ArnLike", "arn:aws:ecs:us-west-2:111122223333:tas?/*"), "a pattern of tasks"},
	{trust, taskRole("ArnLike", "arn:aws:ecs:us-west-2:111122223333:service/a"), "a service of ECS"},
	{trust, taskRole("ArnLike", "arn:aws:batch:us-west-2:111122223333:task/a"), "a task of another service"},
	{trust, taskRole("ArnLike", "tasks"), "no ARN"},
	{trust, taskRole("Null", "arn:aws:ecs:us-west-2:111122223333:cluster/a"), "Null compares no cluster"},
	{trust, taskRole("ArnLike", "arn:aws:ecs:us-west-2:${aws:PrincipalAccount}:cluster/a"), "a cluster of an account that is not known"},
	{trust, taskRole("ArnLike", "arn:aws:ecs:us-west-2:111122223333:*-definition/a"), "a pattern that begins with anything"},
	{trust, `{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole","Condition":` +
		`{"ArnLike":{"aws:PrincipalArn":"arn:aws:ecs:us-west-2:111122223333:cluster/a"},"StringEquals":{"aws:SourceAccount":"111122223333"}}}`,
		"another key"},
	{
		trust,
		`{"Effect":"Allow","Principal":{"Federated":"` + samlProvider + `","Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",` +
			`"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-west-2:111122223333:cluster/a"}}}`,
		"tasks and a provider",
	},
	{trust, `{"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole",` +
		`"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-west-2:111122223333:cluster/a"}}}`, "nobody at a cluster"},
	{trust, `{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"ArnLike":` +
		`{"aws:SourceArn":"arn:aws:ecs:us-west-2:111122223333:cluster/a"}}}`, "everybody, with the source of a cluster"},
	{trust, `{"Effect":"Allow","Principal":{"AWS":"111122223333","Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",` +
		`"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-west-2:111122223333:cluster/a"}}}`, "tasks and an account"},
	{trust, `{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole",` +
		`"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-west-2:111122223333:cluster/a"}}}`, "an account alone"},
}

// several is a statement with two conditions of one operator.
func several(operator, conditions string) string {
	return `{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"` + operator + `":{` + conditions + `}}}`
}

// token is a statement for the token on a condition.
func token(operator, key, value string) string {
	return `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*","Condition":{"` + operator + `":{"` + key + `":` +
		`"` + value + `"}}}`
}

// old is a document of 2008 with one statement.
func old(statement string) string { return `{"Version":"2008-10-17","Statement":[` + statement + `]}` }

const samlProvider = "arn:aws:iam::123456789012:saml-provider/okta"

func toProvider(effect, element, provider, condition string) string {
	return `{"Effect":"` + effect + `",` + element + `:{"Federated":"` + provider + `"},"Action":"sts:` +
		`AssumeRoleWithWebIdentity"` + condition + `}`
}

// claiming lets GitHub assume the role on a condition about its token.
func claiming(operator, claim, value string) string {
	return trusting(`,"Condition":{"` + operator + `":{"token.actions.githubusercontent.com:` + claim + `":"` + value + `"}}`)
}

// naming is a statement of a repository policy with one principal.
func naming(member, name string) string { return puller(`{"` + member + `":"` + name + `"}`) }

// puller is a statement of a repository policy that lets somebody pull.
func puller(principal string) string {
	return `{"Effect":"Allow","Principal":` + principal + `,"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}`
}

// lambdaFor is Lambda's half of a pair.
func lambdaFor(effect, account string) string {
	return `{"Effect":"` + effect + `","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage",` +
		`"ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":{"aws:SourceArn":"arn:aws:lambda:us-east-1:` + account + `:function:*"}}}`
}

// doing is a statement with one action, on everything.
func doing(action string) string {
	return `{"Effect":"Allow","Action":"` + action + `","Resource":"*"}`
}

// on is a statement about one resource.
func on(resource string) string {
	return `{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"` + resource + `"}`
}

// toService is a statement for a service.
func toService(effect, condition string) string {
	return `{"Effect":"` + effect + `","Principal":{"Service":"codebuild.amazonaws.com"},"Action":"ecr:ListImages"` + condition + `}`
}

// TestLintWhole holds, word for word, everything that is found in every case: that
// two checks do not report one mistake, and what each says.
func TestLintWhole(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	record := func(d iampolicy.Document, kind iampolicy.PolicyKind, why string) {
		require.NotEmpty(t, why, d)
		fmt.Fprintf(&out, "%s as %s policy: %s\n", d, kind, why)
		for _, f := range lint.Run(d, kind) {
			fmt.Fprintf(&out, "\t%s\n", f)
		}
	}
	for _, c := range wholeCases {
		record(lintCase{doc: c.doc}.document(), c.kind, c.why)
	}
	for _, c := range allCases() {
		record(c.document(), c.kind, c.why)
	}
	for _, c := range lintLiterals {
		record(c.doc, identity, c.why)
	}
	golden.File(t, "testdata/whole.golden", []byte(out.String()))
}
