package answer

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// managedAgent lists the launch types whose agent AWS itself keeps current.
var managedAgent = []string{"FARGATE", "MANAGED_INSTANCES"}

// judgeAgent judges the agent where one has to be looked at. Without a launch type
// the task may run on instances with an agent of their own.
func (t *task) judgeAgent(text string) {
	isOwn := func(l string) bool { return !slices.Contains(managedAgent, l) }
	needed := t.needsRole() && (len(t.launch) == 0 || slices.ContainsFunc(t.launch, isOwn))
	agent, ok := t.readAgent(text, needed)
	switch {
	case needed && ok:
		t.judgeVersion(agent)
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

// readAgent reads the third field. Where no answer hangs on it, what cannot be read is
// worth a note.
func (t *task) readAgent(text string, needed bool) (agent agenttext.Agent, ok bool) {
	if strings.TrimSpace(text) == "" {
		return agent, false
	}
	agent, err := agenttext.Parse(text)
	if err == nil {
		return agent, true
	}
	e := err.(*agentver.ParseError)
	f := Finding{Severity: Note, Field: FieldAgent, Message: "the version of the container agent cannot be read: " + e.Msg, Fix: e.Hint}
	if needed {
		f.Severity = Warning
	}
	if strings.Contains(f.Fix, "agentver.") || strings.Contains(f.Fix, "agenttext.") { // a hint for those who write Go
		f.Fix = "choose where the task runs: on Fargate and ECS Managed Instances AWS itself keeps the agent current"
	}
	if strings.HasPrefix(text, e.Input) {
		f.Caret = caretAt(text, e.Offset)
	}
	t.add(f)
	return agent, false
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

func (t *task) judgeVersion(agent agenttext.Agent) {
	os := agent.OS
	if !os.IsValid() {
		os = agentver.Linux
		if strings.HasPrefix(t.os.text, "WINDOWS") {
			os = agentver.Windows
		}
	}
	before := len(t.findings)
	for _, n := range t.needs() {
		if f, ok := agentver.LookupFeature(n.id); ok && n.needed {
			t.judgeFeature(n, f, agent.Version, os)
		}
	}
	if len(t.findings) == before {
		t.add(Finding{Severity: Note, Field: FieldAgent, Message: "agent " + agent.Version.String() + " is new enough" + notProven(agent)})
	}
}

// notProven: a package or an image holds an agent, and does not say that it runs.
func notProven(agent agenttext.Agent) string {
	if agent.Form.FromAgent() || agent.Form == agenttext.FormBare {
		return ""
	}
	return "; that is what the " + agent.Form.String() + " holds, and no proof that it runs"
}

func (t *task) judgeFeature(n need, f agentver.Feature, v agentver.Version, os agentver.OS) {
	problem := Finding{Field: FieldAgent}
	switch status := f.Check(v, os); {
	case status == agentver.Supported, n.faultOnly && status != agentver.Broken:
		return
	case status == agentver.TooOld:
		since, _ := f.Since(os)
		problem.Severity, problem.Message = Failure, "agent "+v.String()+" is older than "+since.String()+", which "+n.words
		problem.Fix = updateAgent(since.String() + " or later")
	case status == agentver.Broken:
		problem.Severity, problem.Message = Failure, "agent "+v.String()+" has a fault, and what "+n.words+" does not work in it"
		problem.Fix = updateAgent("a newer version")
		if mended, ok := f.MendedIn(v); ok {
			problem.Fix = updateAgent(mended.String() + " or later")
		}
	case status == agentver.Unavailable:
		problem.Severity, problem.Message = Failure, f.ID()+" does not exist on "+os.String()
		problem.Fix = "run the task on Linux"
	default:
		problem.Severity, problem.Message = Warning, "whether agent "+v.String()+" has "+f.ID()+" is not known"
		problem.Fix = "update the agent to a release"
	}
	t.add(problem)
}

func updateAgent(to string) string {
	return "update the container agent to " + to + ": aws ecs update-container-agent --cluster CLUSTER --container-instance INSTANCE"
}
