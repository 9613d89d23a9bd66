package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// machine is a container instance with what keeps the task from it, or its pulls
// from working there.
type machine struct {
	awsfile.Instance
	os       agentver.OS
	version  agentver.Version
	err      error // why the version is unreadable
	idle     problem
	problems []problem // of a machine that takes the task
}

// problem is one thing that is wrong with a machine, in words that hold for others
// too. The zero problem is none.
type problem struct {
	rule     string
	severity severity
	says     string
	fix      string
}

// takesTask reports whether ECS could place the task on the machine now.
func (m *machine) takesTask() bool { return m.idle == problem{} }

// needsInstances reports whether the task may run on container instances whose
// agent has to be looked at. Without a launch type it may.
func (j *job) needsInstances() bool {
	types := j.launchTypes()
	return len(types) == 0 || slices.ContainsFunc(types, func(l string) bool { return !slices.Contains(managedAgent, l) })
}

// managedAgent lists the launch types whose agent AWS itself keeps current.
var managedAgent = []string{"FARGATE", "MANAGED_INSTANCES"}

// readMachines judges every container instance, once for all rules.
func (j *job) readMachines() (ms []*machine) {
	if !j.needsInstances() {
		return nil
	}
	features, faulty := j.features(), j.faulty()
	for _, i := range j.in.instances {
		m := &machine{Instance: i, os: osOf(i, j.task)}
		m.version, m.err = agentver.Parse(i.AgentVersion.Value)
		m.idle = j.idleness(m)
		if m.takesTask() {
			m.problems = j.problemsOf(m, features, faulty)
		}
		ms = append(ms, m)
	}
	if j.fits(ms) {
		notPlaced(ms)
	}
	return ms
}

// problemsOf joins what the rules about agents and attributes find. Where the agent
// is too old it is no news that attributes are missing.
func (j *job) problemsOf(m *machine, features, faulty []agentver.Feature) []problem {
	problems := agentProblems(m, features, faulty)
	if len(problems) > 0 && problems[0].rule == "agent-too-old" {
		return problems
	}
	return append(problems, attributeProblems(j.task, m, features)...)
}

// fits reports whether the task can be pulled on one of the machines.
func (j *job) fits(ms []*machine) bool {
	return slices.ContainsFunc(ms, func(m *machine) bool {
		return m.takesTask() && !slices.ContainsFunc(m.problems, func(p problem) bool { return p.severity != note })
	})
}

// notPlaced turns what keeps ECS from a machine into notes: where another fits, ECS
// places the task there.
func notPlaced(ms []*machine) {
	placed := func(p *problem) {
		if p.severity != note {
			p.severity, p.says = note, p.says+", so ECS places the task on another"
		}
	}
	for _, m := range ms {
		placed(&m.idle)
		for i := range m.problems {
			if m.problems[i].rule == "attribute-missing" {
				placed(&m.problems[i])
			}
		}
	}
}

// onMachines reports the problems of one rule, equal ones as one finding.
func (j *job) onMachines(rule string) (fs []finding) {
	at := map[problem]int{}
	for _, m := range j.machines {
		for _, p := range append([]problem{m.idle}, m.problems...) {
			if p.rule != rule {
				continue
			}
			if i, ok := at[p]; ok {
				fs[i].Same = append(fs[i].Same, m.shortName())
				continue
			}
			at[p] = len(fs)
			fs = append(fs, say(p.severity, m.Where, m.fill(p.fix), "%s: %s", m.shortName(), p.says)...)
		}
	}
	return fs
}

// fill puts the machine into a fix that is worded for all.
func (m *machine) fill(fix string) string {
	cluster, id := "CLUSTER", "CONTAINER_INSTANCE"
	if parts := strings.Split(m.ARN, "/"); len(parts) == 3 {
		cluster, id = parts[1], parts[2]
	}
	return strings.NewReplacer("<cluster>", cluster, "<instance>", id).Replace(fix)
}

// shortName is the id at the end of the instance's ARN.
func (m *machine) shortName() string {
	if m.ARN == "" {
		return "container instance"
	}
	return m.ARN[strings.LastIndexByte(m.ARN, '/')+1:]
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

// idleness says why the machine takes no tasks now, or not this one. Then its agent
// does not matter.
func (j *job) idleness(m *machine) problem {
	switch mismatch := platformOf(m.Instance, j.task); {
	case m.Status != "" && m.Status != "ACTIVE":
		return problem{"instance-unusable", note, fmt.Sprintf("its status is %s, so it takes no new tasks", m.Status), ""}
	case m.Connected != nil && !*m.Connected:
		return problem{"instance-unusable", warning, "its agent is not connected", "restart the agent: sudo systemctl restart ecs"}
	case mismatch != "":
		return problem{"platform-mismatch", note, mismatch + ", so ECS does not place the task on it", ""}
	}
	return problem{}
}

// architectures maps runtimePlatform.cpuArchitecture to the instance attribute.
var architectures = map[string]string{"X86_64": "x86_64", "ARM64": "arm64"}

// platformOf says in what the instance differs from the platform of the task.
func platformOf(i awsfile.Instance, t awsfile.TaskDefinition) string {
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
