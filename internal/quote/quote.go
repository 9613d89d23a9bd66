// Package quote quotes text of the input for messages.
package quote

import (
	"strconv"
	"unicode/utf8"
)

const limit = 60 // bytes that a message repeats

// Text quotes s for a message, a long s in part.
func Text(s string) string {
	if len(s) <= limit {
		return strconv.Quote(s)
	}
	end := limit
	for end > limit-utf8.UTFMax && !utf8.RuneStart(s[end]) {
		end--
	}
	return strconv.Quote(s[:end]) + "…"
}
