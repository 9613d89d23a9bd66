package agentver

import (
	"strconv"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// ParseError says what is wrong with a text that is not what a function of this
// package reads, where, and what to write instead.
type ParseError struct {
	Func   string // the function, such as "Parse"; of another package with it: "agenttext.Parse"
	Input  string // the whole text, up to the first place where a secret may begin
	Offset int    // byte offset in Input of what is wrong; len(Input) when something is missing
	Part   Part   // the part of the text that is wrong
	Msg    string // what is wrong
	Hint   string // what to write or do instead; may be empty
}

func (e *ParseError) Error() string {
	function := e.Func
	if function != "" && function[0] < 'a' {
		function = "agentver." + function
	}
	s := function + " " + strconv.Quote(shorten(e.Input, 100)) + ": " + shorten(e.Msg, 200)
	if e.Offset > 0 {
		s += " at byte " + strconv.Itoa(e.Offset)
	}
	if e.Hint != "" {
		s += "; " + shorten(e.Hint, 300)
	}
	return s
}

// newError returns an error about byte offset of the input, of which what may be
// a secret is taken out.
func newError(function, input string, offset int, part Part, msg, hint string) *ParseError {
	safe := redact.Text(input)
	if safe.At < len(input) {
		msg, hint = redact.Text(msg).Text, redact.Text(hint).Text
	}
	return &ParseError{function, safe.Text, min(offset, safe.At), part, msg, hint}
}

// shorten cuts a text that is longer than n bytes, for a message that people read.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// Part names a part of a text.
// The zero Part is the whole text.
type Part uint8

// The parts of a text.
const (
	PartText       Part = iota // the text as a whole
	PartMajor                  // first number
	PartMinor                  // second number
	PartPatch                  // third number
	PartPrerelease             // after the hyphen
	PartBuild                  // after the plus sign
)

var partNames = [...]string{"text", "major", "minor", "patch", "pre-release", "build metadata"}

// String returns the name of p in lower case.
func (p Part) String() string {
	if int(p) < len(partNames) {
		return partNames[p]
	}
	return "part " + strconv.Itoa(int(p))
}
