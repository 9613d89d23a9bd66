package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// Agent is what a text says of an Amazon ECS container agent. Everything but
// Version and Form is missing from some texts. The zero Agent is none.
type Agent struct {
	Version agentver.Version
	Hash    string        // commit: 7 to 40 hexadecimal digits, mostly 7 or 8, or UNKNOWN
	Dirty   bool          // Hash was marked as changed sources; many official agents were
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

// setHash reads a commit, which may have a * in front. What is none is left out:
// the version is certain without it.
func (a *Agent) setHash(s string) {
	s, dirty := strings.CutPrefix(s, "*")
	if s == unknownHash || isHash(s) {
		a.Hash, a.Dirty = s, dirty
	}
}

// mergeHash takes over the commit of b unless it is another one. UNKNOWN is any
// commit, and one may be written with more digits than the other.
func (a *Agent) mergeHash(b Agent) bool {
	switch {
	case b.Hash == "" || b.Hash == unknownHash && a.Hash != "":
		return true
	case a.Hash == unknownHash:
		a.Hash, a.Dirty = b.Hash, b.Dirty
		return true
	case strings.HasPrefix(b.Hash, a.Hash):
		a.Hash = b.Hash
	case !strings.HasPrefix(a.Hash, b.Hash):
		return false
	}
	a.Dirty = a.Dirty || b.Dirty
	return true
}

// unknownHash is the hash of an agent that was built without git.
const unknownHash = "UNKNOWN"

// isHash reports whether s may be a commit, abbreviated or not.
func isHash(s string) bool {
	return len(s) >= 7 && len(s) <= 40 && strings.Trim(s, "0123456789abcdef") == ""
}
