package iampolicy

import "strconv"

const quoteTextLimit = 60 // bytes that a message repeats

// quoteText quotes s for a message, a long s in part.
func quoteText(s string) string {
	if len(s) > quoteTextLimit {
		return strconv.Quote(s[:quoteTextLimit]) + "…"
	}
	return strconv.Quote(s)
}
