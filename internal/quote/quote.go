// Package quote quotes text of the input for messages.
package quote

import "strconv"

const limit = 60 // bytes that a message repeats

// Text quotes s for a message, a long s in part.
func Text(s string) string {
	if len(s) > limit {
		return strconv.Quote(s[:limit]) + "…"
	}
	return strconv.Quote(s)
}
