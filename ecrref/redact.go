package ecrref

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// redacted takes out of s what may be a secret.
func redacted(s string) redact.Result {
	clean, host := cleanStart(s)
	return redact.After(s, clean, host)
}

// beforeDigest reports whether s begins as a digest does: "sha256:".
func beforeDigest(s string) bool {
	if len(s) < 3 || !strings.EqualFold(s[:3], "sha") {
		return false
	}
	end := run(s, 3, digit)
	return end > 3 && end < len(s) && s[end] == ':'
}

// isDigest reports whether s is a sha256 digest in any case.
func isDigest(s string) bool {
	if len(s) != digestLen {
		return false
	}
	_, p := scanDigest(strings.ToLower(s), 0)
	return p == none
}

// indexOrEnd returns where the first of those bytes is in s, len(s) if there is none.
func indexOrEnd(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
