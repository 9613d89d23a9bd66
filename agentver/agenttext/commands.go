package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// windows reads the parameters of Initialize-ECSAgent, the PowerShell command that
// starts the agent. PowerShell does not tell cases apart.
func (x *reader) windows(s string, start, i, at int) {
	if !insideWord(s, start) && (i == len(s) || !isIdentifierByte(s[i])) {
		x.parameters(near(s[i:]), at+i)
	}
}

// parameters reads those of the command up to its end.
func (x *reader) parameters(s string, at int) {
	for word, start, end := nextWord(s, 0); word != ""; word, start, end = nextWord(s, end) {
		name, value, _ := strings.Cut(word, ":")
		if !strings.EqualFold(name, "-Version") {
			continue
		}
		start += len(name) + len(":")
		if value == "" {
			value, start, _ = nextWord(s, end)
		}
		x.installed(value, at+start)
	}
}

func (x *reader) installed(version string, at int) {
	unquoted := strings.TrimLeft(version, `"'`)
	at += len(version) - len(unquoted)
	version = strings.TrimRight(unquoted, `"'`)
	switch {
	case version == "":
		return
	case strings.EqualFold(version, "latest"):
		x.not("an alias, not a version", "ask the instance which agent runs on it")
		return
	}
	if v, ok := x.version(version, at); ok {
		x.add(Agent{Version: v, OS: agentver.Windows, Form: FormInstall}, at)
	}
}

// nextWord returns the next word of a PowerShell command from byte i of s on, ""
// where the command ends. A backtick at the end of a line continues it.
func nextWord(s string, i int) (word string, start, end int) {
	for i < len(s) {
		switch {
		case s[i] == ' ' || s[i] == '\t':
			i++
		case strings.HasPrefix(s[i:], "`\n"):
			i += len("`\n")
		case strings.HasPrefix(s[i:], "`\r\n"):
			i += len("`\r\n")
		default:
			end = endOfWord(s, i)
			return s[i:end], i, end
		}
	}
	return "", i, i
}

// endOfWord returns where the word at byte i ends; a word may have quotes.
func endOfWord(s string, i int) int {
	if s[i] == '#' {
		return i
	}
	for i < len(s) && strings.IndexByte(" \t\r\n;|&(){}`<>", s[i]) < 0 {
		if s[i] == '"' || s[i] == '\'' {
			n := strings.IndexByte(s[i+1:], s[i])
			if n < 0 {
				return len(s)
			}
			i += n + 1
		}
		i++
	}
	return i
}

// spec reads what follows "%global gover " in an RPM spec, as Bottlerocket's,
// where the same spec names the repository of the agent.
func (x *reader) spec(s string, _, i, at int) {
	if repo := specGlobal(s, i, "gorepo"); repo == imageName {
		x.specVersion(s, i, at, "gitrev")
	} else {
		x.not("the version of a Go program that is not said to be the agent", "the spec of the agent has gorepo "+imageName)
	}
}

// agentSpec reads what follows "%global agent_gover ".
func (x *reader) agentSpec(s string, _, i, at int) { x.specVersion(s, i, at, "agent_gitrev") }

func (x *reader) specVersion(s string, i, at int, commit string) {
	i += len(s[i:]) - len(strings.TrimLeft(s[i:], " \t"))
	if v, _, ok := x.token(s, i, at); ok {
		a := Agent{Version: v, OS: agentver.Linux, Form: FormInstall}
		x.addHashed(a, specGlobal(s, i, commit), at+i)
	}
}

// specGlobal returns the value of a macro that is defined nearby, the last one
// before byte i of s or else the first one after it.
func specGlobal(s string, i int, name string) string {
	marker := "%global " + name + " "
	before, after := s[max(0, i-maxLine):i], near(s[i:])
	if n := strings.LastIndex(before, marker); n >= 0 {
		return strings.TrimSpace(lineOf(before[n+len(marker):]))
	}
	if _, value, ok := strings.Cut(after, marker); ok {
		return strings.TrimSpace(lineOf(value))
	}
	return ""
}
