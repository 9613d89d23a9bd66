package answer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
	"github.com/stretchr/testify/require"
)

// instances is what describe-container-instances prints of instances with these members.
func instances(members ...string) string {
	for i, m := range members {
		members[i] = fmt.Sprintf(`{"containerInstanceArn":"arn:aws:ecs:us-east-1:123456789012:container-instance/c/i%d",%s}`, i, m)
	}
	return `{"containerInstances":[` + strings.Join(members, ",") + `]}`
}

// having is an instance with an agent that advertises attributes; NAME=VALUE has a value.
func having(version string, attributes ...string) string {
	for i, a := range attributes {
		name, value, _ := strings.Cut(a, "=")
		attributes[i] = fmt.Sprintf(`{"name":%q,"value":%q}`, name, value)
	}
	return fmt.Sprintf(`"versionInfo":{"agentVersion":%q},"agentConnected":true,"status":"ACTIVE","attributes":[%s]`, version,
		strings.Join(attributes, ","))
}

const (
	ecrAuth  = "com.amazonaws.ecs.capability.ecr-auth"
	roleAuth = "ecs.capability.execution-role-ecr-pull"
	windows  = "ecs.os-type=windows"
)

// onEC2 is a task definition for EC2 with more members.
func onEC2(members string) string {
	return strings.Replace(task("EC2", "", image), "{", "{"+members+",", 1)
}

// machineCases: the agent field with what describe-container-instances prints, and the
// answer, which preflight gives, too.
var machineCases = []struct {
	name, image, agent string
	want               answer.Verdict
	says               string
	preflightStops     string // why preflight does not answer
}{
	{"one that is fine", image, instances(having(agent, ecrAuth)), "can-pull", "i0: agent 1.102.2 is new enough", ""},
	{"nothing is said of attributes", image, instances(`"versionInfo":{"agentVersion":"1.102.2"}`), "can-pull", "is new enough", ""},
	{"too old on Windows alone", image, `{"containerInstances":[{"versionInfo":{"agentVersion":"1.10.2"},"agentConnected":true,` +
		`"status":"ACTIVE","attributes":[{"name":"ecs.os-type","value":"windows"}]}]}`, "will-fail", "older than 1.14.0", ""},
	{"Windows by its family", image, instances(having("1.10.2", "ecs.os-type=WINDOWS_SERVER_2004_CORE")), "will-fail", "1.14.0", ""},
	{"new enough on Linux", image, instances(having("1.10.2", "ecs.os-type=linux", ecrAuth)), "can-pull", "is new enough", ""},
	{"too old", image, instances(having("1.6.0", ecrAuth)), "will-fail", "agent 1.6.0 is older than 1.7.0", ""},
	{"it does not advertise the login", image, instances(having(agent, "ecs.os-type=linux")), "will-fail",
		"i0: it does not advertise " + ecrAuth, ""},
	{"it advertises nothing", image, instances(having(agent)), "will-fail", "does not advertise", ""},
	{"nor the login of the execution role", task("EC2", role, image), instances(having(agent, ecrAuth)), "will-fail", roleAuth, ""},
	{"both", task("EC2", role, image), instances(having(agent, ecrAuth, roleAuth)), "can-pull", "is new enough", ""},
	{"requiresAttributes that are there", onEC2(`"requiresAttributes":[{"name":"` + ecrAuth + `"},{"name":"team"}]`),
		instances(having(agent, ecrAuth, "team=a")), "can-pull", "is new enough", ""},
	{"one that is not", onEC2(`"requiresAttributes":[{"name":"` + ecrAuth + `"},{"name":"team"}]`),
		instances(having(agent, ecrAuth)), "will-fail", "does not advertise team", ""},
	{"no word of attributes where some are required", onEC2(`"requiresAttributes":[{"name":"team"}]`), agent, "undecided",
		"requiresAttributes", ""},
	{"requiresAttributes that are null", onEC2(`"requiresAttributes":null`), agent, "can-pull", "is new enough", ""},
	{"not connected", image, instances(strings.Replace(having(agent, ecrAuth), "true", "false", 1)), "undecided",
		"i0: its agent is not connected", ""},
	{"draining", image, instances(strings.Replace(having(agent, ecrAuth), "ACTIVE", "DRAINING", 1)), "undecided",
		"none of the container instances can take the task", ""},
	{"inactive and old", image, instances(strings.Replace(having("1.6.0", ecrAuth), "ACTIVE", "INACTIVE", 1)), "undecided",
		"its status is INACTIVE", ""},
	{"another beside one that drains", image, instances(strings.Replace(having("1.6.0", ecrAuth), "ACTIVE", "DRAINING", 1),
		having(agent, ecrAuth)), "can-pull", "i1: agent 1.102.2 is new enough", ""},
	{"another beside one that is not connected", image, instances(strings.Replace(having(agent, ecrAuth), "true", "false", 1),
		having(agent, ecrAuth)), "can-pull", "so ECS places the task on another", ""},
	{"one of two is too old", image, instances(having(agent, ecrAuth), having("1.6.0", ecrAuth)), "will-fail", "i1: agent 1.6.0 is older", ""},
	{"one of two lacks an attribute", image, instances(having(agent, ecrAuth), having(agent, "a")), "can-pull",
		"so ECS places the task on another", ""},
	{"two versions that will do", image, instances(having(agent, ecrAuth), having("1.51.0", ecrAuth)), "can-pull", "agent 1.51.0", ""},
	{"a failure beside one that is fine", image, strings.TrimSuffix(instances(having(agent, ecrAuth)), "}") +
		`,"failures":[{"arn":"arn:aws:ecs:us-east-1:123456789012:container-instance/c/x","reason":"MISSING"}]}`, "undecided",
		"x: not described by ECS (MISSING)", ""},
	{"nothing but failures", image, `{"containerInstances":[],"failures":[{"arn":"a/x","reason":"MISSING"},{"arn":"a/y","reason":"MISSING"}]}`,
		"undecided", "x, y: not described by ECS (MISSING)", ""},
	{"no instance", image, `{"containerInstances":[],"failures":[]}`, "undecided", "the cluster has no container instance", ""},
	{"no version", image, instances(`"status":"ACTIVE","agentConnected":true`), "undecided", "it reports no agent version", ""},
	{"no version beside one", image, instances(`"status":"ACTIVE"`, having(agent, ecrAuth)), "undecided", "i0: it reports no", ""},
	{"an unreadable version", image, instances(having("1.x.0", ecrAuth)), "undecided", `its agent version "1.x.0" is unreadable`, ""},
	{"an agent with a fault", "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/app:v1", instances(having("1.30.0", ecrAuth)), "can-pull",
		"agent 1.30.0", ""},
	{"another CPU", onEC2(`"runtimePlatform":{"cpuArchitecture":"ARM64"}`), instances(having(agent, ecrAuth, "ecs.cpu-architecture=x86_64")),
		"undecided", "its CPU is x86_64 and the task asks for ARM64", ""},
	{"that CPU", onEC2(`"runtimePlatform":{"cpuArchitecture":"ARM64"}`), instances(having(agent, ecrAuth, "ecs.cpu-architecture=arm64")),
		"can-pull", "is new enough", ""},
	{"another system", onEC2(`"runtimePlatform":{"operatingSystemFamily":"WINDOWS_SERVER_2022_CORE"}`),
		instances(having(agent, ecrAuth, "ecs.os-type=linux")), "undecided", "it runs linux and the task asks for WINDOWS_SERVER_2022_CORE", ""},
	{
		"that system",
		onEC2(`"runtimePlatform":{"operatingSystemFamily":"WINDOWS_SERVER_2022_CORE"}`),
		instances(having(agent, ecrAuth, windows)),
		"can-pull",
		"is new enough",
		"",
	},
	{"on Fargate nothing of it matters", task("FARGATE", role, image), instances(strings.Replace(having("1.6.0"), "true", "false", 1)),
		"can-pull", "AWS itself keeps the agent current there", ""},
	{"one instance of an event", image, `{"detail":{"containerInstanceArn":"a/i",` + having(agent) + `}}`, "will-fail", "does not advertise",
		"it reads whole answers"},
	{
		"a list of a query",
		image,
		`[{"containerInstanceArn":"a/i",` + having("1.6.0") + `}]`,
		"will-fail",
		"i: agent 1.6.0",
		"",
	},
	{"versionInfo alone", image, `{"agentVersion":"1.6.0","agentHash":"02ff320c","dockerVersion":"DockerVersion: 20.10.7"}`, "will-fail",
		"agent 1.6.0 is older", "it reads whole answers"},
	{"a member twice", image, `{"containerInstances":[{"versionInfo":{"agentVersion":"1.102.2"},"status":"ACTIVE","status":"ACTIVE"}]}`,
		"undecided", `says more of container instances, which cannot be read: member "status" twice`, "it stops at what it cannot read"},
	{"status that is none", image, `{"containerInstances":[{"versionInfo":{"agentVersion":"1.102.2"},"status":1}]}`, "undecided",
		"cannot be read", "it stops at what it cannot read"},
	{
		"a call of a trail",
		image,
		`{"responseElements":{"containerInstance":{"versionInfo":{"agentVersion":"1.102.2"},"agentConnected":false}}}`,
		"undecided",
		"an object without containerInstances",
		"it stops at what it cannot read",
	},
	{"part of the answer", image, `"versionInfo": {"agentVersion": "1.102.2"}, "agentConnected": false,`, "undecided", "",
		"it stops at what it cannot read"},
}

// TestMachines: what stands beside the version of an agent is judged as preflight does,
// or leaves the answer open.
func TestMachines(t *testing.T) {
	t.Parallel()
	program := buildPreflight(t)
	for _, c := range machineCases {
		t.Run(c.name, func(t *testing.T) {
			launch := "EC2"
			if strings.Contains(c.image, "FARGATE") {
				launch = ""
			}
			a := answer.Ask(answer.Input{Image: c.image, Policy: managed, Agent: c.agent, Launch: launch})
			if a.Verdict != c.want || !strings.Contains(messages(a), c.says) {
				t.Errorf("the verdict is %s, want %s and %q:\n%s", a.Verdict, c.want, c.says, messages(a))
			}
			if program == "" {
				return
			}
			want := c.want
			if c.preflightStops != "" {
				want = ""
			}
			if got, says := askPreflight(t, program, c.image, []string{managed}, c.agent, launch); got != want {
				t.Errorf("preflight says %q, want %q\n%s", got, want, says)
			}
		})
	}
	require.Greater(t, len(machineCases), 40)
}
