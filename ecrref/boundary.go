package ecrref

import (
	"strings"
	"unicode/utf8"
)

// begins reports whether a reference may begin at i: the text before is not
// that of a longer host name, a path, user info or a placeholder.
func begins(text string, i int) bool {
	if i == 0 {
		return true
	}
	before := text[:i]
	r, _ := utf8.DecodeLastRuneInString(before)
	if r == '/' {
		return strings.HasSuffix(before, "://")
	}
	// Each escape ends in a letter or a digit: looking at that first saves time.
	return parts(r) || r == '-' && endsDefault(before[:i-1]) || class[before[i-1]]&(alnum|upper) != 0 && endsEscape(before)
}

// endsDefault reports whether s ends in "${NAME" or "${NAME:", after which a
// shell or a compose file writes "-" and a default.
func endsDefault(s string) bool {
	s = strings.TrimSuffix(s, ":")
	name := len(s)
	for name > 0 && len(s)-name < 64 && class[s[name-1]]&(alnum|upper|underscore) != 0 {
		name--
	}
	return name < len(s) && strings.HasSuffix(s[:name], "${")
}

// parts reports whether r parts a reference from what stands before it.
func parts(r rune) bool {
	return !isWord(r) && (r >= utf8.RuneSelf || strings.IndexByte(`./-_@\$%}`, byte(r)) < 0)
}

// isWord reports whether r is a letter or a digit of a script that puts space
// between its words. What it does not count, such as Chinese, may stand right
// beside a reference.
func isWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return class[r]&(alnum|upper) != 0
	case r < 0x2000:
		return r >= 0xC0 // Latin, Greek, Cyrillic and other letters; before them Latin-1 signs
	case r < 0x2190:
		return r >= 0x2100 // letter-like symbols, such as the Kelvin sign, and number forms
	}
	return 0xFF10 <= r && r <= 0xFF5A && isWord(r-0xFF10+'0') // full-width digits and letters
}

// escapes holds how an escape begins and how many hexadecimal digits follow.
var escapes = [...]struct {
	start string
	hex   int
}{{`\u`, 4}, {`\x`, 2}, {`%`, 2}}

// unhex returns the character with that code, which has few digits.
func unhex(s string) (r rune, ok bool) {
	for i := range len(s) {
		c := rune(s[i])
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 + c - '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 + (c | 0x20) - 'a' + 10
		default:
			return 0, false
		}
	}
	return r, true
}

// endsEscape reports whether s ends in an escape of JSON, of a URL, of a log
// or of a terminal that stands for something that parts.
func endsEscape(s string) bool {
	for _, e := range escapes {
		at := len(s) - e.hex
		if at < 0 || !strings.HasSuffix(s[:at], e.start) {
			continue
		}
		if r, ok := unhex(s[at:]); ok {
			return parts(r)
		}
	}
	if n := len(s) - 2; n >= 0 && s[n] == '\\' {
		return strings.IndexByte("bfnrt", s[n+1]) >= 0
	}
	return endsColour(s)
}

// endsColour reports whether s ends in an ANSI escape such as ESC "[1;31m".
// Logs often have lost the ESC.
func endsColour(s string) bool {
	body, ok := strings.CutSuffix(s, "m")
	if !ok {
		body, ok = strings.CutSuffix(s, "K")
	}
	body = body[max(0, len(body)-16):]
	return ok && strings.HasSuffix(strings.TrimRight(body, "0123456789;"), "[")
}

// ends reports whether a reference may end at i. It may not where the word
// goes on, be it after punctuation, nor where a placeholder or a glob is put
// together with it; a star closes what one before the reference has opened.
func ends(s string, i int, starred bool) bool {
	switch {
	case i == len(s) || s[i] <= ' ': // to save time
		return true
	case s[i] == '*' && !starred:
		return false
	}
	before := rune(s[i-1])
	for i < len(s) {
		r, n := nextRune(s[i:])
		if r >= utf8.RuneSelf || strings.IndexByte("./-_:@%+~", byte(r)) < 0 {
			return endsBefore(s[i:], r, before)
		}
		before, i = r, i+n
	}
	return true
}

// endsBefore reports whether a reference may end before s, which begins with r.
func endsBefore(s string, r, before rune) bool {
	switch r {
	case '$', '{':
		return false
	case '#':
		return !has(s, 1, '{')
	case '<', '(', '[', '*':
		return s[0] != byte(r) || before != '/' && before != '-' && before != '_'
	}
	return !isWord(r)
}

// nextRune returns the character that s begins with, plain or escaped, and the
// length of what stands for it.
func nextRune(s string) (r rune, n int) {
	if c := s[0]; c < utf8.RuneSelf && c != '%' && c != '\\' {
		return rune(c), 1
	}
	for _, e := range escapes {
		if end := len(e.start) + e.hex; len(s) >= end && strings.HasPrefix(s, e.start) {
			if r, ok := unhex(s[len(e.start):end]); ok {
				return r, end
			}
		}
	}
	if strings.HasPrefix(s, `\/`) { // as PHP writes a slash in JSON
		return '/', 2
	}
	return utf8.DecodeRuneInString(s)
}

// isAPI reports whether path, in a URL, is that of a call of the registry's
// HTTP API: /v2/team/app/manifests/v1.
func isAPI(before, path string) bool {
	return (path == "v2" || strings.HasPrefix(path, "v2/")) &&
		(strings.HasSuffix(before, "http://") || strings.HasSuffix(before, "https://"))
}
