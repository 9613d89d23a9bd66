package agentver

import (
	"cmp"
	"strings"
)

// Platform is a Fargate platform version: 1.4.0 or the word LATEST. It is not an
// agent version and must not be compared with one: the task metadata endpoint 4
// needs agent 1.39.0 or platform version 1.4.0. Linux and Windows count their
// platform versions each from 1.0.0.
//
// The zero Platform is invalid and sorts first.
type Platform struct {
	text string
	core numbers
}

// latestPlatform is the text of the alias.
const latestPlatform = "LATEST"

// ParsePlatform reads a Fargate platform version as ECS writes it: three numbers
// or LATEST in upper case.
func ParsePlatform(s string) (Platform, error) {
	if s == latestPlatform {
		return Platform{text: s}, nil
	}
	if v, f := scan(s); f.kind == noFault && v.Core().text == s {
		return Platform(v), nil
	}
	return Platform{}, explainPlatform(s)
}

func explainPlatform(s string) error {
	msg, hint := "not a Fargate platform version", "write 1.4.0 or LATEST"
	switch {
	case s == "":
		msg, hint = "no platform version", "ECS takes LATEST when none is given; write it"
	case strings.EqualFold(s, latestPlatform):
		hint = "write LATEST in upper case"
	}
	return newError("ParsePlatform", s, 0, PartText, msg, hint)
}

// IsValid reports whether p is a platform version, that is, not the zero Platform.
func (p Platform) IsValid() bool { return p.text != "" }

// String returns p as ECS writes it.
func (p Platform) String() string { return p.text }

// IsLatest reports whether p is the alias LATEST.
func (p Platform) IsLatest() bool { return p.text == latestPlatform }

// Major returns the first number, 0 for LATEST.
func (p Platform) Major() int { return Version(p).number(0) }

// Minor returns the second number, 0 for LATEST.
func (p Platform) Minor() int { return Version(p).Minor() }

// Patch returns the third number, 0 for LATEST.
func (p Platform) Patch() int { return Version(p).Patch() }

// On returns the number that p stands for on an operating system: LATEST is
// 1.4.0 on Linux and 1.0.0 on Windows as of [FeaturesEdition]. It returns false
// for the zero Platform and for an unknown operating system.
func (p Platform) On(os OS) (Platform, bool) {
	switch {
	case !p.IsValid() || !os.IsValid():
		return Platform{}, false
	case !p.IsLatest():
		return p, true
	case os == Windows:
		return latestWindows, true
	}
	return latestLinux, true
}

// Compare returns -1, 0 or +1 as p is older than, the same as or newer than q,
// both on one operating system. LATEST comes after every number.
func (p Platform) Compare(q Platform) int {
	if p.IsLatest() || q.IsLatest() {
		return cmp.Compare(p.rank(), q.rank())
	}
	return Version(p).Compare(Version(q))
}

func (p Platform) rank() int {
	if p.IsLatest() {
		return 1
	}
	return 0
}

// CheckPlatform reports whether tasks on Fargate with platform version p have f.
// It is Unknown where AWS names no platform version for f, which is so for every
// feature on Windows, and for invalid input.
func (f Feature) CheckPlatform(p Platform, os OS) Status {
	since, ok := f.PlatformSince()
	p, known := p.On(os)
	switch {
	case !ok || !known || os != Linux:
		return Unknown
	case p.Compare(since) < 0:
		return TooOld
	}
	return Supported
}
