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
type ParseError struct {
	Func   string // the function, such as "Parse"
	Input  string // its input, with REDACTED in place of user info, URL queries and tokens
	Offset int    // byte in Input at which it stops being the beginning of a valid input; len(Input) if it is too short
	Part   Part   // the part that is wrong
	Msg    string // what is wrong
	Hint   string // what to write instead; empty where that cannot be known
}

// Error returns the message in one line. Long inputs are shortened.
func (e *ParseError) Error() string {
	var b strings.Builder
	b.WriteString("ecrref." + e.Func + " " + excerpt(e.Input, e.Offset) + ": " + e.Msg)
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
