package agentver

import "strconv"

// ParseError says what is wrong with a text that is not what a function of this
// package reads, where, and what to write instead.
type ParseError struct {
	Func   string // the function, such as "Parse"
	Input  string // the whole text
	Offset int    // byte offset in Input of the first byte that is wrong; len(Input) when something is missing at the end
	Part   Part   // the part of the text that is wrong
	Msg    string // what is wrong
	Hint   string // what to write or do instead; may be empty
}

// maxQuoted is how many bytes of the input an error message repeats.
const maxQuoted = 100

func (e *ParseError) Error() string {
	input := e.Input
	if len(input) > maxQuoted {
		input = input[:maxQuoted] + "…"
	}
	s := "agentver." + e.Func + " " + strconv.Quote(input) + ": " + e.Msg
	if e.Offset > 0 {
		s += " at byte " + strconv.Itoa(e.Offset)
	}
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
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
