package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// machine is a container instance with what keeps the task from it, or its pulls from
// working there. Of one that stands for the bare version of an agent nothing else is
// known.
type machine struct {
	fleet.Instance
	name     string // "" where only a version is known
	version  agentver.Version
	os       agentver.OS
	proof    string  // what the text that names the version does not prove
	cpu      string  // attribute ecs.cpu-architecture
	idle     problem // why it takes no tasks, or not this one
	problems []problem
}

// problem is one thing that is wrong with a machine, in words that hold for others
// too. The zero problem is none.
type problem struct {
	severity  Severity
	says, fix string
	placed    bool // ECS itself keeps the task away
}

// takesTask reports whether ECS could place the task on the machine now.
func (m *machine) takesTask() bool { return m.idle == problem{} && m.Failure == "" }

// machinesOf lists instances as ECS describes them, or says why it does not.
func machinesOf(text string, instances []fleet.Instance) (ms []*machine) {
	for _, in := range instances {
		m := &machine{Instance: in, name: shortName(in.ID), os: in.OS, cpu: attributeOf(text[in.Offset:], "ecs.cpu-architecture")}
		if !m.os.IsValid() && slices.Contains(in.Attributes, "ecs.os-type") { // it says that it is of another family
			m.os = agentver.Linux
		}
		ms = append(ms, m)
	}
	return ms
}

// attributeOf is the value of an attribute of the instance that begins a text; fleet
// keeps the names.
func attributeOf(text, name string) (value string) {
	s := jsonscan.New(text)
	e, _ := envelopeOf(s.Raw())
	list := jsonscan.New(e.member("attributes").raw)
	if list.Peek() != jsonscan.Array {
		return ""
	}
	for list.Open('['); list.Element(); {
		if attribute, _ := envelopeOf(list.Raw()); attribute.member("name").text() == name {
			value = attribute.member("value").text()
		}
	}
	return value
}

// member is a member by its name as the AWS CLI writes it; the SDK for Go writes a capital.
func (e envelope) member(name string) part {
	if v, ok := e[name]; ok {
		return v
	}
	return e[strings.ToUpper(name[:1])+name[1:]]
}

// judgeMachines judges every machine, and what they are together.
func (t *task) judgeMachines(ms []*machine) {
	var described []*machine
	needs := t.needs()
	attributes := t.neededAttributes(needs)
	for _, m := range ms {
		if m.Failure == "" {
			described = append(described, m)
			t.judgeMachine(m, needs, attributes)
		}
	}
	if slices.ContainsFunc(described, (*machine).fits) {
		notPlaced(described)
	}
	t.addProblems(described)
	t.judgeFailures(ms, len(described) == 0)
	switch {
	case len(ms) == 0:
		t.warnOfAgent("the cluster has no container instance, so nothing can be pulled there now and no agent was judged",
			"start instances that register with the cluster (ECS_CLUSTER in /etc/ecs/ecs.config), or choose where else the task runs")
	case len(described) > 0 && !slices.ContainsFunc(described, (*machine).takesTask):
		t.warnOfAgent("none of the container instances can take the task now, so no agent was judged",
			"start one that fits, or paste all instances of the cluster")
	}
}

func (t *task) warnOfAgent(message, fix string) {
	t.add(Finding{Severity: Warning, Field: FieldAgent, Message: message, Fix: fix})
}

// judgeMachine judges one machine: what keeps the task from it, else its agent.
func (t *task) judgeMachine(m *machine, needs []need, attributes []string) {
	if !m.os.IsValid() {
		m.os = agentver.Linux
		if t.wantsWindows() {
			m.os = agentver.Windows
		}
	}
	if m.idle = t.idleness(m); !m.takesTask() {
		return
	}
	m.problems = m.readVersion()
	if m.version.IsValid() {
		m.problems = m.judgeVersion(needs)
	}
	isFailure := func(p problem) bool { return p.severity == Failure }
	if !slices.ContainsFunc(m.problems, isFailure) { // else it is no news that attributes are missing
		m.problems = append(m.problems, t.judgeAttributes(m, attributes)...)
	}
}

// readVersion reads the version that an instance reports, unless it is known already.
func (m *machine) readVersion() []problem {
	if m.version.IsValid() {
		return nil
	}
	if m.AgentVersion == "" {
		return []problem{{severity: Warning, says: "it reports no agent version (no versionInfo)",
			fix: "connect the agent, or choose ECS Managed Instances where AWS manages it"}}
	}
	v, err := agentver.Parse(m.AgentVersion)
	if err != nil {
		return []problem{{severity: Warning, says: "its agent version " + strconv.Quote(shorten(m.AgentVersion)) + " is unreadable: " +
			err.(*agentver.ParseError).Msg, fix: "paste the output of aws ecs describe-container-instances as it is"}}
	}
	m.version = v
	return nil
}

func (t *task) wantsWindows() bool { return strings.HasPrefix(t.os.text, "WINDOWS") }

// idleness says why a machine takes no tasks now, or not this one. Then its agent does
// not matter.
func (t *task) idleness(m *machine) problem {
	switch mismatch := t.mismatch(m); {
	case m.Status != "" && m.Status != "ACTIVE":
		return problem{severity: Note, says: "its status is " + shorten(m.Status) + ", so it takes no new tasks", placed: true}
	case m.Disconnected:
		return problem{severity: Warning, says: "its agent is not connected", fix: "restart the agent: sudo systemctl restart ecs", placed: true}
	case mismatch != "":
		return problem{severity: Note, says: mismatch + ", so ECS does not place the task on it", placed: true}
	}
	return problem{}
}

// mismatch says in what a machine differs from the platform of the task.
func (t *task) mismatch(m *machine) string {
	isKnown := slices.Contains(m.Attributes, "ecs.os-type")
	switch want := strings.ToLower(t.cpu.text); {
	case (want == "x86_64" || want == "arm64") && m.cpu != "" && m.cpu != want:
		return "its CPU is " + shorten(m.cpu) + " and the task asks for " + t.cpu.text
	case t.os.text != "" && isKnown && (m.os == agentver.Windows) != t.wantsWindows():
		return "it runs " + m.os.String() + " and the task asks for " + shorten(t.os.text)
	}
	return ""
}

// judgeAttributes compares what a machine advertises with what the task and the pulls
// need. A version allows a feature; only the attribute proves it.
func (t *task) judgeAttributes(m *machine, needed []string) (list []problem) {
	if m.Attributes == nil && len(t.attributes) > 0 {
		return []problem{
			{severity: Warning, says: "the task definition has requiresAttributes, and which attributes the instance advertises is not said",
				fix: "paste the whole of what aws ecs describe-container-instances prints"},
		}
	}
	if m.Attributes == nil {
		return nil
	}
	for _, name := range needed {
		if !slices.Contains(m.Attributes, name) {
			list = append(list, problem{severity: Failure, says: "it does not advertise " + shorten(name), fix: advertise(name), placed: true})
		}
	}
	return list
}

func (t *task) neededAttributes(needs []need) []string {
	needed := slices.Clone(t.attributes)
	for _, n := range needs {
		if f, ok := agentver.LookupFeature(n.id); ok && n.needed && !n.faultOnly {
			needed = slices.AppendSeq(needed, f.Attributes())
		}
	}
	slices.Sort(needed)
	return slices.Compact(needed)
}

func advertise(name string) string {
	if strings.HasPrefix(name, "ecs.") || strings.HasPrefix(name, "com.amazonaws.ecs.") {
		return "start its agent anew, which registers what it offers: sudo systemctl restart ecs, on Windows Restart-Service AmazonECS; " +
			"the program preflight says what else an attribute needs"
	}
	return "it is no capability of the agent, so somebody has to set it: aws ecs put-attributes --cluster CLUSTER --attributes name=" +
		shorten(name) + ",targetType=container-instance,targetId=INSTANCE"
}

// fits reports whether the task can be pulled on the machine.
func (m *machine) fits() bool {
	return m.takesTask() && !slices.ContainsFunc(m.problems, func(p problem) bool { return p.severity != Note })
}

// notPlaced turns what keeps ECS from a machine into notes: where another fits, ECS
// places the task there.
func notPlaced(ms []*machine) {
	for _, m := range ms {
		m.idle.leave()
		for i := range m.problems {
			m.problems[i].leave()
		}
	}
}

func (p *problem) leave() {
	if p.placed && p.severity != Note {
		p.severity, p.says = Note, p.says+", so ECS places the task on another"
	}
}
