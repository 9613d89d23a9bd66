package agenttext

import "strings"

// start reads the fields behind "Starting Amazon ECS Agent" in a line of a log:
// version="1.51.0" commit="ca640387".
func (x *extractor) start(s string, i, at int) {
	var version, commit, versionAt = "", "", 0
	line := lineOf(s[i:])
	rest := strings.TrimLeft(line, `\"`) // end of the message
	for {
		key, value, after, ok := cutField(rest)
		if !ok {
			break
		}
		switch key {
		case "version":
			if version != "" && version != value {
				x.fail(at+i, "field version twice with different values", "leave one of them out")
				return
			}
			version, versionAt = value, at+i+len(line)-len(rest)+strings.Index(rest, value)
		case "commit":
			commit = value
		}
		rest = after
	}
	if version == "" {
		return
	}
	if v, ok := x.version(version, versionAt); ok {
		x.addHashed(Agent{Version: v, Form: FormLog}, commit, at+i)
	}
}

// cutField reads name=value or name="value" at the front of a line. The quotes
// have backslashes where the line stands in a string itself. What is no field
// ends the fields.
func cutField(s string) (name, value, after string, ok bool) {
	s = strings.TrimLeft(s, " \t")
	name = leading(s, "_.")
	s, ok = strings.CutPrefix(s[len(name):], "=")
	if !ok || name == "" {
		return "", "", "", false
	}
	quote := s[:len(s)-len(strings.TrimLeft(s, `\`))] + `"`
	if !strings.HasPrefix(s, quote) {
		n := endOfLine(s, " \t\r\"")
		return name, s[:n], s[n:], true
	}
	s = s[len(quote):]
	end := closing(s, quote)
	if end < 0 {
		return "", "", "", false
	}
	return name, s[:end], s[end+len(quote):], true
}

// closing returns where a quote ends: the first one in s with as many
// backslashes as the one that began it, -1 if there is none.
func closing(s, quote string) int {
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], '"')
		if n < 0 {
			break
		}
		i += n
		slashes := i - len(strings.TrimRight(s[:i], `\`))
		if slashes == len(quote)-1 {
			return i - slashes
		}
		i++
	}
	return -1
}
