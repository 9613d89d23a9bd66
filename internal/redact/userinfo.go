package redact

import "strings"

// userInfo finds user info in a text of which is known that it is the rest of a
// URL, or that the host of an image stands before it.
type userInfo struct{ url, image bool }

// end returns where the text after user info begins: 0 if there is none, len(s)
// if nothing ends it.
//
// A password may itself hold "@" and "/", and each may be percent-encoded, so
// everything before the last "@" counts, save one that introduces the digest of
// an image, or a tag in place of one.
func (u userInfo) end(s string) int {
	end, at, slash, colon := 0, false, false, false
	login := isLogin(strings.TrimLeft(s, "\"'`([{<=,;& \t\r\n"))
	for i := 0; i < len(s); i++ {
		slash = slash || s[i] == '/'
		colon = colon || s[i] == ':' && (!slash || u.image) || s[i] == '%' // a user name holds no slash, save in place of a path
		n := atSign(s[i:])
		if n == 1 {
			if skip := placeholder(s[i:]); skip > 0 {
				i += skip - 1
				continue
			}
		}
		at = at || n > 0
		switch {
		case n == 0, n == 1 && isDigest(s[i+1:]), n == 1 && end == 0 && !login && u.isMisplaced(s[:i], s[i+1:], colon):
		default:
			end = i + n
		}
	}
	switch {
	case end == 0 && !(at && u.isPassword(s)):
		return 0
	case end == 0 || !isHost(s[end:]):
		return len(s)
	}
	return end
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

// placeholder returns the length of the placeholder @@NAME@@ that s begins
// with, 0 if it begins with none or a host could follow.
func placeholder(s string) int {
	rest, ok := strings.CutPrefix(s, "@@")
	name, rest, closed := strings.Cut(rest[:min(len(rest), 80)], "@@")
	if !ok || !closed || name == "" || wordBefore(name, len(name)) != name {
		return 0
	}
	if rest != "" && isWord(rest[0]) {
		return 0
	}
	return len(name) + 4
}

// isMisplaced reports whether the "@" between the two is that of an image with
// a tag or a faulty digest behind it, where nobody could mean a password. colon
// tells whether the text before may hold one.
func (u userInfo) isMisplaced(before, after string, colon bool) bool {
	host := isHost(after)
	if strings.HasPrefix(after, "/") { // containers-storage:[overlay@/var/lib]…
		return true
	}
	if u.image && (before == "" || before[0] == '/') {
		return !host || before != "" && !colon && isTag(after)
	}
	return isTag(after) && !host && (!colon || !u.url && hasPort(before))
}

// isDigest reports whether s begins as a digest does: "sha256:", in the URL of a
// package "sha256%3A".
func isDigest(s string) bool {
	if len(s) < 3 || !endsIn(s[:3], "sha") {
		return false
	}
	hash, _, ok := strings.Cut(s[3:min(len(s), 12)], ":")
	if !ok {
		hash, _, ok = strings.Cut(s[3:min(len(s), 12)], "%3A")
	}
	return ok && hash != "" && isOnly(hash, digits)
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

// isHost reports whether s begins with a host: labels with dots between them of
// which the last is no number, or an IPv4 address.
func isHost(s string) bool {
	s = strings.Trim(s[:indexOrEnd(s, "/@:")], space)
	dot := strings.LastIndexByte(s, '.')
	if dot < 0 || holdsAny(s, space) {
		return false
	}
	last := s[dot+1:]
	return last == "" || last[0] < '0' || last[0] > '9' || isIPv4(s)
}

// isIPv4 reports whether s, which holds a dot, has the digits and dots of an address.
func isIPv4(s string) bool {
	dots := 0
	for i := range len(s) {
		if s[i] == '.' {
			dots++
		}
	}
	return dots == 3 && isOnly(s, digits+".")
}

// hasPort reports whether an image begins with a host and a port, and has no
// other colon.
func hasPort(s string) bool {
	host := strings.LastIndexByte(s, ']') + 1 // of an IPv6 address
	name, rest, ok := strings.Cut(s[host:], ":")
	port, path, slash := strings.Cut(rest, "/")
	return ok && slash && !holdsAny(name, "/@%") && !holdsAny(path, "@%") && isPort(port)
}

func isPort(s string) bool {
	return 0 < len(s) && len(s) <= 5 && isOnly(s, digits)
}

// isPassword reports whether s, with a digest at its end, begins as a user name
// and a password do: a colon before the first slash is that of a port, or, where
// no slash follows, that of a tag.
func (u userInfo) isPassword(s string) bool {
	before, _, slash := strings.Cut(s, "/")
	if at := strings.IndexByte(before, '@'); at >= 0 {
		before, slash = before[:at], false
	}
	name, after, ok := strings.Cut(before, ":")
	if !ok || u.image || isDigest(before) || isPort(after) && (!u.url || strings.Contains(name, ".") || name == "localhost") {
		return false
	}
	if u.url { // the port of a host without a dot may be a password
		return !strings.HasPrefix(s[len(name):], "://") || name != "http" && name != "https"
	}
	word := name != "" && name != "arn" && wordBefore(name, len(name)) == name
	return word && slash && after != "" && after[0] > ' ' && !strings.Contains(after, ".")
}
