package jsonscan

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// String reads the string that begins here and returns the text that it stands
// for: cut out of the whole text, or where the string holds escapes a copy.
func (s *Scanner) String() string {
	if s.space() != '"' {
		s.WantString("a string")
		return ""
	}
	text, escaped := s.quoted()
	if escaped {
		return unescape(text)
	}
	return text
}

// quoted steps over a string, whose opening quote comes next, and returns what
// stands between its quotes.
func (s *Scanner) quoted() (text string, escaped bool) {
	start := s.at + 1
	for i := start + plainLen(s.text[start:]); i < len(s.text); {
		switch c := s.text[i]; {
		case c == '"':
			s.at = i + 1
			return s.text[start:i], escaped
		case c == '\\':
			_, n := escape(s.text[i:], s.loose)
			if n == 0 {
				s.failEscape(i)
				return "", false
			}
			i, escaped = i+n, true
		case c < ' ':
			s.Fail(i, "control character "+strconv.QuoteToASCII(string(rune(c)))+" in a string",
				`write it as an escape, such as \n or \u0009`)
			return "", false
		default: // beyond ASCII
			i++
		}
		i += plainLen(s.text[i:])
	}
	s.failEnd("string")
	return "", false
}

// unescape decodes the escapes of a string that quoted has read.
func unescape(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for {
		i := strings.IndexByte(text, '\\')
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		char, n := escape(text[i:], true)
		b.WriteRune(char)
		text = text[i+n:]
	}
}

// escape decodes the escape at the start of s, a surrogate pair being one
// escape; n is 0 when there is none. Half of a pair is none, or loosely U+FFFD.
func escape(s string, loose bool) (char rune, n int) {
	if len(s) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte(`"\/bfnrt`, s[1]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 2
	}
	char, ok := hex4(s)
	switch {
	case !ok:
		return 0, 0
	case char < 0xD800 || char > 0xDFFF:
		return char, 6
	}
	low, _ := hex4(s[6:])
	switch {
	case char <= 0xDBFF && 0xDC00 <= low && low <= 0xDFFF:
		return 0x10000 + (char-0xD800)<<10 + (low - 0xDC00), 12
	case loose:
		return utf8.RuneError, 6
	}
	return 0, 0
}

// hex4 decodes \uXXXX at the start of s.
func hex4(s string) (char rune, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	for _, c := range []byte(s[2:6]) {
		d, ok := hexDigit(c)
		if !ok {
			return 0, false
		}
		char = char<<4 | d
	}
	return char, true
}

func hexDigit(c byte) (d rune, ok bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10, true
	}
	return 0, false
}
