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
	text string  // canonical, without v
	core numbers // what text begins with
}

// IsValid reports whether v is a version, that is, not the zero Version.
func (v Version) IsValid() bool { return v.text != "" }

// String returns the canonical text of v, which has no leading v. It returns ""
// for the zero Version.
func (v Version) String() string { return v.text }

// Major returns the first number of v, 0 for the zero Version.
func (v Version) Major() int { return v.number(0) }

// Minor returns the second number of v, 0 for the zero Version.
func (v Version) Minor() int { return v.number(1) }

// Patch returns the third number of v, 0 for the zero Version.
func (v Version) Patch() int { return v.number(2) }

// number returns the i-th of the three numbers.
func (v Version) number(i int) int {
	if v.core == notPacked {
		return numberIn(v.text, i)
	}
	return v.core.at(i)
}

// Prerelease returns the pre-release of v without its hyphen: "rc.1" for
// 1.0.0-rc.1+abc, "" for a release and for the zero Version.
func (v Version) Prerelease() string {
	text, _, _ := strings.Cut(v.text, "+")
	_, prerelease, _ := strings.Cut(text, "-")
	return prerelease
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
	if end := strings.IndexAny(v.text, "-+"); end >= 0 {
		v.text = v.text[:end]
	}
	return v
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
	if v.core != w.core && v.core != notPacked && w.core != notPacked {
		return sign(v.core < w.core)
	}
	if v.text == w.text {
		return 0
	}
	return v.compareText(w)
}

// sign returns -1 for less and +1 for more.
func sign(less bool) int {
	if less {
		return -1
	}
	return +1
}

// compareText compares what the packed numbers do not tell apart.
func (v Version) compareText(w Version) int {
	if v.text == "" || w.text == "" {
		return sign(v.text == "")
	}
	for i := 0; i < 3 && (v.core == notPacked || w.core == notPacked); i++ {
		if a, b := v.number(i), w.number(i); a != b {
			return sign(a < b)
		}
	}
	return comparePrerelease(v.Prerelease(), w.Prerelease())
}

// comparePrerelease orders two pre-releases; none at all is the newest.
func comparePrerelease(x, y string) int {
	if x == y {
		return 0
	}
	if x == "" || y == "" {
		return sign(y == "")
	}
	start, i := 0, 0 // of the identifier that differs, and the byte
	for ; i < len(x) && i < len(y) && x[i] == y[i]; i++ {
		if x[i] == '.' {
			start = i + 1
		}
	}
	a, b := identifierAt(x, start), identifierAt(y, start)
	if a == b { // one has more identifiers
		return sign(len(x) < len(y))
	}
	return compareIdentifier(a, b)
}

// identifierAt returns the identifier that begins at byte i.
func identifierAt(s string, i int) string {
	end := i
	for end < len(s) && s[end] != '.' {
		end++
	}
	return s[i:end]
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
