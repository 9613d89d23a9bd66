package iampolicy

import (
	"strings"
	"unicode/utf8"
)

// writer appends JSON; it puts a comma before every element but the first.
type writer struct {
	b     []byte
	comma bool
}

func (w *writer) element() {
	if w.comma {
		w.b = append(w.b, ',')
	}
	w.comma = true
}

func (w *writer) open(c byte) { w.b = append(w.b, c); w.comma = false }

func (w *writer) close(c byte) { w.b = append(w.b, c); w.comma = true }

// name starts a member that the grammar names; its value is no element of its own.
func (w *writer) name(name string) {
	w.element()
	w.b = append(appendQuoted(w.b, name), ':')
	w.comma = false
}

// key is name for the operators and keys of conditions, which may be any text.
func (w *writer) key(key string) {
	w.element()
	w.b = append(appendString(w.b, key), ':')
	w.comma = false
}

func (w *writer) member(name, value string) {
	w.name(name)
	w.string(value)
}

func (w *writer) string(s string) {
	w.element()
	w.b = appendString(w.b, s)
}

// appendString appends s as a JSON string. Only quote, backslash and control
// characters are escaped; what is not UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	if plainLen(s) == len(s) {
		return appendQuoted(b, s)
	}
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

// appendQuoted appends s, which is plain, as a JSON string.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
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
