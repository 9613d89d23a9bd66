package match

import "strconv"

const quoteTextLimit = 60 // bytes that a message repeats

// Quote quotes s for a message, a long s in part.
func Quote(s string) string {
	if len(s) > quoteTextLimit {
		return strconv.Quote(s[:quoteTextLimit]) + "…"
	}
	return strconv.Quote(s)
}
