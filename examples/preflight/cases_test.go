package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Building blocks of the cases.
const (
	host       = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
	image1     = host + "/team/app:v1"
	image2     = host + "/team/sidecar:v2"
	foreign    = "210987654321.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"
	roleA      = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"
	pullPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage",` +
		`"ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`
	repoPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":` +
		`["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:BatchCheckLayerAvailability"]}]}`
)

func containers(images ...string) string {
	var cs []string
	for i, image := range images {
		cs = append(cs, fmt.Sprintf(`{"name":"c%d","image":%q}`, i, image))
	}
	return "[" + strings.Join(cs, ",") + "]"
}

func task(launch string, images ...string) string {
	return fmt.Sprintf(
		`{"family":"web","executionRoleArn":%q,"requiresCompatibilities":[%q],"containerDefinitions":%s}`,
		roleA,
		launch,
		containers(images...),
	)
}

func taskWithoutRole(launch string, images ...string) string {
	return fmt.Sprintf(`{"family":"web","requiresCompatibilities":[%q],"containerDefinitions":%s}`, launch, containers(images...))
}

func instance(agent string, attributes ...string) string {
	version := ""
	if agent != "" {
		version = fmt.Sprintf(`"versionInfo":{"agentVersion":%q},`, agent)
	}
	var list []string
	for _, a := range attributes {
		name, value, _ := strings.Cut(a, "=")
		list = append(list, fmt.Sprintf(`{"name":%q,"value":%q}`, name, value))
	}
	return fmt.Sprintf(
		`{"containerInstanceArn":"arn:aws:ecs:us-east-1:123456789012:container-instance/c/i1","status":"ACTIVE","agentConnected":true,`+
			`%s"attributes":[%s]}`,
		version,
		strings.Join(list, ","),
	)
}

func instances(list ...string) string {
	return `{"containerInstances":[` + strings.Join(list, ",") + `]}`
}

var (
	able     = []string{"com.amazonaws.ecs.capability.ecr-auth", "ecs.capability.execution-role-ecr-pull"}
	goodOne  = instance("1.101.0", able...)
	logsOnly = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}`
	allowAll = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`
)

func allow(statements ...string) string {
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`
}

// cases: the files, the flags, the exit code and the findings that decide.
// Each row is a cause of failed pulls, or a reason for not knowing.
var cases = []struct {
	why   string
	files map[string]string
	args  string
	exit  int
	rules []string // errors and warnings, in order
}{
	{"everything is there, on Fargate", files{"t": task("FARGATE", image1), "p": pullPolicy}, "-task t -policy p", 0, nil},
	{
		"everything is there, on EC2",
		files{"t": task("EC2", image1), "p": pullPolicy, "i": instances(goodOne)},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{"public images need nothing", files{"t": taskWithoutRole("EC2", "public.ecr.aws/nginx/nginx:1.27")}, "-task t", 0, nil},
	{"other registries are outside", files{"t": taskWithoutRole("EC2", "nginx", "quay.io/a/b:1", "localhost:5000/x")}, "-task t", 0, nil},
	{"task definition on standard input", nil, "-task - -launch-type FARGATE", 3, []string{"warning policy-missing"}},

	{"no policy was given", files{"t": task("FARGATE", image1)}, "-task t", 3, []string{"warning policy-missing"}},
	{"EC2 without instances", files{"t": task("EC2", image1), "p": pullPolicy}, "-task t -policy p", 3, []string{"warning instances-missing"}},
	{
		"no launch type, no instances",
		files{"t": `{"family":"w","executionRoleArn":"` + roleA + `","containerDefinitions":` + containers(image1) + `}`, "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning instances-missing"},
	},
	{
		"launch type by flag",
		files{"t": `{"family":"w","executionRoleArn":"` + roleA + `","containerDefinitions":` + containers(image1) + `}`, "p": pullPolicy},
		"-task t -policy p -launch-type FARGATE",
		0,
		nil,
	},
	{
		"instance without versionInfo",
		files{"t": task("EC2", image1), "p": pullPolicy, "i": instances(instance("", able...))},
		"-task t -policy p -instances i",
		3,
		[]string{"warning agent-unknown"},
	},
	{
		"agent version null",
		files{"t": task("EC2", image1), "p": pullPolicy, "i": instances(instance("null", able...))},
		"-task t -policy p -instances i",
		3,
		[]string{"warning agent-unknown"},
	},
	{
		"empty list of instances",
		files{"t": task("EC2", image1), "p": pullPolicy, "i": instances()},
		"-task t -policy p -instances i",
		3,
		[]string{"warning instances-missing"},
	},
	{"strict folds undecided into failure", files{"t": task("FARGATE", image1)}, "-task t -strict", 1, []string{"warning policy-missing"}},

	{
		"CloudFormation variable",
		files{"t": task("FARGATE", "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"shell variable",
		files{"t": task("FARGATE", "$ECR_REGISTRY/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"documentation placeholder",
		files{"t": task("FARGATE", "aws_account_id.dkr.ecr.region.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"CodeDeploy placeholder",
		files{"t": task("FARGATE", "<IMAGE1_NAME>"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"account of X",
		files{"t": task("FARGATE", "XXXXX.dkr.ecr.us-east-1.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"variable in the tag",
		files{"t": task("FARGATE", host+"/app:${TAG}"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},

	{
		"account of 11 digits",
		files{"t": task("FARGATE", "11111111111.dkr.ecr.us-east-1.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error image-invalid"},
	},
	{"upper case", files{"t": task("FARGATE", host+"/Team/App:v1"), "p": pullPolicy}, "-task t -policy p", 1, []string{"error image-invalid"}},
	{
		"suffix of another partition",
		files{"t": task("FARGATE", "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error image-invalid"},
	},
	{"scheme", files{"t": task("FARGATE", "https://"+image1), "p": pullPolicy}, "-task t -policy p", 1, []string{"error image-invalid"}},
	{
		"spoofed host",
		files{"t": task("FARGATE", host+".evil.example/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error image-invalid"},
	},
	{
		"ARN in place of a reference",
		files{"t": task("FARGATE", "arn:aws:ecr:us-east-1:123456789012:repository/app"), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error image-invalid"},
	},
	{
		"malformed elsewhere too",
		files{"t": task("FARGATE", "Docker.io/Nginx:1 "), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error image-invalid"},
	},
	{"empty tag", files{"t": task("FARGATE", host+"/app:"), "p": pullPolicy}, "-task t -policy p", 1, []string{"error image-invalid"}},

	{
		"Fargate without execution role",
		files{"t": taskWithoutRole("FARGATE", image1), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error role-missing"},
	},
	{
		"managed instances without execution role",
		files{"t": taskWithoutRole("MANAGED_INSTANCES", image1), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error role-missing"},
	},
	{
		"EC2 without execution role: the instance's role pulls",
		files{"t": taskWithoutRole("EC2", image1), "p": pullPolicy, "i": instances(instance("1.7.0", able[0]))},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{
		"role is not a role",
		files{"t": strings.Replace(task("FARGATE", image1), ":role/", ":user/", 1), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error role-invalid"},
	},
	{
		"role with placeholder account",
		files{"t": strings.Replace(task("FARGATE", image1), "::123456789012:", "::XXXXXXXXXXXX:", 1), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning role-unresolved"},
	},
	{
		"role in another account than the task",
		files{
			"t": strings.Replace(
				task("FARGATE", image1),
				`"family"`,
				`"taskDefinitionArn":"arn:aws:ecs:us-east-1:999999999999:task-definition/w:1","family"`,
				1,
			),
			"p": pullPolicy,
		},
		"-task t -policy p",
		1,
		[]string{"error role-other-account"},
	},
	{
		"role in another partition than the image",
		files{"t": task("FARGATE", "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error partition-mismatch"},
	},
	{"role by flag", files{"t": containers(image1), "p": pullPolicy}, "-task t -policy p -launch-type FARGATE -role-arn " + roleA, 0, nil},
	{
		"role by flag does not put it into the definition",
		files{"t": taskWithoutRole("FARGATE", image1), "p": pullPolicy},
		"-task t -policy p -role-arn " + roleA,
		3,
		[]string{"warning role-missing"},
	},

	{
		"missing action",
		files{"t": task("FARGATE", image1), "p": strings.Replace(pullPolicy, `"ecr:GetDownloadUrlForLayer",`, "", 1)},
		"-task t -policy p",
		1,
		[]string{"error permission-missing"},
	},
	{
		"recommended action only",
		files{"t": task("FARGATE", image1), "p": strings.Replace(pullPolicy, `"ecr:BatchCheckLayerAvailability",`, "", 1)},
		"-task t -policy p",
		0,
		nil,
	},
	{
		"token scoped to a repository",
		files{
			"t": task("FARGATE", image1),
			"p": strings.Replace(pullPolicy, `"Resource":"*"`, `"Resource":"arn:aws:ecr:us-east-1:123456789012:repository/team/app"`, 1),
		},
		"-task t -policy p",
		1,
		[]string{"error permission-missing"},
	},
	{
		"resource of another region",
		files{
			"t": task("FARGATE", image1),
			"p": allow(
				`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
				`{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-west-2:123456789012:repository/*"}`,
			),
		},
		"-task t -policy p",
		1,
		[]string{"error permission-missing"},
	},
	{
		"two policies together",
		files{
			"t": task("FARGATE", image1),
			"p": allow(`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`),
			"q": allow(`{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/team/*"}`),
		},
		"-task t -policy p -policy q",
		0,
		nil,
	},
	{
		"explicit deny",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"q": allow(`{"Sid":"No","Effect":"Deny","Action":"ecr:BatchGetImage","Resource":"*"}`),
		},
		"-task t -policy p -policy q",
		1,
		[]string{"error permission-denied"},
	},
	{
		"condition on an unknown key",
		files{
			"t": task("FARGATE", image1),
			"p": strings.Replace(pullPolicy, `"Resource":"*"`, `"Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}`, 1),
		},
		"-task t -policy p",
		3,
		[]string{"warning permission-undecided"},
	},
	{
		"the same key, given",
		files{
			"t": task("FARGATE", image1),
			"p": strings.Replace(pullPolicy, `"Resource":"*"`, `"Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}`, 1),
		},
		"-task t -policy p -context aws:PrincipalOrgID=o-1",
		0,
		nil,
	},
	{
		"the same key, with another value",
		files{
			"t": task("FARGATE", image1),
			"p": strings.Replace(pullPolicy, `"Resource":"*"`, `"Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}`, 1),
		},
		"-task t -policy p -context aws:PrincipalOrgID=o-2",
		1,
		[]string{"error permission-missing"},
	},
	{
		"boundary without ECR",
		files{"t": task("FARGATE", image1), "p": pullPolicy, "b": allow(`{"Effect":"Allow","Action":"logs:*","Resource":"*"}`)},
		"-task t -policy p -boundary b",
		1,
		[]string{"error permission-missing"},
	},
	{
		"service control policy denies",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"s": allow(`{"Effect":"Allow","Action":"*","Resource":"*"}`, `{"Effect":"Deny","Action":"ecr:GetDownloadUrlForLayer","Resource":"*"}`),
		},
		"-task t -policy p -scp s",
		1,
		[]string{"error permission-denied"},
	},
	{"service control policy allows", files{"t": task("FARGATE", image1), "p": pullPolicy, "s": allowAll}, "-task t -policy p -scp s", 0, nil},
	{
		"endpoint policy without the repository",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"e": `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}`,
		},
		"-task t -policy p -endpoint-policy e",
		1,
		[]string{"error permission-missing"},
	},
	{
		"resource control policy denies",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"r": `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Resource":"*"}]}`,
		},
		"-task t -policy p -rcp r",
		1,
		[]string{"error permission-denied"},
	},

	{
		"another account, repository policy not given",
		files{"t": task("FARGATE", foreign), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning repository-policy-missing"},
	},
	{
		"another account, and the role's own side lacks an action",
		files{"t": task("FARGATE", foreign), "p": strings.Replace(pullPolicy, `"ecr:BatchGetImage",`, "", 1)},
		"-task t -policy p",
		1,
		[]string{"error permission-missing", "warning repository-policy-missing"},
	},
	{
		"another account, repository policy allows",
		files{"t": task("FARGATE", foreign), "p": pullPolicy, "r": repoPolicy},
		"-task t -policy p -repository-policy r",
		0,
		nil,
	},
	{
		"another account, repository policy names somebody else",
		files{"t": task("FARGATE", foreign), "p": pullPolicy, "r": strings.Replace(repoPolicy, "123456789012", "333333333333", 1)},
		"-task t -policy p -repository-policy r",
		1,
		[]string{"error permission-missing"},
	},
	{
		"two repositories of another account, one nameless policy",
		files{"t": task("FARGATE", foreign, strings.Replace(foreign, "app", "db", 1)), "p": pullPolicy, "r": repoPolicy},
		"-task t -policy p -repository-policy r",
		3,
		[]string{"warning repository-policy-ambiguous", "warning repository-policy-ambiguous"},
	},
	{
		"the same, named",
		files{"t": task("FARGATE", foreign, strings.Replace(foreign, "app", "db", 1)), "p": pullPolicy, "r": repoPolicy},
		"-task t -policy p -repository-policy team/app=r -repository-policy team/db=r",
		0,
		nil,
	},
	{
		"the CLI's output names it",
		files{
			"t": task("FARGATE", foreign, image1),
			"p": pullPolicy,
			"r": fmt.Sprintf(`{"registryId":"210987654321","repositoryName":"team/app","policyText":%q}`, repoPolicy),
		},
		"-task t -policy p -repository-policy r",
		0,
		nil,
	},
	{
		"repository policy denies in the same account",
		files{"t": task("FARGATE", image1), "p": pullPolicy, "r": strings.Replace(repoPolicy, "Allow", "Deny", 1)},
		"-task t -policy p -repository-policy r",
		1,
		[]string{"error permission-denied"},
	},
	{
		"registry policy allows",
		files{
			"t": task("FARGATE", foreign),
			"p": pullPolicy,
			"r": strings.Replace(repoPolicy, `"Action"`, `"Resource":"arn:aws:ecr:us-east-1:210987654321:repository/*","Action"`, 1),
		},
		"-task t -policy p -registry-policy r",
		0,
		nil,
	},

	{
		"agent older than 1.7.0",
		files{"t": taskWithoutRole("EC2", image1), "p": pullPolicy, "i": instances(instance("1.6.0", able...))},
		"-task t -policy p -instances i",
		1,
		[]string{"error agent-too-old"},
	},
	{
		"agent too old for execution roles",
		files{"t": task("EC2", image1), "p": pullPolicy, "i": instances(instance("1.15.2", able...))},
		"-task t -policy p -instances i",
		1,
		[]string{"error agent-too-old"},
	},
	{
		"agent too old for dual-stack hosts",
		files{"t": task("EC2", "123456789012.dkr-ecr.us-east-1.on.aws/app:v1"), "p": pullPolicy, "i": instances(instance("1.94.0", able...))},
		"-task t -policy p -instances i",
		1,
		[]string{"error agent-too-old"},
	},
	{
		"1.10.0 is newer than 1.9.9",
		files{"t": taskWithoutRole("EC2", image1), "p": pullPolicy, "i": instances(instance("1.10.0", able...))},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{
		"attribute not advertised",
		files{"t": task("EC2", image1), "p": pullPolicy, "i": instances(instance("1.101.0", "ecs.os-type=linux"))},
		"-task t -policy p -instances i",
		1,
		[]string{"error attribute-missing", "error attribute-missing"},
	},
	{
		"agent not connected",
		files{
			"t": task("EC2", image1),
			"p": pullPolicy,
			"i": instances(strings.Replace(goodOne, `"agentConnected":true`, `"agentConnected":false`, 1)),
		},
		"-task t -policy p -instances i",
		3,
		[]string{"warning instance-unusable", "warning instances-missing"},
	},
	{
		"agent not connected, another is",
		files{
			"t": task("EC2", image1),
			"p": pullPolicy,
			"i": instances(goodOne, strings.Replace(goodOne, `"agentConnected":true`, `"agentConnected":false`, 1)),
		},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{
		"attributes needed and not listed",
		files{
			"t": strings.Replace(task("EC2", image1), `"family"`, `"requiresAttributes":[{"name":"x"}],"family"`, 1),
			"p": pullPolicy,
			"i": `{"containerInstances":[{"versionInfo":{"agentVersion":"1.101.0"}}]}`,
		},
		"-task t -policy p -instances i",
		3,
		[]string{"warning attribute-missing"},
	},
	{
		"two policies for one repository",
		files{
			"t": task("FARGATE", foreign),
			"p": pullPolicy,
			"r": repoPolicy,
			"s": strings.Replace(repoPolicy, "123456789012", "333333333333", 1),
		},
		"-task t -policy p -repository-policy r -repository-policy s",
		3,
		[]string{"warning repository-policy-ambiguous"},
	},
	{
		"policy that names a role, and which role pulls is not known",
		files{
			"t": taskWithoutRole("EC2", image1),
			"p": pullPolicy,
			"i": instances(goodOne),
			"r": strings.Replace(strings.Replace(repoPolicy, ":root", ":role/ecsInstanceRole", 1), "Allow", "Deny", 1),
		},
		"-task t -policy p -instances i -repository-policy r",
		3,
		[]string{"warning role-assumed"},
	},
	{
		"trust that denies some tasks",
		files{
			"t": strings.Replace(
				task("FARGATE", image1),
				`"family"`,
				`"taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/w:1","family"`,
				1,
			),
			"a": accountDetails(
				roleDetail(
					roleA,
					pullPolicy,
					strings.Replace(
						trustWhen,
						`"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-east-1:123456789012:*"}`,
						`"ArnNotLike":{"aws:SourceArn":"arn:aws:ecs:*:*:task/prod/*"}`,
						1,
					),
				),
			),
		},
		"-task t -account-details a",
		3,
		[]string{"warning trust-undecided"},
	},
	{
		"a key that only services send",
		files{
			"t": task("FARGATE", foreign),
			"p": pullPolicy,
			"r": `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*",` +
				`"Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}`,
		},
		"-task t -policy p -repository-policy r -context aws:SourceAccount=123456789012",
		1,
		[]string{"error permission-missing"},
	},
	{
		"data perimeter on the account of the resource",
		files{
			"t": task("FARGATE", image1),
			"p": strings.Replace(
				pullPolicy,
				`"Resource":"*"`,
				`"Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}`,
				1,
			),
		},
		"-task t -policy p",
		0,
		nil,
	},
	{
		"a key of another service",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"s": allow(
				`{"Effect":"Allow","Action":"*","Resource":"*"}`,
				`{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"ec2:Owner":"x"}}}`,
			),
		},
		"-task t -policy p -scp s",
		0,
		nil,
	},
	{
		"a draining instance does not matter",
		files{"t": task("EC2", image1), "p": pullPolicy, "i": instances(goodOne, strings.Replace(instance("1.0.0"), "ACTIVE", "DRAINING", 1))},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{
		"instance that ECS does not know",
		files{
			"t": task("EC2", image1),
			"p": pullPolicy,
			"i": `{"containerInstances":[` + goodOne + `],"failures":[{"arn":"arn:x","reason":"MISSING"}]}`,
		},
		"-task t -policy p -instances i",
		3,
		[]string{"warning instance-unusable"},
	},
	{
		"architecture matches no instance",
		files{
			"t": strings.Replace(task("EC2", image1), `"family"`, `"runtimePlatform":{"cpuArchitecture":"ARM64"},"family"`, 1),
			"p": pullPolicy,
			"i": instances(instance("1.101.0", append(able, "ecs.cpu-architecture=x86_64")...)),
		},
		"-task t -policy p -instances i",
		3,
		[]string{"warning instances-missing"},
	},
	{
		"Windows instance that names its family",
		files{
			"t": strings.Replace(task("EC2", image1), `"family"`,
				`"runtimePlatform":{"operatingSystemFamily":"WINDOWS_SERVER_2019_CORE"},"family"`, 1),
			"p": pullPolicy,
			"i": instances(instance("1.101.0", slices.Concat(able, []string{"ecs.os-type=WINDOWS_SERVER_2019_CORE"})...)),
		},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{
		"Windows instance for a Linux task",
		files{
			"t": strings.Replace(task("EC2", image1), `"family"`, `"runtimePlatform":{"operatingSystemFamily":"LINUX"},"family"`, 1),
			"p": pullPolicy,
			"i": instances(goodOne, instance("1.0.0", "ecs.os-type=windows")),
		},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{
		"requiresAttributes are compared",
		files{
			"t": strings.Replace(task("EC2", image1), `"family"`, `"requiresAttributes":[{"name":"ecs.capability.x"}],"family"`, 1),
			"p": pullPolicy,
			"i": instances(goodOne),
		},
		"-task t -policy p -instances i",
		1,
		[]string{"error attribute-missing"},
	},

	{
		"account details",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(roleA, pullPolicy, trustGood))},
		"-task t -account-details a",
		0,
		nil,
	},
	{
		"account details without the role",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(roleB, pullPolicy, trustGood))},
		"-task t -account-details a",
		3,
		[]string{"warning role-unknown", "warning policy-missing"},
	},
	{
		"role that ECS may not assume",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(roleA, pullPolicy, trustOther))},
		"-task t -account-details a",
		1,
		[]string{"error trust-missing"},
	},
	{
		"trust that hangs on a condition",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(roleA, pullPolicy, trustWhen))},
		"-task t -account-details a",
		3,
		[]string{"warning trust-undecided"},
	},
	{
		"the same, with the value",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(roleA, pullPolicy, trustWhen))},
		"-task t -account-details a -context aws:SourceArn=arn:aws:ecs:us-east-1:123456789012:task/t",
		0,
		nil,
	},
	{
		"attached policies of AWS, of which one says nothing about a pull",
		files{
			"t": task("FARGATE", image1),
			"p": `{"AttachedPolicies":[{"PolicyName":"AmazonSSMReadOnlyAccess","PolicyArn":"arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"},` +
				`{"PolicyName":"PowerUserAccess","PolicyArn":"arn:aws:iam::aws:policy/PowerUserAccess"}]}`,
		},
		"-task t -policy p",
		0, nil,
	},
	{
		"only an attached policy of AWS that says nothing about a pull",
		files{
			"t": task("FARGATE", image1),
			"p": `{"AttachedPolicies":[{"PolicyName":"AmazonSSMReadOnlyAccess","PolicyArn":"arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"}]}`,
		},
		"-task t -policy p",
		1, []string{"error permission-missing"},
	},
	{
		"the trust policy allows the tasks of the account in any region",
		files{
			"t": task("FARGATE", image1),
			"a": accountDetails(roleDetail(roleA, pullPolicy, strings.Replace(trustWhen, "ecs:us-east-1", "ecs:*", 1))),
		},
		"-task t -account-details a",
		0, nil,
	},
	{
		"the trust policy allows the tasks of a region, which is given",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(roleA, pullPolicy, trustWhen))},
		"-task t -account-details a -region us-east-1",
		0, nil,
	},
	{
		"the trust policy allows the tasks of another region",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(roleA, pullPolicy, trustWhen))},
		"-task t -account-details a -region eu-west-1",
		1, []string{"error trust-missing"},
	},
	{
		"the account has the role with another path",
		files{"t": task("FARGATE", image1), "a": accountDetails(roleDetail(strings.Replace(roleA, ":role/", ":role/svc/", 1), pullPolicy, ""))},
		"-task t -account-details a",
		1, []string{"error role-absent", "warning policy-missing"},
	},
	{
		"boundary in the account details is not there",
		files{
			"t": task("FARGATE", image1),
			"a": accountDetails(
				roleDetail(roleA, pullPolicy, trustGood+`,"PermissionsBoundary":{"PermissionsBoundaryArn":"arn:aws:iam::123456789012:policy/b"}`),
			),
		},
		"-task t -account-details a",
		3,
		[]string{"warning policy-missing"},
	},
	{
		"AWS managed policy by its ARN",
		files{
			"t": task("FARGATE", image1),
			"a": accountDetails(
				fmt.Sprintf(
					`{"Arn":%q,"RolePolicyList":[],"AttachedManagedPolicies":[{"PolicyName":"x","PolicyArn":"arn:aws:iam::aws:`+
						`policy/service-role/AmazonECSTaskExecutionRolePolicy"}]%s}`,
					roleA,
					trustGood,
				),
			),
		},
		"-task t -account-details a",
		0,
		nil,
	},
	{
		"permissions on the task role",
		files{
			"t": strings.Replace(task("FARGATE", image1), `"family"`, `"taskRoleArn":"`+roleB+`","family"`, 1),
			"a": accountDetails(
				roleDetail(roleA, allow(`{"Effect":"Allow","Action":"logs:*","Resource":"*"}`), trustGood),
				roleDetail(roleB, pullPolicy, ""),
			),
		},
		"-task t -account-details a",
		1,
		[]string{"error permission-missing"},
	},
	{
		"caller may pass the role",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"c": allow(
				`{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":` +
					`"ecs-tasks.amazonaws.com"}}}`,
			),
		},
		"-task t -policy p -caller-policy c",
		0,
		nil,
	},
	{
		"caller may pass other roles only",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"c": allow(`{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/other"}`),
		},
		"-task t -policy p -caller-policy c",
		1,
		[]string{"error pass-role"},
	},
	{
		"caller's policy hangs on a tag",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"c": allow(`{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:ResourceTag/team":"a"}}}`),
		},
		"-task t -policy p -caller-policy c",
		3,
		[]string{"warning pass-role"},
	},
	{
		"agent too old for registry credentials",
		files{
			"t": strings.Replace(task("EC2", "quay.io/a/b:1"), `"image"`, `"repositoryCredentials":{"credentialsParameter":"x"},"image"`, 1),
			"p": allowAll,
			"i": instances(instance("1.18.0", append(able, "ecs.capability.private-registry-authentication.secretsmanager")...)),
		},
		"-task t -policy p -instances i",
		1,
		[]string{"error agent-too-old"},
	},
	{
		"typing error in the region",
		files{"t": task("FARGATE", "123456789012.dkr.ecr.us-esat-1.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning region-unknown"},
	},
	{
		"a region that may be new",
		files{"t": task("FARGATE", "123456789012.dkr.ecr.us-east-9.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		0,
		nil,
	},
	{
		"launch type against the definition",
		files{"t": task("EC2", image1), "p": pullPolicy},
		"-task t -policy p -launch-type fargate",
		1,
		[]string{"error launch-type-mismatch"},
	},
	{
		"guardrail on keys that follow from role and image",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"s": allow(
				`{"Effect":"Allow","Action":"*","Resource":"*"}`,
				`{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"`+roleA+`"},"StringNotEquals":{"aws:`+
					`RequestedRegion":"us-east-1"}}}`,
				`{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`,
			),
		},
		"-task t -policy p -scp s",
		0,
		nil,
	},
	{
		"guardrail on another region",
		files{
			"t": task("FARGATE", image1),
			"p": pullPolicy,
			"s": allow(
				`{"Effect":"Allow","Action":"*","Resource":"*"}`,
				`{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}`,
			),
		},
		"-task t -policy p -scp s",
		1,
		[]string{"error permission-denied"},
	},
	{
		"template marker in the tag",
		files{"t": task("FARGATE", host+"/app:__TAG__"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"a name in capitals",
		files{"t": task("FARGATE", "IMAGE_URI"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"template marker in the host",
		files{"t": task("FARGATE", "@REGISTRY@/app:1"), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"typing error in the public host",
		files{"t": task("FARGATE", "public.ecr.aw/nginx/nginx:1"), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error image-invalid"},
	},
	{"AWS managed policy by name", files{"t": task("FARGATE", image1)}, "-task t -policy AmazonECSTaskExecutionRolePolicy", 0, nil},
	// One policy file must never count for two repositories or registries.
	{
		"one nameless policy for images of two tasks",
		files{"t": task("FARGATE", foreign), "u": task("FARGATE", strings.Replace(foreign, "app", "db", 1)), "p": pullPolicy, "r": repoPolicy},
		"-task t -task u -policy p -repository-policy r",
		3,
		[]string{"warning repository-policy-ambiguous", "warning repository-policy-ambiguous"},
	},
	{
		"one policy for the same name in two regions",
		files{
			"t": task("FARGATE", foreign, strings.Replace(foreign, "us-east-1", "eu-west-1", 1)),
			"p": pullPolicy,
			"r": fmt.Sprintf(`{"registryId":"210987654321","repositoryName":"team/app","policyText":%q}`, repoPolicy),
		},
		"-task t -policy p -repository-policy r",
		3,
		[]string{"warning repository-policy-ambiguous", "warning repository-policy-ambiguous"},
	},
	{
		"the same, told apart by ARN",
		files{"t": task("FARGATE", foreign, strings.Replace(foreign, "us-east-1", "eu-west-1", 1)), "p": pullPolicy, "r": repoPolicy},
		"-task t -policy p -repository-policy arn:aws:ecr:us-east-1:210987654321:repository/team/app=r -repository-policy " +
			"210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/app=r",
		0,
		nil,
	},
	{
		"one policy for the same name in two accounts",
		files{"t": task("FARGATE", foreign, strings.Replace(foreign, "2109", "3333", 1)), "p": pullPolicy, "r": repoPolicy},
		"-task t -policy p -repository-policy team/app=r",
		3,
		[]string{"warning repository-policy-ambiguous", "warning repository-policy-ambiguous"},
	},
	{
		"one registry policy for two accounts",
		files{
			"t": task("FARGATE", foreign, strings.Replace(foreign, "2109", "3333", 1)),
			"p": pullPolicy,
			"r": strings.Replace(repoPolicy, `"Action"`, `"Resource":"*","Action"`, 1),
		},
		"-task t -policy p -registry-policy r",
		3,
		[]string{"warning repository-policy-ambiguous", "warning repository-policy-ambiguous"},
	},
	{
		"dual-stack and classic host of one repository",
		files{"t": task("FARGATE", foreign, "210987654321.dkr-ecr.us-east-1.on.aws/team/app:v1"), "p": pullPolicy, "r": repoPolicy},
		"-task t -policy p -repository-policy r",
		0,
		nil,
	},
	{
		"policy of a repository that nobody asks for",
		files{"t": task("FARGATE", image1), "p": pullPolicy, "r": strings.Replace(repoPolicy, "Allow", "Deny", 1)},
		"-task t -policy p -repository-policy team/ap=r",
		3,
		[]string{"warning repository-policy-unused"},
	},

	// A role has one account.
	{
		"no role, images in two accounts",
		files{"t": taskWithoutRole("EC2", image1, foreign), "p": pullPolicy, "i": instances(goodOne)},
		"-task t -policy p -instances i",
		3,
		[]string{"warning role-assumed"},
	},
	{
		"role without account, image in another than the task",
		files{
			"t": strings.Replace(
				strings.Replace(task("FARGATE", foreign), roleA, "ecsTaskExecutionRole", 1),
				`"family"`,
				`"taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/w:1","family"`,
				1,
			),
			"p": pullPolicy,
		},
		"-task t -policy p",
		3,
		[]string{"warning repository-policy-missing"},
	},
	{
		"task definition in another partition than the image",
		files{
			"t": strings.Replace(
				taskWithoutRole("EC2", "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1"),
				`"family"`,
				`"taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/w:1","family"`,
				1,
			),
			"p": pullPolicy,
			"i": instances(goodOne),
		},
		"-task t -policy p -instances i",
		1,
		[]string{"error partition-mismatch"},
	},
	{
		"placeholder in the name of the role",
		files{"t": strings.Replace(task("FARGATE", image1), "ecsTask", "${ENV}-", 1), "p": pullPolicy},
		"-task t -policy p",
		3,
		[]string{"warning role-unresolved"},
	},
	{
		"launch type not filled in",
		files{"t": strings.Replace(taskWithoutRole("EC2", image1), "EC2", "${LaunchType}", 1), "p": pullPolicy, "i": instances(goodOne)},
		"-task t -policy p -instances i",
		3,
		[]string{"warning role-unresolved"},
	},
	{
		"policy of a user",
		files{"t": task("FARGATE", image1), "p": fmt.Sprintf(`{"UserName":"x","PolicyName":"p","PolicyDocument":%s}`, pullPolicy)},
		"-task t -policy p",
		3,
		[]string{"warning policy-mismatch"},
	},
	{
		"policy of a group",
		files{"t": task("FARGATE", image1), "p": fmt.Sprintf(`{"GroupName":"x","PolicyName":"p","PolicyDocument":%s}`, pullPolicy)},
		"-task t -policy p",
		3,
		[]string{"warning policy-mismatch"},
	},
	{
		"policies of two roles, and none is named",
		files{
			"t": taskWithoutRole("EC2", image1), "i": instances(goodOne),
			"p": fmt.Sprintf(`{"RoleName":"a","PolicyName":"p","PolicyDocument":%s}`, pullPolicy),
			"q": fmt.Sprintf(`{"RoleName":"b","PolicyName":"p","PolicyDocument":%s}`, pullPolicy),
		},
		"-task t -policy p -policy q -instances i",
		3,
		[]string{"warning policy-mismatch"},
	},
	{
		"policy of another role",
		files{"t": task("FARGATE", image1), "p": fmt.Sprintf(`{"RoleName":"other","PolicyName":"p","PolicyDocument":%s}`, pullPolicy)},
		"-task t -policy p",
		3,
		[]string{"warning policy-mismatch"},
	},
	{
		"version that is not in force",
		files{
			"t": task("FARGATE", image1),
			"p": fmt.Sprintf(`{"PolicyVersion":{"VersionId":"v1","IsDefaultVersion":false,"Document":%s}}`, pullPolicy),
		},
		"-task t -policy p",
		3,
		[]string{"warning policy-mismatch"},
	},
	{
		"role of an instance in China",
		files{
			"t": taskWithoutRole("EC2", "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1"),
			"i": instances(goodOne),
			"a": accountDetails(
				roleDetail(
					"arn:aws-cn:iam::123456789012:role/i",
					pullPolicy,
					strings.Replace(trustOther, "lambda.amazonaws.com", "ec2.amazonaws.com.cn", 1),
				),
			),
		},
		"-task t -instances i -account-details a -role-arn arn:aws-cn:iam::123456789012:role/i",
		0,
		nil,
	},
	{
		"trust that names account and task, both known",
		files{
			"t": strings.Replace(
				task("FARGATE", image1),
				`"family"`,
				`"taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/w:1","family"`,
				1,
			),
			"a": accountDetails(
				roleDetail(
					roleA,
					pullPolicy,
					strings.Replace(trustWhen, `{"ArnLike"`, `{"StringEquals":{"aws:SourceAccount":"123456789012"},"ArnLike"`, 1),
				),
			),
		},
		"-task t -account-details a",
		0,
		nil,
	},
	{
		"account details that lack a list of policies",
		files{"t": task("FARGATE", image1), "a": accountDetails(fmt.Sprintf(`{"Arn":%q,"AttachedManagedPolicies":[]%s}`, roleA, trustGood))},
		"-task t -account-details a",
		3,
		[]string{"warning policy-missing", "warning permission-missing"},
	},

	// The login is about no resource, and on Fargate passes no VPC endpoint of the task's.
	{
		"resource tag on the login",
		files{
			"t": task("FARGATE", image1),
			"p": strings.Replace(pullPolicy, `"Resource":"*"`, `"Resource":"*","Condition":{"StringEquals":{"ecr:ResourceTag/env":"prod"}}`, 1),
		},
		"-task t -policy p -context ecr:ResourceTag/env=prod",
		1,
		[]string{"error permission-missing"},
	},
	{
		"VPC endpoint on the login, on Fargate",
		files{
			"t": task("FARGATE", image1),
			"p": strings.Replace(pullPolicy, `"Resource":"*"`, `"Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}`, 1),
		},
		"-task t -policy p -context aws:SourceVpce=vpce-1",
		1,
		[]string{"error permission-missing"},
	},
	{
		"VPC endpoint on all but the login, on Fargate",
		files{
			"t": task("FARGATE", image1),
			"p": allow(
				`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
				`{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"*",`+
					`"Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`,
			),
		},
		"-task t -policy p -context aws:SourceVpce=vpce-1",
		0,
		nil,
	},
	{
		"another instance advertises the attribute",
		files{
			"t": strings.Replace(task("EC2", image1), `"family"`, `"requiresAttributes":[{"name":"ecs.capability.x"}],"family"`, 1),
			"p": pullPolicy,
			"i": instances(goodOne, instance("1.101.0", append(able, "ecs.capability.x")...)),
		},
		"-task t -policy p -instances i",
		0,
		nil,
	},
	{
		"optional sidecar of CloudFormation",
		files{
			"t": `{"Resources":{"T":{"Type":"AWS::ECS::TaskDefinition","Properties":{"RequiresCompatibilities":["FARGATE"],` +
				`"ExecutionRoleArn":"` + roleA + `","ContainerDefinitions":[{"Name":"a","Image":"` + image1 + `"},` +
				`{"Fn::If":["c",{"Name":"b","Image":"x"},{"Ref":"AWS::NoValue"}]}]}}}}`,
			"p": pullPolicy,
		},
		"-task t -policy p",
		3,
		[]string{"warning image-unresolved"},
	},
	{
		"FIPS host in a region without one",
		files{"t": task("FARGATE", "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com/app:v1"), "p": pullPolicy},
		"-task t -policy p",
		1,
		[]string{"error fips-unavailable"},
	},
	{
		"cache rule, permission for the first pull missing",
		files{
			"t": task("FARGATE", host+"/hub/library/nginx:1"),
			"p": pullPolicy,
			"c": `{"pullThroughCacheRules":[{"ecrRepositoryPrefix":"hub","upstreamRegistryUrl":"registry-1.docker.io","registryId":` +
				`"123456789012"}]}`,
		},
		"-task t -policy p -cache-rules c",
		3,
		[]string{"warning cache-first-pull"},
	},
	{
		"cache rule, library/ left out",
		files{
			"t": task("FARGATE", host+"/hub/nginx:1"),
			"p": allowAll,
			"c": `{"pullThroughCacheRules":[{"ecrRepositoryPrefix":"hub","upstreamRegistryUrl":"registry-1.docker.io","registryId":` +
				`"123456789012"}]}`,
		},
		"-task t -policy p -cache-rules c",
		3,
		[]string{"warning cache-first-pull"},
	},
	{
		"repositoryCredentials on an ECR image",
		files{
			"t": strings.Replace(task("FARGATE", image1), `"image"`, `"repositoryCredentials":{"credentialsParameter":"x"},"image"`, 1),
			"p": pullPolicy,
		},
		"-task t -policy p",
		3,
		[]string{"warning credentials-on-ecr"},
	},
	{
		"credentials that the role may not read",
		files{
			"t": strings.Replace(
				task("FARGATE", "quay.io/a/b:1"),
				`"image"`,
				`"repositoryCredentials":{"credentialsParameter":"arn:aws:secretsmanager:us-east-1:123456789012:secret:hub-AbCdEf"},"image"`,
				1,
			),
			"p": pullPolicy,
		},
		"-task t -policy p",
		1,
		[]string{"error credentials-unreadable"},
	},
	{
		"credentials that the role may read",
		files{
			"t": strings.Replace(
				task("FARGATE", "quay.io/a/b:1"),
				`"image"`,
				`"repositoryCredentials":{"credentialsParameter":"arn:aws:secretsmanager:us-east-1:123456789012:secret:hub-AbCdEf"},"image"`,
				1,
			),
			"p": allowAll,
		},
		"-task t -policy p",
		0,
		nil,
	},
	// What is known of an image decides, whatever a tool will write into the rest of it.
	{"an open tag, and the role may not pull", files{"t": task("FARGATE", host+"/team/app:${TAG}"), "p": logsOnly}, "-task t -policy p", 1,
		[]string{"error permission-missing", "warning image-unresolved"}},
	{"an open tag, and no role", files{"t": taskWithoutRole("FARGATE", host+"/team/app:<IMAGE_TAG>"), "p": pullPolicy}, "-task t -policy p", 1,
		[]string{"error role-missing", "warning image-unresolved"}},
	{"an open tag, and an old agent", files{"t": task("EC2", host+"/team/app:__TAG__"), "p": pullPolicy, "i": instances(instance("1.6.0"))},
		"-task t -policy p -instances i", 1, []string{"error agent-too-old", "warning image-unresolved"}},
	{"an open tag, and the role may pull", files{"t": task("FARGATE", host+"/team/app:${TAG}"), "p": pullPolicy}, "-task t -policy p", 3,
		[]string{"warning image-unresolved"}},
	{"an open name, and the role may pull another", files{"t": task("FARGATE", host+"/${TEAM}/app:v1"), "p": allow(
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
		`{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/team/app"}`)}, "-task t -policy p", 3,
		[]string{"warning image-unresolved", "warning permission-missing"}},
	{"an open name, and the role may not log in", files{"t": task("FARGATE", host+"/${TEAM}/app:v1"), "p": logsOnly}, "-task t -policy p", 1,
		[]string{"error permission-missing", "warning image-unresolved"}},
	{"an open registry, and the role may not pull", files{"t": task("FARGATE", "$REGISTRY/app:v1"), "p": logsOnly}, "-task t -policy p", 3,
		[]string{"warning image-unresolved"}},
	// IAM completes an ARN of fewer than six parts, and stores the policy: "arn:aws:logs" is "arn:aws:logs:*:*:*".
	{"a short ARN in a statement about something else", files{"t": task("FARGATE", image1), "p": allow(
		`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`, `{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"arn:aws:logs"}`)},
		"-task t -policy p", 0, nil},
	{"a short ARN in a Deny", files{"t": task("FARGATE", image1), "p": allow(
		`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`, `{"Effect":"Deny","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1"}`)},
		"-task t -policy p", 1, []string{"error permission-denied"}},
	{
		"the web site of the public gallery is no registry",
		files{"t": taskWithoutRole("FARGATE", "gallery.ecr.aws/nginx/nginx:1.27")},
		"-task t",
		1,
		[]string{"error image-invalid"},
	},
	{"the default version of a policy, which only the policy names", files{"t": task("FARGATE", image1), "a": versions(logsOnly, pullPolicy)},
		"-task t -account-details a", 0, nil},
	{"the same, and the other version would pull", files{"t": task("FARGATE", image1), "a": versions(pullPolicy, logsOnly)},
		"-task t -account-details a", 1, []string{"error permission-missing"}},
}

// accountDetails is what get-account-authorization-details prints of roles.
func accountDetails(roles ...string) string {
	return `{"RoleDetailList":[` + strings.Join(roles, ",") + `],"Policies":[]}`
}

// versions are account details of a role with one managed policy, of which the second
// version is the default one.
func versions(first, second string) string {
	return `{"RoleDetailList":[{"Arn":"` + roleA + `","RolePolicyList":[]` + trustGood +
		`,"AttachedManagedPolicies":[{"PolicyName":"mine","PolicyArn":"arn:aws:iam::123456789012:policy/mine"}]}],` +
		`"Policies":[{"Arn":"arn:aws:iam::123456789012:policy/mine","DefaultVersionId":"v2","PolicyVersionList":[` +
		`{"VersionId":"v1","Document":` + first + `},{"VersionId":"v2","Document":` + second + `}]}]}`
}

func roleDetail(arn, policy, rest string) string {
	return fmt.Sprintf(
		`{"Arn":%q,"RolePolicyList":[{"PolicyName":"p","PolicyDocument":%s}],"AttachedManagedPolicies":[]%s}`,
		arn,
		policy,
		rest,
	)
}

const (
	roleB      = "arn:aws:iam::123456789012:role/app"
	trustOther = `,"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":` +
		`"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	trustGood = `,"AssumeRolePolicyDocument":"%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2` +
		`C%22Principal%22%3A%7B%22Service%22%3A%5B%22ecs-tasks.amazonaws.com%22%5D%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D"`
	trustWhen = `,"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":` +
		`"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:us-east-1:123456789012:*"}}}]}`
)

type files = map[string]string

func TestCases(t *testing.T) {
	for _, c := range cases {
		t.Run(c.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for name, content := range c.files {
				write(t, name, content)
			}
			code, r, errs := answer(t, task("FARGATE", image1), strings.Fields(c.args)...)
			require.Empty(t, errs)
			want := c.rules
			if want == nil {
				want = []string{}
			}
			require.Equal(t, want, decisive(r), "%+v", r.Findings)
			require.Equal(t, c.exit, code)
			for _, f := range r.Findings {
				if f.Severity != note {
					require.NotEmpty(t, f.Message, f.Rule)
					require.NotEmpty(t, f.Where.File+f.Where.Pointer, f.Rule)
				}
			}
		})
	}
}
