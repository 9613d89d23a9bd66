package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// object is what an object holds.
type object struct {
	members [keyCount]member
	others  map[string]string // spelling of the objects and arrays among the other members, by name
	count   int               // of different names
	info    report            // what versionInfo says
	twice   member            // its text is the name of a member that comes twice with different values
}

// member is the value of a member.
type member struct {
	kind jsonscan.Kind // None: there is no such member
	text string        // of a string, decoded
	raw  string
	at   int // offset in the input
}

// report is what a container instance says of its agent.
type report struct {
	isSet                 bool // the object has agentVersion or versionInfo
	version, hash, docker member
	twice                 member
}

// The members that mean something.
const (
	noKey            = iota
	agentVersionKey  // versionInfo
	agentHashKey     // versionInfo
	dockerVersionKey // versionInfo
	amiAgentKey      // ECS-optimized AMI
	amiRuntimeKey    // ECS-optimized AMI
	msgKey           // log line
	logVersionKey    // log line
	commitKey        // log line
	nameKey          // SSM parameter
	tagKey           // tag
	valueKey         // SSM parameter or tag
	platformKey      // task or service on Fargate
	taskKey          // task
	instancesKey     // answer of describe-container-instances
	versionInfoKey   // container instance
	instanceKey      // container instance, task
	connectedKey     // container instance
	introspectionKey // introspection API; the SDK for Go also writes it for instanceKey
	keyCount
)

// keyOf returns the key of a name. The AWS CLI and the SDK for Go write different
// cases.
func keyOf(name string) int {
	switch name {
	case "agentVersion", "AgentVersion":
		return agentVersionKey
	case "agentHash", "AgentHash":
		return agentHashKey
	case "dockerVersion", "DockerVersion":
		return dockerVersionKey
	case "ecs_agent_version":
		return amiAgentKey
	case "ecs_runtime_version":
		return amiRuntimeKey
	case "msg":
		return msgKey
	case "version":
		return logVersionKey
	case "commit":
		return commitKey
	case "Name", "name":
		return nameKey
	case "Key", "key":
		return tagKey
	case "Value", "value":
		return valueKey
	case "platformVersion", "PlatformVersion":
		return platformKey
	case "taskArn", "TaskArn":
		return taskKey
	case "containerInstances", "ContainerInstances":
		return instancesKey
	case "versionInfo", "VersionInfo":
		return versionInfoKey
	case "containerInstanceArn":
		return instanceKey
	case "agentConnected", "AgentConnected":
		return connectedKey
	case "ContainerInstanceArn":
		return introspectionKey
	}
	return noKey
}

// has reports whether o has one of the members.
func (o *object) has(keys ...int) bool {
	for _, k := range keys {
		if o.members[k].kind != jsonscan.None {
			return true
		}
	}
	return false
}

// text returns the text of a member that is a string, "" for all others.
func (o *object) text(key int) string { return o.members[key].text }

func (o *object) isInstance() bool {
	return o.has(versionInfoKey, connectedKey) || o.has(instanceKey) && !o.has(taskKey)
}

// object reads the members, in any order, and then what they say together.
// Whatever a container instance holds beside what it reports itself, such as tags
// and attributes, is written by people, so that it is put back.
func (x *reader) object(t *jsonText, p place) report {
	before := x.findings
	var o object
	x.members(t, p, &o)
	r := report{
		isSet: o.has(agentVersionKey, versionInfoKey), twice: o.twice,
		version: o.members[agentVersionKey], hash: o.members[agentHashKey], docker: o.members[dockerVersionKey],
	}
	if p.instances || o.isInstance() {
		x.findings = before
		x.failTwice(o.twice)
		x.instance(o.info, r)
		return r
	}
	x.failTwice(o.twice)
	x.understand(&o, r, p)
	if x.count == before.count {
		x.noVersion(&o)
	}
	return r
}

// members reads the members of an object.
func (x *reader) members(t *jsonText, p place, o *object) {
	for t.Open('{'); t.Member(); {
		name, key, before := t.Name(), keyOf(t.Name()), x.findings
		m := member{kind: t.Peek(), at: t.offset()}
		start, inner := t.Offset(), p.within()
		inner.instances = key == instancesKey && m.kind == jsonscan.Array
		var r report
		if m.kind == jsonscan.String {
			m.text = t.String()
			r = x.string(m.text, m.at, inner)
		} else {
			r = x.value(t, inner)
		}
		m.raw = t.text[start:t.Offset()]
		if key == versionInfoKey {
			o.info = r
		}
		if key == agentVersionKey && m.kind == jsonscan.Object {
			x.findings = before // of another kind of agent
		}
		o.put(name, key, m)
	}
}

// put adds a member. A name that comes twice with different values is a mistake,
// for who can tell which of them counts? Of members that mean nothing here it is
// known only of objects and arrays, which may have held a version.
func (o *object) put(name string, key int, m member) {
	old := o.members[key].raw
	switch {
	case key != noKey:
		o.members[key] = m
	case m.kind == jsonscan.Object || m.kind == jsonscan.Array:
		if o.others == nil {
			o.others = map[string]string{}
		}
		old, o.others[name] = o.others[name], m.raw
	}
	if old == "" {
		o.count++
	} else if old != m.raw && o.twice.kind == jsonscan.None {
		o.twice = member{kind: m.kind, text: name, at: m.at}
	}
}

func (x *reader) failTwice(m member) {
	if m.kind != jsonscan.None {
		x.fail(m.at, "member "+quote.Text(m.text)+" twice with different values", "leave one of them out")
	}
}

// instance reads the version that a container instance reports itself, in
// versionInfo or, as --query may arrange it, beside its other members.
func (x *reader) instance(info, own report) {
	before := x.count
	x.failTwice(info.twice)
	x.agentVersion(info)
	x.agentVersion(own)
	if x.count == before {
		x.silentInstance()
	}
}

func (x *reader) silentInstance() {
	x.missing = true
	x.not("a container instance that reports no version", "ECS Managed Instances report none: treat it as unknown")
}

// agentVersion reads what an instance reports.
func (x *reader) agentVersion(r report) {
	if v, ok := x.member(r.version, FormVersionInfo); ok {
		a := Agent{Version: v, Docker: x.docker(r.docker.text), Form: FormVersionInfo}
		x.addHashed(a, r.hash.text, r.version.at)
	}
}

// member reads a version from a member that holds nothing else.
func (x *reader) member(m member, form Form) (v agentver.Version, ok bool) {
	switch {
	case m.kind == jsonscan.None:
		return v, false
	case m.kind == jsonscan.Null, m.kind == jsonscan.String && strings.Trim(m.text, whiteSpace) == "":
		if form == FormAMI {
			x.not("an AMI that names no agent version", "ask an instance that runs it")
		}
		x.silentInstance()
		return v, false
	case m.kind == jsonscan.Object:
		x.notAt(m.at, "another kind of agent, such as one of Amazon Bedrock", "pass versionInfo of a container instance")
		return v, false
	case m.kind != jsonscan.String:
		x.fail(m.at, "an agent version that is not a string", "write it in quotes")
		return v, false
	}
	return x.version(m.text, m.at+1)
}

// understand draws the conclusions from the members of one object.
func (x *reader) understand(o *object, r report, p place) {
	x.ownVersion(o, r, p)
	if v, ok := x.member(o.members[amiAgentKey], FormAMI); ok {
		x.add(Agent{Version: v, Docker: x.docker(o.text(amiRuntimeKey)), Form: FormAMI}, o.members[amiAgentKey].at)
	}
	if o.text(msgKey) == startMarker {
		if v, ok := x.member(o.members[logVersionKey], FormLog); ok {
			x.addHashed(Agent{Version: v, Form: FormLog}, o.text(commitKey), o.members[logVersionKey].at)
		}
	}
	if o.has(valueKey) {
		x.fromPair(o)
	}
}

// ownVersion reads agentVersion outside a container instance. Many products have
// such a member: it is that of the ECS agent beside the other members of a
// versionInfo, by itself, and in a line of the agent's log.
func (x *reader) ownVersion(o *object, r report, p place) {
	m := r.version
	switch {
	case m.kind == jsonscan.None:
	case m.kind == jsonscan.Object, o.isVersionInfo():
		x.agentVersion(r)
	case p.alone && o.count == 1:
		v, _ := readVersion(m.text)
		if msg, hint := otherNumbers(v); msg != "" {
			x.notAt(m.at, msg, hint)
			return
		}
		x.agentVersion(r)
	case namesAgent(o.text(msgKey)):
		x.logged(o.text(msgKey), m.text, m.at+1)
	default:
		x.notAt(m.at, "agentVersion of an agent that is not said to be that of Amazon ECS",
			"pass versionInfo as describe-container-instances prints it, with its agentHash")
	}
}

// isVersionInfo reports whether an object with agentVersion is a versionInfo: it has a
// commit or a Docker version as the ECS agent writes them, or beside the three members
// of versionInfo none at all. Other products write agentVersion and dockerVersion too.
func (o *object) isVersionInfo() bool {
	hash, docker := strings.TrimPrefix(o.text(agentHashKey), "*"), o.text(dockerVersionKey)
	if hash == unknownHash || isHash(hash) || docker == "containerd" || strings.HasPrefix(docker, versionInfoPrefix) {
		return true
	}
	count := 1
	for _, key := range [...]int{agentHashKey, dockerVersionKey} {
		if o.has(key) {
			count++
		}
	}
	return count > 1 && count == o.count
}

// fromPair reads a parameter or tag, which has its name and its value in two
// members.
func (x *reader) fromPair(o *object) {
	name := o.text(nameKey)
	if name == "" {
		name = o.text(tagKey)
	}
	switch name[strings.LastIndexByte(name, '/')+1:] {
	case "ecs_agent_version":
		if v, ok := x.member(o.members[valueKey], FormAMI); ok {
			x.add(Agent{Version: v, Form: FormAMI}, o.members[valueKey].at)
		}
	case "ecs_runtime_version":
		x.not(msgDocker, hintDocker)
	}
}

// noVersion says what an object without a version is.
func (x *reader) noVersion(o *object) {
	switch {
	case o.text(platformKey) != "":
		x.not("a Fargate platform version, not an agent version", "agentver.ParsePlatform reads it")
	case o.has(taskKey, platformKey):
		x.not("a task or service, which has no agent version", "describe the container instances that it runs on")
	case o.has(introspectionKey):
		x.not("an agent that does not say its version", "agents up to 0.0.3, and those told to hide it, report none: treat it as unknown")
	case o.has(dockerVersionKey, amiRuntimeKey):
		x.not(msgDocker, hintDocker)
	}
}
