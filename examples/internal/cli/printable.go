package cli

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Printable keeps a text from a file, or the name of one, from breaking a line
// or driving the terminal: with anything in it that is not printed as it is, it
// is quoted as Go quotes strings.
func Printable(text string) string {
	isOdd := func(r rune) bool { return !strconv.IsPrint(r) }
	if !utf8.ValidString(text) || strings.ContainsFunc(text, isOdd) {
		return strconv.Quote(text)
	}
	return text
}
