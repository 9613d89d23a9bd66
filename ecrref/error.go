package ecrref

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
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
	Input  string // its input, with REDACTED in place of user info, URL queries, passwords and tokens
	Offset int    // byte in Input, see below
	Part   Part   // the part that is wrong
	Msg    string // what is wrong
	Hint   string // what to do; "write X" where X is taken in place of Input; "" where nothing is known

	Placeholder string `json:",omitempty"` // what is not filled in, such as "${TAG}", as written
	Package     string `json:",omitempty"` // that of Func, such as "pullcache"; "" for ecrref
	NotECR      bool   `json:",omitempty"` // nothing is wrong but the host, or that there is none
}

// Error returns the message in one line. Long inputs are shortened.
func (e *ParseError) Error() string {
	pkg := e.Package
	if pkg == "" {
		pkg = "ecrref"
	}
	s := pkg + "." + e.Func + " " + excerpt(e.Input, e.Offset) + ": " + e.Msg
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
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

// An entry is what the functions of this package differ in when they fail.
type entry struct {
	name  string
	scan  func(s string) (end int, p problem) // reads the canonical text; nil where no text can be corrected
	loose func(s string) (end int, p problem) // reads what else is taken; nil where nothing is
	mend  func(s string) string               // makes of a corrected reference what the function takes; nil where that is the reference
	host  bool                                // its text begins with the host of a registry
	hints []hint                              // what to do about a problem, where that differs
}

type hint struct {
	about problem
	text  string
}

// hint returns what to do about p in place of general.
func (f *entry) hint(p problem, general string) string {
	for _, h := range f.hints {
		if h.about == p {
			return h.text
		}
	}
	return general
}

// read reads what f takes in any form. It takes nothing where f has none.
func (f *entry) read(s string) (end int, p problem) {
	switch {
	case f.loose != nil:
		return f.loose(s)
	case f.scan != nil:
		return f.scan(s)
	}
	return 0, empty
}

// takes reports whether s is a canonical text that f takes.
func (f *entry) takes(s string) bool {
	end, p := f.scan(s)
	return p == none && end == len(s)
}

// err describes problem p at offset at of the text that f was given. Nothing
// that may be a secret reaches the error.
func (f *entry) err(text string, at int, p problem) *ParseError {
	if f.host && p == badAccount {
		p = f.hostProblem(text)
	}
	clean, image := cleanStart(text)
	safe := redact.After(text, clean, image)
	e := &ParseError{Func: f.name, Input: safe.Text, Offset: min(at, safe.At), Part: problems[p].part, Msg: problems[p].msg, Hint: f.hint(p,
		problems[p].hint)}
	r := report{e, f, p}
	switch {
	case safe.UserInfo:
		e.Offset = safe.At
		r.userInfo(strings.Contains(text, "@"))
	case p >= zeroValue: // another text helps as little
	case safe.Text != text && r.rest() == redact.Mark:
		r.Msg, r.Hint = "what begins here looks like a password or a token, which a reference cannot hold", "leave it out"
	case r.placeholder():
	default:
		if describe := problems[p].describe; describe != nil {
			describe(r)
		}
		r.specialByte()
	}
	e.NotECR = e.NotECR && safe.Text == text
	if p != apiURL && (e.Placeholder == "" || e.Part == PartSuffix) {
		r.correct(text)
	}
	return e
}

// hostProblem says what is wrong with s, which begins with no account ID: that
// where one is meant, otherwise the host.
func (f *entry) hostProblem(s string) problem {
	switch isARN := strings.HasPrefix(s, "arn:"); {
	case beforeDigest(s):
		return digestOnly
	case f.loose != nil && (isARN || resolverEnd(s) > 0):
		return badAccount
	case isARN, f.loose == nil && scheme(s) != "":
		return badHost
	}
	s = s[len(scheme(s)):]
	if strings.Contains(s[:indexOrEnd(s, "/")], ".dkr") {
		return badAccount
	}
	return badHost
}

// cleanStart returns how much of s holds no user info: the host of a registry,
// perhaps with a scheme before it, or the ARN of a repository up to its name.
func cleanStart(s string) (clean int, image bool) {
	start := resolverEnd(s)
	_, end, _ := scanARN(s[start:])
	if before, _, ok := strings.Cut(s[:start+end], ":repository/"); ok {
		return len(before) + len(":repository"), true
	}
	clean = len(scheme(s))
	if _, end, p := scanHost(withLowerHost(s[clean:])); p == none {
		return clean + end, true
	}
	return 0, false
}
