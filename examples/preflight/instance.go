package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// managedAgent lists the launch types whose agent AWS itself keeps current.
var managedAgent = []string{"FARGATE", "MANAGED_INSTANCES"}

// needsInstances reports whether the task may run on container instances whose
// agent has to be looked at. Without a launch type it may.
func needsInstances(in input, t awsfile.TaskDefinition) bool {
	types := launchTypes(in, t)
	return len(types) == 0 || slices.ContainsFunc(types, func(l string) bool { return !slices.Contains(managedAgent, l) })
}

// checkInstances says which instances cannot pull for this task. features are
// the ids of agentver features that the pulls need.
func checkInstances(in input, t awsfile.TaskDefinition, features []string) []finding {
	if !in.instancesGiven {
		return []finding{instancesMissing(in, t)}
	}
	var judged [][]finding
	usable, fits := false, false
	for _, i := range in.instances {
		problems, able := checkInstance(i, t, features)
		judged = append(judged, problems)
		usable = usable || able
		fits = fits || able && judge(canPull, problems) == canPull
	}
	var fs []finding
	for _, problems := range judged {
		if fits {
			problems = notPlaced(problems)
		}
		fs = append(fs, problems...)
	}
	for _, f := range in.failures {
		fs = append(fs, finding{"instance-unusable", warning, "", f.Where, fmt.Sprintf("ECS does not describe %s: %s", f.ARN, f.Reason), ""})
	}
	if !usable {
		fs = append(fs, finding{"instances-missing", warning, "", t.Where,
			"none of the container instances can take the task now, so no agent was judged", "start one that fits, or pass all instances of the cluster"})
	}
	return fs
}

// notPlaced turns what keeps ECS from an instance into notes: where another fits,
// ECS places the task there.
func notPlaced(problems []finding) []finding {
	for i, f := range problems {
		if f.Rule == "attribute-missing" || f.Rule == "instance-unusable" {
			problems[i].Severity = note
			problems[i].Message += ", so ECS places the task on another"
		}
	}
	return problems
}

// instancesMissing asks for the instances, or where the task definition leaves
// it open, for the launch type.
func instancesMissing(in input, t awsfile.TaskDefinition) finding {
	fix := "pass -instances with the output of aws ecs describe-container-instances"
	types := launchTypes(in, t)
	if len(types) == 0 || slices.Contains(types, "FARGATE") {
		fix += ", or -launch-type FARGATE if it runs there"
	}
	return finding{"instances-missing", warning, "", t.Where,
		"the task runs on container instances as far as is known, and the version of their agents is not known", fix}
}

// checkInstance judges one instance. It is not able when it takes no tasks now;
// then its agent does not matter.
func checkInstance(i awsfile.Instance, t awsfile.TaskDefinition, features []string) (fs []finding, able bool) {
	at := func(rule string, s severity, fix, format string, args ...any) {
		fs = append(fs, finding{rule, s, "", i.Where, fmt.Sprintf("%s: ", shortName(i)) + fmt.Sprintf(format, args...), fix})
	}
	if i.Status != "" && i.Status != "ACTIVE" {
		at("instance-unusable", note, "", "its status is %s, so it takes no new tasks", i.Status)
		return fs, false
	}
	if i.Connected != nil && !*i.Connected {
		at("instance-unusable", warning, "restart the agent: sudo systemctl restart ecs", "its agent is not connected")
		return fs, false
	}
	if mismatch := platformMismatch(i, t); mismatch != "" {
		at("platform-mismatch", note, "", "%s, so ECS does not place the task on it", mismatch)
		return fs, false
	}
	if checkAgent(i, osOf(i, t), features, at) {
		checkAttributes(i, t, features, at)
	}
	return fs, true
}

type instanceFinding func(rule string, s severity, fix, format string, args ...any)

// checkAgent returns false when the agent is too old: then it is no news that
// attributes are missing.
func checkAgent(i awsfile.Instance, os agentver.OS, features []string, at instanceFinding) bool {
	version, err := agentver.Parse(i.AgentVersion.Value)
	if i.AgentVersion.Value == "" {
		at("agent-unknown", warning, "connect the agent, or pass -launch-type MANAGED_INSTANCES where AWS manages it", "it reports no agent version (no versionInfo)")
		return true
	}
	if err != nil {
		at("agent-unknown", warning, "", "its agent version %q is unreadable: %s", i.AgentVersion.Value, cli.Reason(err))
		return true
	}
	needs := agentver.Version{} // the newest that any feature needs
	var because string
	for _, id := range features {
		feature, _ := agentver.LookupFeature(id)
		switch since, _ := feature.Since(os); feature.Check(version, os) {
		case agentver.TooOld:
			if since.Compare(needs) > 0 {
				needs, because = since, id
			}
		case agentver.Unavailable:
			at("agent-too-old", failure, "", "%s does not exist on %s", id, os)
		case agentver.Unknown:
			at("agent-unknown", warning, "", "whether agent %s has %s is not known", version, id)
		}
	}
	if needs.IsValid() {
		at("agent-too-old", failure, updateAgent(i, needs), "agent %s is older than %s, which %s", version, needs, featureWords[because])
	}
	return !needs.IsValid()
}

// featureWords says why a pull needs a feature of neededFeatures.
var featureWords = map[string]string{
	agentver.ECRPull:          "pulling from ECR needs",
	"execution-role-ecr-pull": "pulling from ECR with a task execution role needs (the task has one)",
	"ecr-dualstack-uri":       "pulling from a dual-stack host needs",
	"private-registry-auth":   "repositoryCredentials need",
}

func updateAgent(i awsfile.Instance, needs agentver.Version) string {
	fix := "update the container agent to " + needs.String() + " or later"
	if parts := strings.Split(i.ARN, "/"); len(parts) == 3 {
		fix += ": aws ecs update-container-agent --cluster " + parts[1] + " --container-instance " + parts[2]
	}
	return fix
}

// osOf is what the instance says it runs, else what the task asks for.
func osOf(i awsfile.Instance, t awsfile.TaskDefinition) agentver.OS {
	value, isKnown := i.Attributes["ecs.os-type"]
	os, _ := agentver.OSFromAttribute(value)
	if os == agentver.Windows || !isKnown && wantsWindows(t) {
		return agentver.Windows
	}
	return agentver.Linux
}

func wantsWindows(t awsfile.TaskDefinition) bool {
	return strings.HasPrefix(t.OSFamily.Value, "WINDOWS")
}

// checkAttributes compares what the instance advertises with what the task and
// the features need. A version allows a feature; only the attribute proves it.
func checkAttributes(i awsfile.Instance, t awsfile.TaskDefinition, features []string, at instanceFinding) {
	if i.Attributes == nil && len(t.Attributes) > 0 {
		at("attribute-missing", warning, "pass the whole output of aws ecs describe-container-instances", "the file does not say which attributes it advertises")
	}
	if i.Attributes == nil {
		return
	}
	for _, name := range neededAttributes(t, features) {
		if _, ok := i.Attributes[name]; !ok {
			at("attribute-missing", failure, "update agent, ecs-init and Docker, and look at the agent's configuration", "it does not advertise %s", name)
		}
	}
}

func neededAttributes(t awsfile.TaskDefinition, features []string) []string {
	needed := slices.Clone(t.Attributes)
	for _, id := range features {
		feature, ok := agentver.LookupFeature(id)
		if !ok {
			continue
		}
		for name := range feature.Attributes() {
			if !slices.Contains(needed, name) {
				needed = append(needed, name)
			}
		}
	}
	return needed
}

// architectures maps runtimePlatform.cpuArchitecture to the instance attribute.
var architectures = map[string]string{"X86_64": "x86_64", "ARM64": "arm64"}

func platformMismatch(i awsfile.Instance, t awsfile.TaskDefinition) string {
	has, known := i.Attributes["ecs.cpu-architecture"]
	if want, ok := architectures[t.CPUArchitecture.Value]; ok && known && has != want {
		return fmt.Sprintf("its CPU is %s and the task asks for %s", has, t.CPUArchitecture.Value)
	}
	value, known := i.Attributes["ecs.os-type"]
	os, _ := agentver.OSFromAttribute(value)
	if t.OSFamily.Value != "" && known && (os == agentver.Windows) != wantsWindows(t) {
		return fmt.Sprintf("it runs %s and the task asks for %s", value, t.OSFamily.Value)
	}
	return ""
}

// shortName is the id at the end of the instance's ARN.
func shortName(i awsfile.Instance) string {
	if i.ARN == "" {
		return "container instance"
	}
	return i.ARN[strings.LastIndexByte(i.ARN, '/')+1:]
}
