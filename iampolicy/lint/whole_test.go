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

	// Those who are excepted.
	{repository, `{"Effect":"Allow","NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/bob"]},"Action":"ecr:*"}`, "an Allow is no Deny"},
	{repository, `{"Effect":"Deny","NotPrincipal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:*"}`, "a service has no account"},
	{repository, excepting(role1), "a role alone"},
	{repository, excepting(session1), "a session alone"},
	{repository, excepting(session1 + "," + root1), "a session without its role"},
	{repository, excepting(role1 + "," + root1), "a role without a session"},
	{repository, excepting(`"arn:aws:iam::111122223333:group/x","arn:aws:iam::111122223333:role/a"`), "a group is nobody"},
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
