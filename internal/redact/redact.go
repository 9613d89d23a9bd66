// Package redact takes out of a text, before an error quotes it, what may be a
// secret. It is what the errors of every core package share.
//
// There are three rules:
//
//   - The last "@" ends user info: everything before it is taken out, and what
//     follows as well unless it begins with a host.
//   - Before a digest, or a tag or placeholder that ends an image, an "@" ends
//     none, unless the text begins as user:password does.
//   - From the name of a password, a flag or a scheme of authorization, a query,
//     "AWS:" or the beginning of a known token on, everything is taken out.
//
// Nobody can say where a secret ends that may hold any character. So apart from
// user info, which a host ends, nothing is shown after the place where one may
// begin.
package redact

import "strings"

// Mark stands where something was taken out.
const Mark = "REDACTED"

// A Result is a text without what may be a secret.
type Result struct {
	Text     string
	At       int  // where in the original the first byte was taken out or user info begins, its length if nowhere
	UserInfo bool // there was user info, though perhaps nothing before its "@"
}

// Text returns s without what may be a secret. If nothing may be one, Text is s
// itself.
func Text(s string) Result { return After(s, 0, false) }

// After is Text for a caller who knows that the first clean bytes of s hold no
// secret; image says that they end with a host, so that the path of an image
// may follow.
func After(s string, clean int, image bool) Result {
	url := 0
	if !image {
		url = schemeEnd(s[clean:])
	}
	clean += url
	before, rest := s[:clean], s[clean:]
	switch end := userInfoEnd(rest, url > 0, image); {
	case end == 0:
		text, at := cut(rest, clean > 0)
		return Result{before + text, clean + at, false}
	case end == len(rest), min(queryStart(rest, clean > 0), valueStart(rest)) < end:
		return Result{before + Mark, clean, true}
	case end == 1:
		text, _ := cut(rest, true)
		return Result{before + text, clean, true}
	default:
		text, _ := cut(rest[end:], true)
		return Result{before + Mark + "@" + text, clean, true}
	}
}

// schemeEnd returns the end of the schemes that s begins with, of those below.
// What looks like another may be a password that begins with slashes.
func schemeEnd(s string) int {
	for _, scheme := range [...]string{"https://", "http://", "docker://", "docker-pullable://", "oci://", "pkg:docker/", "pkg:oci/"} {
		if n := len(scheme); endsIn(s[:min(n, len(s))], scheme) {
			return n + schemeEnd(s[n:])
		}
	}
	return 0
}

// cut takes everything out of s from where a secret may begin; path is that of queryStart.
func cut(s string, path bool) (text string, at int) {
	if at = min(queryStart(s, path), valueStart(s), tokenStart(s)); at < len(s) {
		return s[:at] + Mark, at
	}
	return s, at
}

// queryStart returns where the query or fragment of a URL or a path begins,
// after its mark, which may be percent-encoded; len(s) if there is none. path
// tells whether s begins in a URL or a path.
func queryStart(s string, path bool) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ':
			path = false
		case c == '/' || c == '.':
			path = true
		case path && (c == '?' || c == '#' && !strings.HasPrefix(s[i+1:], "{")): // #{ begins a placeholder
			return i + 1
		case c == '%':
			if n := encoded(s[i:], "3F", "3f", "23"); n > 0 {
				return i + n
			}
		}
	}
	return len(s)
}

// encoded returns the length of the byte with one of those hexadecimal codes
// that s begins with, percent-encoded any number of times, and 0 if it does not.
func encoded(s string, codes ...string) int {
	rest, ok := strings.CutPrefix(s, "%")
	for more := ok; more; {
		rest, more = strings.CutPrefix(rest, "25")
	}
	for _, code := range codes {
		if ok && strings.HasPrefix(rest, code) {
			return len(s) - len(rest) + len(code)
		}
	}
	return 0
}
