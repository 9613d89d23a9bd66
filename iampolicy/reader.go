package iampolicy

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// reader walks the bytes of a JSON text (RFC 8259) once, left to right. Strings
// without escapes are cut out of the text, not copied.
type reader struct {
	s string
	i int
}

// peek returns the next byte, 0 at the end. A zero byte in the text is no token either.
func (r *reader) peek() byte {
	if r.i < len(r.s) {
		return r.s[r.i]
	}
	return 0
}

// space skips white space and returns the byte after it.
func (r *reader) space() byte {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; c {
		case ' ', '\t', '\n', '\r':
			r.i++
		default:
			return c
		}
	}
	return 0
}

// first steps into an object or list, after its opening bracket, and reports
// whether it has an element.
func (r *reader) first(end byte) bool {
	r.i++
	if r.space() == end {
		r.i++
		return false
	}
	return true
}

// next steps over what follows an element and reports whether another element follows.
func (r *reader) next(end byte) (bool, *ParseError) {
	switch r.space() {
	case ',':
		r.i++
		if r.space() == end {
			return false, r.fail("comma before "+quoteByte(end), "remove the comma")
		}
		return true, nil
	case end:
		r.i++
		return false, nil
	}
	return false, r.unexpected("a comma or " + quoteByte(end))
}

// name reads a member name and its colon and stops at the value.
func (r *reader) name() (string, *ParseError) {
	if r.peek() != '"' {
		return "", r.unexpected("a member name in double quotes")
	}
	name, err := r.str()
	if err != nil {
		return "", err
	}
	if r.space() != ':' {
		return "", r.unexpected("a colon after " + quote(name))
	}
	r.i++
	r.space()
	return name, nil
}

// str reads a string; the reader stands at its opening quote.
func (r *reader) str() (string, *ParseError) {
	start := r.i + 1
	for i := start + plainLen(r.s[start:]); i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '"':
			r.i = i + 1
			return r.s[start:i], nil
		case c == '\\' || c < ' ':
			return r.unescape(start, i)
		}
	}
	return "", r.endOf("string")
}

// unescape reads the rest of the string that began at start, from the escape
// or control character at i on.
func (r *reader) unescape(start, i int) (string, *ParseError) {
	b := append(make([]byte, 0, i-start+32), r.s[start:i]...)
	for r.i = i; r.i < len(r.s); {
		switch c := r.s[r.i]; {
		case c == '"':
			r.i++
			return string(b), nil
		case c < ' ':
			return "", r.fail("control character "+strconv.QuoteToASCII(string(rune(c)))+" in a string", `write it as an escape, such as \n or \u0009`)
		case c != '\\':
			b = append(b, c)
			r.i++
		default:
			char, n := escape(r.s[r.i:])
			if n == 0 {
				return "", r.badEscape()
			}
			b = utf8.AppendRune(b, char)
			r.i += n
		}
	}
	return "", r.endOf("string")
}

// escape decodes the escape at the start of s, a surrogate pair being one
// escape; n is 0 when there is none.
func escape(s string) (char rune, n int) {
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
	low, ok := hex4(s[6:])
	if !ok || char > 0xDBFF || low < 0xDC00 || low > 0xDFFF {
		return 0, 0 // half of a pair
	}
	return 0x10000 + (char-0xD800)<<10 + (low - 0xDC00), 12
}

// hex4 decodes \uXXXX at the start of s.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	var v rune
	for _, c := range []byte(s[2:6]) {
		d := strings.IndexByte("0123456789abcdef", match.Lower(c))
		if d < 0 {
			return 0, false
		}
		v = v<<4 | rune(d)
	}
	return v, true
}

// number reads a JSON number and returns it as it is spelled.
func (r *reader) number() (string, *ParseError) {
	n := numberLen(r.s[r.i:])
	if n == 0 {
		return "", r.fail("bad number", `write digits without leading zeros, or a string in double quotes`)
	}
	r.i += n
	return r.s[r.i-n : r.i], nil
}

// numberLen returns the length of the JSON number at the start of s, 0 when
// there is none or when it goes on as no number does.
func numberLen(s string) int {
	i := 0
	if strings.HasPrefix(s, "-") {
		i++
	}
	whole := digits(s[i:])
	if whole == 0 || whole > 1 && s[i] == '0' {
		return 0
	}
	i += whole
	if i < len(s) && s[i] == '.' {
		fraction := digits(s[i+1:])
		if fraction == 0 {
			return 0
		}
		i += 1 + fraction
	}
	if i < len(s) && match.Lower(s[i]) == 'e' {
		sign := 0
		if i+1 < len(s) && (s[i+1] == '+' || s[i+1] == '-') {
			sign = 1
		}
		exponent := digits(s[i+1+sign:])
		if exponent == 0 {
			return 0
		}
		i += 1 + sign + exponent
	}
	if i < len(s) && isWordByte(s[i]) {
		return 0
	}
	return i
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// isWordByte reports whether c can stand in a number or a word, so that 1x, 1.2.3
// and truely are no tokens.
func isWordByte(c byte) bool {
	return 'a' <= match.Lower(c) && match.Lower(c) <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '+' || c == '-'
}

// word returns the letters and digits that come next, such as true, and does not move.
func (r *reader) word() string {
	n := 0
	for r.i+n < len(r.s) && isWordByte(r.s[r.i+n]) {
		n++
	}
	return r.s[r.i : r.i+n]
}
