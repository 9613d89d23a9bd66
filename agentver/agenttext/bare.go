package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// whole reads a text that may be a version and nothing else.
func (x *reader) whole(s string, at int) {
	if x.bare(s, at) {
		return
	}
	before := x.count
	if x.scan(s, at); x.count == before {
		x.notAgent(s, at)
	}
}

// notAgent takes note of what the text s at byte at is in place of an agent's version.
func (x *reader) notAgent(s string, at int) {
	e := notAgent(s)
	if e.Part != agentver.PartText {
		e.Offset += at
	}
	x.notWith(e)
}

// bare reads a version or package without a word around it.
func (x *reader) bare(s string, at int) bool {
	var msg, hint string
	a := Agent{Form: FormBare}
	p, ok := scanPackage(s)
	if ok {
		a = Agent{Version: p.Agent(), Arch: p.arch, Form: FormPackage}
		msg, hint = otherPackage(p)
	} else if a.Version, ok = scanVersion(s); ok {
		msg, hint = otherVersion(a.Version)
	}
	switch {
	case !ok:
		return false
	case msg != "":
		x.not(msg, hint)
	default:
		x.add(a, at)
	}
	return true
}

// Agents have counted from 0.0.2 to 1.106.1. What comes next cannot be known;
// what cannot come next can.
const (
	lastMajor    = 1    // of the agents that there are; packages of others are numbered beyond
	maxMinor     = 999  // larger ones are of other agents, as the CloudWatch agent's 1.300049.1
	maxPatch     = 999  // larger ones are build numbers and dates, as of Windows and Amazon Linux
	dockerMajor  = 17   // from 17.03 on Docker counted by year and month
	dockerMajors = 1000 // and years in full are something else again
)

const (
	msgOtherPackage  = "a package or kernel without its name, not an agent version"
	hintOtherPackage = "if it is that of ecs-init, write its name in front, as in ecs-init-1.28.1-2"
	msgDocker        = "a Docker version, not an agent version"
	hintDocker       = "ParseDocker reads it"
	msgBottlerocket  = "a Bottlerocket version, which says nothing about the agent in it"
	hintBottlerocket = "ask the instance for its versionInfo"
)

// otherNumbers says what the numbers of a version are that can be no agent's.
func otherNumbers(v agentver.Version) (msg, hint string) {
	switch {
	case v.Patch() > maxPatch || v.Major() >= dockerMajors:
		return "a build number or date, as operating systems have, not an agent version", "ask for the version of the ECS agent"
	case v.Minor() > maxMinor:
		return "the version of another agent, such as the CloudWatch agent", "ask for the version of the ECS agent"
	case v.Major() >= dockerMajor:
		return msgDocker, hintDocker
	}
	return "", ""
}

// otherVersion says what a version is that can be no agent's.
func otherVersion(v agentver.Version) (msg, hint string) {
	if d, _ := ParseDocker(v.String()); d.Edition() != "" {
		return msgDocker, hintDocker
	}
	pre := v.Prerelease()
	if first, _, _ := strings.Cut(pre, "-"); isHash(first) {
		return msgBottlerocket, hintBottlerocket
	}
	switch msg, hint = otherNumbers(v); {
	case isForeign(pre), isForeign(v.Build()), pre != "" && isDigit(pre[0]) && v.Major() > lastMajor:
		return msgOtherPackage, hintOtherPackage
	}
	return msg, hint
}

// otherPackage says what a package without a name is that can not be ecs-init.
// Only before 1.2.0 did the version of ecs-init have two numbers.
func otherPackage(p Package) (msg, hint string) {
	v := p.Agent()
	switch msg, hint = otherNumbers(v); {
	case p.name != "":
		return "", ""
	case msg != "" && v.String() == p.version:
		return msg, hint
	case p.isTwoPart() && !p.canBeTwoPart(), v.Major() > lastMajor, !isInitDist(p.dist):
		return msgOtherPackage, hintOtherPackage
	}
	return "", ""
}

// isInitDist reports whether ecs-init is packaged for a distribution: Amazon
// Linux, without the numbers that its own rebuilds have at the end.
func isInitDist(dist string) bool {
	return dist == "" || strings.HasPrefix(dist, "amzn") && isNumber(dist[len("amzn"):])
}

// isForeign reports whether a suffix has a word that kernels and packages of
// distributions have, as in 5.10.0-28-amd64 and 1.1.14-1ubuntu2.
func isForeign(suffix string) bool {
	for suffix != "" {
		n := strings.IndexAny(suffix, "-.")
		if n < 0 {
			n = len(suffix)
		}
		word := strings.TrimLeft(suffix[:n], "0123456789")
		if end := strings.IndexAny(word, "0123456789"); end >= 0 && !isArch(word) {
			word = word[:end]
		}
		if isArch(word) || isDistribution(word) {
			return true
		}
		suffix = suffix[min(n+1, len(suffix)):]
	}
	return false
}

// isDistribution reports whether s marks versions of a distribution or kernel.
func isDistribution(s string) bool {
	switch s {
	case "amzn", "el", "fc", "deb", "ubuntu", "debian", "dfsg", "rhel", "suse", "bpo", "arch",
		"aws", "azure", "gcp", "generic", "lowlatency", "lts", "microsoft", "x":
		return true
	}
	return false
}

// isMissing reports whether s is what tools print where a version is missing, or
// an alias, which is no version either.
func isMissing(s string) bool {
	switch strings.ToLower(s) {
	case "", "latest", "null", "none", "nil", "<nil>", "undefined", "unknown", "n/a", "-":
		return true
	}
	return false
}

// isMangled reports whether s is a version with a mistake in it, and not one of
// something else.
func isMangled(s string) bool {
	if !looksLikeVersion(s) || !strings.Contains(s, ".") {
		return false
	}
	_, isVersion := scanVersion(s)
	_, isPackage := scanPackage(s)
	_, notDocker := ParseDocker(s)
	return !isVersion && !isPackage && notDocker != nil
}
