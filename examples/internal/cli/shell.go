package cli

import "strings"

// ShellQuote returns text as one word of a POSIX shell, quoted where it has to be.
func ShellQuote(text string) string {
	if text != "" && !strings.ContainsFunc(text, isSpecial) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// isSpecial reports whether a shell may read r as something else than itself.
func isSpecial(r rune) bool {
	isWord := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	return !isWord && !strings.ContainsRune("-_./:@%+,", r)
}
