package iampolicy

import (
	"strconv"
	"strings"
)

// literal quotes s in full, to be copied.
func literal(s string) string { return strconv.Quote(s) }

// escapePointer escapes one member name for a JSON pointer (RFC 6901).
func escapePointer(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

// hasWildcard reports whether s has a * or a ?.
func hasWildcard(s string) bool { return strings.ContainsAny(s, "*?") }

// firstChar returns the first character of s, which is not empty.
func firstChar(s string) string { return s[:firstLen(s)] }
