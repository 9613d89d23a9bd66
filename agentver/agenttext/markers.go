package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

const (
	descriptionMarker = "Amazon ECS Agent - v"
	printMarker       = "Amazon ECS Agent:"
	oldLogMarker      = "Starting Agent: "
	logMarker         = "Amazon ECS agent Version: "
	startMarker       = "Starting Amazon ECS Agent"
	initMarker        = "ecs-init version "
	queryMarker       = "agentVersion="
)

// scan finds every agent version that a text marks as such.
func (x *extractor) scan(s string, at int) {
	if indexFold(s, "ecs") < 0 && !strings.Contains(s, "agent") {
		return
	}
	x.markers(s, at)
	x.windows(s, at)
	x.artifacts(s, at)
}

// markers finds the versions with a fixed text in front of them.
func (x *extractor) markers(s string, at int) {
	for _, m := range [...]struct {
		marker string
		read   func(x *extractor, s string, i, at int)
	}{
		{descriptionMarker, (*extractor).description},
		{printMarker, (*extractor).print},
		{logMarker, (*extractor).log},
		{startMarker, (*extractor).start},
		{initMarker, (*extractor).ecsInit},
		{queryMarker, (*extractor).query},
		{"%global gover ", (*extractor).spec},
		{"%global agent_gover ", (*extractor).agentSpec},
	} {
		for i := 0; x.err == nil; {
			n := strings.Index(s[i:], m.marker)
			if n < 0 {
				break
			}
			i += n + len(m.marker)
			m.read(x, s, i, at)
		}
	}
}

// insideWord reports whether the text at byte i of s goes on a word, so that it
// is a part of another name.
func insideWord(s string, i int) bool {
	return i > 0 && (isIdentifierByte(s[i-1]) || strings.IndexByte("_.", s[i-1]) >= 0)
}

// indexFold is strings.Index for an ASCII text in any case, which is given in
// lower case.
func indexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if s[i]|0x20 == lower[0] && strings.EqualFold(s[i:i+len(lower)], lower) {
			return i
		}
	}
	return -1
}

// leading returns the letters, digits, hyphens and extra characters that s
// begins with.
func leading(s, extra string) string {
	n := 0
	for n < len(s) && (isIdentifierByte(s[n]) || strings.IndexByte(extra, s[n]) >= 0) {
		n++
	}
	return s[:n]
}

// token reads the version at byte i of s, up to a character that can end one.
func (x *extractor) token(s string, i, at int) (v agentver.Version, rest string, ok bool) {
	rest = s[i:]
	text := leading(rest, ".+")
	if n := len(text); n < len(rest) && strings.IndexByte(whiteSpace+"\"'`,;)&\\", rest[n]) < 0 {
		text = rest[:endOfLine(rest, " ")] // more than a version, as the error will say
	}
	v, ok = x.version(text, at+i)
	return v, rest[len(text):], ok
}

// description reads what follows "Amazon ECS Agent - v":
//
//	version " (" [ "*" ] hash ")" [ " (" os [ "; " family ] ")" ] [ " (+http" … ]
func (x *extractor) description(s string, i, at int) {
	if strings.HasPrefix(s[i:], "v") {
		x.fail(at+i, "two v in front of a version", "write one")
		return
	}
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	a := Agent{Version: v, Form: FormDescription}
	if strings.HasSuffix(s[:i-len(descriptionMarker)], oldLogMarker) {
		a.Form = FormLog
	}
	for n := range 3 { // hash, system, address
		inside, after, ok := cutParentheses(rest)
		if !ok {
			break
		}
		switch os, _, _ := strings.Cut(inside, ";"); {
		case strings.HasPrefix(inside, "+http"):
			a.Form = FormUserAgent
		case os == "linux":
			a.OS = agentver.Linux
		case os == "windows":
			a.OS = agentver.Windows
		case n == 0:
			a.setHash(inside)
		}
		rest = after
	}
	x.add(a, at+i)
}

// cutParentheses reads " (inside)" at the front of s.
func cutParentheses(s string) (inside, after string, ok bool) {
	s, ok = strings.CutPrefix(s, " (")
	if !ok {
		return "", "", false
	}
	end := strings.IndexByte(s[:min(len(s), maxLine)], ')')
	if end < 0 {
		return "", "", false
	}
	return s[:end], s[end+1:], true
}

// print reads the lines below "Amazon ECS Agent:" up to one that is not of them.
func (x *extractor) print(s string, i, at int) {
	a := Agent{Form: FormPrint}
	for text := s[i:]; text != "" && x.err == nil; {
		line := lineOf(text)
		rest, ended := strings.CutPrefix(text[len(line):], "\n")
		if !ended && rest != "" {
			break // a line that is too long
		}
		key, value, ok := strings.Cut(strings.Trim(line, " \t\r"), ": ")
		if strings.Trim(line, " \t\r") != "" && !(ok && x.printed(&a, key, value, at+len(s)-len(text)+strings.Index(line, value))) {
			break
		}
		text = rest
	}
	if a.Version.IsValid() {
		x.add(a, at+i)
	}
}

// printed reads one line of agent -version and reports whether it is one.
func (x *extractor) printed(a *Agent, key, value string, at int) bool {
	switch key {
	case "Version":
		if a.Version.IsValid() {
			return false
		}
		a.Version, _ = x.version(value, at)
	case "Commit":
		a.setHash(value)
	case "Dirty":
		a.Dirty = value == "true"
	case "DockerVersion":
		a.Docker = x.docker(value)
	default:
		return false
	}
	return true
}

// log reads what follows "Amazon ECS agent Version: ", as "1.36.0, Commit: ca640387".
func (x *extractor) log(s string, i, at int) {
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	hash, _ := strings.CutPrefix(rest, ", Commit: ")
	x.addHashed(Agent{Version: v, Form: FormLog}, leading(hash, "*"), at+i)
}

// addHashed is add for an agent whose hash is still to be read.
func (x *extractor) addHashed(a Agent, hash string, at int) {
	a.setHash(hash)
	x.add(a, at)
}

// maxLine is how far from a marker to look for what belongs to it, so that a
// text with many markers takes no longer than one with few.
const maxLine = 1024

// near returns what s begins with, as far as to look, without the word that is cut
// there: 1.30.1 may be the front of 1.30.10.
func near(s string) string {
	if len(s) <= maxLine {
		return s
	}
	s = s[:maxLine]
	return s[:strings.LastIndexAny(s, between)+1]
}

// lineOf returns the rest of the line that s begins in.
func lineOf(s string) string {
	s = near(s)
	return s[:endOfLine(s, "\n")]
}

// endOfLine returns where the first of the characters stands in s, or where to
// stop looking.
func endOfLine(s, characters string) int {
	s = s[:min(len(s), maxLine)]
	if end := strings.IndexAny(s, characters); end >= 0 {
		return end
	}
	return len(s)
}

// ecsInit reads what follows "ecs-init version ", as "1.63.0 (*0be4d2e1)".
func (x *extractor) ecsInit(s string, i, at int) {
	if start := i - len(initMarker); insideWord(s, start) && !strings.HasSuffix(s[:start], "amazon-") {
		return
	}
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	hash, _, _ := cutParentheses(rest)
	x.addHashed(Agent{Version: v, Form: FormInit}, hash, at+i)
}

// query reads agentVersion= in the URL with which an agent connects to ECS.
func (x *extractor) query(s string, i, at int) {
	if strings.HasPrefix(s[i:], "=") || insideWord(s, i-len(queryMarker)) {
		return // a cluster query, or the version of another agent
	}
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	before := s[max(0, i-maxLine):i]
	before = before[strings.LastIndexAny(before, between)+1:]
	_, hash, ok := strings.Cut(before, "agentHash=")
	if !ok {
		rest = lineOf(rest)
		_, hash, _ = strings.Cut(rest[:endOf(rest)], "agentHash=")
	}
	hash = leading(strings.Replace(hash, "%2A", "*", 1), "*")
	x.addHashed(Agent{Version: v, Form: FormVersionInfo}, hash, at+i)
}

// endOf returns where the word that s begins with ends.
func endOf(s string) int {
	if end := strings.IndexAny(s, between); end >= 0 {
		return end
	}
	return len(s)
}
