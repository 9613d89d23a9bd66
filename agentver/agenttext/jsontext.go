package agenttext

import "strings"

// json reads a text as JSON and reports whether it is.
func (x *extractor) json(r *jsonReader, depth int, bare bool) bool {
	values := r.values(depth)
	if r.bad {
		return false
	}
	x.elements(values, depth, bare)
	return true
}

// value looks for a version in a value; bare says that a string may be one by
// itself, as in "1.7.0" and ["1.7.0"].
func (x *extractor) value(v *jsonValue, depth int, bare bool) {
	switch v.kind {
	case jsonObject:
		x.object(v, depth+1)
	case jsonArray:
		x.elements(v.items, depth+1, bare)
	case jsonString:
		x.text(v, depth, bare)
	case jsonNull:
		if bare {
			x.missing = true
			x.not(somethingElse("null"))
		}
	}
}

// text looks for a version in a string, which may hold JSON. A string that only
// begins as JSON does, such as a template, is a text like any other.
func (x *extractor) text(v *jsonValue, depth int, bare bool) {
	s := strings.Trim(v.text, whiteSpace)
	if looksLikeJSON(s) && x.json(&jsonReader{s: s, at: v.at, folded: true}, depth+1, bare) {
		return
	}
	switch {
	case !bare:
		x.scan(s, v.at)
	case isMissing(s):
		x.missing = true
		x.not(somethingElse(s))
	default:
		before := x.count
		x.whole(s, v.at)
		x.missing = x.missing || x.count == before && isMangled(s)
	}
}

// elements reads the values of an array. If one of them is the versionInfo of an
// instance, or has one, then every object among them should.
func (x *extractor) elements(items []jsonValue, depth int, bare bool) {
	reported, silent := false, false
	for i := range items {
		v, before := &items[i], x.count
		x.value(v, depth, bare)
		if v.kind == jsonObject {
			found := x.count > before
			reported = reported || found && v.has(agentVersionKey, versionInfoKey)
			silent = silent || !found
		}
	}
	x.missing = x.missing || reported && silent
}

// has reports whether v is an object with one of the members.
func (v *jsonValue) has(keys ...int) bool {
	for i := range v.items {
		for _, k := range keys {
			if memberIndex(v.items[i].name) == k {
				return true
			}
		}
	}
	return false
}

// object reads the members, in any order, and then what they say together.
func (x *extractor) object(v *jsonValue, depth int) {
	o := x.members(v)
	if o.isInstance() {
		x.instance(&o, depth)
		return
	}
	before := x.count
	for i := range v.items {
		if m := &v.items[i]; memberIndex(m.name) == instancesKey && m.kind == jsonArray {
			x.instances(m.items, depth+1)
		} else {
			x.value(m, depth, false)
		}
	}
	x.understand(&o, depth)
	if x.count == before {
		x.noVersion(&o)
	}
}

// members sorts the members that mean something. A name that comes twice with
// different values is a mistake, for who can tell which of them counts?
func (x *extractor) members(v *jsonValue) (o object) {
	var others map[string]*jsonValue
	for i := range v.items {
		m := &v.items[i]
		k := memberIndex(m.name)
		old := &o[max(k, 0)]
		if k < 0 {
			if m.kind != jsonObject && m.kind != jsonArray {
				continue
			}
			if others == nil {
				others = map[string]*jsonValue{}
			}
			other := others[m.name]
			others[m.name], old = m, &other
		}
		if *old != nil && !(*old).equal(m) {
			x.fail(m.at, "member "+m.name+" twice with different values", "leave one of them out")
		}
		*old = m
	}
	return o
}

// instances reads the elements of containerInstances, each of which should
// report a version.
func (x *extractor) instances(items []jsonValue, depth int) {
	for i := range items {
		o := x.members(&items[i])
		x.instance(&o, depth+1)
	}
}

// instance reads the version that a container instance reports itself. Whatever
// else it holds, such as tags and attributes, is written by people.
func (x *extractor) instance(o *object, depth int) {
	before := x.count
	if info := o[versionInfoKey]; info != nil {
		x.versionInfo(info, depth)
	}
	x.fromMember(o, agentVersionKey, FormVersionInfo)
	if x.count == before && x.err == nil {
		x.missing = true
		x.not(managedInstance())
	}
}

// versionInfo reads what an instance reports, which some tools write as a string.
func (x *extractor) versionInfo(v *jsonValue, depth int) {
	if v.kind == jsonString && depth < maxJSONDepth {
		r := &jsonReader{s: v.text, at: v.at, folded: true}
		inner := r.values(depth + 1)
		if r.bad || len(inner) != 1 {
			return
		}
		v = &inner[0]
	}
	o := x.members(v)
	x.fromMember(&o, agentVersionKey, FormVersionInfo)
}

func managedInstance() (msg, hint string) {
	return "a container instance that reports no version", "ECS Managed Instances report none: treat it as unknown"
}

// understand draws the conclusions from the members of one object.
func (x *extractor) understand(o *object, depth int) {
	x.fromMember(o, agentVersionKey, FormVersionInfo)
	x.fromMember(o, amiAgentKey, FormAMI)
	if o.string(msgKey) == startMarker {
		x.fromMember(o, logVersionKey, FormLog)
	}
	if o[valueKey] != nil {
		x.fromPair(o)
	}
}

// fromMember reads a version from a member that holds nothing else, and what
// stands beside it.
func (x *extractor) fromMember(o *object, key int, form Form) {
	m := o[key]
	switch {
	case m == nil:
		return
	case m.kind == jsonNull, m.kind == jsonString && strings.Trim(m.text, whiteSpace) == "":
		x.missing = true
		x.not(noMember(form))
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
	switch form {
	case FormVersionInfo:
		a.setHash(o.string(agentHashKey))
		a.Docker = x.docker(o.string(dockerVersionKey))
	case FormLog:
		a.setHash(o.string(commitKey))
	case FormAMI:
		a.Docker = x.docker(o.string(amiRuntimeKey))
	}
	x.add(a, m.at)
}

// noMember says what an empty version means.
func noMember(form Form) (msg, hint string) {
	if form == FormAMI {
		return "an AMI that names no agent version", "ask an instance that runs it"
	}
	return managedInstance()
}

// fromPair reads a parameter or tag, which has its name and its value in two
// members.
func (x *extractor) fromPair(o *object) {
	name := o.string(nameKey)
	if name == "" {
		name = o.string(tagKey)
	}
	switch name[strings.LastIndexByte(name, '/')+1:] {
	case "ecs_agent_version":
		x.fromMember(o, valueKey, FormAMI)
	case "ecs_runtime_version":
		x.not("a Docker version, not an agent version", "ParseDocker reads it")
	}
}

// noVersion says what an object without a version is.
func (x *extractor) noVersion(o *object) {
	platform := o.string(platformKey)
	switch {
	case platform != "":
		x.not("a Fargate platform version, not an agent version", "ParsePlatform reads it")
	case o[taskKey] != nil, o[platformKey] != nil:
		x.not("a task or service, which has no agent version", "describe the container instances that it runs on")
	case o[introspectionKey] != nil:
		x.not("an agent that does not say its version", "agents up to 0.0.3, and those told to hide it, report none: treat it as unknown")
	case o[dockerVersionKey] != nil, o[amiRuntimeKey] != nil:
		x.not("a Docker version, not an agent version", "ParseDocker reads it")
	}
}
