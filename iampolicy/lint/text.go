package lint

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// literal quotes s in full, to be copied.
func literal(s string) string { return strconv.Quote(s) }

// escapePointer escapes one member name for a JSON pointer (RFC 6901).
func escapePointer(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

// firstChar returns the first character of s, which is not empty.
func firstChar(s string) string { return s[:match.FirstLen(s)] }

// hasPrefixFold is strings.HasPrefix without regard to case.
func hasPrefixFold(s, prefix string) bool {
	_, ok := match.CutPrefixFold(s, prefix)
	return ok
}

// matches reports whether text matches a pattern with wildcards.
func matches(pattern, text string) bool {
	p := match.NewPattern(pattern, match.Wildcards)
	return p.Match(text, nil)
}
