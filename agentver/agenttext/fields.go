package agenttext

import "strings"

// start reads the fields behind "Starting Amazon ECS Agent" in a line of a log:
// version="1.51.0" commit="ca640387".
func (x *reader) start(s string, _, i, at int) {
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
		x.addHashed(Agent{Version: v, Form: FormLog}, commit, versionAt)
	}
}

// parameter reads what follows "agentVersion=", which many products write. It is
// that of the ECS agent in the query with which it connects to ECS, and in a line of
// a log that names it.
func (x *reader) parameter(s string, start, i, at int) {
	if strings.HasPrefix(s[i:], "=") || insideWord(s, start) {
		return // a cluster query, or the version of another agent
	}
	before, after := lineBefore(s, start), lineOf(s[i:])
	query := s[start-len(before)+strings.LastIndexAny(before, between)+1 : i+endOf(after)]
	if hash, ok := queryValue(query, "agentHash"); ok {
		if v, _, ok := x.token(s, i, at); ok {
			x.addHashed(Agent{Version: v, Form: FormVersionInfo}, leading(strings.Replace(hash, "%2A", "*", 1), "*"), at+i)
		}
		return
	}
	if line := s[start-len(before) : i+len(after)]; namesAgent(line) {
		_, value, _, _ := cutField(s[start : i+len(after)])
		x.logged(line, value, at+i+len(after)-len(strings.TrimLeft(after, `\"`)))
	}
}

// queryValue returns the value of a parameter in the query of a URL.
func queryValue(s, name string) (string, bool) {
	for {
		i := strings.Index(s, name+"=")
		if i < 0 {
			return "", false
		}
		if i == 0 || s[i-1] == '?' || s[i-1] == '&' {
			return s[i+len(name)+1:], true
		}
		s = s[i+1:]
	}
}

// namesAgent reports whether a line of a log is about the ECS agent and names no
// other product that has agents.
func namesAgent(line string) bool {
	if !containsFold(line, "amazon ecs agent") && !containsFold(line, "amazon ecs container agent") && !containsFold(line, imageName) {
		return false
	}
	for _, other := range otherAgents {
		if containsFold(line, other) {
			return false
		}
	}
	return true
}

var otherAgents = [...]string{
	"ssm", "cloudwatch", "guardduty", "appnet", "x-ray", "xray", "inspector", "datadog", "newrelic", "new relic", "dynatrace", "oneagent",
	"appdynamics", "splunk", "elastic ", "instana", "zabbix", "otel", "opentelemetry", "java", "jenkins", "bedrock",
}

// logged reads the agentVersion of a line that names the agent. The agent also
// writes there which agent saved the state that it found in its database.
func (x *reader) logged(line, version string, at int) {
	if containsFold(line, "boltdb") || containsFold(line, "saved") || containsFold(line, "previous") {
		x.notAt(at, "the agent that saved the state, which may be older than the agent that runs", "pass the line in which the agent starts")
		return
	}
	if v, ok := x.version(version, at); ok {
		x.add(Agent{Version: v, Form: FormLog}, at)
	}
}

// variable reads what follows ecs_agent_version, the variable of the recipes for
// ECS-optimized AMIs, where it is given a value:
//
//	ecs_agent_version = "1.102.2"
//	PKR_VAR_ecs_agent_version=1.102.2
//	variable "ecs_agent_version" { default = "1.102.2" }
//	ENV ECS_AGENT_VERSION 1.102.2
//	TAGS	ecs_agent_version	1.102.2
//
// The last one is a tag as aws --output text prints it, with tabs.
func (x *reader) variable(s string, start, i, at int) {
	before := lineBefore(s, start)
	if insideWord(s, start) && !strings.HasSuffix(before, "PKR_VAR_") && !strings.HasSuffix(before, "TF_VAR_") {
		return
	}
	const space, quotes = " \t", `\"'`
	text := near(s[i:])
	rest := strings.TrimLeft(strings.TrimLeft(text, quotes), space)
	if block, ok := strings.CutPrefix(rest, "{"); ok {
		rest = strings.TrimLeft(defaultOf(block), space)
	}
	if strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, ":") {
		rest = rest[1:]
	} else if !strings.HasPrefix(text, "\t") && strings.TrimSpace(before) != "ENV" {
		return
	}
	value := strings.TrimLeft(strings.TrimLeft(rest, space), quotes)
	number := strings.TrimPrefix(value, "v")
	if number == "" || !isDigit(number[0]) {
		return // a reference, or a comparison
	}
	valueAt := i + len(text) - len(value)
	if v, _, ok := x.token(s, valueAt, at); ok {
		x.add(Agent{Version: v, Form: FormAMI}, at+valueAt)
	}
}

// defaultOf returns what follows the word default in a block of HCL, whose braces and
// quoted texts may hold that word too; "" if there is none.
func defaultOf(block string) string {
	depth := 0
	for i := 0; i < len(block); i++ {
		switch c := block[i]; {
		case c == '"':
			n := closing(block[i+1:], `"`)
			if n < 0 {
				return ""
			}
			i += n + 1
		case c == '{':
			depth++
		case c == '}' && depth == 0:
			return ""
		case c == '}':
			depth--
		case depth == 0 && !insideWord(block, i) && strings.HasPrefix(block[i:], "default"):
			return block[i+len("default"):]
		}
	}
	return ""
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
	for i := 0; ; i++ {
		n := strings.IndexByte(s[i:], '"')
		if n < 0 {
			return -1
		}
		i += n
		slashes := i - len(strings.TrimRight(s[:i], `\`))
		if slashes == len(quote)-1 {
			return i - slashes
		}
	}
}
