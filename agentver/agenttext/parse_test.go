package agenttext_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

func agent(version, hash string, form agenttext.Form) agenttext.Agent {
	hash, dirty := strings.CutPrefix(hash, "*")
	return agenttext.Agent{Version: agentver.MustParse(version), Hash: hash, Dirty: dirty, Form: form}
}

func on(a agenttext.Agent, os agentver.OS, arch string) agenttext.Agent {
	a.OS, a.Arch = os, arch
	return a
}

func with(a agenttext.Agent, docker string) agenttext.Agent {
	d, err := agenttext.ParseDocker(docker)
	if err != nil {
		panic(err)
	}
	a.Docker = d
	return a
}

// quote returns s as a JSON string.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

const (
	amiJSON = `{"schema_version":1,"image_name":"amzn2-ami-ecs-hvm-2.0.20181112-x86_64-ebs",` +
		`"image_id":"ami-02f3ff1d5c4b1d8b5","os":"Amazon Linux 2","ecs_runtime_version":"Docker ` +
		`version 18.06.1-ce","ecs_agent_version":"1.22.0"}`
	urlACS = `https://ecs-a-1.us-east-1.amazonaws.com/ws?agentHash=02ff320c&agentVersion=1.30.0&clusterA` +
		`rn=default&dockerVersion=DockerVersion%3A+18.06.1-ce&seqNum=1`
)

// TestParse has a case for every row of the forms that AWS writes.
func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		want agenttext.Agent
		why  string
	}{
		{"1.7.0", agent("1.7.0", "", agenttext.FormBare), "file VERSION"},
		{"1.7.0\n", agent("1.7.0", "", agenttext.FormBare), "cat VERSION"},
		{"v1.0.0", agent("1.0.0", "", agenttext.FormBare), "git tag"},
		{"1.14.0-1.windows.1", agent("1.14.0-1.windows.1", "", agenttext.FormBare), "git tag without v, the one pre-release"},
		{`"v1.105.1"`, agent("1.105.1", "", agenttext.FormBare), "DefaultAgentVersion of ecs-init"},
		{`"1.30.0"` + "\n", agent("1.30.0", "", agenttext.FormBare), "aws --query …agentVersion"},
		{`[["1.30.0","1.30.0"]]`, agent("1.30.0", "", agenttext.FormBare), "aws --query of two alike"},

		{"Amazon ECS Agent - v1.30.0 (02ff320c)", agent("1.30.0", "02ff320c", agenttext.FormDescription), "introspection"},
		{"Amazon ECS Agent - v1.13.0 (*aebcbca)", agent("1.13.0", "*aebcbca", agenttext.FormDescription), "dirty, 7 digits"},
		{"Amazon ECS Agent - v1.7.0 (*UNKNOWN)", agent("1.7.0", "*UNKNOWN", agenttext.FormDescription), "checked-in version.go"},
		{"Amazon ECS Agent - v1.14.0-1.windows.1 (c4347bb)", agent("1.14.0-1.windows.1", "c4347bb", agenttext.FormDescription),
			"DataDog's pattern cuts it to 1.14.0-1"},
		{"Amazon ECS Agent - v1.7.0", agent("1.7.0", "", agenttext.FormDescription), "cut before the hash"},
		{
			`{"Cluster":"default","ContainerInstanceArn":"arn:aws:ecs:us-east-1:012345678910:container-` +
				`instance/default/0123","Version":"Amazon ECS Agent - v1.30.0 (02ff320c)"}`,
			agent("1.30.0", "02ff320c", agenttext.FormDescription), "GET /v1/metadata",
		},
		{
			" {\n \"Version\" : \"Amazon ECS Agent - v1.30.0 (\\u002a02ff320c)\" ,\r\n\t\"Cluster\":null}\n",
			agent("1.30.0", "*02ff320c", agenttext.FormDescription), "another layout, an escape",
		},

		{
			`{"agentVersion":"1.101.0","agentHash":"ec39785b","dockerVersion":"DockerVersion: 25.0.13"}`,
			with(agent("1.101.0", "ec39785b", agenttext.FormVersionInfo), "25.0.13"), "versionInfo",
		},
		{
			`{"dockerVersion":"DockerVersion: 18.06.1-ce","agentHash":"*02ff320c","agentVersion":"1.30.0"}`,
			with(agent("1.30.0", "*02ff320c", agenttext.FormVersionInfo), "18.06.1-ce"), "other order; a star up to agent 1.66.2",
		},
		{
			`{"agentVersion":"1.80.0","agentHash":"5be7aa08","dockerVersion":"containerd"}`,
			agent("1.80.0", "5be7aa08", agenttext.FormVersionInfo), "containerd is passed on bare",
		},
		{`{"AgentHash":"ec39785b","AgentVersion":"1.101.0","DockerVersion":null}`, agent("1.101.0", "ec39785b",
			agenttext.FormVersionInfo), "JSON of the SDK for Go's struct"},
		{`{"agentVersion":"1.7.0"}`, agent("1.7.0", "", agenttext.FormVersionInfo), "no hash"},
		{
			`{"containerInstances":[{"containerInstanceArn":"arn:1",` +
				`"versionInfo":{"agentVersion":"1.30.0","agentHash":"02ff320c"},"agentConnected":true,` +
				`"remainingResources":[{"name":"CPU","integerValue":2048,"doubleValue":0.0}]},` +
				`{"versionInfo":{"agentVersion":"1.30.0","agentHash":"02ff320c"}}],"failures":[]}`,
			agent("1.30.0", "02ff320c", agenttext.FormVersionInfo), "describe-container-instances of two alike",
		},
		{urlACS, agent("1.30.0", "02ff320c", agenttext.FormVersionInfo), "URL of the ACS connection"},
		{`level=debug msg="dialing ` + urlACS + `"`, agent("1.30.0", "02ff320c", agenttext.FormVersionInfo), "the same in a log"},

		{"Amazon ECS Agent:\n\tVersion: 1.30.0\n\tCommit: 02ff320c\n", agent("1.30.0", "02ff320c", agenttext.FormPrint), "agent -version"},
		{"Amazon ECS Agent:\r\n    Version: 0.0.3\r\n    Commit: 4bdc7fc\r\n", agent("0.0.3", "4bdc7fc", agenttext.FormPrint),
			"other line ends, as in the comment of the agent's source"},
		{
			"Amazon ECS Agent:\n\tVersion: 1.9.0\n\tCommit: 0931217\n\tDirty: true\n\tDockerVersion: 1.7.1\n",
			with(agent("1.9.0", "*0931217", agenttext.FormPrint), "1.7.1"), "before 1.17.0",
		},
		{
			"2016-05-23T10:23:25Z [INFO] Starting Agent: Amazon ECS Agent - v1.9.0 " +
				"(0931217)\n2016-05-23T10:23:25Z [INFO] Loading configuration\nAmazon ECS " +
				"Agent:\n\tVersion: 1.9.0\n\tCommit: 0931217\n",
			agent("1.9.0", "0931217", agenttext.FormLog), "what agent --version of old printed",
		},

		{`level=info time=2020-01-01T00:00:00Z msg="Amazon ECS agent Version: 1.36.0, Commit: ` + `ca640387" module=agent.go`,
			agent("1.36.0", "ca640387", agenttext.FormLog), "log 1.36.0"},
		{"[INFO] Starting Agent: Amazon ECS Agent - v1.12.0 (895f3c1)", agent("1.12.0", "895f3c1", agenttext.FormLog),
			"log up to 1.35; begins with [ as JSON might"},
		{`level=info time=2024-01-01T00:00:00Z msg="Starting Amazon ECS Agent" version="1.80.0" ` + `commit="02ff320c"`,
			agent("1.80.0", "02ff320c", agenttext.FormLog), "log of today, key=value"},
		{"level=info msg=\"Starting Amazon ECS Agent\" commit=*02ff320c version=1.80.0\nlevel=info " +
			"msg=\"Loading configuration\"\n", agent("1.80.0", "*02ff320c", agenttext.FormLog), "other order, no quotes"},
		{
			`{"level":"info","time":"2024","msg":"Loading configuration"}` + "\n" +
				`{"level":"info","time":"2024","msg":"Starting Amazon ECS Agent","commit":"02ff320c",` +
				`"version":"1.80.0"}` + "\n",
			agent("1.80.0", "02ff320c", agenttext.FormLog), "ECS_LOG_OUTPUT_FORMAT=json",
		},

		{"Amazon ECS Agent - v1.12.2 (ecda8a6) (+http://aws.amazon.com/ecs/)", agent("1.12.2", "ecda8a6",
			agenttext.FormUserAgent), "user agent, old"},
		{"Amazon ECS Agent - v1.30.0 (*02ff320c) (linux) (+http://aws.amazon.com/ecs/)", on(agent("1.30.0", "*02ff320c",
			agenttext.FormUserAgent), agentver.Linux, ""), "user agent"},
		{"Amazon ECS Agent - v1.30.0 () (linux) (+http://aws.amazon.com/ecs/)", on(agent("1.30.0", "", agenttext.FormUserAgent),
			agentver.Linux, ""), "no commit between the parentheses"},
		{"Amazon ECS Agent - v1.97.0 (02ff320c) (linux; debian_11) (+http://aws.amazon.com/ecs/) " + "container/test-container",
			on(agent("1.97.0", "02ff320c", agenttext.FormUserAgent), agentver.Linux, ""), "user agent since 1.97.0"},
		{"Amazon ECS Agent - v1.97.0 (02ff320c) (windows; WINDOWS_SERVER_2022_CORE) " + "(+http://aws.amazon.com/ecs/)",
			on(agent("1.97.0", "02ff320c", agenttext.FormUserAgent), agentver.Windows, ""), "user agent on Windows"},
		{
			`{"Records":[{"eventName":"RegisterContainerInstance","userAgent":"Amazon ECS Agent - ` +
				`v1.12.2 (ecda8a6) (+http://aws.amazon.com/ecs/)",` +
				`"requestParameters":{"versionInfo":{"agentVersion":"1.12.2","agentHash":"ecda8a6",` +
				`"dockerVersion":"DockerVersion: 1.12.6"}}}]}`,
			with(agent("1.12.2", "ecda8a6", agenttext.FormUserAgent), "1.12.6"), "CloudTrail",
		},

		{"ecs-init version 1.63.0 (*0be4d2e1)", agent("1.63.0", "*0be4d2e1", agenttext.FormInit), "ecs-init -version"},

		{"ecs-init-1.102.2-1.amzn2023.x86_64", on(agent("1.102.2", "", agenttext.FormPackage), 0, "x86_64"), "rpm -q"},
		{"ecs-init-1.102.2-1.amzn2023.aarch64.rpm", on(agent("1.102.2", "", agenttext.FormPackage), 0, "aarch64"), "RPM file"},
		{"amazon-ecs-init-1.105.1-1.x86_64.rpm", on(agent("1.105.1", "", agenttext.FormPackage), 0, "x86_64"), "generic RPM"},
		{"https://s3.us-east-1.amazonaws.com/amazon-ecs-agent-us-east-1/amazon-ecs-init_1.105.1-1_am" + "d64.deb?versionId=x",
			on(agent("1.105.1", "", agenttext.FormPackage), 0, "amd64"), "URL of a Debian package"},
		{"1.28.1-2", agent("1.28.1", "", agenttext.FormPackage), "a release number, not a pre-release"},
		{"1.105.1-1", agent("1.105.1", "", agenttext.FormPackage), "Debian version"},
		{"1.0-5", agent("1.0.0", "", agenttext.FormPackage), "two numbers before 1.2.0"},

		{"amazon/amazon-ecs-agent:v1.102.0", agent("1.102.0", "", agenttext.FormImage), "image"},
		{"amazon/amazon-ecs-agent:arm64-v1.102.0", on(agent("1.102.0", "", agenttext.FormImage), 0, "arm64"), "image for arm64"},
		{"public.ecr.aws/ecs/amazon-ecs-agent:amd64-v1.102.0", on(agent("1.102.0", "", agenttext.FormImage), 0, "amd64"), "public gallery"},
		{"localhost:5000/mirror/amazon-ecs-agent:v1.102.0@sha256:" + strings.Repeat("0", 64), agent("1.102.0", "",
			agenttext.FormImage), "mirror with a port, and a digest"},
		{"Loaded image: amazon/amazon-ecs-agent:v1.102.0\n", agent("1.102.0", "", agenttext.FormImage), "docker load"},

		{"ecs-agent-v1.39.0.tar", agent("1.39.0", "", agenttext.FormArchive), "archive"},
		{"ecs-agent-arm64-v1.39.0.tar", on(agent("1.39.0", "", agenttext.FormArchive), 0, "arm64"), "archive for arm64"},
		{"https://s3.amazonaws.com/amazon-ecs-agent/ecs-agent-windows-v1.20.4.zip.md5", on(agent("1.20.4", "",
			agenttext.FormArchive), agentver.Windows, ""), "checksum of a Windows archive; 1.20.4 is not a tag"},

		{amiJSON, with(agent("1.22.0", "", agenttext.FormAMI), "18.06.1-ce"), "value of an SSM parameter"},
		{
			`{"Parameters":[{"Name":"/aws/service/ecs/optimized-ami/amazon-linux-2/recommended",` +
				`"Type":"String","Value":` + quote(amiJSON) + `,"Version":94}],"InvalidParameters":[]}`,
			with(agent("1.22.0", "", agenttext.FormAMI), "18.06.1-ce"), "get-parameters: 94 is the version of the parameter",
		},
		{`{"Parameter":{"Value":"1.22.0","Version":94,` +
			`"Name":"/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/ecs_agent_version"}}`, agent("1.22.0", "",
			agenttext.FormAMI), "sub-parameter"},
		{`{"Tags":[{"Key":"ecs_runtime_version","Value":"Docker version 25.0.8"},` +
			`{"Key":"ecs_agent_version","Value":"1.94.0"},{"Key":"os_version","Value":"Amazon Linux ` + `2023.7.2"}]}`,
			agent("1.94.0", "", agenttext.FormAMI), "tags of an AMI"},

		{`{"Tags":[{"Key":"ecs_agent_version","Value":"1.94.0"},{"Key":"template","Value":"{{x}}"},` +
			`{"Key":"cut","Value":"{\"agentVersion\":\"1.0.0\""}]}`, agent("1.94.0", "", agenttext.FormAMI),
			"a value that only begins like JSON"},
		{`{"tags":[{"key":"role","value":"ecs-agent-v2"},{"key":"image",` +
			`"value":"amazon-ecs-agent:1.7"}],"agentVersion":"1.94.0","agentHash":"02ff320c"}`, agent("1.94.0", "02ff320c",
			agenttext.FormVersionInfo), "names that only look like the agent's"},
		{
			`{"version":"0","id":"x","detail-type":"ECS Container Instance State Change",` +
				`"detail":{"agentConnected":true,"containerInstanceArn":"arn:1",` +
				`"attributes":[{"name":"ecs.os-type","value":"linux"},{"name":"key","key":"other",` +
				`"value":"{"}],"version":14801,"versionInfo":{"agentHash":"aebcbca",` +
				`"agentVersion":"1.13.0","dockerVersion":"DockerVersion: 1.11.2"}}}`,
			with(agent("1.13.0", "aebcbca", agenttext.FormVersionInfo), "1.11.2"), "event of a state change",
		},
		{`Initialize-ECSAgent -Cluster win -EnableTaskIAMRole -Version "v1.20.4"`, on(agent("1.20.4", "",
			agenttext.FormInstall), agentver.Windows, ""), "Windows user data"},
		{"%global agent_gover 1.50.2\n%global agent_gitrev 5be7aa08\n%global vpccni_gover 1.0.0\n", on(agent("1.50.2",
			"5be7aa08", agenttext.FormInstall), agentver.Linux, ""), "Bottlerocket's spec"},
		{"%global gorepo amazon-ecs-agent\n%global gover 1.50.2\n", on(agent("1.50.2", "", agenttext.FormInstall),
			agentver.Linux, ""), "Bottlerocket's spec"},
	} {
		got, err := agenttext.Parse(c.in)
		assert.NoError(t, err, "%s: %s", c.why, c.in)
		assert.Equal(t, c.want, got, "%s: %s", c.why, c.in)
	}
}

func TestParseError(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, says, why string }{
		{"", "no version", "nothing"},
		{" \n", "no version", "nothing"},
		{"latest", "alias", ""},
		{"null", "missing version", "jq on a Managed Instance"},
		{"None", "missing version", "aws --output text"},
		{`""`, "no version", ""},
		{"LATEST", "Fargate platform version", ""},
		{`"LATEST"`, "Fargate platform version", ""},
		{`{"platformVersion":"1.4.0","launchType":"FARGATE"}`, "Fargate platform version", "a task"},
		{`{"platformVersion":"LATEST"}`, "Fargate platform version", "a service"},
		{"Fargate platform version 1.4.0", "Fargate platform version", ""},
		{"DockerVersion: 20.10.13", "Docker version", ""},
		{"Docker version 18.06.1-ce, build e68fc7a", "Docker version", ""},
		{"19.03.13-ce", "Docker version", ""},
		{"20.10.21 (Docker CE)", "Docker version", ""},
		{`{"dockerVersion":"DockerVersion: 20.10.13"}`, "Docker version", ""},
		{`{"Parameter":{"Name":"/aws/…/recommended/ecs_runtime_version","Value":"Docker version 18.06.1-ce"}}`, "Docker version", ""},
		{"containerd", "containerd", ""},
		{"amazon/amazon-ecs-agent:latest", "alias", ""},
		{"amazon/amazon-ecs-agent:arm64-latest", "alias", ""},
		{"amazon/amazon-ecs-agent", "without a version", "no tag"},
		{"amazon/amazon-ecs-agent@sha256:" + strings.Repeat("0", 64), "digest", ""},
		{"amazon/amazon-ecs-agent:1.7", "three numbers", "a short version"},
		{"amazon/amazon-ecs-pause:0.1.0", "no agent version", "another image"},
		{"nginx:1.7.0", "no agent version", "another image"},
		{"ecs-agent-latest.tar", "alias", ""},
		{"ecs-agent-v1.39.tar", "three numbers", ""},
		{"ecs-agent-v1.39.0", "no agent version", "not a file"},
		{"amazon-ecs-agent:v1.39.0é", "without a version", ""},
		{"ecs-agent-windows-latest.zip", "alias", ""},
		{"amazon-ecs-init-latest.amd64.deb", "alias", ""},
		{"ecs-init-1.2.0.rpm", "not a package", "no release"},
		{"docker-20.10.13-2.amzn2.x86_64", "Docker", "another package"},
		{"Amazon ECS Agent - (02ff320c)", "does not say its version", ""},
		{"Amazon ECS Agent - v1.30 (02ff320c)", "three numbers", ""},
		{"Amazon ECS Agent - v01.30.0 (02ff320c)", "leading zero", ""},
		{"Amazon ECS Agent - v1.30.0é", "unexpected 'é'", ""},
		{"Amazon ECS Agent - v1.30.0_1 (02ff320c)", "unexpected '_'", ""},
		{"Amazon ECS Agent - v1.30.0 (02ff320c) then Amazon ECS Agent - v1.31.0 (02ff320c)", "1.30.0 and 1.31.0", "an update in a log"},
		{"Amazon ECS Agent - v1.30.0 (02ff320c) then Amazon ECS Agent - v1.30.0 (aaaaaaaa)", "two builds", ""},
		{`["1.30.0","1.31.0"]`, "1.30.0 and 1.31.0", "two instances"},
		{`["1.30.0",null]`, "reports no version", "one of two is a Managed Instance"},
		{`[null]`, "missing version", ""},
		{`{"agentVersion":"1.30.0","agentVersion":"1.31.0"}`, "twice", "a member twice"},
		{`{"agentVersion":"3.1.1260.0"}`, "four numbers", "Systems Manager's agent"},
		{`{"agentVersion":"latest"}`, "alias", ""},
		{`{"agentVersion":1.7}`, "not a string", ""},
		{`{"agentVersion":null}`, "reports no version", ""},
		{`{"agentVersion":""}`, "reports no version", ""},
		{`{"versionInfo":{}}`, "reports no version", "Managed Instance"},
		{`{"containerInstances":[{"containerInstanceArn":"arn:1","status":"ACTIVE"}]}`, "reports no version", "Managed Instance"},
		{`{"containerInstances":[{"containerInstanceArn":"arn:1"},` + `{"versionInfo":{"agentVersion":"1.30.0"}}]}`,
			"reports no version", "one of two"},
		{`[{"containerInstanceArn":"arn:1","agentConnected":true},{"versionInfo":{"agentVersion":"1.30.0"}}]`,
			"reports no version", "one of two, aws --query containerInstances"},
		{`[{"versionInfo":{"agentVersion":"1.30.0"}},{"versionInfo":null}]`, "reports no version", "one of two"},
		{`{"Name":"ecs_agent_version","Value":"1.30.0","Value":"1.31.0"}`, "twice", "a member twice"},
		{`{"Cluster":"default","ContainerInstanceArn":"arn:1"}`, "does not say its version", "agent 0.0.3, or told to hide"},
		{`{"image_name":"amzn2-ami-ecs-hvm-2.0.20181112-x86_64-ebs"}`, "AMI", ""},
		{`{}`, "no agent version", ""},
		{`[]`, "no agent version", ""},
		{`{"version":"1.7.0"}`, "no agent version", "the version of anything"},
		{`{"Version":"1.7.0"}`, "no agent version", "the version of anything"},
		{`{"agentVersion":"1.30.0"`, "broken JSON", "cut off"},
		{`{"agentVersion":"1.30.0",}`, "broken JSON", ""},
		{`{"agentVersion":"1.30.0"} x`, "broken JSON", ""},
		{`{"agentVersion":"1.\u00`, "broken JSON", ""},
		{`{agentVersion:"1.30.0"}`, "broken JSON", ""},
		{`{"a":01}`, "broken JSON", ""},
		{strings.Repeat("[", 1000000), "100 levels", "too deep"},
		{strings.Repeat(`{"a":`, 1000000), "100 levels", "too deep"},
		{"agentVersion < 1.7.0", "cluster query", ""},
		{"agentVersion==1.7.0", "cluster query", ""},
		{"attribute:ecs.os-type == linux and agentVersion >= 1.7.0", "cluster query", ""},
		{"amazon-ssm-agent version 3.1.1260.0", "Systems Manager", ""},
		{"SSM Agent 3.1.1260.0", "Systems Manager", ""},
		{"3.1.1260.0", "four numbers", ""},
		{"ecs-cli version 1.21.0 (bb0b8f0)", "ECS CLI", ""},
		{"aws-cli/2.1.0 Python/3.7.4", "AWS CLI", ""},
		{"Bottlerocket OS 1.1.0 (aws-ecs-1)", "Bottlerocket", ""},
		{"Amazon Linux 2 2.0.20221115", "operating system", ""},
		{"Initialize-ECSAgent -Version latest", "alias", ""},
		{"ecs-init version 1.63", "three numbers", ""},
		{"Amazon ECS Agent:\n\tVersion: 1.30\n", "three numbers", ""},
		{"Amazon ECS Agent:\n\tCommit: 02ff320c\n", "does not say its version", ""},
		{"the agent is version 1.7.0", "no agent version", "prose"},
		{"1.7", "three numbers", ""},
		{"01.7.0", "leading zero", ""},
	} {
		got, err := agenttext.Parse(c.in)
		assert.Zero(t, got, "%.99q", c.in)
		var e *agentver.ParseError
		if !assert.True(t, errors.As(err, &e), "%.99q", c.in) {
			continue
		}
		assert.Equal(t, "agenttext.Parse", e.Func)
		assert.Contains(t, e.Msg, c.says, "%.99q %s", c.in, c.why)
		assert.NotEmpty(t, e.Hint, "%.99q %s", c.in, c.why)
		assert.LessOrEqual(t, e.Offset, len(c.in))
	}
}

// TestParseCommit: an image named by its commit has no version, but the table
// may know the release.
func TestParseCommit(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"amazon/amazon-ecs-agent:02ff320c", "amazon/amazon-ecs-agent:arm64-02ff320c", "ecs-agent-02ff320c.tar"} {
		a, err := agenttext.Parse(in)
		assert.ErrorContains(t, err, "a commit, not a version")
		assert.ErrorContains(t, err, "release 1.30.0")
		assert.Equal(t, agenttext.Agent{Hash: "02ff320c"}, a)
	}
	_, err := agenttext.Parse("amazon/amazon-ecs-agent:0123456789abcdef")
	require.ErrorContains(t, err, "ask the agent")
}

func TestParseErrorOffset(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{
		"Amazon ECS Agent - v1.30 (02ff320c)":                         24,
		"  Amazon ECS Agent - v1.x":                                   24,
		"Amazon ECS Agent - vv1.30.0":                                 20,
		`{"log":"  Amazon ECS Agent - v1.x"}`:                         32,
		`["{\"agentVersion\":true}"]`:                                 1,
		"  nginx:1.7.0":                                               0,
		"  01.7.0":                                                    2,
		"amazon-ecs-agent:v1.102.0@sha256:0":                          26,
		`{"agentVersion":"1.07.0"}`:                                   19,
		"amazon/amazon-ecs-agent:v1.7":                                28,
		`msg="Starting Amazon ECS Agent" version=1.8.0 version=1.9.0`: 30,
	} {
		_, err := agenttext.Parse(in)
		var e *agentver.ParseError
		if !assert.ErrorAs(t, err, &e) {
			continue
		}
		assert.Equal(t, want, e.Offset, "%v", err)
	}
}

// TestParseErrorPart: of a version with a mistake the part is named, and of two mistakes the
// first counts.
func TestParseErrorPart(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]agentver.Part{
		"01.7.0":                          agentver.PartMajor,
		"amazon/amazon-ecs-agent:v1.07.0": agentver.PartMinor,
		`{"agentVersion":"1.7.00"}`:       agentver.PartPatch,
		"Amazon ECS Agent - v1.7.0-rc.01": agentver.PartPrerelease,
		"nginx:1.7.0":                     agentver.PartText,
		"Amazon ECS Agent - v1.07.0\namazon-ecs-init:\n  Installed: 1.7.00\n": agentver.PartMinor,
		`msg="Starting Amazon ECS Agent" version=1.8.0 version=1.07.0`:        agentver.PartText,
	} {
		_, err := agenttext.Parse(in)
		var e *agentver.ParseError
		if assert.ErrorAs(t, err, &e) {
			assert.Equal(t, want.String(), e.Part.String(), "%v", err)
		}
	}
}

func TestAgentString(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"Amazon ECS Agent - v1.30.0 (02ff320c)", "Amazon ECS Agent - v1.7.0 (*UNKNOWN)", "Amazon ECS Agent - v1.7.0", "",
	} {
		a, _ := agenttext.Parse(s)
		assert.Equal(t, s, a.String())
	}
}
