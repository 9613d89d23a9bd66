package agentver

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// explain returns the error for a text in which scan found a fault. A text that is
// something else altogether is named.
func (f fault) explain(function, s string) *ParseError {
	msg, hint := somethingElse(s)
	if msg == "" {
		msg, hint = f.words(s)
		return newError(function, s, f.at, f.part, msg, hint)
	}
	at := 0
	if core := strings.TrimRight(s, whiteSpace); core != s && strings.TrimLeft(s, whiteSpace) == s {
		at = len(core) // of the white space
	}
	return newError(function, s, at, PartText, msg, hint)
}

// somethingElse names texts that are often found where a version is expected.
func somethingElse(s string) (msg, hint string) {
	switch s {
	case "":
		return "no version", "a missing version is not an old one: ask the instance, and treat it as unknown until it answers"
	case "latest":
		return "an alias, not a version", "write the version that the agent reports: the alias names none"
	case "LATEST":
		return "a Fargate platform version, not an agent version", "tasks on Fargate need no agent version; ParsePlatform reads platform versions"
	case "null", "None", "nil", "<nil>", "undefined", "none":
		return "what tools print for a missing version", "treat it as unknown: ECS Managed Instances, for one, report no agent version"
	case "UNKNOWN":
		return "the agent's word for a version it does not know", "treat it as unknown"
	}
	switch {
	case strings.Trim(s, whiteSpace) == "":
		return "white space only", "a missing version is not an old one: treat it as unknown"
	case strings.Trim(s, whiteSpace) != s:
		return "white space around the version", "trim it: " + strconv.Quote(strings.Trim(s, whiteSpace))
	case strings.HasPrefix(s, "Amazon ECS Agent"):
		return "a description of an agent, not a bare version", "agenttext.Parse reads it"
	case strings.HasPrefix(s, "Docker"):
		return "a Docker version, not an agent version", "agenttext.ParseDocker reads it"
	case strings.ContainsAny(s[:1], "<>=!~^"):
		return "a constraint, not a version", "ParseConstraint reads it"
	}
	return "", ""
}

const whiteSpace = " \t\r\n"

const writeThree = "write three numbers with dots between them, such as 1.7.0"

// words says what the fault is and what to write instead.
func (f fault) words(s string) (msg, hint string) {
	rest := s[f.at:]
	switch f.kind {
	case leadingZero:
		return f.leadingZero(s)
	case tooLarge:
		return "the " + f.part.String() + " number does not fit", "the largest is " + strconv.Itoa(math.MaxInt)
	case noIdentifier:
		if rest != "" && rest[0] >= utf8.RuneSelf {
			return unexpected(rest), "only ASCII letters, digits and hyphens may stand here"
		}
		return "empty " + f.part.String() + " identifier", "write something between the dots, or leave the " + f.part.String() + " out"
	case wrongEnd:
		return f.wrongEnd(s)
	}
	if rest == "" {
		return "three numbers are needed", hintThree(s)
	}
	return unexpected(rest), hintByte(s, f.at)
}

func (f fault) leadingZero(s string) (msg, hint string) {
	if f.part == PartPrerelease {
		msg = "leading zero in a pre-release number"
	} else {
		msg = "leading zero in the " + f.part.String() + " number"
	}
	if strings.Contains(s, "-ce") || strings.Contains(s, "-ee") {
		return msg, "this looks like a Docker version, which agenttext.ParseDocker reads"
	}
	number := strings.TrimLeft(s[f.at:], "0")
	number = number[:len(number)-len(strings.TrimLeft(number, "0123456789"))]
	if number == "" {
		number = "0"
	}
	return msg, "write " + number
}

// wrongEnd is about what follows a version.
func (f fault) wrongEnd(s string) (msg, hint string) {
	rest := s[f.at:]
	switch {
	case f.part == PartBuild:
		return unexpected(rest), "letters, digits, hyphens and dots may stand here"
	case strings.Trim(rest, ".0123456789") == "":
		return "four numbers", "an agent version has three; the Systems Manager agent and AMIs have four"
	case rest[0] == ',':
		return "more than one version", "write one version; ParseConstraint reads a list, with the comma as and"
	}
	if f.part == PartPrerelease {
		return unexpected(rest), "letters, digits, hyphens and dots may stand in a pre-release, and +build behind it" + hintText(s)
	}
	return unexpected(rest), "a version ends here, or goes on with -pre-release or +build" + hintText(s)
}

// hintByte is for byte i of s, which is neither the digit nor the dot that
// belongs there.
func hintByte(s string, i int) string {
	switch c := s[i]; {
	case i == 0 && c == 'V':
		return "write a lower-case v or none"
	case i == 1 && (c == 'v' || c == 'V'):
		return "write at most one v"
	case c == '"' || c == '\'':
		return "take the quotes off"
	case c == '{':
		return "agenttext.Parse reads JSON"
	case c == ',':
		return "write one version; ParseConstraint reads a list, with the comma as and"
	case c == '*' || c == 'x' || c == 'X':
		return "write a version without a wildcard; ParseConstraint reads >= 1.7.0, < 1.8.0"
	case c == '-' || c == '+':
		return hintThree(s[:i])
	}
	return writeThree + hintText(s)
}

// hintText is for a text that may have a version somewhere inside.
func hintText(s string) string {
	if !strings.ContainsAny(s, " :/") {
		return ""
	}
	return "; agenttext.Parse reads the texts that AWS puts around a version"
}

// hintThree completes a version that has fewer than three numbers.
func hintThree(s string) string {
	t := strings.TrimSuffix(strings.TrimPrefix(s, "v"), ".")
	for dots := strings.Count(t, "."); dots < 2; dots++ {
		t += ".0"
	}
	if _, f := scan(t); f.kind != noFault {
		return writeThree
	}
	return "write " + t + " if that is what is meant"
}

// unexpected names the character that s begins with.
func unexpected(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	return "unexpected " + strconv.QuoteRune(r)
}
