package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// notAgent says what a text without white space around it is that holds no agent version:
// a part of one that is wrong, where it stands, or something else as a whole.
func notAgent(s string) agentver.ParseError {
	if strings.HasPrefix(s, "Amazon ECS Agent") {
		return agentver.ParseError{Msg: "an agent that does not say its version", Hint: "treat it as unknown"}
	}
	if msg, hint := somethingElse(s); msg != "" {
		return agentver.ParseError{Msg: msg, Hint: hint}
	}
	if first, _, more := strings.Cut(s, "\n"); more && looksLikeVersion(strings.Trim(first, whiteSpace)) {
		return agentver.ParseError{Msg: "several lines", Hint: "pass each by itself"}
	}
	if d, _ := ParseDocker(s); d.Major() >= dockerMajor {
		return agentver.ParseError{Msg: msgDocker, Hint: hintDocker}
	}
	if isConditional(s) {
		return agentver.ParseError{Msg: "a cluster query, not a version", Hint: "agentver.ParseConstraint reads conditions"}
	}
	lower := strings.ToLower(s)
	for _, o := range others {
		if strings.Contains(lower, o.word) {
			return agentver.ParseError{Msg: o.msg, Hint: o.hint}
		}
	}
	if looksLikeVersion(s) {
		return explainVersion(s)
	}
	return agentver.ParseError{
		Msg: "no agent version in a form that AWS uses", Hint: "agentver.Parse reads a bare version such as " + exampleVersion,
	}
}

// isConditional reports whether s compares agentVersion with something.
func isConditional(s string) bool {
	_, s, _ = strings.Cut(s, "agentVersion")
	s = strings.TrimLeft(s, whiteSpace)
	return strings.HasPrefix(s, "==") || strings.HasPrefix(s, "!=") || s != "" && (s[0] == '<' || s[0] == '>')
}

// looksLikeVersion reports whether s is one word that begins as a version does.
func looksLikeVersion(s string) bool {
	t := strings.TrimPrefix(s, "v")
	return t != "" && isDigit(t[0]) && leading(t, ".+") == t
}

// others are signs of versions that are not an agent's, most telling first.
var others = [...]struct{ word, msg, hint string }{
	{"platform version", "a Fargate platform version, not an agent version", "agentver.ParsePlatform reads the number"},
	{"platformversion", "a Fargate platform version, not an agent version", "agentver.ParsePlatform reads the number"},
	{"fargate", "about Fargate, where tasks need no agent version", "agentver.ParsePlatform reads platform versions"},
	{"agentversion", "agentVersion in a form that Parse does not read",
		"pass the JSON, where the member is agentVersion (aws --output json), or the version alone"},
	{"versioninfo", "versionInfo in a form that Parse does not read", "pass the JSON (aws --output json), or the version alone"},
	{"\tdockerversion: ", "the text output of the AWS CLI, where no name stands beside a value", "pass the JSON output (aws --output json)"},
	{"ssm-agent", "about the Systems Manager agent, which is another agent", "ask for the version of the ECS agent"},
	{"ssm agent", "about the Systems Manager agent, which is another agent", "ask for the version of the ECS agent"},
	{"ecs-cli", "about the ECS CLI, which is not the agent", "ask for the version of the ECS agent"},
	{"aws-cli", "about the AWS CLI, which is not the agent", "ask for the version of the ECS agent"},
	{"aws-sdk", "about an AWS SDK, which is not the agent", "ask for the version of the ECS agent"},
	{"bottlerocket", msgBottlerocket, hintBottlerocket},
	{"-ami-", "an AMI, which is not an agent version", "its SSM parameter has ecs_agent_version"},
	{"docker ce", "a Docker version, not an agent version", "ParseDocker reads it"},
	{"dockerversion", "a Docker version, not an agent version", "ParseDocker reads it"},
	{"docker version", "a Docker version, not an agent version", "ParseDocker reads it"},
	{"docker", "about Docker, which is not the agent", "ParseDocker reads Docker versions"},
	{"containerd", "about containerd, which is not the agent", "ask for the version of the ECS agent"},
	{"amazon linux", "an operating system, not an agent", "ask for the version of the ECS agent"},
	{"windows", "an operating system, not an agent", "ask for the version of the ECS agent"},
	{"ecs-init", "about ecs-init without its version and release", "ParsePackage reads ecs-init-1.28.1-2"},
}
