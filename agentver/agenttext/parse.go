package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// Agent is what a text says of an Amazon ECS container agent. Everything but
// Version and Form is missing from some texts.
type Agent struct {
	Version agentver.Version
	Hash    string        // commit it was built from: 7 to 40 hexadecimal digits, mostly 7 or 8, or UNKNOWN
	Dirty   bool          // Hash was marked as changed sources; many official agents were, and it does not matter
	Docker  DockerVersion // the engine that it runs on, or that the machine image has
	OS      agentver.OS   // operating system it is for
	Arch    string        // architecture it is for, such as arm64
	Form    Form          // where the version was found
}

// String returns what an agent calls itself, such as
// "Amazon ECS Agent - v1.30.0 (*02ff320c)"; "" for the zero Agent.
func (a Agent) String() string {
	if !a.Version.IsValid() {
		return ""
	}
	s := descriptionMarker + a.Version.String()
	switch {
	case a.Dirty:
		s += " (*" + a.Hash + ")"
	case a.Hash != "":
		s += " (" + a.Hash + ")"
	}
	return s
}

// Parse finds the agent version in a text in which AWS puts one:
//
//	1.7.0, v1.7.0, "1.7.0"                       file VERSION, git tag, JSON string
//	Amazon ECS Agent - v1.30.0 (*02ff320c)       introspection API, logs, user agents
//	{"Cluster":…,"Version":"Amazon ECS Agent…"}  introspection API, /v1/metadata
//	{"agentVersion":"1.7.0","agentHash":…}       versionInfo, alone or in describe-container-instances
//	Amazon ECS Agent:\n\tVersion: 1.30.0\n…      agent -version
//	Amazon ECS agent Version: 1.36.0, Commit: …  logs, also as key=value and JSON lines
//	ecs-init version 1.63.0 (*0be4d2e1)          ecs-init -version
//	ecs-init-1.102.2-1.amzn2023.x86_64.rpm       packages, also 1.28.1-2
//	amazon/amazon-ecs-agent:arm64-v1.102.0       images, in any registry
//	ecs-agent-windows-v1.20.4.zip                archives, also as a URL
//	{"ecs_agent_version":"1.21.0",…}             SSM parameters and tags of AMIs
//	Initialize-ECSAgent -Version "v1.20.4"       Windows user data
//
// JSON may come in any layout, several values in a row, and with JSON inside
// strings, as get-parameters prints it. Of a container instance only what it
// reports itself counts, not its tags and attributes.
//
// Parse never guesses: a version counts only where AWS puts that of an agent, and
// a bare one only if it can be an agent's: 19.03.13, 5.10.0-28-amd64 and
// 10.0.20348 are refused, a new 2.0.0 is not. A
// text without one is an error that says what it is instead (a Docker or
// Fargate platform version, an alias, an ECS Managed Instance …), and so is a text
// with two different agent versions, or with an instance that reports none beside
// others that do. For an image or archive that is named by its commit the Agent returned
// beside the error has the Hash; [ReleaseByCommit] may know it.
func Parse(s string) (Agent, error) {
	x := extractor{input: s}
	rest := strings.TrimLeft(strings.TrimPrefix(s, byteOrderMark), whiteSpace)
	at := len(s) - len(rest)
	text := strings.TrimRight(rest, whiteSpace)
	if !looksLikeJSON(text) || !x.document(text, at) {
		x.whole(text, at)
	}
	return x.result()
}

const byteOrderMark = "\ufeff"

// looksLikeJSON reports whether s begins with a JSON object, a JSON string, or a
// JSON array that can hold a version. A log line may begin with [INFO].
func looksLikeJSON(s string) bool {
	switch {
	case s == "":
		return false
	case s[0] == '[':
		inner := strings.TrimLeft(s[1:], whiteSpace)
		return inner != "" && strings.IndexByte(`{["]`, inner[0]) >= 0 || strings.HasPrefix(inner, "null")
	}
	return s[0] == '{' || s[0] == '"'
}

// document reads a text that begins as JSON does. It returns false for a string
// that is cut off, which is a text like any other.
func (x *extractor) document(s string, at int) bool {
	r := &jsonReader{s: s, at: at}
	switch {
	case x.json(r, 0, true):
		return true
	case isCutString(s):
		return false
	}
	x.fail(r.offset(r.i), r.complaint(), "the text begins as JSON does; pass all of it")
	return true
}

// isCutString reports whether s begins with a quote but does not end with one.
func isCutString(s string) bool { return s[0] == '"' && (len(s) == 1 || s[len(s)-1] != '"') }

// extractor gathers what one text says.
type extractor struct {
	input   string
	agent   Agent  // zero Version: none found yet
	count   int    // how often a version was found
	hash    string // of a name that has no version
	engine  string // the engine that was named first
	missing bool   // something that should report a version does not
	mixed   mixed
	// what the text holds instead of a version, the first thing that was noticed
	notOffset       int
	notMsg, notHint string
	err             *agentver.ParseError // the first mistake
}

// add takes note of an agent that was found at a byte offset.
func (x *extractor) add(a Agent, at int) {
	x.count++
	a.Dirty = a.Dirty && a.Hash != ""
	b := &x.agent
	switch {
	case !b.Version.IsValid():
		*b = a
		return
	case a.Version != b.Version:
		x.fail(at, "two agent versions, "+b.Version.String()+" and "+a.Version.String(), "extract each by itself")
		return
	case !b.mergeHash(a):
		x.fail(at, "two builds of agent "+a.Version.String()+", "+b.Hash+" and "+a.Hash, "extract each by itself")
		return
	}
	agree(&b.Docker, a.Docker, &x.mixed.docker)
	agree(&b.OS, a.OS, &x.mixed.os)
	agree(&b.Arch, a.Arch, &x.mixed.arch)
}

// mixed says what differs between the agents of a text, so that it is left out.
type mixed struct{ docker, os, arch bool }

// agree takes over what one more agent says, unless it contradicts the others.
func agree[T comparable](all *T, one T, mixed *bool) {
	var none T
	switch {
	case *mixed || one == none:
	case *all == none:
		*all = one
	case *all != one:
		*all, *mixed = none, true
	}
}

// docker reads the engine of an agent.
func (x *extractor) docker(s string) DockerVersion {
	if s = unwrapDocker(s); s != "" {
		agree(&x.engine, s, &x.mixed.docker)
	}
	d, _ := ParseDocker(s)
	return d
}

// mergeHash takes over the commit of b unless it is another one. UNKNOWN is any
// commit, and one may be written with more digits than the other.
func (a *Agent) mergeHash(b Agent) bool {
	switch {
	case b.Hash == "" || b.Hash == unknownHash && a.Hash != "":
		return true
	case a.Hash == "" || a.Hash == unknownHash:
		a.Hash, a.Dirty = b.Hash, b.Dirty
		return true
	case len(b.Hash) > len(a.Hash) && strings.HasPrefix(b.Hash, a.Hash):
		a.Hash = b.Hash
	case !strings.HasPrefix(a.Hash, b.Hash):
		return false
	}
	a.Dirty = a.Dirty || b.Dirty
	return true
}

// fail takes note of a mistake; the first one counts.
func (x *extractor) fail(at int, msg, hint string) {
	if x.err == nil {
		x.err = &agentver.ParseError{Func: "agenttext.Parse", Input: x.input, Offset: at, Msg: msg, Hint: hint}
	}
}

// not takes note of what the text is if it holds no version.
func (x *extractor) not(msg, hint string) { x.notAt(0, msg, hint) }

func (x *extractor) notAt(offset int, msg, hint string) {
	if x.notMsg == "" {
		x.notOffset, x.notMsg, x.notHint = offset, msg, hint
	}
}

func (x *extractor) result() (Agent, error) {
	found := x.agent.Version.IsValid()
	switch {
	case x.err != nil:
		return Agent{}, x.err
	case found && x.missing:
		x.fail(0, "an instance that reports no version beside others that do", "extract each by itself")
		return Agent{}, x.err
	case found:
		if x.mixed.docker {
			x.agent.Docker = DockerVersion{}
		}
		return x.agent, nil
	}
	if x.notMsg == "" {
		x.not(notAgent(x.input))
	}
	x.fail(x.notOffset, x.notMsg, x.notHint)
	return Agent{Hash: x.hash}, x.err
}

// version reads a version that stands where that of an agent does.
func (x *extractor) version(s string, at int) (agentver.Version, bool) {
	v, ok := scanVersion(s)
	if !ok {
		inner := explainVersion(s)
		x.fail(at+inner.Offset, "no agent version where one belongs: "+inner.Msg, inner.Hint)
		x.err.Part = inner.Part
	}
	return v, ok
}

// setHash reads a commit, which may have a * in front. What is none is left out:
// the version is certain without it.
func (a *Agent) setHash(s string) {
	s, dirty := strings.CutPrefix(s, "*")
	if s == unknownHash || isHash(s) {
		a.Hash, a.Dirty = s, dirty
	}
}

// unknownHash is the hash of an agent that was built without git.
const unknownHash = "UNKNOWN"

// isHash reports whether s may be a commit, abbreviated or not.
func isHash(s string) bool {
	if len(s) < 7 || len(s) > 40 {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == ""
}
