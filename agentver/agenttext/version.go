package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// scanVersion is agentver.Parse without the error.
func scanVersion(s string) (agentver.Version, bool) {
	v, err := agentver.Parse(s)
	return v, err == nil
}

// explainVersion returns what agentver.Parse says against a text that it refuses.
func explainVersion(s string) *agentver.ParseError {
	_, err := agentver.Parse(s)
	return err.(*agentver.ParseError)
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

func isDigit(c byte) bool { return c-'0' <= 9 }

func isLetter(c byte) bool { return c|0x20-'a' < 26 }

func isIdentifierByte(c byte) bool { return isDigit(c) || isLetter(c) || c == '-' }

// isNumber reports whether s holds digits only.
func isNumber(s string) bool { return spanDigits(s) == len(s) }

func spanDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
