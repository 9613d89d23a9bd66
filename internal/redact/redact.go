// Package redact takes out of a text, before an error quotes it, what may be a
// secret. It is what the errors of every core package share.
//
// There is one rule for each way in which people write a secret:
//
//	user info        everything up to the last "@" that a host may follow
//	a query          everything after the "?" or "#" of a URL or a path
//	a named value    everything after "password=", "token: ", "-p ", "Bearer "
//	a known token    everything from "AWS:", its base64, or a prefix such as "eyJ" on
//
// Nobody can say where a secret ends that may hold any character. So apart from
// user info, which a host ends, nothing is shown after the place where one may
// begin. An "@" before a digest, a tag or a placeholder is not one of user info.
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
	url := false
	for _, scheme := range schemes {
		if rest := s[clean:]; !image && len(rest) >= len(scheme) && endsIn(rest[:len(scheme)], scheme) {
			clean, url = clean+len(scheme), true
			break
		}
	}
	rest := s[clean:]
	info := userInfo{url, image}
	end := info.end(rest)
	if end == 0 {
		text, at := cut(rest)
		return Result{s[:clean] + text, clean + at, false}
	}
	if open := min(queryStart(rest), valueStart(rest)) < end; open || end == len(rest) {
		return Result{s[:clean] + Mark, clean, true}
	}
	text, _ := cut(rest[end:])
	if end == 1 {
		return Result{s[:clean] + "@" + text, clean, true}
	}
	return Result{s[:clean] + Mark + "@" + text, clean, true}
}

// schemes are those that begin a URL, or the URL of a package; what looks like another may be a password
// that begins with slashes.
var schemes = [...]string{"https://", "http://", "docker://", "docker-pullable://", "oci://", "pkg:docker/", "pkg:oci/"}

// cut takes everything out of s from where a secret may begin.
func cut(s string) (text string, at int) {
	if at = min(queryStart(s), valueStart(s), tokenStart(s)); at < len(s) {
		return s[:at] + Mark, at
	}
	return s, at
}

// queryStart returns where the query or fragment of a URL or a path begins,
// after its mark, which may be percent-encoded; len(s) if there is none.
func queryStart(s string) int {
	path := false // the word holds a byte of a host or a path
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ':
			path = false
		case c == '/' || c == '.':
			path = true
		case path && (c == '?' || c == '#' && !strings.HasPrefix(s[i+1:], "{")): // #{ begins a placeholder
			return i + 1
		case c == '%':
			if n := max(encoded(s[i:], "3F"), encoded(s[i:], "3f"), encoded(s[i:], "23")); n > 0 {
				return i + n
			}
		}
	}
	return len(s)
}

// encoded returns the length of the byte with that hexadecimal code that s
// begins with, percent-encoded any number of times, and 0 if it does not.
func encoded(s, code string) int {
	if s == "" || s[0] != '%' {
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

// tokens holds how a secret begins that is known by its form. A JSON object in
// base64 counts from a length on that no word has.
var tokens = [...]struct {
	start string
	min   int
}{
	{"eyJ", 41}, // {" in base64: passwords of ECR, JSON Web Tokens
	{"QVdT", 5}, // AWS in base64: basic authorization
	{"dckr_pat_", 0}, {"ghp_", 0}, {"ghs_", 0}, {"github_pat_", 0}, {"glpat-", 0},
}

// tokenStart returns where a token may begin in s, or the user name of ECR with
// a password behind it; len(s) if nowhere.
func tokenStart(s string) int {
	for i := range len(s) {
		if strings.IndexByte("eQdgAa", s[i]) < 0 { // to save time
			continue
		}
		rest := s[i:]
		for _, t := range tokens {
			if strings.HasPrefix(rest, t.start) && len(rest) >= t.min {
				return i
			}
		}
		// ${AWS::Region} is a placeholder
		if isLogin(rest) && (i == 0 || opens(s[i-1])) && !(i > 0 && s[i-1] == '{' && strings.HasPrefix(rest[4:], ":")) {
			return i
		}
	}
	return len(s)
}

// isLogin reports whether s begins with "AWS:", plain or percent-encoded.
func isLogin(s string) bool {
	return len(s) >= 4 && endsIn(s[:3], "aws") && (s[3] == ':' || s[3] == '%')
}

// opens reports whether user info may follow c in a text.
func opens(c byte) bool { return c <= ' ' || strings.IndexByte("\"'`([{<=,;&", c) >= 0 }
