package agentver

import "strings"

// notAgent says what a text is that holds no agent version.
func notAgent(s string) (msg, hint string) {
	s = strings.Trim(s, whiteSpace)
	if strings.HasPrefix(s, "Amazon ECS Agent") {
		return "an agent that does not say its version", "treat it as unknown"
	}
	if msg, hint = somethingElse(s); msg != "" {
		return msg, hint
	}
	if d, err := ParseDocker(s); err == nil && (d.text != s || d.Edition() != "" || d.major >= firstDockerYear) {
		return "a Docker version, not an agent version", "ParseDocker reads it"
	}
	lower := strings.ToLower(s)
	for _, o := range others {
		if strings.Contains(lower, o.word) {
			return o.msg, o.hint
		}
	}
	if looksLikeVersion(s) {
		e := explainVersion(s)
		return e.Msg, e.Hint
	}
	return "no agent version in a form that AWS uses", "Parse reads a bare version such as " + exampleVersion
}

// firstDockerYear is 17: from 17.03 on Docker counted by year and month.
const firstDockerYear = 17

// looksLikeVersion reports whether s is one word that begins as a version does.
func looksLikeVersion(s string) bool {
	t := strings.TrimPrefix(s, "v")
	return t != "" && isDigit(t[0]) && leading(t, ".+") == t
}

// others are signs of versions that are not an agent's, most telling first.
var others = [...]struct{ word, msg, hint string }{
	{"platform version", "a Fargate platform version, not an agent version", "ParsePlatform reads the number"},
	{"platformversion", "a Fargate platform version, not an agent version", "ParsePlatform reads the number"},
	{"fargate", "about Fargate, where tasks need no agent version", "ParsePlatform reads platform versions"},
	{"agentversion", "a cluster query, not a version", "ParseConstraint reads conditions"},
	{"ssm-agent", "about the Systems Manager agent, which is another agent", "ask for the version of the ECS agent"},
	{"ssm agent", "about the Systems Manager agent, which is another agent", "ask for the version of the ECS agent"},
	{"ecs-cli", "about the ECS CLI, which is not the agent", "ask for the version of the ECS agent"},
	{"aws-cli", "about the AWS CLI, which is not the agent", "ask for the version of the ECS agent"},
	{"aws-sdk", "about an AWS SDK, which is not the agent", "ask for the version of the ECS agent"},
	{"bottlerocket", "a Bottlerocket version, which says nothing about the agent in it", "ask the instance for its versionInfo"},
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
