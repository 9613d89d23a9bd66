package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// Parse finds the agent version in a text in which AWS puts one. The package
// documentation lists them.
//
// Parse never guesses: a version counts only where AWS puts that of the Amazon ECS
// agent, and a bare one only if it can be an agent's: 19.03.13, 5.10.0-28-amd64
// and 1.300049.1 are refused, a new 2.0.0 is not. Everywhere 1.28.1-2 is release 2
// of a package with agent 1.28.1, not a pre-release.
//
// A text without a version is an error, a *agentver.ParseError, that says what the text
// is instead (a Docker or Fargate platform version, an alias, an ECS Managed
// Instance, another agent …), and so is a text with two different agent versions, or
// with an instance that reports none beside others that do. For an image or archive
// that is named by its commit the Agent returned beside the error has the Hash;
// [agentver.ReleaseByCommit] may know it.
func Parse(s string) (Agent, error) {
	x := reader{input: s}
	rest := strings.TrimLeft(strings.TrimPrefix(s, byteOrderMark), whiteSpace)
	at := len(s) - len(rest)
	text := strings.TrimRight(rest, whiteSpace)
	if !looksLikeJSON(text) || !x.document(text, at) {
		x.whole(text, at)
	}
	return x.result()
}

const byteOrderMark = "\ufeff"

// reader gathers what one text says.
type reader struct {
	input string
	findings
}

// findings are what has been found so far. They are a value, so that what stands
// in the wrong place can be put back.
type findings struct {
	agent   Agent  // zero Version: none found yet
	count   int    // how often a version was found
	hash    string // of a name that has no version
	engine  string // the engine that was named first
	missing bool   // something that should report a version does not
	mixed   mixed
	// what the text holds instead of a version, the first thing that was noticed
	notPart         agentver.Part
	notOffset       int
	notMsg, notHint string
	err             *agentver.ParseError // the first mistake
}

// add takes note of an agent that was found at a byte offset.
func (x *reader) add(a Agent, at int) {
	x.count++
	a.Dirty = a.Dirty && a.Hash != ""
	b := &x.agent
	switch {
	case !b.Version.IsValid():
		*b = a
	case a.Version != b.Version:
		x.fail(at, "two agent versions, "+b.Version.String()+" and "+a.Version.String(), "pass each by itself")
	case !b.mergeHash(a):
		x.fail(at, "two builds of agent "+a.Version.String()+", "+b.Hash+" and "+a.Hash, "pass each by itself")
	}
	agree(&b.Docker, a.Docker, &x.mixed.docker)
	agree(&b.OS, a.OS, &x.mixed.os)
	agree(&b.Arch, a.Arch, &x.mixed.arch)
}

// addHashed is add for an agent whose hash is still to be read.
func (x *reader) addHashed(a Agent, hash string, at int) {
	a.setHash(hash)
	x.add(a, at)
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
func (x *reader) docker(s string) DockerVersion {
	if s = unwrapDocker(s); s == "" {
		return DockerVersion{}
	}
	agree(&x.engine, s, &x.mixed.docker)
	d, _ := ParseDocker(s)
	return d
}

// version reads a version that stands where that of an agent does.
func (x *reader) version(s string, at int) (agentver.Version, bool) {
	v, ok := readVersion(s)
	if !ok {
		e := explainVersion(s)
		e.Offset, e.Msg = at+e.Offset, "no agent version where one belongs: "+e.Msg
		x.failWith(e)
	}
	return v, ok
}

// fail takes note of a mistake; the first one counts.
func (x *reader) fail(at int, msg, hint string) {
	x.failWith(agentver.ParseError{Offset: at, Msg: msg, Hint: hint})
}

func (x *reader) failWith(e agentver.ParseError) {
	if x.err == nil {
		x.err = newError("agenttext.Parse", x.input, e.Offset, e.Msg, e.Hint)
		x.err.Part = e.Part
	}
}

// newError returns an error about byte at of the input, of which what may be a
// secret is taken out.
func newError(function, input string, at int, msg, hint string) *agentver.ParseError {
	safe := redact.Text(input)
	if safe.At < len(input) {
		msg, hint = redact.Text(msg).Text, redact.Text(hint).Text
	}
	return &agentver.ParseError{Func: function, Input: safe.Text, Offset: min(at, safe.At), Msg: msg, Hint: hint}
}

// not takes note of what the text is if it holds no version.
func (x *reader) not(msg, hint string) { x.notAt(0, msg, hint) }

func (x *reader) notAt(offset int, msg, hint string) {
	x.notWith(agentver.ParseError{Offset: offset, Msg: msg, Hint: hint})
}

func (x *reader) notWith(e agentver.ParseError) {
	if x.notMsg == "" {
		x.notPart, x.notOffset, x.notMsg, x.notHint = e.Part, e.Offset, e.Msg, e.Hint
	}
}

func (x *reader) result() (Agent, error) {
	found := x.agent.Version.IsValid()
	switch {
	case x.err != nil:
		return Agent{}, x.err
	case found && x.missing:
		x.fail(0, "an instance that reports no version beside others that do", "pass each by itself")
		return Agent{}, x.err
	case found:
		if x.mixed.docker {
			x.agent.Docker = DockerVersion{}
		}
		return x.agent, nil
	}
	if x.notMsg == "" {
		x.notAgent(strings.Trim(x.input, whiteSpace), 0)
	}
	x.failWith(agentver.ParseError{Offset: x.notOffset, Part: x.notPart, Msg: x.notMsg, Hint: x.notHint})
	return Agent{Hash: x.hash}, x.err
}
