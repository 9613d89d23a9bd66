package main

import (
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

func agentTooOld(j *job) []finding { return j.onMachines("agent-too-old") }

// agentBroken: an agent that is new enough can be one of those with a fault.
func agentBroken(j *job) []finding { return j.onMachines("agent-broken") }

func agentUnknown(j *job) []finding { return j.onMachines("agent-unknown") }

// featureWords says why a pull needs a feature of features.
var featureWords = map[string]string{
	agentver.ECRPull:          "pulling from ECR needs",
	"execution-role-ecr-pull": "pulling from ECR with a task execution role needs (the task has one)",
	"ecr-dualstack-uri":       "pulling from a dual-stack host needs",
	"ecr-endpoint":            "logging in at a FIPS host needs",
	"private-registry-auth":   "repositoryCredentials need",
}

// features lists what the pulls of a task need of the agent.
func (j *job) features() (list []agentver.Feature) {
	add := func(needed bool, id string) {
		if f, ok := agentver.LookupFeature(id); ok && needed && !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	for _, p := range j.pulls {
		private := p.isPrivate()
		add(private, agentver.ECRPull)
		add(private && j.task.ExecutionRoleARN.Value != "", "execution-role-ecr-pull")
		add(private && p.ref.Registry().IsDualStack(), "ecr-dualstack-uri")
		add(p.Credentials.Value != "", "private-registry-auth")
	}
	return list
}

// faulty lists features that matter to the pulls where an agent has them and they
// do not work: ECS sends the login for a FIPS host to another endpoint.
func (j *job) faulty() (list []agentver.Feature) {
	f, ok := agentver.LookupFeature("ecr-endpoint")
	if ok && slices.ContainsFunc(j.privateRefs(), func(ref ecrref.Ref) bool { return ref.Registry().IsFIPS() }) {
		list = append(list, f)
	}
	return list
}

// agentProblems judges the version of the agent, the worst first.
func agentProblems(m *machine, features, faulty []agentver.Feature) []problem {
	switch {
	case m.AgentVersion.Value == "":
		return []problem{{"agent-unknown", warning, "it reports no agent version (no versionInfo)",
			"connect the agent, or pass -launch-type MANAGED_INSTANCES where AWS manages it"}}
	case m.err != nil:
		return []problem{{"agent-unknown", warning,
			fmt.Sprintf("its agent version %q is unreadable: %s", m.AgentVersion.Value, cli.Reason(m.err)),
			"pass the output of aws ecs describe-container-instances as it is"}}
	}
	var list []problem
	if old := tooOld(m, features); old != (problem{}) {
		list = append(list, old)
	}
	for _, f := range slices.Concat(features, faulty) {
		if f.Check(m.version, m.os) == agentver.Broken {
			list = append(list, broken(m, f))
		}
	}
	for _, f := range features {
		switch f.Check(m.version, m.os) {
		case agentver.Unavailable:
			list = append(list, problem{"agent-too-old", failure, fmt.Sprintf("%s does not exist on %s", f, m.os), "run the task on Linux"})
		case agentver.Unknown:
			list = append(list, problem{"agent-unknown", warning, fmt.Sprintf("whether agent %s has %s is not known", m.version, f),
				"update the agent to a release"})
		}
	}
	return list
}

// tooOld names the newest version that any of the features needs.
func tooOld(m *machine, features []agentver.Feature) problem {
	var needs agentver.Version
	var because agentver.Feature
	for _, f := range features {
		since, _ := f.Since(m.os)
		if f.Check(m.version, m.os) == agentver.TooOld && since.Compare(needs) > 0 {
			needs, because = since, f
		}
	}
	if !needs.IsValid() {
		return problem{}
	}
	return problem{"agent-too-old", failure,
		fmt.Sprintf("agent %s is older than %s, which %s", m.version, needs, featureWords[because.String()]),
		updateAgent(needs.String() + " or later")}
}

// broken names the version in which a feature works again.
func broken(m *machine, f agentver.Feature) problem {
	says := fmt.Sprintf("agent %s has a fault, and what %s does not work in it", m.version, featureWords[f.String()])
	mended, known := f.MendedIn(m.version)
	if !known {
		return problem{"agent-broken", failure, says, updateAgent("a newer version")}
	}
	return problem{"agent-broken", failure, says + "; " + mended.String() + " mends it", updateAgent(mended.String() + " or later")}
}

func updateAgent(to string) string {
	return "update the container agent to " + to + ": aws ecs update-container-agent --cluster <cluster> --container-instance <instance>"
}
