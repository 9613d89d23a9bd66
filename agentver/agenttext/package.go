package agenttext

import (
	"cmp"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// Package is the name of an ecs-init package, the package that installs and
// starts the agent: ecs-init-1.28.1-2.amzn2.x86_64 (RPM),
// amazon-ecs-init_1.105.1-1_amd64 (Debian), or just the 1.28.1-2 of it. The
// number after the hyphen is the release of the package, not a pre-release of
// the agent: 1.28.1-2 is newer than 1.28.1-1.
//
// From 1.2.0-1 on, an ecs-init carries the agent of its own version. It is no
// proof that this agent runs: the agent can be updated apart from the package.
// The zero Package is invalid and sorts first.
type Package struct {
	text       string // without .rpm or .deb
	name       string
	version    string // without release
	agent      agentver.Version
	release    string
	dist, arch string
}

// ParsePackage reads a package name, with or without .rpm or .deb, or a version
// with a release:
//
//	package = [ name "-" ] number "." number [ "." number ] "-" release [ "." dist ] [ "." arch ]
//	        | name "_" number "." number [ "." number ] "-" release "_" arch
//	name    = "ecs-init" | "amazon-ecs-init"
//	release = digit { digit }
//	dist    = letter { letter } digit { digit } { "." digit { digit } }
//
// Before 1.2.0 a version had two numbers: 1.0-5. Without a name in front only 1.0
// and 1.1 are read so, since 5.10-28 is a package of something else.
func ParsePackage(s string) (Package, error) {
	if p, ok := scanPackage(s); ok && (p.name != "" || !p.isTwoPart() || p.canBeTwoPart()) {
		return p, nil
	}
	return Package{}, explainPackage(s)
}

// scanPackage is ParsePackage without the error.
func scanPackage(s string) (p Package, ok bool) {
	p.text = trimAny(s, ".rpm", ".deb")
	rest := p.text
	for _, name := range [...]string{"amazon-ecs-init", "ecs-init"} {
		if r, ok := strings.CutPrefix(rest, name); ok {
			p.name, rest = name, r
			break
		}
	}
	if !p.parse(rest) {
		return Package{}, false
	}
	return p, true
}

// trimAny takes the first of the suffixes that s has off it.
func trimAny(s string, suffixes ...string) string {
	for _, suffix := range suffixes {
		if t, ok := strings.CutSuffix(s, suffix); ok {
			return t
		}
	}
	return s
}

// parse reads what follows the name.
func (p *Package) parse(s string) bool {
	debian := strings.HasPrefix(s, "_")
	if p.name != "" {
		if s == "" || s[0] != '-' && s[0] != '_' {
			return false
		}
		s = s[1:]
	}
	p.version, s, _ = strings.Cut(s, "-")
	p.release = s[:spanDigits(s)]
	return p.parseNumbers() && p.release != "" && p.parseTail(s[len(p.release):], debian)
}

// isTwoPart reports whether the version has two numbers, which is right for
// those that canBeTwoPart.
func (p Package) isTwoPart() bool { return strings.Count(p.version, ".") == 1 }

func (p Package) canBeTwoPart() bool {
	v := p.Agent()
	return v.Major() == 1 && v.Minor() <= 1
}

func (p *Package) parseNumbers() (ok bool) {
	text := p.version
	if p.isTwoPart() {
		text += ".0"
	}
	p.agent, ok = scanVersion(text)
	return ok && p.agent.Core().String() == text
}

// parseTail reads what follows the release.
func (p *Package) parseTail(s string, debian bool) (ok bool) {
	switch {
	case debian:
		p.arch, ok = strings.CutPrefix(s, "_")
		return ok && isArch(p.arch)
	case s == "":
		return true
	case s[0] != '.':
		return false
	}
	if dot := strings.LastIndexByte(s, '.'); isArch(s[dot+1:]) {
		p.arch, s = s[dot+1:], s[:dot]
	}
	p.dist = strings.TrimPrefix(s, ".")
	return s == "" || isDist(p.dist)
}

// isDist reports whether s names a distribution: letters, then numbers with dots
// between them, as in amzn2.0.1. The windows.1 of 1.14.0-1.windows.1 is none, so
// that this pre-release of the agent is not taken for a package.
func isDist(s string) bool {
	letters := 0
	for letters < len(s) && isLetter(s[letters]) {
		letters++
	}
	if letters == 0 {
		return false
	}
	numbers := s[letters:]
	for more := true; more; {
		var n string
		if n, numbers, more = strings.Cut(numbers, "."); n == "" || !isNumber(n) {
			return false
		}
	}
	return true
}

func isArch(s string) bool {
	switch s {
	case "x86_64", "aarch64", "amd64", "arm64", "i386", "i686", "armhf", "noarch", "all", "src":
		return true
	}
	return false
}

func explainPackage(s string) *agentver.ParseError {
	msg, hint := "not a package of ecs-init", "write ecs-init-1.28.1-2.amzn2.x86_64, amazon-ecs-init_1.105.1-1_amd64.deb or 1.28.1-2"
	switch {
	case s == "":
		msg = "no package"
	case strings.Contains(s, "ecs-init") && strings.Contains(s, "latest"):
		msg, hint = "an alias, not a version", "ask the package itself: rpm -q ecs-init or dpkg-query -W amazon-ecs-init"
	default:
		if _, ok := scanPackage(s); ok { // and yet refused
			msg, hint = "two numbers, as only ecs-init before 1.2.0 had", "write its name in front if it is that of ecs-init"
		} else if _, ok := scanVersion(s); ok {
			msg, hint = "a version without a package release", "write "+s+"-1 if that is the release, or call agentver.Parse"
		}
	}
	return newError("agenttext.ParsePackage", s, 0, msg, hint)
}

// IsValid reports whether p is a package, that is, not the zero Package.
func (p Package) IsValid() bool { return p.text != "" }

// String returns the name of the package without .rpm or .deb.
func (p Package) String() string { return p.text }

// Name returns "ecs-init", "amazon-ecs-init" or "" when p is just a version.
func (p Package) Name() string { return p.name }

// VersionRelease returns the version with its release: "1.28.1-2".
func (p Package) VersionRelease() string {
	if !p.IsValid() {
		return ""
	}
	return p.version + "-" + p.release
}

// Agent returns the version of the agent that p carries: 1.28.1 for 1.28.1-2.
// Before 1.2.0 package and agent were numbered apart; then it is the first
// version that fits, 1.0.0 for 1.0-5, and the true one may be newer.
func (p Package) Agent() agentver.Version { return p.agent }

// Release returns the release of the package: "2" for 1.28.1-2.
func (p Package) Release() string { return p.release }

// Dist returns the distribution, such as "amzn2", or "".
func (p Package) Dist() string { return p.dist }

// Arch returns the architecture, such as "x86_64", or "".
func (p Package) Arch() string { return p.arch }

// Compare returns -1, 0 or +1 as p is older than, level with or newer than q, by
// version and then by release. Name, distribution and architecture do not count.
func (p Package) Compare(q Package) int {
	a, b := strings.TrimLeft(p.release, "0"), strings.TrimLeft(q.release, "0")
	return cmp.Or(
		p.Agent().Compare(q.Agent()),
		cmp.Compare(len(a), len(b)),
		strings.Compare(a, b),
	)
}
