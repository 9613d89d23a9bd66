package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// scanVersion is agentver.Parse without the error, which takes longer than to see
// that a text is no version.
func scanVersion(s string) (agentver.Version, bool) {
	if !looksLikeVersion(s) {
		return agentver.Version{}, false
	}
	v, err := agentver.Parse(s)
	return v, err == nil
}

// readVersion reads a version as it stands in texts, where 1.28.1-2 is the second
// release of a package with agent 1.28.1 and not a pre-release.
func readVersion(s string) (agentver.Version, bool) {
	if p, ok := scanPackage(strings.TrimPrefix(s, "v")); ok && p.name == "" && !p.isTwoPart() {
		return p.Agent(), true
	}
	return scanVersion(s)
}

// explainVersion returns what agentver.Parse says against a text that it refuses;
// against one that it takes that is nothing.
func explainVersion(s string) (e agentver.ParseError) {
	_, err := agentver.Parse(s)
	if because, ok := err.(*agentver.ParseError); ok {
		e = *because
	}
	return e
}

// somethingElse says what a text is that is often found where a version is
// expected. Of a version with a mistake in it, which has a part that is wrong, it
// says nothing.
func somethingElse(s string) (msg, hint string) {
	if e := explainVersion(s); e.Part == agentver.PartText {
		return e.Msg, e.Hint
	}
	return "", ""
}

const whiteSpace = " \t\r\n"

const exampleVersion = "1.7.0"
