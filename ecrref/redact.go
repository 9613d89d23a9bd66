package ecrref

import "strings"

// redacted stands where something was taken out of a ParseError's Input.
const redacted = "REDACTED"

// redact returns s without what may be a secret: user info, the query or
// fragment of a URL, tokens. The first clean bytes are known to hold none; host
// says that they hold the whole host of a registry. It returns where the first
// replaced byte was, len(s) if none was, and whether there was user info.
func redact(s string, clean int, host bool) (safe string, cut int, userInfo bool) {
	rest := s[clean:]
	info := userInfoEnd(rest, host)
	query := indexOrEnd(rest, "?#")
	switch {
	case info == 1 && query == len(rest): // nothing stands before the "@"
		return s, clean + 1, true
	case info > query || info > 0 && info == len(rest): // is the "@" in a query, or the "?" in a password? show neither
		return s[:clean] + redacted, clean, true
	case info > 0:
		tail, _ := redactTail(rest[info:], query-info)
		return s[:clean] + redacted + "@" + tail, clean, true
	}
	tail, cut := redactTail(rest, query)
	return s[:clean] + tail, clean + cut, false
}

// redactTail takes the query, which begins at that offset, and tokens out of s.
func redactTail(s string, query int) (safe string, cut int) {
	safe, cut = s, len(s)
	if query < len(s) {
		safe, cut = s[:query+1]+redacted, query+1
	}
	// This is how a JSON object begins in base64, as the passwords of ECR do.
	if i := strings.Index(safe, "eyJ"); i >= 0 && len(s)-i > 40 {
		safe, cut = safe[:i]+redacted, i
	}
	return safe, cut
}

// userInfoEnd returns where the text after user info begins, 0 if there is none.
//
// A password may itself hold "@" and "/", and each may be percent-encoded, so
// everything before the last "@" counts, save one that introduces the digest of
// an image. Where such a one follows something that cannot be an image, nobody
// can say where the password ends.
func userInfoEnd(s string, host bool) int {
	end, imageFrom := 0, -1 // an image may begin at imageFrom
	if host && !looksLikeLogin(s) {
		imageFrom = 0
	}
	for i := range len(s) {
		switch n := atSign(s[i:]); {
		case n == 0:
		case n > 1 || !beforeDigest(s[i+1:]):
			end = i + n
		case imageFrom != end && (looksLikeLogin(s[end:]) || !hostLike(s[end:])):
			return len(s)
		default:
			imageFrom = end
		}
	}
	switch {
	case end == 0 && !looksLikeLogin(s):
		return 0
	case end == 0 || !strings.Contains(firstPart(s[end:]), "."): // no host follows
		return len(s)
	}
	return end
}

// atSign returns the length of the "@" that s begins with, plain or
// percent-encoded any number of times, and 0 if it begins with none.
func atSign(s string) int {
	if s[0] == '@' {
		return 1
	}
	n := 1
	for s[0] == '%' && strings.HasPrefix(s[n:], "25") {
		n += 2
	}
	if s[0] == '%' && strings.HasPrefix(s[n:], "40") {
		return n + 2
	}
	return 0
}

// beforeDigest reports whether s begins as a digest does: "sha256:".
func beforeDigest(s string) bool {
	if len(s) < 3 || !strings.EqualFold(s[:3], "sha") {
		return false
	}
	end := run(s, 3, digit)
	return end > 3 && end < len(s) && s[end] == ':'
}

// hostLike reports whether s begins with a host and perhaps a port, not with
// user:password.
func hostLike(s string) bool {
	name, port, ok := strings.Cut(firstPart(s), ":")
	return !ok || strings.Contains(name, ".") && run(port, 0, digit) == len(port)
}

// firstPart returns s up to its first "/" or "@".
func firstPart(s string) string { return s[:indexOrEnd(s, "/@")] }

// looksLikeLogin reports whether s begins as the user info of ECR does, "AWS:",
// plain, percent-encoded or in base64.
func looksLikeLogin(s string) bool {
	return len(s) >= 4 && (strings.EqualFold(s[:4], "AWS:") || strings.EqualFold(s[:4], "AWS%") || s[:4] == "QVdT")
}

// indexOrEnd returns where the first of those bytes is in s, len(s) if there is none.
func indexOrEnd(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
