package ecrref

import (
	"strconv"
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
	return parts(r) || class[before[i-1]]&(alnum|upper) != 0 && endsEscape(before)
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
	return 0xFF01 <= r && r <= 0xFF5E && isWord(r-0xFF01+'!') // full-width forms of ASCII
}

// endsEscape reports whether s ends in an escape of JSON, of a URL, of a log
// or of a terminal that stands for something that parts.
func endsEscape(s string) bool {
	for _, e := range [...]struct {
		start string
		hex   int
	}{{`\u`, 4}, {`\x`, 2}, {`%`, 2}} {
		at := len(s) - e.hex
		if at < 0 || !strings.HasSuffix(s[:at], e.start) {
			continue
		}
		if r, err := strconv.ParseUint(s[at:], 16, 32); err == nil {
			return parts(rune(r))
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
// goes on, be it after punctuation, nor where a placeholder is put together with it.
func ends(s string, i int) bool {
	for i < len(s) && strings.IndexByte("./-_:@%+~", s[i]) >= 0 {
		i++
	}
	if i == len(s) {
		return true
	}
	switch s[i] {
	case '$', '{':
		return false
	case '#':
		return !has(s, i+1, '{')
	case '<', '(', '[', '*':
		return strings.IndexByte("/-_", s[i-1]) < 0
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return !isWord(r)
}

// isAPI reports whether path, in a URL, is that of a call of the registry's
// HTTP API: /v2/team/app/manifests/v1.
func isAPI(before, path string) bool {
	return (path == "v2" || strings.HasPrefix(path, "v2/")) &&
		(strings.HasSuffix(before, "http://") || strings.HasSuffix(before, "https://"))
}
