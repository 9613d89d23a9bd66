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

// extracted returns the version that Parse finds, or what it says instead.
func extracted(t *testing.T, s string) string {
	t.Helper()
	a, err := agenttext.Parse(s)
	if err == nil {
		return a.Version.String()
	}
	var e *agentver.ParseError
	require.True(t, errors.As(err, &e))
	require.LessOrEqual(t, e.Offset, len(s), "%q", s)
	return e.Msg
}

// TestInstanceReportsItself: of a container instance only versionInfo counts;
// people write whatever they like into tags and attributes.
func TestInstanceReportsItself(t *testing.T) {
	t.Parallel()
	const none, beside = "a container instance that reports no version", "an instance that reports no version beside others that do"
	elsewhere := []string{ // an agent version in each, but not one that an instance reports
		`"tags":[{"key":"ecs_agent_version","value":"1.94.0"}]`,
		`"Tags":[{"Key":"ecs_agent_version","Value":"1.94.0"}]`,
		`"tags":[{"key":"note","value":"was ecs-init-1.2.0-1"}]`,
		`"attributes":[{"name":"image","value":"amazon/amazon-ecs-agent:v9.9.9"}]`,
		`"note":"Amazon ECS Agent - v1.7.0"`,
		`"note":"{\"agentVersion\":\"1.7.0\"}"`,
		`"ecs_agent_version":"1.94.0"`,
		`"old":{"agentVersion":"1.94.0"}`,
		`"old":[{"versionInfo":{"agentVersion":"1.94.0"}}]`,
		`"msg":"Starting Amazon ECS Agent","version":"1.94.0"`,
	}
	for _, e := range elsewhere {
		silent := []string{
			`{` + e + `,"versionInfo":{}}`, `{"versionInfo":{},` + e + `}`, `{"versionInfo":{` + e + `}}`, `{"versionInfo":null,` + e + `}`,
			`{` + e + `,"agentConnected":true}`, `{"AgentConnected":false,` + e + `}`, `{"containerInstanceArn":"arn:1",` + e + `}`,
			`{"containerInstances":[{` + e + `}]}`, `{"ContainerInstances":[{"Status":"ACTIVE",` + e + `}]}`,
			`{"detail":{"agentConnected":true,` + e + `}}`,
		}
		for _, s := range silent {
			assert.Equal(t, none, extracted(t, s), s)
			assert.Equal(t, beside, extracted(t, s+`{"versionInfo":{"agentVersion":"1.105.1"}}`), s)
			assert.Equal(t, none, extracted(t, quote(s)), s)
		}
		for _, s := range []string{
			`{` + e + `,"versionInfo":{"agentVersion":"1.105.1"}}`, `{"versionInfo":{"agentVersion":"1.105.1",` + e + `},"agentConnected":true}`,
			`{"containerInstances":[{"versionInfo":{"agentVersion":"1.105.1"},` + e + `}]}`,
			`{"agentConnected":true,"agentVersion":"1.105.1",` + e + `}`,
			`{"containerInstances":[{"agentVersion":"1.105.1",` + e + `}]}`, `{"versionInfo":"{\"agentVersion\":\"1.105.1\"}",` + e + `}`,
		} {
			assert.Equal(t, "1.105.1", extracted(t, s), s)
		}
	}
}

// TestSilentElement: a version that is missing beside one that is not.
func TestSilentElement(t *testing.T) {
	t.Parallel()
	const want = "an instance that reports no version beside others that do"
	for _, missing := range []string{`null`, `""`, `" "`, `"None"`, `"null"`, `"LATEST"`, `"latest"`, `"UNKNOWN"`,
		`"undefined"`, `"1.30"`, `"v1.30.x"`, `["1.30.0",null]`, `[[""]]`} {
		for _, s := range []string{`["1.30.0",` + missing + `]`, `[` + missing + `,"1.30.0"]`, `[["1.30.0"],[` + missing + `]]`,
			`"1.30.0"` + "\n" + missing} {
			assert.Equal(t, want, extracted(t, s), s)
		}
	}
	const info = `{"agentVersion":"1.30.0"}`
	for _, s := range []string{
		`[{"containerInstanceArn":"arn:1"},{"containerInstanceArn":"arn:2","versionInfo":` + info + `}]`,
		`[{"versionInfo":` + info + `},{}]`, `[{},` + info + `]`, `[` + info + `,{"ec2InstanceId":"i-1"}]`, `{}` + info,
		`[` + info + `,{"agentVersion":""}]`, `[` + info + `,{"agentVersion":null}]`,
		`{"containerInstances":[{"versionInfo":` + info + `},null]}`, `{"containerInstances":[{"versionInfo":` + info + `},"arn:1"]}`,
	} {
		assert.Equal(t, want, extracted(t, s), s)
	}
	for _, s := range []string{ // what has no version by its nature is not missing one
		`["1.30.0","12"]`, `["1.30.0","v1.300049.1"]`, `["1.30.0","5.10-28"]`, `["1.30.0","17.06.2-ce"]`,
		`{"agents":[{"agentVersion":"8.1.0","runtime":"java"},{"runtime":"go"}],"log":"Amazon ECS Agent - v1.30.0"}`,
		`{"agents":[{"agentVersion":{"agentId":"A"}},{"agentId":"B"}],"log":"Amazon ECS Agent - v1.30.0"}`,
		`["i-0123","1.30.0","arn:aws:ecs:1.2"]`, `["1.30.0","DockerVersion: 20.10.13","20.10.13","5.10.0-28-amd64"]`,
		`[` + info + `,"i-1",["x"]]`,
		`{"instances":[{"agentVersion":"1.30.0","agentHash":"02ff320c"}],"failures":[{}],"attributes":[{"name":"x"}]}`,
	} {
		assert.Equal(t, "1.30.0", extracted(t, s), s)
	}
}

// TestDuplicateMember: who can tell which of two members counts?
func TestDuplicateMember(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		`{"versionInfo":{"agentVersion":"1.30.0"},"versionInfo":{}}`,
		`{"versionInfo":{},"versionInfo":{"agentVersion":"1.30.0"}}`,
		`{"versionInfo":{"agentVersion":"1.30.0"},"versionInfo":null}`,
		`{"containerInstances":[{"versionInfo":{"agentVersion":"1.30.0"}}],"containerInstances":[]}`,
		`{"versionInfo":{"agentVersion":"1.30.0","agentVersion":"1.31.0"}}`,
		`{"detail":{"agentVersion":"1.30.0"},"detail":{}}`,
		`{"detail":[{"agentVersion":"1.30.0"}],"detail":[]}`,
		`{"detail":{"agentVersion":"1.30.0"},"detail":{"agentVersion":"1.30.0","x":1}}`,
	} {
		assert.Contains(t, extracted(t, s), "twice with different values", s)
	}
	const two = `{"agentVersion":"1.30.0","agentVersion":"1.31.0","agentHash":"02ff320c","agentHash":"02ff3200"}`
	assert.Equal(t, `member "agentVersion" twice with different values`, extracted(t, two), "the first of two")
	for _, s := range []string{
		`{"versionInfo":{"agentVersion":"1.30.0"},"versionInfo": {"agentVersion":"1.30.0"}}`,
		`{"agentVersion":"1.30.0","agentVersion":"1.30.0"}`, `{"agentVersion":"1.30.0","agentHash":"02ff320c","time":1,"time":2}`,
	} {
		assert.Equal(t, "1.30.0", extracted(t, s), s)
	}
}

// TestBareNumbers: what can be an agent, and what cannot.
func TestBareNumbers(t *testing.T) {
	t.Parallel()
	const docker, other, build = "a Docker version, not an agent version",
		"a package or kernel without its name, not an agent version",
		"a build number or date, as operating systems have, not an agent version"
	for in, want := range map[string]string{
		"0.0.2": "0.0.2", "1.106.1": "1.106.1", "2.0.0": "2.0.0", "v2.3.4": "2.3.4", "16.0.0": "16.0.0",
		"2.0.0-rc.1": "2.0.0-rc.1", "1.999.999": "1.999.999",
		"1.14.0-1.windows.1": "1.14.0-1.windows.1", "1.0-5": "1.0.0", "1.1-2": "1.1.0", "1.28.1-2": "1.28.1",
		"1.102.2-1.amzn2023": "1.102.2", "1.102.2-1.amzn2.x86_64": "1.102.2", "1.105.1-1.x86_64": "1.105.1",

		"19.03.13": docker, "17.03.2-ce": docker, "17.12.1-ce": docker, "20.10.13-ce": docker, "20.10.13": docker,
		"25.0.13": docker, "v25.0.13": docker, "17.06.2-ee-16": docker,
		"18.6.1-ce": docker, "1.13.1-cs5": docker, "1.13.0-ce": docker, "27.0.0-rc.1": docker, "25.0.13-1.amzn2023.0.1": docker,
		"20.10.13-2.amzn2": docker, "20.10.13-2": docker,

		"6.1.102-111.182.amzn2023.aarch64": other, "6.1.102-111.182.amzn2023.x86_64": "", "5.15.0-1031-aws": other,
		"5.10.0-28-amd64": other, "4.14.123-111": other, "5.10.0-8": other, "5.4.0-generic": other,
		"1.1.14-1.amzn2023.0.1": other, "1.7.20-1ubuntu2": other, "1.6.20-1.el7": other, "1.6.20-1+deb12u1": other,
		"1.7.0-1031-aws": other, "2.0.0-1": other, "5.10.0-amd64": other, "5.10.0--28-amd64": other,
		"2.31-13": other, "5.10-28": other, "2023.3-1": other, "252.4-1": other, "1.2-1": other, "5.1-1": other,

		"2.0.20221115": build, "10.0.20348": build, "2023.7.20250609": build, "3.1.1260": build, "1.0.1000": build, "10.0.17763-1": build,
	} {
		for _, s := range []string{in, in + "\n", `"` + in + `"`, `["` + in + `"]`} {
			if got := extracted(t, s); want != "" {
				assert.Equal(t, want, got, s)
			} else {
				assert.NotContains(t, []string{"6.1.102"}, got, s)
			}
		}
		if v, err := agentver.Parse(in); err == nil { // Parse knows the grammar only
			assert.Equal(t, strings.TrimPrefix(in, "v"), v.String())
		}
	}
	_, err := agenttext.ParsePackage("5.10-28")
	require.ErrorContains(t, err, "before 1.2.0")
	p, err := agenttext.ParsePackage("ecs-init-1.0-5")
	require.NoError(t, err)
	require.Equal(t, "1.0.0", p.Agent().String())
}

// TestMarkerBoundaries: what belongs to an agent ends where the next thing begins.
func TestMarkerBoundaries(t *testing.T) {
	t.Parallel()
	const none = "no agent version in a form that AWS uses"
	const goProgram = "the version of a Go program that is not said to be the agent"
	const twice, docker = "field version twice with different values", "a Docker version, not an agent version"
	const query = "agentVersion in a form that Parse does not read"
	for in, want := range map[string]string{
		"ssm_agentVersion=3.1.1260": query, "https://x/?notagentVersion=9.9.9": query, "ssm.agentVersion=1.2.3": query,
		"ssm-agentVersion=1.2.3":        query,
		"https://x/?agentVersion=1.7.0": query, "wss://x/ws?a=b&agentVersion=1.7.0&c=d": query, "agentVersion=1.7.0": query,
		`"agentVersion=1.7.0"`:                  query,
		"agentHash=02ff320c&agentVersion=1.7.0": "1.7.0",
		"agentVersion=1.7.0&agentHash=02ff320c": "1.7.0",

		`msg="Amazon ECS Agent connects" url=wss://x/ws?agentHash=02ff320c&agentVersion=1.7.0&seqNum=1`: "1.7.0",

		"https://x/?agentHash=02ff320c&agentVersion=1.7.0":             "1.7.0",
		"wss://x/ws?a=b&agentVersion=1.7.0&agentHash=02ff320c&c=d":     "1.7.0",
		"ssm_agentVersion=9.9.9&agentVersion=1.7.0&agentHash=02ff320c": "1.7.0",
		"my-ecs-init version 1.2.3":                                    "about ecs-init without its version and release",
		"amazon-ecs-init version 1.63.0 (*0be4d2e1)":                   "1.63.0",

		`msg="Starting Amazon ECS Agent" foo="a version=9.9.9" version=1.8.0`:                            "1.8.0",
		`msg="Starting Amazon ECS Agent" foo="a \" version=9.9.9" version="1.8.0"`:                       "1.8.0",
		`msg="Starting Amazon ECS Agent" foo= version=1.8.0`:                                             "1.8.0",
		`{"log":"level=info msg=\"Starting Amazon ECS Agent\" version=\"1.8.0\" commit=\"02ff320c\"\n"}`: "1.8.0",
		`x "level=info msg=\"Starting Amazon ECS Agent\" foo=\"a version=9.9.9\" version=\"1.8.0\""`:     "1.8.0",
		`msg="Starting Amazon ECS Agent" dockerversion="20.10.13" containerd version=1.7.2`:              docker,
		`msg="Starting Amazon ECS Agent" my.version=1.7.2 xversion=1.7.2`:                                none,
		`msg="Starting Amazon ECS Agent" foo="version=9.9.9`:                                             none,
		`msg="Starting Amazon ECS Agent" foo="" version=1.8.0`:                                           "1.8.0",
		`msg="Starting Amazon ECS Agent" = version=9.9.9`:                                                none,
		`msg="Starting Amazon ECS Agent" version=1.8.0 version=1.8.0`:                                    "1.8.0",
		`msg="Starting Amazon ECS Agent" version=1.8.0 version=1.9.0`:                                    twice,

		"%global gorepo cli\n%global gover 20.10.21\n%global gitrev 5be7aa08\n":                               none,
		"%global gover 1.50.2 # amazon-ecs-agent\n":                                                           goProgram,
		"%global gorepo amazon-ecs-agent-extra\n%global gover 1.50.2\n":                                       goProgram,
		"%global gorepo amazon-ecs-agent\n%global gorepo cli\n%global gover 20.10.21\n":                       goProgram,
		"%global gorepo cli\n%global gover 20.10.21\n%global gorepo amazon-ecs-agent\n%global gover 1.50.2\n": "1.50.2",
		"%global gover 1.50.2\n%global gorepo amazon-ecs-agent\n":                                             "1.50.2",
		"%global agent_gover 1.50.2\n%global vpccni_gover 9.9.9\n":                                            "1.50.2",

		"Amazon ECS Agent - vv1.30.0": "two v in front of a version",

		"amazon-ecs-agent:v1.102.0@notadigest":                        "an image with a broken digest",
		"amazon-ecs-agent:v1.102.0@sha256:" + strings.Repeat("a", 63): "an image with a broken digest",
		"amazon-ecs-agent:v1.102.0@sha256:" + strings.Repeat("A", 64): "an image with a broken digest",
		"amazon-ecs-agent:v1.102.0@":                                  "an image with a broken digest",
		"amazon-ecs-agent:v1.102.0@" + strings.Repeat("a", 64):        "an image with a broken digest",
		"amazon-ecs-agent:v1.102.0@1.39.0":                            "an image with a broken digest",
		"amazon-ecs-agent:v1.102.0@sha256:" + strings.Repeat("a", 64): "1.102.0",
		"amazon-ecs-agent:arm64-amd64-v1.102.0":                       "a name of the agent without a version",
		"amazon-ecs-agent:ecs-init-1.28.1-2":                          "a name of the agent without a version",
		"#amazon/amazon-ecs-agent:v1.102.0":                           none,
		"my-ecs-agent-v1.39.0.tar":                                    none,
		"github.com/aws/amazon-ecs-agent@v1.39.0":                     "a Go module, not an image of the agent",
		"github.com/aws/amazon-ecs-agent/agent@v1.39.0":               none,
		`C:\ecs\ecs-agent-windows-v1.20.4.zip`:                        "1.20.4",
		`{"file":"C:\\ecs\\ecs-agent-windows-v1.20.4.zip"}`:           "1.20.4",
		`C:\ecs-agent-windows-v9.9.9.zip\readme.txt`:                  "an operating system, not an agent",
		`"image":"amazon/amazon-ecs-agent:v1.102.0","x":1`:            "1.102.0",
		`"image": "amazon/amazon-ecs-agent:v1.102.0"`:                 "1.102.0",
		`\"image\":\"amazon/amazon-ecs-agent:v1.102.0\"`:              "1.102.0",
	} {
		assert.Equal(t, want, extracted(t, in), in)
	}
}

// TestInitializeECSAgent: a parameter belongs to the command that it stands
// behind, and PowerShell does not tell cases apart.
func TestInitializeECSAgent(t *testing.T) {
	t.Parallel()
	const none = "no agent version in a form that AWS uses"
	for _, end := range []string{";", " ; ", "|", " | ", " # ", " &", "\n", "\r\n", " && ", ")", "}"} {
		assert.Equal(t, none, extracted(t, "Initialize-ECSAgent -Cluster x"+end+"Install-Module Foo -Version 9.9.9"), end)
		assert.Equal(t, "1.20.4", extracted(t, "Initialize-ECSAgent -Version 1.20.4"+end+"Install-Module Foo -Version 9.9.9"), end)
	}
	for in, want := range map[string]string{
		"Initialize-ECSAgent -Cluster x `\n  -Version v1.20.4":          "1.20.4",
		"Initialize-ECSAgent `\r\n -Cluster x `\r\n -Version 'v1.20.4'": "1.20.4",
		"initialize-ecsagent -version 1.20.4":                           "1.20.4",
		"INITIALIZE-ECSAGENT -VERSION 1.20.4":                           "1.20.4",
		"Initialize-EcsAgent -Version:1.20.4":                           "1.20.4",
		"Initialize-ECSAgent -Version: 1.20.4":                          "1.20.4",
		"Initialize-ECSAgent\t-Version\t1.20.4":                         "1.20.4",
		"Initialize-ECSAgent -Cluster 'a;b' -Version 1.20.4":            "1.20.4",
		`Initialize-ECSAgent -Cluster "" -Version 1.20.4`:               "1.20.4",
		`Initialize-ECSAgent -Cluster "a; b # c" -Version "1.20.4"`:     "1.20.4",
		`Initialize-ECSAgent -Cluster a#b -Version "1.20.4"`:            "1.20.4",
		"Initialize-ECSAgent -Version Latest":                           "an alias, not a version",
		`Initialize-ECSAgent -Version "latest"`:                         "an alias, not a version",
		"Initialize-ECSAgent -Version 1.20.4 -Version 1.21.0":           "two agent versions, 1.20.4 and 1.21.0",
		"Initialize-ECSAgent -Version":                                  none,
		"Initialize-ECSAgent -Cluster x` -Version 9.9.9":                none,
		"Initialize-ECSAgent -NotVersion 9.9.9":                         none,
		"Initialize-ECSAgents -Version 9.9.9":                           none,
		"My-Initialize-ECSAgent -Version 9.9.9":                         none,
		"Initialize-ECSAgent -Cluster '-Version 9.9.9'":                 none,
		"Initialize-ECSAgent -Version $v":                               "no agent version where one belongs: unexpected '$'",
	} {
		assert.Equal(t, want, extracted(t, in), in)
	}
}

// TestJSONInStrings: JSON inside a string, inside a string, as tools pass it on.
func TestJSONInStrings(t *testing.T) {
	t.Parallel()
	want := with(agent("1.22.0", "", agenttext.FormAMI), "18.06.1-ce")
	for _, s := range []string{
		quote(amiJSON), quote(quote(amiJSON)), quote(" " + amiJSON + "\n"), `[` + quote(amiJSON) + `,` + quote(amiJSON) + `]`,
		quote(`[` + quote(amiJSON) + `]`),
		`{"Message":` + quote(amiJSON) + `}`, `{"Messages":[{"Body":` + quote(`{"Type":"Notification","Message":`+quote(amiJSON)+`}`) + `}]}`,
		`{"log":` + quote(amiJSON+"\n") + `,"stream":"stdout"}`, `{"Message":` + quote(`[`+amiJSON+`]`) + `}`,
		"\ufeff" + amiJSON, "\ufeff\r\n" + quote(amiJSON),
	} {
		got, err := agenttext.Parse(s)
		assert.NoError(t, err, s)
		assert.Equal(t, want, got, s)
	}
	got, err := agenttext.Parse(`{"Message":"{\"versionInfo\":{\"agentVersion\":\"1.30.0\",\"agentHash\":\"\\u002a02ff320c\"}}"}`)
	require.NoError(t, err)
	require.Equal(t, agent("1.30.0", "*02ff320c", agenttext.FormVersionInfo), got)
	for in, want := range map[string]string{
		`{"log":"[INFO] Starting Agent: Amazon ECS Agent - v1.12.0 (895f3c1)\n"}`: "1.12.0", // begins with [ as JSON might
		`{"note":"[\"1.30.0\"]"}`:                                      "no agent version in a form that AWS uses", // a list of anything
		`{"Message":"{\"agentVersion\":\"1.30.0\""}`:                   "agentVersion in a form that Parse does not read",
		`{"a":"{{x}}","agentVersion":"1.30.0","agentHash":"02ff320c"}`: "1.30.0",
	} {
		assert.Equal(t, want, extracted(t, in), in)
	}
}

// TestNestedStringsAreBounded: quotes within quotes end somewhere.
func TestNestedStringsAreBounded(t *testing.T) {
	t.Parallel()
	s := `{"agentVersion":"1.30.0"}`
	for range 12 {
		s = quote(s)
	}
	require.Equal(t, "1.30.0", extracted(t, s))
	deep := `"` + strings.Repeat(`[`, 90) + strings.Repeat(`]`, 90) + `"`
	b, err := json.Marshal(strings.Repeat(`[`, 50) + deep + strings.Repeat(`]`, 50))
	require.NoError(t, err)
	require.NotEmpty(t, extracted(t, string(b)))
}

// TestWhatItIsInstead: a message names the thing, not a word in it.
func TestWhatItIsInstead(t *testing.T) {
	t.Parallel()
	const query = "agentVersion in a form that Parse does not read"
	for in, want := range map[string]string{
		"agentVersion: 1.101.0\n":                                               query,
		"versionInfo:\n  agentVersion: 1.101.0\n":                               query,
		"||  agentVersion   |  1.101.0   ||":                                    query,
		"AgentVersion=1.80.0, AgentHash=ab":                                     query,
		`{"agentversion":"1.30.0"}`:                                             query,
		"agentVersion >= 1.7.0":                                                 "a cluster query, not a version",
		"agentVersion!=1.7.0":                                                   "a cluster query, not a version",
		"agentVersion==1.7.0 # of the Amazon ECS Agent":                         "a cluster query, not a version",
		"VERSIONINFO\tec39785b\t1.101.0\tDockerVersion: 25.0":                   "versionInfo in a form that Parse does not read",
		`{"taskArn":"arn:t","containerInstanceArn":"arn:1","launchType":"EC2"}`: "a task or service, which has no agent version",
		`{"tasks":[{"taskArn":"t","containerInstanceArn":"arn:1","platformVersion":null,` +
			`"launchType":"EC2"}]}`: "a task or service, which has no agent version",
		`{"taskArn":"arn:t","platformVersion":"1.4.0","launchType":"FARGATE"}`: "a Fargate platform version, not an agent version",
		`{"serviceArn":"arn:s","platformVersion":null,"launchType":"EC2"}`:     "a task or service, which has no agent version",
		`{"image_id":"ami-0","ecs_agent_version":""}`:                          "an AMI that names no agent version",
		`{"Tags":[{"Key":"ecs_agent_version","Value":""}]}`:                    "an AMI that names no agent version",
		`[{"platformVersion":"1.4.0"},{"image":"amazon-ecs-agent:latest"}]`:    "a Fargate platform version, not an agent version",
		`[{"dockerVersion":"20.10.13"},{"image":"amazon-ecs-agent:latest"}]`:   "a Docker version, not an agent version",
		"1.30.0\n1.31.0":     "several lines",
		"1.30.0\r\n1.31.0\n": "several lines",
		"1.30.0\n1.30.0":     "several lines",
		`["1.30.0\n1.31.0"]`: "several lines",
		"\ufeff1.30.0":       "1.30.0",
	} {
		assert.Equal(t, want, extracted(t, in), in)
	}
	_, err := agentver.ParseConstraint("1.7.x")
	require.ErrorContains(t, err, ">= 1.7.0, < 1.8.0")
	require.NotContains(t, err.Error(), "; ParseConstraint")
}

// TestCommits: digits of one commit agree, UNKNOWN agrees with all, and what is no
// commit says nothing.
func TestCommits(t *testing.T) {
	t.Parallel()
	report := func(hash string) string { return `{"agentVersion":"1.30.0","agentHash":"` + hash + `"}` }
	for _, c := range []struct{ one, two, want string }{
		{"02ff320", "02ff320c", "02ff320c"},
		{"02ff320c", "02ff320", "02ff320c"},
		{"*02ff320", "02ff320c", "*02ff320c"},
		{"02ff320c", "*02ff320c", "*02ff320c"},
		{"UNKNOWN", "02ff320c", "02ff320c"},
		{"02ff320c", "*UNKNOWN", "02ff320c"},
		{"*UNKNOWN", "UNKNOWN", "UNKNOWN"},
		{"", "02ff320c", "02ff320c"},
		{"UNKNOWN", "", "UNKNOWN"},
		{"", "UNKNOWN", "UNKNOWN"},
		{"not a hash", "02ff320c", "02ff320c"},
		{"02ff320c", "02FF320C", "02ff320c"},
		{"02ff32", "", ""},
		{"*", "", ""},
		{strings.Repeat("a", 41), strings.Repeat("a", 40), strings.Repeat("a", 40)},
	} {
		got, err := agenttext.Parse(`[` + report(c.one) + `,` + report(c.two) + `]`)
		assert.NoError(t, err, c)
		want := agent("1.30.0", c.want, agenttext.FormVersionInfo)
		if c.one == "*UNKNOWN" {
			want.Dirty = got.Dirty // of a commit that nobody knows
		}
		assert.Equal(t, want, got, c)
	}
	require.Equal(t, "two builds of agent 1.30.0, 02ff320c and 02ff3200", extracted(t, `[`+report("02ff320c")+`,`+report("02ff3200")+`]`))
	for _, s := range []string{"Amazon ECS Agent - v1.30.0 (nightly)", "Amazon ECS Agent - v1.30.0 (*)",
		"Amazon ECS Agent:\n\tVersion: 1.30.0\n\tCommit: ?\n\tDirty: true\n", "ecs-init version 1.30.0 (*x)"} {
		a, err := agenttext.Parse(s)
		assert.NoError(t, err, s)
		assert.Equal(t, []any{"1.30.0", "", false}, []any{a.Version.String(), a.Hash, a.Dirty}, s)
	}
}

// TestDisagreement: what differs between instances with the same agent is left out.
func TestDisagreement(t *testing.T) {
	t.Parallel()
	report := func(docker string) string {
		return `{"agentVersion":"1.30.0","dockerVersion":"` + docker + `"}`
	}
	for _, c := range []struct {
		engines []string
		want    string
	}{
		{[]string{"DockerVersion: 20.10.13", "DockerVersion: 20.10.13"}, "20.10.13"},
		{[]string{"DockerVersion: 20.10.13", "DockerVersion: 25.0.13"}, ""},
		{[]string{"DockerVersion: 20.10.13", "DockerVersion: 25.0.13", "DockerVersion: 25.0.13"}, ""},
		{[]string{"DockerVersion: 20.10.13", "containerd"}, ""},
		{[]string{"containerd", "DockerVersion: 20.10.13"}, ""},
		{[]string{"", "DockerVersion: 20.10.13"}, "20.10.13"},
		{[]string{"DockerVersion: 20.10.13", ""}, "20.10.13"},
	} {
		var all []string
		for _, e := range c.engines {
			all = append(all, report(e))
		}
		a, err := agenttext.Parse(`[` + strings.Join(all, ",") + `]`)
		assert.NoError(t, err)
		assert.Equal(t, c.want, a.Docker.String(), c)
	}
	a, err := agenttext.Parse("amazon/amazon-ecs-agent:arm64-v1.30.0 amazon/amazon-ecs-agent:amd64-v1.30.0 " +
		"amazon/amazon-ecs-agent:arm64-v1.30.0")
	require.NoError(t, err)
	require.Equal(t, agent("1.30.0", "", agenttext.FormImage), a)
	a, err = agenttext.Parse("amazon/amazon-ecs-agent:arm64-v1.30.0 amazon/amazon-ecs-agent:v1.30.0")
	require.NoError(t, err)
	require.Equal(t, on(agent("1.30.0", "", agenttext.FormImage), 0, "arm64"), a)
	a, err = agenttext.Parse("ecs-agent-windows-v1.30.0.zip ecs-agent-linux-v1.30.0.tar")
	require.NoError(t, err)
	require.Equal(t, agent("1.30.0", "", agenttext.FormArchive), a)
}

// TestLongLines: where Parse stops looking it does not take the front of a
// version for a version.
func TestLongLines(t *testing.T) {
	t.Parallel()
	for n := range 1101 {
		if testing.Short() && n%50 != 0 && n < 900 {
			continue // far from where anything changes
		}
		if n == 1100 {
			n = 2000 // too far in any case
		}
		pad := strings.Repeat("x", n)
		for _, s := range []string{
			`Starting Amazon ECS Agent a=` + pad + ` version=1.30.10 b=c`,
			`Starting Amazon ECS Agent a=` + pad + ` version="1.30.10" b=c`,
			`Initialize-ECSAgent -Cluster ` + pad + ` -Version 1.30.10 -x`,
			`Initialize-ECSAgent -Cluster ` + pad + ` -Version "1.30.10"`,
			"Amazon ECS Agent:\n" + strings.Repeat(" ", n) + "Version: 1.30.10\n",
			"%global gorepo amazon-ecs-agent\n#" + pad + "\n%global gover 1.30.10\n",
		} {
			if a, err := agenttext.Parse(s); err == nil {
				assert.Equal(t, "1.30.10", a.Version.String(), s)
				assert.Less(t, n, 1100, s)
			} else {
				assert.Greater(t, n, 900, s)
			}
		}
		other := "%global gover 1.30.10\n#" + pad + "\n%global gorepo amazon-ecs-agents\n"
		_, err := agenttext.Parse(other)
		assert.Error(t, err, other)
	}
	const command = " -Version 1.30.10"
	for n, want := range map[int]string{1024: "1.30.10", 1025: ""} { // a text is read to its end, if that is not too far
		a, _ := agenttext.Parse("Initialize-ECSAgent " + strings.Repeat("x", n-len(" "+command)) + command)
		assert.Equal(t, want, a.Version.String(), "%d bytes behind the marker", n)
	}
	prerelease := "1.30.0-" + strings.Repeat("a", 2000)
	for _, s := range []string{"Amazon ECS Agent - v" + prerelease, "Amazon ECS Agent:\n\tVersion: " + prerelease,
		`Starting Amazon ECS Agent version=` + prerelease + " x=y", "agentVersion=" + prerelease,
		"Initialize-ECSAgent -Version " + prerelease} {
		if a, err := agenttext.Parse(s); err == nil {
			assert.Equal(t, prerelease, a.Version.String())
		}
	}
}
