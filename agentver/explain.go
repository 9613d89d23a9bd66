package agentver

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// explainVersion returns the error for a text that scanVersion refuses. A text
// that is something else altogether is named; otherwise the first wrong byte is.
func explainVersion(s string) *ParseError {
	e := &ParseError{Func: "Parse", Input: s}
	if e.Msg, e.Hint = somethingElse(s); e.Msg == "" {
		e.locate(s)
	}
	if core := strings.TrimRight(s, whiteSpace); e.Part == PartText && core != s && strings.TrimLeft(s, whiteSpace) == s {
		e.Offset = len(core)
	}
	return e
}

// somethingElse names texts that are often found where a version is expected.
func somethingElse(s string) (msg, hint string) {
	switch s {
	case "":
		return "no version", "a missing version is not an old one: ask the instance, and treat it as unknown until it answers"
	case "latest":
		return "an alias, not a version", "write the version it stands for today, such as " + exampleVersion
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

const exampleVersion = "1.7.0"

// locate walks s along the grammar of Parse and fills in the first mistake.
func (e *ParseError) locate(s string) {
	i := 0
	if s[0] == 'v' {
		i = 1
	}
	for part := PartMajor; part <= PartPatch; part++ {
		var ok bool
		if i, ok = e.locateNumber(part, i); !ok {
			return
		}
		if part < PartPatch {
			if i == len(s) || s[i] != '.' {
				e.wrongByte(part, i)
				return
			}
			i++
		}
	}
	e.locateSuffix(i)
}

// locateNumber checks the number at byte i and returns where it ends.
func (e *ParseError) locateNumber(part Part, i int) (end int, ok bool) {
	s := e.Input
	end = i
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	digits := s[i:end]
	switch {
	case digits == "":
		e.wrongByte(part, i)
	case len(digits) > 1 && digits[0] == '0':
		e.set(part, i, "leading zero in the "+part.String()+" number", "write "+orZero(strings.TrimLeft(digits, "0")))
		if dockerEdition(s) {
			e.Hint = "this looks like a Docker version, which agenttext.ParseDocker reads"
		}
	default:
		if fits(digits) {
			return end, true
		}
		e.set(part, i, "the "+part.String()+" number does not fit", "the largest is "+strconv.Itoa(math.MaxInt))
	}
	return end, false
}

func orZero(s string) string {
	if s == "" {
		return "0"
	}
	return s
}

// dockerEdition reports whether s ends as Docker's versions once did.
func dockerEdition(s string) bool {
	return strings.Contains(s, "-ce") || strings.Contains(s, "-ee")
}

func (e *ParseError) set(part Part, offset int, msg, hint string) {
	e.Part, e.Offset, e.Msg, e.Hint = part, offset, msg, hint
}

// wrongByte describes what stands at byte i in place of a digit or a dot.
func (e *ParseError) wrongByte(part Part, i int) {
	s := e.Input
	if i == len(s) {
		e.set(part, i, "three numbers are needed", hintThree(s))
		return
	}
	e.set(part, i, unexpected(s, i), "")
	switch c := s[i]; {
	case i == 0 && c == 'V':
		e.Hint = "write a lower-case v or none"
	case i == 1 && (c == 'v' || c == 'V'):
		e.Hint = "write at most one v"
	case c == '"' || c == '\'':
		e.Hint = "take the quotes off"
	case c == '{':
		e.Hint = "agenttext.Parse reads JSON"
	case c == ',':
		e.Hint = "write one version; ParseConstraint reads a list, with the comma as and"
	case c == '*' || c == 'x' || c == 'X':
		e.Hint = "write a version without a wildcard; ParseConstraint reads >= 1.7.0, < 1.8.0"
	case c == '-' || c == '+':
		e.Hint = hintThree(s[:i])
	default:
		e.Hint = "write three numbers with dots between them, such as " + exampleVersion + hintExtract(s)
	}
}

// hintExtract is for a text that may have a version somewhere inside.
func hintExtract(s string) string {
	if !strings.ContainsAny(s, " :/") {
		return ""
	}
	return "; agenttext.Parse reads the texts that AWS puts around a version"
}

// hintThree completes a version that has fewer than three numbers.
func hintThree(s string) string {
	t := strings.TrimSuffix(strings.TrimPrefix(s, "v"), ".")
	for dots := strings.Count(t, "."); t != "" && dots < 2; dots++ {
		t += ".0"
	}
	if _, ok := scanVersion(t); !ok {
		t = exampleVersion
	}
	return "write " + t + " if that is what is meant"
}

// unexpected names the character at byte i of s.
func unexpected(s string, i int) string {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return "unexpected " + strconv.QuoteRune(r)
}

// locateSuffix finds the mistake in what follows the three numbers.
func (e *ParseError) locateSuffix(i int) {
	s := e.Input
	if s[i] == '-' {
		var ok bool
		if i, ok = e.locateIdentifiers(PartPrerelease, i+1); !ok {
			return
		}
	}
	switch {
	case i < len(s) && s[i] == '+':
		if i, _ = e.locateIdentifiers(PartBuild, i+1); e.Msg != "" {
			return
		}
		e.set(PartBuild, i, unexpected(s, i), "letters, digits, hyphens and dots may stand here")
	case s[i] == '.' && e.onlyNumbers(i):
		e.set(PartPatch, i, "four numbers", "an agent version has three; the Systems Manager agent and AMIs have four")
	case s[i] == ',':
		e.set(PartPatch, i, "more than one version", "write one version; ParseConstraint reads a list, with the comma as and")
	default:
		e.set(PartPatch, i, unexpected(s, i), "a version ends here, or goes on with -pre-release or +build"+hintExtract(s))
	}
}

// onlyNumbers reports whether dots and digits make up the rest of the text.
func (e *ParseError) onlyNumbers(i int) bool {
	return strings.Trim(e.Input[i:], ".0123456789") == ""
}

// locateIdentifiers checks the identifiers from byte i on and returns their end.
func (e *ParseError) locateIdentifiers(part Part, i int) (end int, ok bool) {
	s := e.Input
	for {
		end = i
		for end < len(s) && isIdentifierByte(s[end]) {
			end++
		}
		switch id := s[i:end]; {
		case id == "" && end < len(s) && s[end] >= 0x80:
			e.set(part, end, unexpected(s, end), "only ASCII letters, digits and hyphens may stand here")
		case id == "":
			e.set(part, end, "empty "+part.String()+" identifier", "write something between the dots, or leave the "+part.String()+" out")
		case part == PartPrerelease && len(id) > 1 && id[0] == '0' && isNumber(id):
			e.set(part, i, "leading zero in a pre-release number", "write "+orZero(strings.TrimLeft(id, "0")))
		}
		if e.Msg != "" {
			return end, false
		}
		if end == len(s) || s[end] != '.' {
			return end, true
		}
		i = end + 1
	}
}
