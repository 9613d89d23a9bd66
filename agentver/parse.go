package agentver

import "math"

// Parse reads one agent version in its canonical form, as in versionInfo's
// agentVersion, the agent's VERSION file or a git tag:
//
//	version    = [ "v" ] number "." number "." number [ "-" pre ] [ "+" build ]
//	number     = "0" | nonzero { digit }
//	pre        = identifier { "." identifier }
//	build      = identifier { "." identifier }
//	identifier = ( letter | digit | "-" ) { letter | digit | "-" }
//
// This is Semantic Versioning 2.0.0 with at most one lower-case v in front. All
// characters are ASCII. An identifier of pre that has digits only has no leading
// zero. A number fits an int, so it is at most 2^63-1 (2^31-1 on a 32-bit
// machine).
//
// The error is a *ParseError that says what to write instead. [Extract] reads
// the other texts in which AWS reports an agent version.
func Parse(s string) (Version, error) {
	if v, ok := scanVersion(s); ok {
		return v, nil
	}
	return Version{}, explainVersion(s)
}

// MustParse is like Parse but panics on an error. It is for versions that are
// written in the program.
func MustParse(s string) Version {
	v, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

// scanVersion is Parse without the error.
func scanVersion(s string) (v Version, ok bool) {
	if s != "" && s[0] == 'v' {
		s = s[1:]
	}
	v.text = s
	if v.major, s, ok = cutNumber(s); !ok || s == "" || s[0] != '.' {
		return Version{}, false
	}
	if v.minor, s, ok = cutNumber(s[1:]); !ok || s == "" || s[0] != '.' {
		return Version{}, false
	}
	if v.patch, s, ok = cutNumber(s[1:]); !ok || s != "" && !scanSuffix(s) {
		return Version{}, false
	}
	return v, true
}

// cutNumber reads the number that s begins with.
func cutNumber(s string) (n int, rest string, ok bool) {
	i := 0
	for ; i < len(s) && isDigit(s[i]); i++ {
		d := int(s[i] - '0')
		if n > (math.MaxInt-d)/10 {
			return 0, s, false // does not fit
		}
		n = n*10 + d
	}
	if i == 0 || i > 1 && s[0] == '0' {
		return 0, s, false // no digit, or a leading zero
	}
	return n, s[i:], true
}

// scanSuffix reports whether s is a pre-release, build metadata, or both.
func scanSuffix(s string) bool {
	if s[0] == '-' {
		n := spanIdentifiers(s[1:], true)
		if n < 0 {
			return false
		}
		s = s[1+n:]
	}
	if s == "" {
		return true
	}
	return s[0] == '+' && spanIdentifiers(s[1:], false) == len(s)-1
}

// spanIdentifiers returns the length of the dot-separated identifiers at the
// front of s, or -1 when one is empty or, with strict, a number with a leading
// zero.
func spanIdentifiers(s string, strict bool) int {
	start, digits := 0, true
	for i := 0; ; i++ {
		if i < len(s) && isIdentifierByte(s[i]) {
			digits = digits && isDigit(s[i])
			continue
		}
		if i == start || strict && digits && s[start] == '0' && i > start+1 {
			return -1
		}
		if i == len(s) || s[i] != '.' {
			return i
		}
		start, digits = i+1, true
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isIdentifierByte(c byte) bool { return isDigit(c) || isLetter(c) || c == '-' }
