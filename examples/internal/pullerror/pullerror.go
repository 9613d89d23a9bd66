// Package pullerror says what the message of a failed pull means and what to do
// about it. A message is first taken apart: which host and path a URL names, what
// answered with which status, which role, image or secret it is about, and at
// which step of starting a task it happened. Then a table of causes is searched
// from the particular to the general. What no row knows is not guessed: the
// answer repeats the parts that were understood and asks for the rest.
//
// The table, causes.json, names for each row where its message was seen.
package pullerror

import "strings"

// Answer is what a message means. The zero Answer explains nothing.
type Answer struct {
	Name  string // of the row in the table; "" when no row knows the message
	Means string // whole sentences
	Do    string // what to write, run or look at
	Parts Parts
}

// Known reports whether the table knows the message.
func (a Answer) Known() bool { return a.Name != "" }

// Explain says what the text of a failed pull means. Any text gets an answer, and
// logins in the text are not repeated in it.
func Explain(text string) Answer {
	text = plain(text)
	parts := takeApart(text)
	row, found, ok := find(parts, text)
	if !ok {
		return unknown(parts, text)
	}
	a := Answer{Name: row.Name, Means: fill(row.Means, parts, found), Do: fill(row.Do, parts, found), Parts: parts}
	if rest, lower := strings.CutPrefix(a.Means, "the "); lower { // it began with a detail that the text does not hold
		a.Means = "The " + rest
	}
	return a
}

// unknown is the answer to a message that no row knows.
func unknown(parts Parts, text string) Answer {
	means := "This message is not among the known ones"
	if understood := parts.String(); understood != "" {
		means += "; understood of it: " + understood
	}
	if isCut(text) {
		means += ". It is cut off before it says why"
	}
	return Answer{Means: means + ".", Parts: parts, Do: askForRest(parts)}
}

// isCut reports whether a message ends where a reason would begin.
func isCut(text string) bool {
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…")
}

// askForRest says where the whole message stands, and what can be checked
// without it.
func askForRest(parts Parts) string {
	do := "Get the whole message:\n" +
		"aws ecs describe-tasks --cluster CLUSTER --tasks TASK --query 'tasks[].[stoppedReason, containers[].reason]'\n" +
		"On a container instance it stands in /var/log/ecs/ecs-agent.log as well. "
	if parts["phase"] == "log" || parts["phase"] == "env" || parts["phase"] == "secret" {
		return do + "This step does not concern the image."
	}
	return do + "Check what can be checked without it: preflight -task FILE -policy FILE -instances FILE"
}
