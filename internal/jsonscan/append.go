package jsonscan

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// AppendString appends s to b as a JSON string. Only quote, backslash and control
// characters are escaped; what is not UTF-8 becomes U+FFFD.
func AppendString(b []byte, s string) []byte {
	if !isAllPlain(s) {
		return appendEscaped(b, s)
	}
	n := len(b)
	b = slices.Grow(b, len(s)+2)[:n+len(s)+2]
	b[n], b[len(b)-1] = '"', '"'
	copy(b[n+1:], s)
	return b
}

func appendEscaped(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			b = appendEscape(append(b, s[start:i]...), c)
			start = i + 1
		}
	}
	return append(append(b, s[start:]...), '"')
}

const hexDigits = "0123456789abcdef"

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}
