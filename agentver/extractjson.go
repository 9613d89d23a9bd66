package agentver

import "strings"

// values reads JSON values up to the end.
func (x *extractor) values(r *jsonReader, depth int) {
	for r.peek() != 0 || r.i < len(r.s) {
		x.value(r, depth, true)
		if r.bad {
			x.broken = true
			x.fail(r.offset(r.i), r.complaint(), "the text begins as JSON does; pass all of it")
			return
		}
	}
}

// member is what a member of an object holds, of which only strings matter.
type member struct {
	kind jsonKind // zero when the object has no such member
	text string
	at   int
}

// The members that mean something, by the place they have in an object.
const (
	agentVersionKey  = iota // versionInfo
	agentHashKey            // versionInfo
	dockerVersionKey        // versionInfo
	amiAgentKey             // ECS-optimized AMI
	amiRuntimeKey           // ECS-optimized AMI
	msgKey                  // log line
	logVersionKey           // log line
	commitKey               // log line
	nameKey                 // SSM parameter
	tagKey                  // tag
	valueKey                // SSM parameter or tag
	platformKey             // task or service on Fargate
	versionInfoKey          // container instance
	instanceKey             // container instance
	connectedKey            // container instance
	introspectionKey        // introspection API
	keyCount
)

// object is what an object holds, by the place of its members above.
type object [keyCount]member

// The AWS CLI and the SDK for Go write different cases.
func memberIndex(key string) int {
	switch key {
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
	case "versionInfo", "VersionInfo":
		return versionInfoKey
	case "containerInstanceArn":
		return instanceKey
	case "agentConnected", "AgentConnected":
		return connectedKey
	case "ContainerInstanceArn":
		return introspectionKey
	}
	return -1
}

// value reads a value; bare says that a string may be a version by itself, as in
// "1.7.0" and ["1.7.0"].
func (x *extractor) value(r *jsonReader, depth int, bare bool) (m member) {
	if depth > maxJSONDepth {
		r.bad, r.deep = true, true
		return m
	}
	c := r.peek()
	m.at = r.offset(r.i)
	switch {
	case r.take('{'):
		m.kind = jsonObject
		x.object(r, depth+1)
	case r.take('['):
		m.kind = jsonArray
		x.array(r, depth+1, bare, false)
	default:
		m.kind, m.text = r.scalar()
		if r.bad {
			return m
		}
		x.scalar(m, bare, c == '"')
	}
	return m
}

// scalar looks for a version in a string, and takes note of a null in place of one.
func (x *extractor) scalar(m member, bare, isString bool) {
	switch {
	case bare && m.kind == jsonNull:
		x.missing = true
		x.not(somethingElse("null"))
	case bare && isString:
		x.whole(strings.Trim(m.text, whiteSpace), m.at)
	case isString:
		x.scan(m.text, m.at)
	}
}

// array reads the elements; each says that each must report a version.
func (x *extractor) array(r *jsonReader, depth int, bare, each bool) {
	if r.take(']') {
		return
	}
	for !r.bad {
		before := x.count
		x.value(r, depth, bare)
		if each && x.count == before {
			x.missing = true
			x.not(managedInstance())
		}
		if r.take(']') {
			return
		}
		r.need(',')
	}
}

func managedInstance() (msg, hint string) {
	return "a container instance that reports no version", "ECS Managed Instances report none: treat it as unknown"
}

// object reads the members, in any order, and then what they say together.
func (x *extractor) object(r *jsonReader, depth int) {
	var o object
	before := x.count
	if !r.take('}') {
		x.members(r, depth, &o)
	}
	if !r.bad {
		x.understand(&o, depth, x.count > before)
	}
}

func (x *extractor) members(r *jsonReader, depth int, o *object) {
	for !r.bad {
		r.peek()
		key := r.text()
		r.need(':')
		if r.bad {
			return
		}
		m := x.memberValue(r, depth, key)
		if k := memberIndex(key); k >= 0 {
			if old := o[k]; old.kind != 0 && (old.kind != m.kind || old.text != m.text) {
				x.fail(m.at, "member "+key+" twice with different values", "")
			}
			o[k] = m
		}
		if r.take('}') {
			return
		}
		r.need(',')
	}
}

// memberValue is value for the member of an object.
func (x *extractor) memberValue(r *jsonReader, depth int, key string) member {
	if (key == "containerInstances" || key == "ContainerInstances") && r.take('[') {
		x.array(r, depth+1, false, true)
		return member{}
	}
	return x.value(r, depth, false)
}

// understand draws the conclusions from the members of one object.
func (x *extractor) understand(o *object, depth int, found bool) {
	before := x.count
	x.fromMember(o, agentVersionKey, o[agentHashKey], o[dockerVersionKey], FormVersionInfo)
	x.fromMember(o, amiAgentKey, member{}, o[amiRuntimeKey], FormAMI)
	if o[msgKey].text == startMarker {
		x.fromMember(o, logVersionKey, o[commitKey], member{}, FormLog)
	}
	if value := o[valueKey]; value.kind == jsonString {
		x.fromPair(o, value, depth)
	}
	if !found && x.count == before {
		x.noVersion(o)
	}
}

// fromMember reads a version from a member that holds nothing else.
func (x *extractor) fromMember(o *object, key int, hash, docker member, form Form) {
	m := o[key]
	switch {
	case m.kind == 0:
		return
	case m.kind == jsonNull, m.kind == jsonString && m.text == "":
		x.missing = true
		x.not(managedInstance())
		return
	case m.kind != jsonString:
		x.fail(m.at, "an agent version that is not a string", "write it in quotes")
		return
	}
	v, ok := x.version(m.text, m.at+1)
	if !ok {
		return
	}
	a := Agent{Version: v, Form: form}
	if !a.setHash(hash.text) {
		x.fail(hash.at+1, msgNoCommit, hintCommit)
		return
	}
	a.Docker, _ = ParseDocker(docker.text)
	x.add(a, m.at)
}

// fromPair reads a parameter or tag, which has its name and its value in two
// members; the value may be JSON.
func (x *extractor) fromPair(o *object, value member, depth int) {
	name := o[nameKey].text
	if name == "" {
		name = o[tagKey].text
	}
	name = name[strings.LastIndexByte(name, '/')+1:]
	switch {
	case strings.HasPrefix(value.text, "{"):
		x.nested(value, depth)
	case name == "ecs_agent_version":
		x.fromMember(o, valueKey, member{}, member{}, FormAMI)
	case name == "ecs_runtime_version":
		x.not("a Docker version, not an agent version", "ParseDocker reads it")
	}
}

// nested reads the JSON inside a string. A string that only begins like JSON, as
// a template does, is left alone.
func (x *extractor) nested(value member, depth int) {
	inner := extractor{input: x.input}
	inner.values(&jsonReader{s: value.text, at: value.at, folded: true}, depth+1)
	if inner.broken {
		return
	}
	if inner.err != nil && x.err == nil {
		x.err = inner.err
	}
	if inner.count > 0 {
		x.add(inner.agent, value.at)
	}
	x.missing = x.missing || inner.missing
	if inner.notMsg != "" {
		x.notAt(inner.notOffset, inner.notMsg, inner.notHint)
	}
}

// noVersion says what an object without a version is.
func (x *extractor) noVersion(o *object) {
	switch {
	case o[versionInfoKey].kind != 0, o[connectedKey].kind != 0:
		x.missing = true
		x.not(managedInstance())
	case o[instanceKey].kind != 0:
		x.not(managedInstance())
	case o[introspectionKey].kind != 0:
		x.not("an agent that does not say its version", "agents up to 0.0.3, and those told to hide it, report none: treat it as unknown")
	case o[platformKey].kind != 0:
		x.not("a Fargate platform version, not an agent version", "ParsePlatform reads it")
	case o[dockerVersionKey].kind != 0, o[amiRuntimeKey].kind != 0:
		x.not("a Docker version, not an agent version", "ParseDocker reads it")
	}
}
