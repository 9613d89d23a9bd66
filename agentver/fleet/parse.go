package fleet

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// Parse reads the container instances in what aws ecs describe-container-instances
// prints, in the order of the text:
//
//	{"containerInstances":[…],"failures":[…]}    the answer, or several of them in a row
//	[{"containerInstanceArn":…},…]               --query containerInstances
//	{"containerInstanceArn":…}                   one instance, as in the event of a state change
//
// A failure is an instance too, of which only the ARN is known: a missing answer is
// not a good one. Names may begin with a capital, as the SDK for Go writes them. Other
// members are stepped over.
//
// The error is a *agentver.ParseError whose Offset says where, and whose Msg has the
// JSON pointer.
func Parse(b []byte) ([]Instance, error) {
	p := parser{text: string(b)}
	p.Scanner = jsonscan.New(p.text)
	if p.Peek() == jsonscan.None && p.Offset() == len(p.text) {
		p.Fail(0, "the text is empty", "pass what aws ecs describe-container-instances prints")
	}
	for p.Peek() != jsonscan.None {
		p.document("")
	}
	p.End()
	if err := p.Err(); err != nil {
		return nil, p.explain(err)
	}
	return p.instances, nil
}

// parser walks the text once.
type parser struct {
	jsonscan.Scanner
	text      string
	instances []Instance
}

func (p *parser) explain(err *jsonscan.Error) error {
	msg := err.Msg
	if pointer := jsonscan.Pointer(p.text, err.Offset); pointer != "" {
		msg += " (at " + pointer + ")"
	}
	safe := redact.Text(p.text)
	return &agentver.ParseError{
		Func: "fleet.Parse", Input: safe.Text, Offset: min(err.Offset, safe.At),
		Msg: redact.Text(msg).Text, Hint: err.Hint,
	}
}

// document reads an answer, a list of instances or one instance.
func (p *parser) document(pointer string) {
	switch p.Peek() {
	case jsonscan.Array:
		p.list(pointer, p.listed)
	case jsonscan.Object:
		p.answer(pointer)
	default:
		p.Want("the output of aws ecs describe-container-instances")
	}
}

// answer reads an object that has containerInstances, or is an instance itself.
func (p *parser) answer(pointer string) {
	start, first := p.Offset(), len(p.instances)
	in, found := Instance{Offset: start, Pointer: pointer}, false
	var seen names
	for p.Open('{'); p.Member(); {
		at := p.NameOffset()
		switch name := p.member(&seen); name {
		case "containerInstances":
			found = true
			p.list(pointer+"/"+p.Name(), func(at string) { p.instance(at) })
		case "failures":
			p.list(pointer+"/"+p.Name(), p.failure)
		case "containerInstanceArns":
			p.Fail(at, "the output of list-container-instances", "pass those ARNs to describe-container-instances")
		case "cluster":
			p.Fail(at, "what an agent says of itself, not a container instance",
				"pass what aws ecs describe-container-instances prints; agenttext.Parse reads the version in this")
		case "detail": // of an event
			found = true
			p.document(pointer + "/" + p.Name())
		default:
			p.value(name, &in)
		}
	}
	switch {
	case found:
	case seen.isInstance():
		p.instances = append(p.instances, in)
	case len(p.instances) == first:
		p.Fail(start, "an object without containerInstances", "pass what aws ecs describe-container-instances prints")
	}
}

// list reads the elements of a list, which may be null, each with its pointer.
func (p *parser) list(pointer string, element func(pointer string)) {
	if p.Peek() == jsonscan.Null {
		p.Raw()
		return
	}
	p.Open('[')
	for i := 0; p.Element(); i++ {
		element(pointer + "/" + strconv.Itoa(i))
	}
}

// instance reads one container instance and returns which members it has.
func (p *parser) instance(pointer string) (seen names) {
	in := Instance{Offset: p.Offset(), Pointer: pointer}
	for p.Open('{'); p.Member(); {
		p.value(p.member(&seen), &in)
	}
	p.instances = append(p.instances, in)
	return seen
}

// listed reads an element of a list that does not say what it is one of.
func (p *parser) listed(pointer string) {
	at := p.Offset()
	if seen := p.instance(pointer); !seen.isInstance() {
		p.Fail(at, "an object that is no container instance", "pass what aws ecs describe-container-instances prints")
	}
}

// value reads a member of a container instance.
func (p *parser) value(name string, in *Instance) {
	switch name {
	case "taskArn":
		p.Fail(p.NameOffset(), "a task, not a container instance", "pass what aws ecs describe-container-instances prints")
	case "containerInstanceArn":
		in.ID = p.optional()
	case "status":
		in.Status = p.optional()
	case "agentConnected":
		in.Disconnected = !p.boolean()
	case "versionInfo":
		p.versionInfo(in)
	case "agentVersion": // which --query has taken out of versionInfo
		in.AgentVersion = p.optional()
	case "attributes":
		p.attributes(in)
	default:
		p.Raw()
	}
}

func (p *parser) versionInfo(in *Instance) {
	if p.Peek() == jsonscan.Null {
		p.Raw()
		return
	}
	var seen names
	for p.Open('{'); p.Member(); {
		if p.member(&seen) == "agentVersion" {
			in.AgentVersion = p.optional()
		} else {
			p.Raw()
		}
	}
}

func (p *parser) attributes(in *Instance) {
	if p.Peek() == jsonscan.Null {
		p.Raw()
		return
	}
	in.Attributes = []string{}
	for p.Open('['); p.Element(); {
		p.attribute(in)
	}
}

func (p *parser) attribute(in *Instance) {
	var name, value string
	var seen names
	for p.Open('{'); p.Member(); {
		switch p.member(&seen) {
		case "name":
			name = p.optional()
		case "value":
			value = p.optional()
		default:
			p.Raw()
		}
	}
	in.Attributes = append(in.Attributes, name)
	if name == "ecs.os-type" {
		in.OS, _ = agentver.OSFromAttribute(value)
	}
}

// failure reads why ECS did not describe an instance.
func (p *parser) failure(pointer string) {
	in := Instance{Offset: p.Offset(), Pointer: pointer, Failure: "no reason given"}
	var seen names
	for p.Open('{'); p.Member(); {
		switch p.member(&seen) {
		case "arn":
			in.ID = p.optional()
		case "reason":
			in.Failure = cmp.Or(p.optional(), in.Failure)
		default:
			p.Raw()
		}
	}
	p.instances = append(p.instances, in)
}

// optional reads a string, "" for null.
func (p *parser) optional() string {
	if p.Peek() == jsonscan.Null {
		p.Raw()
		return ""
	}
	return p.String()
}

// boolean reads true or false; what is null is not known to be false.
func (p *parser) boolean() bool {
	if kind := p.Peek(); kind != jsonscan.Bool && kind != jsonscan.Null {
		p.Want("true or false")
	}
	return p.Raw() != "false"
}

// names are the members of an object that mean something and have been seen.
type names []string

// member returns the name of the member that was just read, as the AWS CLI writes
// it. One that comes twice is a mistake, for who can tell which of them counts?
func (p *parser) member(seen *names) string {
	name := p.Name()
	if name != "" && name[0]&0x20 == 0 { // a capital, or what begins no name of AWS's
		name = string(name[0]|0x20) + name[1:]
	}
	switch name {
	case "containerInstances", "failures", "containerInstanceArn", "status", "agentConnected", "versionInfo", "agentVersion",
		"attributes", "name", "value", "arn", "reason", "detail":
		if seen.has(name) {
			p.Fail(p.NameOffset(), "member "+quote.Text(name)+" twice", "leave one of them out")
		}
		*seen = append(*seen, name)
	}
	return name
}

// isInstance reports whether an object with these members is a container instance.
func (n names) isInstance() bool {
	return n.has("containerInstanceArn") || n.has("versionInfo") || n.has("agentConnected") || n.has("agentVersion")
}

func (n names) has(name string) bool { return slices.Contains(n, name) }
