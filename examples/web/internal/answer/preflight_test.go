package answer_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
	"github.com/stretchr/testify/require"
)

// Building blocks of the cases.
const (
	host    = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
	image   = host + "/team/app:v1"
	role    = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"
	foreign = "arn:aws:iam::210987654321:role/ecsTaskExecutionRole"
	pull    = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage",` +
		`"ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`
	managed = "AmazonECSTaskExecutionRolePolicy"
	agent   = "1.102.2"
)

// attached is what list-attached-role-policies prints.
func attached(arn string) string {
	return fmt.Sprintf(`{"AttachedPolicies":[{"PolicyName":"p","PolicyArn":%q}]}`, arn)
}

const trust = `{"Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}`

func statements(list ...string) string {
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(list, ",") + `]}`
}

// when is a policy that allows the pull under a condition.
func when(condition string) string {
	return statements(`{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":` + condition + `}`)
}

// unless is a policy that allows the pull and denies it under a condition.
func unless(condition string) string {
	return statements(`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`,
		`{"Effect":"Deny","Action":"ecr:*","Resource":"*","Condition":`+condition+`}`)
}

func task(launch, role string, images ...string) string {
	var list []string
	for i, image := range images {
		list = append(list, fmt.Sprintf(`{"name":"c%d","image":%q}`, i, image))
	}
	members := `"containerDefinitions":[` + strings.Join(list, ",") + `]`
	if role != "" {
		members += fmt.Sprintf(`,"executionRoleArn":%q`, role)
	}
	if launch != "" {
		members += fmt.Sprintf(`,"requiresCompatibilities":[%q]`, launch)
	}
	return "{" + members + "}"
}

// cases: the fields, and the answer. Where preflight gives another, why says so.
var cases = []struct {
	name                  string
	image                 string
	policies              []string
	agent, launch         string
	want, preflight       answer.Verdict
	whyPreflightDiffers   string
	whyPreflightCannotAsk string
}{
	{name: "all is well", image: image, policies: []string{pull}, agent: agent, want: "can-pull"},
	{name: "a managed policy by its name", image: image, policies: []string{managed}, agent: agent, want: "can-pull"},
	{name: "by its ARN", image: image, policies: []string{"arn:aws:iam::aws:policy/service-role/" + managed}, agent: agent, want: "can-pull"},
	{name: "no policy", image: image, agent: agent, want: "undecided"},
	{name: "no agent", image: image, policies: []string{pull}, want: "undecided"},
	{name: "no agent on Fargate", image: image, policies: []string{pull}, launch: "FARGATE", want: "can-pull"},
	{name: "no agent on Managed Instances", image: image, policies: []string{pull}, launch: "MANAGED_INSTANCES", want: "can-pull"},
	{name: "no agent on ECS Anywhere", image: image, policies: []string{pull}, launch: "EXTERNAL", want: "undecided"},
	{name: "old agent", image: image, policies: []string{pull}, agent: "1.6.0", want: "will-fail"},
	{name: "old agent on Fargate", image: image, policies: []string{pull}, agent: "1.6.0", launch: "FARGATE", want: "can-pull"},
	{name: "agent before the execution role", image: task("EC2", role, image), policies: []string{pull}, agent: "1.10.0", want: "will-fail"},
	{name: "agent before dual-stack hosts", image: "123456789012.dkr-ecr.us-east-1.on.aws/app:v1", policies: []string{pull},
		agent: "1.60.0", want: "will-fail"},
	{name: "agent that is no version", image: image, policies: []string{pull}, agent: "latest", want: "undecided"},
	{name: "agent that is Docker's", image: image, policies: []string{pull}, agent: "19.03.13", want: "undecided"},
	{
		name:     "wrong suffix",
		image:    strings.Replace(image, "us-east-1", "cn-north-1", 1),
		policies: []string{pull},
		agent:    agent,
		want:     "will-fail",
	},
	{name: "spoof", image: host + ".evil.example/app:v1", policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "account of 11 digits", image: image[1:], policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "scheme", image: "https://" + image, policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "capitals in the name", image: host + "/Team/App:v1", policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "two tags", image: image + ":v2", policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "variable", image: host + "/app:${TAG}", policies: []string{pull}, agent: agent, want: "undecided"},
	{name: "a digit is lost before a variable", image: host[1:] + "/app:${TAG}", policies: []string{pull}, agent: agent, want: "will-fail"},
	{
		name:     "another suffix before a variable",
		image:    "123456789012.dkr.ecr.us-east-1.amazon.com/app:${TAG}",
		policies: []string{pull},
		agent:    agent,
		want:     "will-fail",
	},
	{
		name:     "another suffix, and nothing of the name is known",
		image:    "123456789012.dkr.ecr.us-east-1.amazon.com/${APP}",
		policies: []string{pull},
		agent:    agent,
		want:     "will-fail",
	},
	{
		name:     "suffix of another partition before a mark",
		image:    "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:__TAG__",
		policies: []string{pull},
		agent:    agent,
		want:     "will-fail",
	},
	{name: "capitals before an open tag", image: host + "/App:${TAG}", policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "a scheme before a variable", image: "https://" + host + "/app:${TAG}", policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "an open digest", image: host + "/app@sha256:${DIGEST}", policies: []string{pull}, agent: agent, want: "undecided"},
	{name: "an open name", image: host + "/${TEAM}/app", policies: []string{pull}, agent: agent, want: "undecided"},
	{
		name:     "an open region before another suffix",
		image:    "123456789012.dkr.ecr.${REGION}.amazon.com/app",
		policies: []string{pull},
		agent:    agent,
		want:     "undecided",
	},
	{name: "an open tag of another registry", image: "registry.example/app:${TAG}", policies: []string{pull}, agent: agent, want: "undecided"},
	{name: "an open tag below words", image: "my app/web:${TAG}", policies: []string{pull}, agent: agent, want: "undecided"},
	{
		name:     "an open tag of the documentation",
		image:    "ACCOUNT.dkr.ecr.us-east-1.amazonaws.com/app:${TAG}",
		policies: []string{pull},
		agent:    agent,
		want:     "undecided",
	},
	{name: "placeholder of the documentation", image: "aws_account_id.dkr.ecr.region.amazonaws.com/app", policies: []string{pull},
		agent: agent, want: "undecided"},
	{name: "mark in a legal tag", image: host + "/app:__TAG__", policies: []string{pull}, agent: agent, want: "undecided"},
	{name: "name of a variable", image: "IMAGE_URI", policies: []string{pull}, agent: agent, want: "undecided"},
	{name: "Docker Hub", image: "nginx:1.29", policies: []string{pull}, agent: agent, want: "nothing-to-decide"},
	{name: "another registry", image: "ghcr.io/team/app:v1", want: "nothing-to-decide"},
	{name: "emulator", image: "000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566/app", want: "nothing-to-decide"},
	{name: "a capital", image: "Nginx", want: "will-fail"},
	{name: "a tag that is lost", image: "nginx:", want: "will-fail"},
	{name: "two tags elsewhere", image: "nginx:1:2", want: "will-fail"},
	{name: "a capital in another registry", image: "ghcr.io/A/b", want: "will-fail"},
	{name: "a capital below an emulator", image: "000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566/App", want: "will-fail"},
	{name: "the id of an image", image: strings.Repeat("0a", 32), want: "will-fail"},
	{name: "a capital in the tag", image: "nginx:V1", want: "nothing-to-decide"},
	{name: "no image at all", image: "not an image", policies: []string{pull}, agent: agent, want: "will-fail"},
	{name: "public gallery", image: "public.ecr.aws/nginx/nginx:1.29", want: "can-pull"},
	{name: "no tag", image: host + "/app", policies: []string{pull}, agent: agent, want: "can-pull"},
	{
		name:     "unknown region",
		image:    strings.Replace(image, "us-east-1", "nz-north-1", 1),
		policies: []string{pull},
		agent:    agent,
		want:     "undecided",
	},
	{name: "new number of a region", image: strings.Replace(image, "us-east-1", "ap-southeast-9", 1), policies: []string{pull},
		agent: agent, want: "can-pull"},
	{
		name:     "no FIPS endpoint",
		image:    "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com/app:v1",
		policies: []string{pull},
		agent:    agent,
		want:     "will-fail",
	},
	{
		name:     "FIPS",
		image:    "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/app:v1",
		policies: []string{pull},
		agent:    agent,
		want:     "can-pull",
	},
	{
		name:     "too long for ECS",
		image:    host + "/" + strings.Repeat("a", 250) + ":v1",
		policies: []string{pull},
		agent:    agent,
		want:     "will-fail",
	},

	{
		name:  "no token",
		image: image,
		policies: []string{statements(`{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],` +
			`"Resource":"*"}`)},
		agent: agent,
		want:  "will-fail",
	},
	{name: "token on an ARN", image: image, policies: []string{statements(`{"Effect":"Allow","Action":"ecr:*",` +
		`"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/team/app"}`)}, agent: agent, want: "will-fail"},
	{
		name:  "another repository",
		image: image,
		policies: []string{statements(
			`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
			`{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/other"}`,
		)},
		agent: agent,
		want:  "will-fail",
	},
	{
		name:  "two policies together",
		image: image,
		policies: []string{statements(`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`),
			statements(
				`{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"*"}`,
			)},
		agent: agent,
		want:  "can-pull",
	},
	{
		name:  "only the recommended one lacks",
		image: image,
		policies: []string{statements(`{"Effect":"Allow","Action":["ecr:GetAuthorizationToken",` +
			`"ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"*"}`)},
		agent: agent,
		want:  "can-pull",
	},
	{name: "deny", image: image, policies: []string{pull, statements(`{"Effect":"Deny","Action":"ecr:BatchGetImage","Resource":"*"}`)},
		agent: agent, want: "will-fail"},
	{
		name:     "only over TLS",
		image:    image,
		policies: []string{unless(`{"Bool":{"aws:SecureTransport":"false"}}`)},
		agent:    agent,
		want:     "can-pull",
	},
	{name: "only in another region", image: image, policies: []string{when(`{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}`)},
		agent: agent, want: "will-fail"},
	{name: "only in the region", image: image, policies: []string{when(`{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}`)},
		agent: agent, want: "can-pull"},
	{
		name:     "only from a network",
		image:    image,
		policies: []string{when(`{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}`)},
		agent:    agent,
		want:     "undecided", preflight: "will-fail",
		whyPreflightDiffers: "preflight decides that no request has a private address, and the page says it",
	},
	{
		name:     "only from a VPC",
		image:    image,
		policies: []string{when(`{"StringEquals":{"aws:SourceVpc":"vpc-1"}}`)},
		agent:    agent,
		want:     "undecided",
	},
	{
		name:     "only from a VPC, on Fargate",
		image:    task("FARGATE", role, image),
		policies: []string{when(`{"StringEquals":{"aws:SourceVpc":"vpc-1"}}`)},
		want:     "will-fail",
	},
	{
		name:     "only that role",
		image:    task("FARGATE", role, image),
		policies: []string{when(`{"ArnEquals":{"aws:PrincipalArn":"` + role + `"}}`)},
		want:     "can-pull",
	},
	{name: "a role that is not named", image: image, policies: []string{when(`{"ArnEquals":{"aws:PrincipalArn":"` + role + `"}}`)},
		launch: "FARGATE", want: "undecided"},
	{name: "no instance where ECS hands the role to the task", image: task("EC2", role, image), agent: agent, want: "can-pull",
		policies: []string{unless(`{"StringLike":{"ec2:SourceInstanceARN":"*"}}`)}},
	{name: "an instance by its own role", image: task("EC2", "", image), agent: agent, want: "undecided",
		policies: []string{unless(`{"StringLike":{"ec2:SourceInstanceARN":"arn:aws:ec2:*"}}`)}},
	{name: "a network of an instance", image: task("EC2", "", image), agent: agent, want: "undecided",
		policies: []string{when(`{"StringEquals":{"aws:Ec2InstanceSourceVpc":"vpc-1"}}`)}},
	{name: "a tag that a pull does not send", image: task("EC2", role, image), agent: agent, want: "will-fail",
		policies: []string{when(`{"StringEquals":{"aws:RequestTag/team":"a"}}`)}},
	{name: "placeholder in a resource", image: image, launch: "FARGATE", want: "undecided",
		policies: []string{statements(`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
			`{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${TEAM}/app"}`)}},
	{name: "placeholder in another resource", image: image, launch: "FARGATE", want: "can-pull",
		policies: []string{pull, statements(`{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::${TEAM}"}`)}},
	{name: "placeholder in a Deny", image: image, launch: "FARGATE", want: "undecided", policies: []string{pull,
		statements(`{"Effect":"Deny","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${TEAM}/app"}`)}},
	{
		name:     "key of another service",
		image:    image,
		policies: []string{unless(`{"StringNotEquals":{"s3:prefix":"a"}}`)},
		agent:    agent,
		want:     "will-fail",
	},
	{name: "called by a service", image: image, policies: []string{when(`{"StringEquals":{"aws:CalledVia":"x.amazonaws.com"}}`)},
		agent: agent, want: "will-fail"},
	{name: "second factor", image: image, policies: []string{unless(`{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}`)},
		agent: agent, want: "will-fail"},
	{name: "second factor, certain", image: image, policies: []string{when(`{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`)},
		agent: agent, want: "will-fail"},
	{name: "second factor, in one reading", image: image, policies: []string{unless(`{"Bool":{"aws:MultiFactorAuthPresent":"false"}}`)},
		agent: agent, want: "undecided"},

	{name: "refused policy", image: image, policies: []string{statements(`{"Effect":"Allow","Action":"ecr:*","Resource":"` + host + `/app"}`)},
		agent: agent, want: "will-fail"},
	{name: "same Sid twice", image: image, policies: []string{statements(`{"Sid":"A","Effect":"Allow","Action":"ecr:*","Resource":"*"}`,
		`{"Sid":"A","Effect":"Allow","Action":"s3:*","Resource":"*"}`)}, agent: agent, want: "will-fail"},
	{name: "unreadable policy", image: image, policies: []string{`{"Statement":[`}, agent: agent, want: "undecided", preflight: "",
		whyPreflightDiffers: "preflight stops at a file that it cannot read"},
	{
		name:                "wrong effect",
		image:               image,
		policies:            []string{strings.Replace(pull, "Allow", "Permit", 1)},
		agent:               agent,
		want:                "undecided",
		preflight:           "",
		whyPreflightDiffers: "preflight stops at a file that it cannot read",
	},
	{
		name:                "unknown operator",
		image:               image,
		policies:            []string{when(`{"StringEqual":{"a":"b"}}`)},
		agent:               agent,
		want:                "will-fail",
		preflight:           "",
		whyPreflightDiffers: "preflight stops at a policy that cannot be evaluated; AWS refuses it, so it grants nothing",
	},
	{name: "policy of a resource", image: image, policies: []string{statements(`{"Effect":"Allow","Principal":"*","Action":"ecr:*"}`)},
		agent: agent, want: "undecided", preflight: "", whyPreflightDiffers: "preflight stops at a policy of the wrong kind"},
	{
		name:     "policy in the answer of get-role-policy",
		image:    image,
		policies: []string{`{"RoleName":"r","PolicyName":"p","PolicyDocument":` + pull + `}`},
		agent:    agent,
		want:     "can-pull",
	},
	{name: "policy in the answer of get-policy-version", image: image, policies: []string{`{"PolicyVersion":{"Document":` + pull +
		`,"VersionId":"v1","IsDefaultVersion":true}}`}, agent: agent, want: "can-pull"},

	{name: "policy of another role", image: task("FARGATE", role, image),
		policies: []string{`{"RoleName":"other","PolicyName":"p","PolicyDocument":` + pull + `}`}, want: "undecided"},
	{name: "its role behind the policy", image: task("FARGATE", role, image),
		policies: []string{`{"PolicyDocument":` + pull + `,"RoleName":"other"}`}, want: "undecided"},
	{name: "policy of another role that lacks a permission", image: task("FARGATE", role, image),
		policies: []string{`{"RoleName":"other","PolicyDocument":` + statements(`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`) + `}`},
		want:     "will-fail"},
	{name: "policy of the role", image: task("FARGATE", role, image),
		policies: []string{`{"RoleName":"ecsTaskExecutionRole","PolicyDocument":` + pull + `}`}, want: "can-pull"},
	{name: "policy of the role with a path", image: task("FARGATE", "arn:aws:iam::123456789012:role/team/r", image),
		policies: []string{`{"RoleName":"r","PolicyDocument":` + pull + `}`}, want: "can-pull"},
	{name: "policy of another role, where the role is a name", image: task("FARGATE", "r", image),
		policies: []string{`{"RoleName":"other","PolicyDocument":` + pull + `}`}, want: "undecided"},
	{name: "role in other capitals", image: task("FARGATE", role, image),
		policies: []string{`{"RoleName":"ECSTaskExecutionRole","PolicyDocument":` + pull + `}`}, want: "undecided"},
	{name: "name of a role that is a number", image: task("FARGATE", role, image), want: "undecided", preflight: "",
		policies:            []string{`{"RoleName":1,"PolicyDocument":` + pull + `}`},
		whyPreflightDiffers: "preflight stops at a file that it cannot read"},
	{name: "policies of two roles", image: image, launch: "FARGATE", want: "undecided",
		policies: []string{`{"RoleName":"a","PolicyDocument":` + pull + `}`, `{"RoleName":"b","PolicyDocument":` + pull + `}`}},
	{name: "policy of a user", image: image, launch: "FARGATE", want: "undecided",
		policies: []string{`{"UserName":"u","PolicyName":"p","PolicyDocument":` + pull + `}`}},
	{name: "policy of a group", image: image, launch: "FARGATE", want: "undecided",
		policies: []string{`{"GroupName":"g","PolicyName":"p","PolicyDocument":` + pull + `}`}},
	{name: "version that is not in force", image: task("FARGATE", role, image), want: "undecided",
		policies: []string{`{"PolicyVersion":{"Document":` + pull + `,"VersionId":"v1","IsDefaultVersion":false}}`}},
	{name: "version in force, in quotation marks", image: task("FARGATE", role, image), want: "can-pull",
		policies: []string{`{"PolicyVersion":{"Document":` + pull + `,"VersionId":"v1","IsDefaultVersion":"true"}}`}},
	{name: "version not in force, in quotation marks", image: task("FARGATE", role, image), want: "undecided",
		policies: []string{`{"PolicyVersion":{"Document":` + pull + `,"VersionId":"v1","IsDefaultVersion":"false"}}`}},
	{name: "encoded version that is not in force", image: task("FARGATE", role, image), want: "undecided",
		policies: []string{`{"PolicyVersion":{"IsDefaultVersion":false,"Document":"` + url.PathEscape(pull) + `"}}`}},
	{name: "what stands in a version that is not in force", image: task("FARGATE", role, image), want: "undecided", preflight: "",
		policies:            []string{`{"Document":` + pull + `,"VersionId":"v1","IsDefaultVersion":false}`},
		whyPreflightDiffers: "preflight reads whole answers"},
	{name: "policy of a template", image: image, launch: "FARGATE", want: "can-pull",
		policies: []string{`{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":` + pull + `}}`}},
	{name: "policy in a string", image: image, launch: "FARGATE", want: "can-pull",
		policies: []string{fmt.Sprintf(`{"PolicyDocument":%q}`, pull)}},
	{name: "attached policies of AWS", image: image, launch: "FARGATE", want: "can-pull",
		policies: []string{attached("arn:aws:iam::aws:policy/service-role/" + managed)}},
	{name: "attached policies of one's own", image: image, launch: "FARGATE", want: "undecided", preflight: "",
		policies:            []string{attached("arn:aws:iam::123456789012:policy/" + managed)},
		whyPreflightDiffers: "preflight stops where only the name of a policy stands"},
	{name: "no attached policies", image: image, launch: "FARGATE", want: "will-fail", policies: []string{`{"AttachedPolicies":[]}`}},
	{name: "a page of attached policies", image: image, launch: "FARGATE", want: "undecided", preflight: "",
		policies:            []string{strings.Replace(attached("arn:aws:iam::aws:policy/service-role/"+managed), "{", `{"IsTruncated":true,`, 1)},
		whyPreflightDiffers: "preflight stops at a page of several"},
	{name: "ARN with another path", image: image, launch: "FARGATE", want: "undecided", preflight: "",
		policies: []string{attached("arn:aws:iam::aws:policy/" + managed)}, whyPreflightDiffers: "preflight stops where there is no such policy"},
	{name: "get-role", image: image, launch: "FARGATE", want: "undecided", preflight: "", policies: []string{`{"Role":{"RoleName":"r",` +
		`"AssumeRolePolicyDocument":` + trust + `}}`}, whyPreflightDiffers: "preflight stops at a policy of the wrong kind"},
	{name: "trust policy", image: image, launch: "FARGATE", want: "undecided", preflight: "",
		policies: []string{`{"AssumeRolePolicyDocument":` + trust + `}`}, whyPreflightDiffers: "preflight stops at a policy of the wrong kind"},
	{name: "get-policy", image: image, launch: "FARGATE", want: "undecided", preflight: "",
		policies: []string{
			`{"Policy":{"Arn":"arn:aws:iam::123456789012:policy/x"}}`,
		}, whyPreflightDiffers: "preflight stops at what is no policy"},
	{name: "list-role-policies", image: image, launch: "FARGATE", want: "undecided", preflight: "",
		policies: []string{`{"PolicyNames":["x"]}`}, whyPreflightDiffers: "preflight stops at what is no policy"},

	{name: "role of another account", image: task("FARGATE", foreign, image), policies: []string{pull}, want: "undecided"},
	{name: "role of another account that lacks a permission", image: task("FARGATE", foreign, image),
		policies: []string{statements(`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)}, want: "will-fail"},
	{
		name:     "role of another partition",
		image:    task("FARGATE", "arn:aws-cn:iam::123456789012:role/r", image),
		policies: []string{pull},
		want:     "will-fail",
	},
	{name: "Fargate without a role", image: task("FARGATE", "", image), policies: []string{pull}, want: "will-fail"},
	{name: "EC2 without a role", image: task("EC2", "", image), policies: []string{pull}, agent: agent, want: "can-pull"},
	{
		name:     "role that is none",
		image:    task("FARGATE", "arn:aws:iam::123456789012:user/u", image),
		policies: []string{pull},
		want:     "will-fail",
	},
	{name: "role to be filled in", image: task("FARGATE", "${ROLE}", image), policies: []string{pull}, want: "undecided"},
	{
		name:     "role of letters",
		image:    task("FARGATE", "arn:aws:iam::aws_account_id:role/r", image),
		policies: []string{pull},
		want:     "undecided",
	},
	{name: "role by its name", image: task("FARGATE", "ecsTaskExecutionRole", image), policies: []string{pull}, want: "can-pull"},
	{name: "launch type of the task", image: task("FARGATE", role, image), policies: []string{pull}, want: "can-pull"},
	{
		name:     "another launch type",
		image:    task("FARGATE", role, image),
		policies: []string{pull},
		agent:    agent,
		launch:   "EC2",
		want:     "will-fail",
	},
	{
		name:     "images of two accounts and no role",
		image:    task("EC2", "", image, strings.Replace(image, "1234", "4321", 1)),
		policies: []string{pull},
		agent:    agent,
		want:     "undecided",
	},
	{
		name:     "one image of several fails",
		image:    task("FARGATE", role, image, "nginx", host+"/a--:v1"),
		policies: []string{pull},
		want:     "will-fail",
	},
	{name: "one is outside", image: task("FARGATE", role, image, "nginx"), policies: []string{pull}, want: "can-pull"},
	{name: "all are outside", image: task("FARGATE", "", "nginx", "redis:7"), want: "nothing-to-decide"},
	{
		name:     "describe-task-definition",
		image:    `{"taskDefinition":` + task("FARGATE", role, image) + `,"tags":[]}`,
		policies: []string{pull},
		want:     "can-pull",
	},
	{
		name:     "container definitions alone",
		image:    `[{"name":"app","image":"` + image + `"}]`,
		policies: []string{pull},
		launch:   "FARGATE",
		want:     "can-pull",
	},
	{
		name:     "imagedefinitions.json",
		image:    `[{"name":"app","imageUri":"` + image + `"}]`,
		policies: []string{pull},
		launch:   "FARGATE",
		want:     "can-pull",
	},
	{name: "imageDetail.json", image: `{"ImageSizeInBytes":"1","ImageTags":["v1"],"ImageURI":"` + image + `"}`, policies: []string{pull},
		launch: "FARGATE", want: "can-pull"},
	{
		name: "keys of CloudFormation",
		image: `{"ExecutionRoleArn":"` + role + `","RequiresCompatibilities":["FARGATE"],"ContainerDefinitions":` +
			`[{"Name":"app","Image":"` + image + `"}]}`,
		policies: []string{pull},
		want:     "can-pull",
	},
	{name: "expression in the place of an image", image: `{"ExecutionRoleArn":"` + role + `","RequiresCompatibilities":["FARGATE"],` +
		`"ContainerDefinitions":[{"Name":"app","Image":{"Ref":"Image"}}]}`, policies: []string{pull}, want: "undecided"},
	{name: "credentials on an image of ECR", image: strings.Replace(task("FARGATE", role, image), `"name":`,
		`"repositoryCredentials":{"credentialsParameter":"x"},"name":`, 1), policies: []string{pull}, want: "undecided"},
	{name: "broken JSON", image: `{"containerDefinitions":[{"name":"a"`, policies: []string{pull}, want: "undecided", preflight: "",
		whyPreflightDiffers: "preflight stops at a file that it cannot read"},
	{name: "no containers", image: `{"containerDefinitions":[]}`, policies: []string{pull}, want: "undecided", preflight: "",
		whyPreflightDiffers: "preflight stops at a file without an image"},
	{name: "no task definition", image: `{"Statement":[]}`, want: "undecided", preflight: "",
		whyPreflightDiffers: "preflight stops at a file of another kind"},
	{name: "YAML", image: "containerDefinitions:\n  - name: app\n    image: " + image, want: "undecided",
		whyPreflightCannotAsk: "preflight reads YAML"},
	{name: "two images", image: image + "\n" + host + "/b!:v1\n", policies: []string{pull}, launch: "FARGATE", want: "undecided",
		whyPreflightCannotAsk: "a file says where an image ends"},
	{name: "two images on a line", image: image + " " + host + "/b!:v1", policies: []string{pull}, launch: "FARGATE", want: "undecided",
		whyPreflightCannotAsk: "a file says where an image ends"},
	{name: "two images of other registries", image: "nginx\r\n\r\nredis:7", want: "undecided",
		whyPreflightCannotAsk: "a file says where an image ends"},
	{name: "nothing", image: "", policies: []string{pull}, want: "waiting", whyPreflightCannotAsk: "preflight has a sample of its own"},
	{name: "Fargate as a version", image: image, policies: []string{pull}, agent: "Fargate platform 1.4.0", want: "undecided"},
	{
		name:                  "agent in the words of an agent",
		image:                 image,
		policies:              []string{pull},
		agent:                 "Amazon ECS Agent - v1.30.0 (02ff320c)",
		want:                  "can-pull",
		whyPreflightCannotAsk: "preflight reads the answer of describe-container-instances",
	},
	{
		name:     "Windows",
		image:    strings.Replace(task("EC2", role, image), "{", `{"runtimePlatform":{"operatingSystemFamily":"WINDOWS_SERVER_2022_CORE"},`, 1),
		policies: []string{pull},
		agent:    agent,
		want:     "can-pull",
	},
}

// TestCases: the verdicts, and those of preflight for the same files.
func TestCases(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Log("-short leaves out the comparison with preflight, which has to be built")
	}
	program := buildPreflight(t)
	compared := 0
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			in := answer.Input{Image: c.image, Policy: strings.Join(c.policies, "\n"), Agent: c.agent, Launch: c.launch}
			a := answer.Ask(in)
			if a.Verdict != c.want {
				t.Errorf("the verdict is %s, want %s: %+v", a.Verdict, c.want, a)
			}
			if program == "" || c.whyPreflightCannotAsk != "" {
				return
			}
			compared++
			want := c.want
			if c.whyPreflightDiffers != "" {
				want = c.preflight
			}
			if got, says := askPreflight(t, program, c.image, c.policies, c.agent, c.launch); got != want {
				t.Errorf("preflight says %q, want %q\n%s", got, want, says)
			}
		})
	}
	require.True(t, program == "" || compared > 80, "cases compared: %d", compared)
}

func buildPreflight(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		return ""
	}
	program := filepath.Join(t.TempDir(), "preflight")
	out, err := exec.Command("go", "build", "-o", program, "github.com/seed-293f0d42/ecrkit/examples/preflight").CombinedOutput()
	require.NoError(t, err, string(out))
	return program
}

// askPreflight gives preflight the same texts as files. Its verdict is "" where it
// cannot read one.
func askPreflight(t *testing.T, program, image string, policies []string, agent, launch string) (answer.Verdict, string) {
	t.Helper()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	if !strings.ContainsAny(image[:1], "{[") {
		image = fmt.Sprintf(`[{"name":"app","image":%q}]`, image)
	}
	args := []string{"-format", "json", "-task", file("task.json", image)}
	for i, p := range policies {
		if strings.HasPrefix(p, "{") || strings.HasPrefix(p, " ") {
			p = file(fmt.Sprintf("policy%d.json", i), p)
		}
		args = append(args, "-policy", p)
	}
	if agent != "" {
		if !strings.ContainsAny(agent[:1], "{[\"") {
			agent = instances(fmt.Sprintf(`"status":"ACTIVE","agentConnected":true,"versionInfo":{"agentVersion":%q}`, agent))
		}
		args = append(args, "-instances", file("instances.json", agent))
	}
	if launch != "" {
		args = append(args, "-launch-type", launch)
	}
	out, err := exec.Command(program, args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 2 {
		return "", string(exit.Stderr)
	}
	var report struct{ Verdict answer.Verdict }
	require.NoError(t, json.Unmarshal(out, &report), string(out))
	return report.Verdict, string(out)
}
