package redact

import "strings"

// userInfoEnd returns where the text after user info begins: 0 if there is
// none, len(s) if no host ends it. Before s stands the scheme of a URL, the host
// of an image or nothing.
func userInfoEnd(s string, url, image bool) int {
	end, digest, first := 0, false, false
	for i := 0; i < len(s); i++ {
		n := atSign(s[i:])
		switch skip := placeholder(s[i:]); {
		case skip > 0:
			i += skip - 1
		case n > 0 && beginsDigest(s[i+n:]):
			digest = true
		case n > 0:
			end, first = i+n, end == 0
		}
	}
	if first && s[end-1] == '@' && endsImage(s[:end-1], s[end:], url, image) {
		end = 0
	}
	switch {
	case end == 0 && !(digest && beginsUserInfo(s, url)):
		return 0
	case end == 0 || !beginsHost(s[end:]):
		return len(s)
	}
	return end
}

// atSign returns the length of the "@" that s begins with, plain, full-width,
// small or percent-encoded, and 0 if it begins with none.
func atSign(s string) int {
	switch {
	case s[0] == '@':
		return 1
	case strings.HasPrefix(s, "\uFF20"), strings.HasPrefix(s, "\uFE6B"):
		return len("\uFF20")
	}
	return encoded(s, "40")
}

// placeholder returns the length of the placeholder @@NAME@@ that s begins
// with, 0 if it begins with none or a host could follow.
func placeholder(s string) int {
	rest, ok := strings.CutPrefix(s, "@@")
	name, rest, closed := strings.Cut(rest[:min(len(rest), 80)], "@@")
	if !ok || !closed || !isTag(name) || rest != "" && isWord(rest[0]) {
		return 0
	}
	return len("@@") + len(name) + len("@@")
}

// endsImage reports whether the "@" between the two is one of an image with a
// tag, a placeholder or a faulty digest behind it.
func endsImage(before, after string, url, image bool) bool {
	_, storage, _ := strings.Cut(before, "[")
	switch {
	case beginsHost(after):
		return false
	case image && (before == "" || before[0] == '/'):
		return !strings.Contains(before, ":") || !strings.Contains(after, "/")
	case strings.HasPrefix(after, "/"): // containers-storage:[overlay@/var/lib]…
		return isTag(storage)
	}
	_, _, _, password := login(before, url)
	return isTag(after) && !password && !strings.Contains(before, "%")
}

// beginsUserInfo reports whether s, with a digest at its end, begins as
// user:password does: with a scheme before it, or a path behind it and no dot,
// which would be that of a host behind a transport.
func beginsUserInfo(s string, url bool) bool {
	user, value, slash, password := login(s[:indexOrEnd(s, "@")], url)
	word := user != "" && user != "arn" && wordBefore(user, len(user)) == user
	return password && (url || word && slash && value != "" && value[0] > ' ' && !strings.Contains(value, "."))
}

// login returns what stands before and behind the first ":" of s, up to the
// first "/", and whether the latter may be a password: it may not if it is a
// port, in a URL that of a host with a dot.
func login(s string, url bool) (user, value string, slash, password bool) {
	if address := strings.TrimLeft(s, "[:0123456789abcdefABCDEF"); strings.HasPrefix(s, "[") && strings.HasPrefix(address, "]") {
		s = address
	}
	first, _, slash := strings.Cut(s, "/")
	user, value, colon := strings.Cut(first, ":")
	port := slash && value != "" && len(value) <= 5 && strings.Trim(value, digits) == "" &&
		(!url || user == "localhost" || strings.ContainsAny(user, ".]"))
	return user, value, slash, colon && !port
}

// beginsDigest reports whether s begins as a digest does: "sha256:", in the URL
// of a package "sha256%3A".
func beginsDigest(s string) bool {
	if len(s) < 3 || !endsIn(s[:3], "sha") {
		return false
	}
	rest := strings.TrimLeft(s[3:min(len(s), 12)], digits)
	return len(rest) < len(s)-3 && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "%3A"))
}

// beginsHost reports whether s begins with a host: labels with dots between
// them of which the last does not begin with a digit, or an IPv4 address.
func beginsHost(s string) bool {
	s = s[:indexOrEnd(s, "/@:")]
	last := s[strings.LastIndexByte(s, '.')+1:]
	name := len(last) < len(s) && indexOrEnd(s, space) == len(s) && (last == "" || strings.IndexByte(digits, last[0]) < 0)
	return name || strings.Count(s, ".") == 3 && strings.Trim(s, digits+".") == ""
}

// isTag reports whether s is a tag and nothing else.
func isTag(s string) bool {
	if s == "" || len(s) > 128 || s[0] == '-' || s[0] == '.' {
		return false
	}
	for i := range len(s) {
		if !isWord(s[i]) && s[i] != '.' {
			return false
		}
	}
	return true
}
