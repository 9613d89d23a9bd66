package ecrref

import (
	"strconv"
	"strings"
)

// A Part names a part of a reference.
type Part uint8

// The parts of a reference, in the order in which they are written.
const (
	PartReference  Part = iota // the text as a whole
	PartScheme                 // "https://"
	PartUserInfo               // "AWS:password@"
	PartARN                    // "arn:aws:ecr:" and the separators of an ARN
	PartPartition              // "aws-cn" in an ARN
	PartHost                   // the host as a whole, and what may follow it
	PartAccount                // "123456789012"
	PartService                // "dkr.ecr", "dkr-ecr-fips"
	PartRegion                 // "us-west-2"
	PartSuffix                 // "amazonaws.com"
	PartPort                   // ":443"
	PartAlias                  // the first component in the public gallery
	PartRepository             // "team/app"
	PartTag                    // "v1"
	PartDigest                 // "sha256:…"
)

var partNames = [...]string{"reference", "scheme", "user info", "ARN", "partition", "host", "account", "service",
	"region", "suffix", "port", "alias", "repository", "tag", "digest"}

// String returns the name of the part in lower case, such as "region".
func (p Part) String() string {
	if int(p) < len(partNames) {
		return partNames[p]
	}
	return "part " + strconv.Itoa(int(p))
}

// A ParseError says why a text is not the reference, or part of one, that a
// function takes. Every error of this package is a *ParseError.
//
// Offset is where Input stops being the beginning of a text that the function
// takes, len(Input) if it is too short. So it may lie behind the beginning of
// Part, and in another part where two contradict each other: with a FIPS host
// in China, Part is the service and Offset is in the region. It is the place of
// what has to go where a text is refused for what it means: user info, calls of
// the registry API, an ambiguous ARN. Where REDACTED stands earlier than that,
// it is the place of REDACTED.
type ParseError struct {
	Func   string // the function, such as "Parse"
	Input  string // its input, with REDACTED in place of user info, URL queries and tokens
	Offset int    // byte in Input, see below
	Part   Part   // the part that is wrong
	Msg    string // what is wrong
	Hint   string // what to do; "write X" where the text X is taken in place of Input; empty where nothing is known

	Placeholder string `json:",omitempty"` // the placeholder that is not filled in, such as "${TAG}", as written; empty otherwise
	Package     string `json:",omitempty"` // the package of Func where it is another than ecrref, such as "pullcache"
	NotECR      bool   `json:",omitempty"` // nothing is wrong but that the host is another registry's, or there is none, as in "nginx:1.29"
}

// Error returns the message in one line. Long inputs are shortened.
func (e *ParseError) Error() string {
	var b strings.Builder
	pkg := e.Package
	if pkg == "" {
		pkg = "ecrref"
	}
	b.WriteString(pkg + "." + e.Func + " " + excerpt(e.Input, e.Offset) + ": " + e.Msg)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// excerpt quotes what stands around offset in s.
func excerpt(s string, offset int) string {
	const before, after = 200, 120
	head, tail := "", ""
	if len(s) > before+after {
		if offset = min(max(offset, 0), len(s)); offset > before {
			s, offset, head = s[offset-before:], before, "…"
		}
		if len(s) > offset+after {
			s, tail = s[:offset+after], "…"
		}
	}
	q := strconv.QuoteToASCII(s)
	return `"` + head + q[1:len(q)-1] + tail + `"`
}
