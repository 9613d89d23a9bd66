package answer

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
)

// managedAgent lists the launch types whose agent AWS itself keeps current.
var managedAgent = []string{"FARGATE", "MANAGED_INSTANCES"}

// judgeAgent judges the agents where they have to be looked at. Without a launch type
// the task may run on instances with an agent of their own.
func (t *task) judgeAgent(text string) {
	isOwn := func(l string) bool { return !slices.Contains(managedAgent, l) }
	needed := t.needsRole() && (len(t.launch) == 0 || slices.ContainsFunc(t.launch, isOwn))
	machines, ok := t.readAgent(text, needed)
	switch {
	case needed && ok:
		t.judgeMachines(machines)
	case needed && strings.TrimSpace(text) == "":
		fix := "paste its version, or what describe-container-instances prints"
		if len(t.launch) == 0 || slices.Contains(t.launch, "FARGATE") {
			fix += ", or choose the launch type Fargate if the task runs there"
		}
		t.add(Finding{Severity: Warning, Field: FieldAgent, Fix: fix,
			Message: "the task runs on container instances as far as is known, and the version of their agent is not known"})
	case ok && t.needsRole():
		t.add(Finding{Severity: Note, Field: FieldAgent, Message: "AWS itself keeps the agent current there, so its version does not matter"})
	}
}

// readAgent reads the third field: the container instances that ECS describes, or any
// text with the version of one agent. Where no answer hangs on it, what cannot be read
// is worth a note.
func (t *task) readAgent(text string, needed bool) (machines []*machine, ok bool) {
	if strings.TrimSpace(text) == "" {
		return nil, false
	}
	if long := tooLong(text, FieldAgent); long != nil {
		if !needed {
			long.Severity = Note
		}
		t.add(*long)
		return nil, false
	}
	instances, err := fleet.Parse([]byte(text))
	if err == nil {
		return machinesOf(text, instances), true
	}
	agent, unread := agenttext.Parse(text)
	f := Finding{Severity: Note, Field: FieldAgent}
	if needed {
		f.Severity = Warning
	}
	switch {
	case unread != nil:
		e := unread.(*agentver.ParseError)
		f.Message, f.Fix = "the version of the container agent cannot be read: "+e.Msg, hint.Plain(e.Hint)
		if f.Fix == "" {
			f.Fix = t.pasteAgent()
		}
		if strings.HasPrefix(text, e.Input) {
			f.place = caretAt(text, e.Offset)
		}
	case describesInstances(text):
		e := err.(*agentver.ParseError)
		f.Message = "beside agent " + agent.Version.String() + " this says more of container instances, which cannot be read: " + e.Msg
		f.Fix = "paste the whole of what aws ecs describe-container-instances prints, or the version alone"
		f.place = caretAt(text, e.Offset)
	default:
		return []*machine{{version: agent.Version, os: agent.OS, proof: notProven(agent)}}, true
	}
	t.add(f)
	return nil, false
}

// pasteAgent says what to paste, and where it is not known where the task runs, what
// makes that needless.
func (t *task) pasteAgent() string {
	fix := "paste agentVersion as describe-container-instances prints it, such as 1.102.2"
	if len(t.launch) == 0 {
		fix += "; or choose where the task runs: on Fargate and ECS Managed Instances AWS itself keeps the agent current"
	}
	return fix
}

// describesInstances reports whether a text has what ECS says of container instances,
// beside the version.
func describesInstances(text string) bool {
	text = strings.ToLower(text)
	said := func(word string) bool { return strings.Contains(text, word) }
	return slices.ContainsFunc([]string{"containerinstances", "agentconnected", "registeredresources", "failures", `"attributes"`}, said)
}

// need is what a pull needs of the agent, in words.
type need struct {
	id, words string
	needed    bool
	faultOnly bool // agents without it do well, those where it is broken do not
}

// needs lists what the pulls need of the agent.
func (t *task) needs() []need {
	has := func(is func(ecrref.Registry) bool) bool {
		return slices.ContainsFunc(t.private(), func(r ecrref.Ref) bool { return is(r.Registry()) })
	}
	return []need{
		{agentver.ECRPull, "pulling from ECR needs", true, false},
		{"execution-role-ecr-pull", "pulling from ECR with a task execution role needs (the task has one)", t.role.isGiven(), false},
		{"ecr-dualstack-uri", "pulling from a dual-stack host needs", has(ecrref.Registry.IsDualStack), false},
		{"ecr-endpoint", "logging in at a FIPS host needs", has(ecrref.Registry.IsFIPS), true},
		{"private-registry-auth", "repositoryCredentials need",
			slices.ContainsFunc(t.containers, func(c *container) bool { return c.credentials.isGiven() }), false},
	}
}

// judgeVersion returns what is wrong with the version of the agent.
func (m *machine) judgeVersion(needs []need) (problems []problem) {
	for _, n := range needs {
		if f, ok := agentver.LookupFeature(n.id); ok && n.needed {
			problems = append(problems, n.judge(f, m.version, m.os)...)
		}
	}
	return problems
}

// notProven: a package or an image holds an agent, and does not say that it runs.
func notProven(agent agenttext.Agent) string {
	if agent.Form.FromAgent() || agent.Form == agenttext.FormBare {
		return ""
	}
	return "; that is what the " + agent.Form.String() + " holds, and no proof that it runs"
}

// judge returns what is wrong with a version for the need, if anything.
func (n need) judge(f agentver.Feature, v agentver.Version, os agentver.OS) []problem {
	var p problem
	switch status := f.Check(v, os); {
	case status == agentver.Supported, n.faultOnly && status != agentver.Broken:
		return nil
	case status == agentver.TooOld:
		since, _ := f.Since(os)
		p = problem{severity: Failure, says: "agent " + v.String() + " is older than " + since.String() + ", which " + n.words,
			fix: updateAgent(since.String() + " or later")}
	case status == agentver.Broken:
		p = problem{severity: Failure, says: "agent " + v.String() + " has a fault, and what " + n.words + " does not work in it",
			fix: updateAgent("a newer version")}
		if mended, ok := f.MendedIn(v); ok {
			p.fix = updateAgent(mended.String() + " or later")
		}
	case status == agentver.Unavailable:
		p = problem{severity: Failure, says: f.ID() + " does not exist on " + os.String(), fix: "run the task on Linux"}
	default:
		p = problem{severity: Warning, says: "whether agent " + v.String() + " has " + f.ID() + " is not known",
			fix: "update the agent to a release"}
	}
	return []problem{p}
}

func updateAgent(to string) string {
	return "update the container agent to " + to + ": aws ecs update-container-agent --cluster CLUSTER --container-instance INSTANCE"
}
