package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
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
		return []finding{{"instances-missing", warning, "", t.Where,
			"the task may run on container instances, and the version of their agents is not known",
			"pass -instances with the output of aws ecs describe-container-instances, or -launch-type FARGATE"}}
	}
	var fs []finding
	usable := false
	for _, i := range in.instances {
		problems, able := checkInstance(i, t, features)
		fs = append(fs, problems...)
		usable = usable || able
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
	checkAgent(i, osOf(i, t), features, at)
	checkAttributes(i, t, features, at)
	return fs, true
}

type instanceFinding func(rule string, s severity, fix, format string, args ...any)

func checkAgent(i awsfile.Instance, os agentver.OS, features []string, at instanceFinding) {
	version, err := agentver.Parse(i.AgentVersion.Value)
	if i.AgentVersion.Value == "" {
		at("agent-unknown", warning, "connect the agent, or pass -launch-type MANAGED_INSTANCES where AWS manages it", "it reports no agent version (no versionInfo)")
		return
	}
	if err != nil {
		at("agent-unknown", warning, "", "its agent version is unreadable: %v", err)
		return
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
		at("agent-too-old", failure, "update the container agent to "+needs.String()+" or later", "agent %s is older than %s, which %s needs", version, needs, because)
	}
}

// osOf is what the instance says it runs, else what the task asks for.
func osOf(i awsfile.Instance, t awsfile.TaskDefinition) agentver.OS {
	os, known := i.Attributes["ecs.os-type"]
	if strings.EqualFold(os, "windows") || !known && wantsWindows(t) {
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
	os, known := i.Attributes["ecs.os-type"]
	if t.OSFamily.Value != "" && known && strings.EqualFold(os, "windows") != wantsWindows(t) {
		return fmt.Sprintf("it runs %s and the task asks for %s", os, t.OSFamily.Value)
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
