package agentver

import "strings"

const (
	descriptionMarker = "Amazon ECS Agent - v"
	printMarker       = "Amazon ECS Agent:"
	oldLogMarker      = "Starting Agent: "
	logMarker         = "Amazon ECS agent Version: "
	startMarker       = "Starting Amazon ECS Agent"
	initMarker        = "ecs-init version "
	queryMarker       = "agentVersion="
	windowsMarker     = "Initialize-ECSAgent"
)

// whole reads a text that may be a version and nothing else.
func (x *extractor) whole(s string, at int) {
	if p, ok := scanPackage(s); ok {
		x.add(Agent{Version: p.Agent(), Arch: p.arch, Form: FormPackage}, at)
		return
	}
	if v, ok := scanVersion(s); ok {
		x.add(Agent{Version: v, Form: FormBare}, at)
		return
	}
	before := x.count
	if x.scan(s, at); x.count == before {
		x.not(notAgent(s))
	}
}

// scan finds every agent version that a text marks as such.
func (x *extractor) scan(s string, at int) {
	if !strings.Contains(s, "ECS") && !strings.Contains(s, "ecs") && !strings.Contains(s, "agent") && !strings.Contains(s, "gover") {
		return
	}
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
		{windowsMarker, (*extractor).windows},
		{"%global gover ", (*extractor).spec},
		{"%global agent_gover ", (*extractor).spec},
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
	x.artifacts(s, at)
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
func (x *extractor) token(s string, i, at int) (v Version, rest string, ok bool) {
	rest = s[i:]
	text := leading(rest, ".+")
	if n := len(text); n < len(rest) && strings.IndexByte(whiteSpace+"\"'`,;)&\\", rest[n]) < 0 {
		text, _, _ = strings.Cut(rest, " ") // more than a version, as the error will say
	}
	v, ok = x.version(text, at+i)
	return v, rest[len(text):], ok
}

// description reads what follows "Amazon ECS Agent - v":
//
//	version " (" [ "*" ] hash ")" [ " (" os [ "; " family ] ")" ] [ " (+http" … ]
func (x *extractor) description(s string, i, at int) {
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	a := Agent{Version: v, Form: FormDescription}
	if strings.HasSuffix(s[:i-len(descriptionMarker)], oldLogMarker) {
		a.Form = FormLog
	}
	for first := true; ; first = false {
		inside, after, ok := cutParentheses(rest)
		if !ok {
			break
		}
		switch os, _, _ := strings.Cut(inside, ";"); {
		case strings.HasPrefix(inside, "+http"):
			a.Form = FormUserAgent
		case os == "linux":
			a.OS = Linux
		case os == "windows":
			a.OS = Windows
		case first && !a.setHash(inside):
			x.fail(at+len(s)-len(rest)+2, msgNoCommit, hintCommit)
			return
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
	return strings.Cut(s, ")")
}

// print reads the lines below "Amazon ECS Agent:" up to one that is not of them.
func (x *extractor) print(s string, i, at int) {
	a := Agent{Form: FormPrint}
	for text := s[i:]; text != "" && x.err == nil; {
		line, rest, _ := strings.Cut(text, "\n")
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
		if !a.setHash(value) {
			x.fail(at, msgNoCommit, hintCommit)
		}
	case "Dirty":
		a.Dirty = value == "true"
	case "DockerVersion":
		a.Docker, _ = ParseDocker(value)
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
	if !a.setHash(hash) {
		x.fail(at, msgNoCommit, hintCommit)
		return
	}
	x.add(a, at)
}

// maxLine is how far from a marker to look for what belongs to it, so that a
// text with many markers takes no longer than one with few.
const maxLine = 1024

// lineOf returns the rest of the line that s begins in.
func lineOf(s string) string {
	line, _, _ := strings.Cut(s[:min(len(s), maxLine)], "\n")
	return line
}

// start reads the fields in the line of "Starting Amazon ECS Agent":
// version="1.51.0" commit="ca640387".
func (x *extractor) start(s string, i, at int) {
	line := lineOf(s[i:])
	version, ok := field(line, "version")
	if !ok {
		return
	}
	v, ok := x.version(version, at+i+strings.Index(line, version))
	if !ok {
		return
	}
	commit, _ := field(line, "commit")
	x.addHashed(Agent{Version: v, Form: FormLog}, commit, at+i)
}

// field returns the value of name=value or name="value" in a line.
func field(line, name string) (value string, ok bool) {
	_, value, ok = strings.Cut(line, " "+name+"=")
	return leading(strings.TrimLeft(value, `\"`), "*.+"), ok
}

// ecsInit reads what follows "ecs-init version ", as "1.63.0 (*0be4d2e1)".
func (x *extractor) ecsInit(s string, i, at int) {
	v, rest, ok := x.token(s, i, at)
	if !ok {
		return
	}
	hash, _, _ := cutParentheses(rest)
	x.addHashed(Agent{Version: v, Form: FormInit}, hash, at+i)
}

// query reads agentVersion= in the URL with which an agent connects to ECS.
func (x *extractor) query(s string, i, at int) {
	if strings.HasPrefix(s[i:], "=") {
		x.not("a cluster query, not a version", "ParseConstraint reads conditions")
		return
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

// windows reads the -Version of the PowerShell command Initialize-ECSAgent.
func (x *extractor) windows(s string, i, at int) {
	line := lineOf(s[i:])
	_, value, ok := strings.Cut(line, " -Version ")
	if !ok {
		return
	}
	value = strings.TrimLeft(value, ` "'`)
	if strings.HasPrefix(value, "latest") {
		x.not("an alias, not a version", "ask the instance which agent runs on it")
		return
	}
	if v, _, ok := x.token(s, i+len(line)-len(value), at); ok {
		x.add(Agent{Version: v, OS: Windows, Form: FormInstall}, at+i)
	}
}

// spec reads what follows "%global gover " in the RPM spec of Bottlerocket.
func (x *extractor) spec(s string, i, at int) {
	v, _, ok := x.token(s, i, at)
	if !ok {
		return
	}
	a := Agent{Version: v, OS: Linux, Form: FormInstall}
	text := s[i:min(len(s), i+maxLine)]
	_, hash, ok := strings.Cut(text, "%global agent_gitrev ")
	if !ok {
		_, hash, _ = strings.Cut(text, "%global gitrev ")
	}
	x.addHashed(a, leading(hash, ""), at+i)
}
