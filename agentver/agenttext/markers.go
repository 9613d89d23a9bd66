package agenttext

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

const (
	descriptionMarker = "Amazon ECS Agent - v"
	startMarker       = "Starting Amazon ECS Agent"
)

// marker is a text that AWS puts in front of the version of an agent, and what
// reads on from there.
type marker struct {
	text  string
	index func(s, text string) int // indexFold: the text, which is given in lower case, may stand in any case
	read  func(x *reader, s string, start, i, at int)
}

// markers are all of them. A new one is a row here and its function.
var markers = [...]marker{
	{descriptionMarker, strings.Index, (*reader).description},
	{"Amazon ECS Agent:", strings.Index, (*reader).print},
	{"Amazon ECS agent Version: ", strings.Index, (*reader).log},
	{startMarker, strings.Index, (*reader).start},
	{"agentVersion=", strings.Index, (*reader).parameter},
	{"amazon ecs agent v", indexFold, (*reader).prose},
	{"amazon ecs container agent v", indexFold, (*reader).prose},
	{"ecs-init version ", strings.Index, (*reader).ecsInit},
	{"Cache Agent version ", strings.Index, (*reader).cached},
	{"ecs_agent_version", indexFold, (*reader).variable},
	{"initialize-ecsagent", indexFold, (*reader).windows},
	{"%global gover ", strings.Index, (*reader).spec},
	{"%global agent_gover ", strings.Index, (*reader).agentSpec},
}

// scan finds every agent version that a text marks as such.
func (x *reader) scan(s string, at int) {
	if indexFold(s, "ecs") < 0 && indexFold(s, "agent") < 0 {
		return
	}
	for _, m := range markers {
		x.mark(m, s, at)
	}
	x.names(s, at)
}

func (x *reader) mark(m marker, s string, at int) {
	for i := 0; x.err == nil; {
		n := m.index(s[i:], m.text)
		if n < 0 {
			return
		}
		start := i + n
		i = start + len(m.text)
		m.read(x, s, start, i, at)
	}
}

// description reads what follows "Amazon ECS Agent - v":
//
//	version " (" [ "*" ] hash ")" [ " (" os [ "; " family ] ")" ] [ " (+http" … ]
func (x *reader) description(s string, start, i, at int) {
	if strings.HasPrefix(s[i:], "v") {
		x.fail(at+i, "two v in front of a version", "write one")
		return
	}
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	a := Agent{Version: v, Form: FormDescription}
	if strings.HasSuffix(s[:start], "Starting Agent: ") {
		a.Form = FormLog
	}
	for n := range 3 { // hash, system, address
		var inside string
		inside, rest = cutParentheses(rest)
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
	}
	x.add(a, at+i)
}

// print reads the lines below "Amazon ECS Agent:" up to one that is not of them.
func (x *reader) print(s string, _, i, at int) {
	a, versionAt := Agent{Form: FormPrint}, 0
	for text := s[i:]; text != ""; {
		line := lineOf(text)
		rest, ended := strings.CutPrefix(text[len(line):], "\n")
		if !ended && rest != "" {
			break // a line that is too long
		}
		key, value, ok := strings.Cut(strings.Trim(line, " \t\r"), ": ")
		valueAt := at + len(s) - len(text) + strings.Index(line, value)
		if strings.Trim(line, " \t\r") != "" && !(ok && x.printed(&a, key, value, valueAt)) {
			break
		}
		if key == "Version" {
			versionAt = valueAt
		}
		text = rest
	}
	if a.Version.IsValid() {
		x.add(a, versionAt)
	}
}

// printed reads one line of agent -version and reports whether it is one.
func (x *reader) printed(a *Agent, key, value string, at int) bool {
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
func (x *reader) log(s string, start, i, at int) {
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	if x.requirement(s[:start], rest) {
		return
	}
	hash, _ := strings.CutPrefix(rest, ", Commit: ")
	x.addHashed(Agent{Version: v, Form: FormLog}, leading(hash, "*"), at+i)
}

// prose reads "Amazon ECS Agent v1.0.0", as documentation has it, and "Amazon ECS
// agent version: 1.0.0" where it is a line of its own: in a sentence that is mostly
// the version from which on something works.
func (x *reader) prose(s string, start, i, at int) {
	label := leading(s[i:], "")
	isLabel := strings.EqualFold(label, "ersion")
	if isLabel {
		i += len(label)
		i += len(s[i:]) - len(strings.TrimLeft(s[i:], " \t:="))
		if strings.HasPrefix(s[i:], "v") {
			i++
		}
	}
	if insideWord(s, start) || i == len(s) || !isDigit(s[i]) || isLabel && strings.TrimSpace(lineBefore(s, start)) != "" {
		return
	}
	n := len(leading(s[i:], ".+"))
	if isLabel && strings.Trim(lineOf(s[i+n:]), whiteSpace) != "" {
		return
	}
	if v, rest, ok := x.token(s, i, at); ok && !x.requirement(s[:start], rest) {
		x.add(Agent{Version: v, Form: FormDescription}, at+i)
	}
}

// ecsInit reads what follows "ecs-init version ", as "1.63.0 (*0be4d2e1)".
func (x *reader) ecsInit(s string, start, i, at int) {
	if insideWord(s, start) && !strings.HasSuffix(s[:start], "amazon-") {
		return
	}
	v, rest, ok := x.token(s, i, at)
	if !ok || x.requirement(s[:start], rest) {
		return
	}
	hash, _ := cutParentheses(rest)
	x.addHashed(Agent{Version: v, Form: FormInit}, hash, at+i)
}

// requirement reports whether what stands around a version makes it one that is
// asked for: "1.28.1-2 or later", "requires the Amazon ECS agent v1.30.0".
func (x *reader) requirement(before, after string) bool {
	before = strings.ToLower(strings.TrimRight(lineBefore(before, len(before)), " "))
	before = strings.TrimSuffix(strings.TrimSuffix(before, " the"), " an")
	if !hasAny(before, strings.HasSuffix, asking[:]) && !hasAny(strings.TrimLeft(near(after), " ("), strings.HasPrefix, asked[:]) {
		return false
	}
	x.not("a version that is asked for, not that of an agent", "pass what the agent says of itself")
	return true
}

// Words in front of and behind a version that is asked for.
var (
	asking = [...]string{
		"require", "requires", "required:", "need", "needs", "at least", "minimum", "minimum:", "since", "before", "until", "older than",
		"newer than", "starting with", "as of", "prior to", "<", ">", "<=", ">=", "below", "above",
	}
	asked = [...]string{
		"or ", "and later", "and newer", "and above", "and higher", "and up", "and after", "and onward", "onward", "is required", "is needed",
		"is the minimum", "introduce", "adds ", "added ",
	}
)

// hasAny reports whether s begins or ends with one of the words.
func hasAny(s string, has func(s, word string) bool, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return has(s, word) })
}

// cached reads what follows "Cache Agent version " in the changelog of ecs-init, where it
// begins an entry. Elsewhere it may be the end of another product's name.
func (x *reader) cached(s string, start, i, at int) {
	if strings.Trim(lineBefore(s, start), " \t-*") != "" {
		return
	}
	if v, _, ok := x.token(s, i, at); ok {
		x.add(Agent{Version: v, Form: FormPackage}, at+i)
	}
}

// token reads the version at byte i of s, up to a character that can end one.
func (x *reader) token(s string, i, at int) (v agentver.Version, rest string, ok bool) {
	rest = s[i:]
	text := strings.TrimSuffix(leading(rest, ".+"), ".") // the end of a sentence
	if n := len(text); n < len(rest) && strings.IndexByte(whiteSpace+".\"'`,;)&\\", rest[n]) < 0 {
		text = rest[:endOfLine(rest, " ")] // more than a version, as the error will say
	}
	v, ok = x.version(text, at+i)
	return v, rest[len(text):], ok
}
