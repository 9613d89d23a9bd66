package ecrref

import "strings"

// redacted stands where something was taken out of a ParseError's Input.
const redacted = "REDACTED"

// redact returns s without what may be a secret: user info, the query or
// fragment of a URL, values of settings, tokens. The first clean bytes are known
// to hold none; host says that they end with the host of a registry. It returns
// where the first replaced byte was, len(s) if none was, and whether there was
// user info.
func redact(s string, clean int, host bool) (safe string, cut int, userInfo bool) {
	rest := s[clean:]
	info := userInfoEnd(rest, host, clean > 0 && !host)
	query := min(queryStart(rest), settingStart(rest))
	if host && info > 1 && rest[0] == '/' {
		clean++
	}
	switch {
	case info == 1 && query == len(rest): // nothing stands before the "@"
		return s, clean + 1, true
	case info > query || info > 0 && info == len(rest): // is the "@" in a query, or the "?" in a password? show neither
		return s[:clean] + redacted, clean, true
	case info > 0:
		tail, _ := redactTail(rest[info:])
		return s[:clean] + redacted + "@" + tail, clean, true
	}
	tail, cut := redactTail(rest)
	return s[:clean] + tail, clean + cut, false
}

// Redact is for the packages beside this one.
func Redact(s string) (safe string, cut int) {
	clean, host := cleanStart(s)
	safe, cut, _ = redact(s, clean, host)
	return safe, cut
}

// redactTail takes everything out of s from where a secret may begin.
func redactTail(s string) (safe string, cut int) {
	if cut = min(queryStart(s), secretStart(s)); cut < len(s) {
		return s[:cut] + redacted, cut
	}
	return s, cut
}

// queryStart returns where the query or fragment of a URL begins, after its
// mark, which may be percent-encoded; len(s) if there is none.
func queryStart(s string) int {
	for i := range len(s) {
		switch {
		case s[i] == '?', s[i] == '#' && !has(s, i+1, '{'): // #{ begins a placeholder
			return i + 1
		case s[i] == '%':
			if n := max(encoded(s[i:], "3F"), encoded(s[i:], "3f"), encoded(s[i:], "23")); n > 0 {
				return i + n
			}
		}
	}
	return len(s)
}

// settingStart returns where in s a setting or its value may begin: not after
// the "=" with which base64 ends before an "@".
func settingStart(s string) int {
	for i := range len(s) {
		if s[i] == '&' || s[i] == ';' || s[i] == '=' && !has(s, i+1, '=') && !has(s, i+1, '@') && !atHost(s[i+1:]) {
			return i + 1
		}
	}
	return len(s)
}

// secretStart returns where a value, a token or user info without an end may
// begin in s, len(s) if there is none. What follows a "=" is a value, unless it
// is a reference.
func secretStart(s string) int {
	for i := range len(s) {
		switch rest := s[i:]; {
		case s[i] == '=' && !atHost(rest[1:]):
			return i + 1
		case s[i] == '%' && max(encoded(rest, "3D"), encoded(rest, "3d")) > 0:
			return i + 1
		case strings.HasPrefix(rest, base64JSON) && len(rest) > 40, strings.HasPrefix(rest, base64Login):
			return i
		case i > 0 && isLogin(rest) && beforeLogin(s[i-1]) && !(s[i-1] == '{' && has(rest, 4, ':')): // ${AWS::Region} is a placeholder
			return i
		}
	}
	return len(s)
}

const (
	base64JSON  = "eyJ"   // how the passwords of ECR begin
	base64Login = "QVdTO" // how "AWS:" and a password begin
)

// atHost reports whether s begins with the host of a registry.
func atHost(s string) bool {
	_, _, p := scanHost(withLowerHost(s[:min(len(s), maxHost)]))
	return p == none
}

// beforeLogin reports whether user info may follow c in a text.
func beforeLogin(c byte) bool { return c <= ' ' || strings.IndexByte("\"'`([{<=,;&", c) >= 0 }

// userInfoEnd returns where the text after user info begins, 0 if there is none.
//
// A password may itself hold "@" and "/", and each may be percent-encoded, so
// everything before the last "@" counts, save one that introduces the digest of
// an image, or a tag in place of one. Where such a one follows something that
// cannot be an image, nobody can say where the password ends. A host is known to
// stand before s, or a scheme does, which makes it a URL.
func userInfoEnd(s string, host, url bool) int {
	end, imageFrom := 0, -1 // an image may begin at imageFrom
	login := looksLikeLogin(s)
	if host && !login {
		imageFrom = 0
	}
	for i := 0; i < len(s); i++ {
		switch n := atSign(s[i:]); {
		case n == 0:
		case n == 1 && atPlaceholder(s[i:]) > 0:
			i += atPlaceholder(s[i:]) - 1
		case n == 1 && end == 0 && !login && isMisplaced(s[:i], s[i+1:], host):
		case n > 1 || !beforeDigest(s[i+1:]):
			end = i + n
		case imageFrom != end && (looksLikeLogin(s[end:]) || !imageLike(s[end:i], s[i+1:], url)):
			return len(s)
		default:
			imageFrom = end
		}
	}
	switch {
	case end == 0 && !login:
		return 0
	case end == 0 || !dottedWord(firstPart(s[end:])): // no host follows
		return len(s)
	}
	return end
}

// dottedWord reports whether s holds a dot, and space at its end at most.
func dottedWord(s string) bool {
	return strings.Contains(s, ".") && !strings.ContainsAny(strings.TrimSpace(s), " \t\r\n")
}

// atPlaceholder returns the length of the placeholder @@NAME@@ that s begins
// with, 0 if it begins with none or a host could follow.
func atPlaceholder(s string) int {
	n := len(template(s))
	if n > 0 && n < len(s) && class[s[n]]&(alnum|upper) != 0 {
		return 0
	}
	return n
}

// isMisplaced reports whether the "@" between the two is not that of user info,
// but of an image, with a tag or a faulty digest behind it: no host follows.
func isMisplaced(before, after string, host bool) bool {
	end, p := scanTag(after, 0)
	tag := p == none && end == len(after)
	dotted := strings.Contains(after[:indexOrEnd(after, "/@")], ".") && template(after) == ""
	if host && (before == "" || before[0] == '/') {
		return !dotted || tag && before != "" && !strings.ContainsAny(before, ":%")
	}
	return tag && !dotted && !strings.ContainsAny(before, ":%") // in this order: tag is true once at most
}

// atSign returns the length of the "@" that s begins with, plain or
// percent-encoded any number of times, and 0 if it begins with none.
func atSign(s string) int {
	switch {
	case s[0] == '@':
		return 1
	case strings.HasPrefix(s, "\uFF20"), strings.HasPrefix(s, "\uFE6B"): // full-width and small
		return len("\uFF20")
	}
	return encoded(s, "40")
}

// encoded returns the length of the byte with that hexadecimal code that s
// begins with, percent-encoded any number of times, and 0 if it does not.
func encoded(s, code string) int {
	if s[0] != '%' {
		return 0
	}
	n := 1
	for strings.HasPrefix(s[n:], "25") {
		n += 2
	}
	if strings.HasPrefix(s[n:], code) {
		return n + len(code)
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

// imageLike reports whether image, which a digest follows, is one and not
// user:password: it has no colon before its first slash but that of a port, or
// it is a name with a tag, and the digest is whole. In a URL the port of a host
// without a dot could be a password.
func imageLike(image, digest string, url bool) bool {
	name, after, ok := strings.Cut(firstPart(image), ":")
	switch {
	case !ok, strings.Contains(name, ".") && run(after, 0, digit) == len(after):
		return true
	case !url && strings.Contains(image, "/") && 0 < len(after) && len(after) <= 5 && run(after, 0, digit) == len(after):
		return true
	case strings.Contains(image, "/"):
		return false
	}
	word := run(name, 0, tagMore)
	tag, p := scanTag(after, 0)
	return word > 0 && word == len(name) && p == none && tag == len(after) && isDigest(digest)
}

// isDigest reports whether s is a sha256 digest in any case.
func isDigest(s string) bool {
	if len(s) != digestLen {
		return false
	}
	_, p := scanDigest(strings.ToLower(s), 0)
	return p == none
}

// firstPart returns s up to its first "/" or "@".
func firstPart(s string) string { return s[:indexOrEnd(s, "/@")] }

// looksLikeLogin reports whether s begins as the user info of ECR does, be it
// after spaces, quotes or brackets.
func looksLikeLogin(s string) bool {
	for s != "" && beforeLogin(s[0]) {
		s = s[1:]
	}
	return isLogin(s) || strings.HasPrefix(s, base64Login[:4])
}

// isLogin reports whether s begins with "AWS:", plain or percent-encoded.
func isLogin(s string) bool {
	return len(s) >= 4 && strings.EqualFold(s[:3], "AWS") && (s[3] == ':' || s[3] == '%')
}

// indexOrEnd returns where the first of those bytes is in s, len(s) if there is none.
func indexOrEnd(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
