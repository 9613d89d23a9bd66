package agentver

import (
	"cmp"
	"strings"
)

// Version is the version of an Amazon ECS container agent, such as 1.7.0. It is
// a Semantic Version 2.0.0.
//
// A Version is a small immutable value: == holds exactly when the two texts are
// equal, so a Version can be a map key. The zero Version is invalid: it stands
// for a version nobody reported, is older than every other, and supports
// nothing.
type Version struct {
	text                string // canonical, without v
	major, minor, patch int
}

// IsValid reports whether v is a version, that is, not the zero Version.
func (v Version) IsValid() bool { return v.text != "" }

// String returns the canonical text of v, which has no leading v. It returns ""
// for the zero Version.
func (v Version) String() string { return v.text }

// Major returns the first number of v, 0 for the zero Version.
func (v Version) Major() int { return v.major }

// Minor returns the second number of v, 0 for the zero Version.
func (v Version) Minor() int { return v.minor }

// Patch returns the third number of v, 0 for the zero Version.
func (v Version) Patch() int { return v.patch }

// Prerelease returns the pre-release of v without its hyphen: "rc.1" for
// 1.0.0-rc.1+abc, "" for a release and for the zero Version.
func (v Version) Prerelease() string {
	rest := v.text[len(v.coreText()):]
	if rest == "" || rest[0] == '+' {
		return ""
	}
	pre, _, _ := strings.Cut(rest[1:], "+")
	return pre
}

// Build returns the build metadata of v without its plus sign: "abc" for
// 1.0.0-rc.1+abc, "" when there is none. It says nothing about order.
func (v Version) Build() string {
	_, build, _ := strings.Cut(v.text, "+")
	return build
}

// Core returns v without pre-release and build metadata: 1.0.0 for
// 1.0.0-rc.1+abc. The core of the zero Version is the zero Version.
func (v Version) Core() Version {
	v.text = v.coreText()
	return v
}

// coreText returns the three numbers; the first - or + ends them.
func (v Version) coreText() string {
	for i := range len(v.text) {
		if c := v.text[i]; c == '-' || c == '+' {
			return v.text[:i]
		}
	}
	return v.text
}

// Compare returns -1, 0 or +1 as v is older than, level with or newer than w in
// the precedence of Semantic Versioning 2.0.0, section 11:
//
//	zero < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta
//	     < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0 = 1.0.0+abc
//
// Build metadata does not count: two versions that differ only there compare
// as 0 although they are not ==.
func (v Version) Compare(w Version) int {
	switch {
	case v.major != w.major:
		return cmp.Compare(v.major, w.major)
	case v.minor != w.minor:
		return cmp.Compare(v.minor, w.minor)
	case v.patch != w.patch:
		return cmp.Compare(v.patch, w.patch)
	case v.text == w.text:
		return 0
	case v.text == "":
		return -1
	case w.text == "":
		return +1
	}
	return comparePrerelease(v.Prerelease(), w.Prerelease())
}

// comparePrerelease orders two pre-releases; none at all is the newest.
func comparePrerelease(x, y string) int {
	switch {
	case x == y:
		return 0
	case x == "":
		return +1
	case y == "":
		return -1
	}
	for {
		a, restX, moreX := strings.Cut(x, ".")
		b, restY, moreY := strings.Cut(y, ".")
		if c := compareIdentifier(a, b); c != 0 {
			return c
		}
		if !moreX || !moreY {
			return cmp.Compare(len(restX), len(restY))
		}
		x, y = restX, restY
	}
}

// compareIdentifier orders two dot-separated identifiers: numbers by value and
// before words, words by their bytes. A number may have any length; it has no
// leading zero, so the longer one is the larger.
func compareIdentifier(a, b string) int {
	numA, numB := isNumber(a), isNumber(b)
	switch {
	case numA && !numB:
		return -1
	case numB && !numA:
		return +1
	case numA && len(a) != len(b):
		return cmp.Compare(len(a), len(b))
	}
	return strings.Compare(a, b)
}

// isNumber reports whether s holds digits only.
func isNumber(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}
