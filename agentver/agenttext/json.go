package agenttext

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonReader reads JSON text. Package encoding/json is not for the core of this
// module: it reads by reflection, its init is not free, and it forgets members
// that come twice and where in the text a value stands.
type jsonReader struct {
	s      string
	i      int  // next byte
	bad    bool // what follows is no JSON
	deep   bool // or too much of it
	at     int  // offset of s in the input
	folded bool // s was decoded from a string: offsets inside are not those of the input
}

// jsonValue is a value and all that is in it.
type jsonValue struct {
	kind  jsonKind
	name  string // of the member that holds it
	text  string // of a string, number or word
	at    int    // offset in the input
	items []jsonValue
}

type jsonKind uint8

const (
	jsonNull jsonKind = iota + 1
	jsonString
	jsonOther // number, boolean
	jsonObject
	jsonArray
)

// maxJSONDepth bounds how deep values are nested, those inside strings included.
const maxJSONDepth = 100

// values reads all values up to the end.
func (r *jsonReader) values(depth int) (values []jsonValue) {
	for !r.bad && (r.peek() != 0 || r.i < len(r.s)) {
		values = append(values, r.value(depth))
	}
	return values
}

// value reads one value.
func (r *jsonReader) value(depth int) (v jsonValue) {
	if depth > maxJSONDepth {
		r.bad, r.deep = true, true
		return v
	}
	r.peek()
	v.at = r.offset(r.i)
	switch {
	case r.take('{'):
		v.kind, v.items = jsonObject, r.list('}', depth+1, (*jsonReader).member)
	case r.take('['):
		v.kind, v.items = jsonArray, r.list(']', depth+1, (*jsonReader).value)
	default:
		v.kind, v.text = r.scalar()
	}
	return v
}

// list reads what stands between brackets, of which the first is read.
func (r *jsonReader) list(end byte, depth int, read func(*jsonReader, int) jsonValue) (items []jsonValue) {
	if r.take(end) {
		return nil
	}
	for !r.bad {
		items = append(items, read(r, depth))
		if r.take(end) {
			return items
		}
		r.need(',')
	}
	return nil
}

// member reads a name and its value.
func (r *jsonReader) member(depth int) jsonValue {
	r.peek()
	name := r.text()
	r.need(':')
	if r.bad {
		return jsonValue{}
	}
	v := r.value(depth)
	v.name = name
	return v
}

// equal reports whether v and w are the same value, members in the same order.
func (v *jsonValue) equal(w *jsonValue) bool {
	if v.kind != w.kind || v.name != w.name || v.text != w.text || len(v.items) != len(w.items) {
		return false
	}
	for i := range v.items {
		if !v.items[i].equal(&w.items[i]) {
			return false
		}
	}
	return true
}

func (r *jsonReader) complaint() string {
	if r.deep {
		return "JSON with more than " + strconv.Itoa(maxJSONDepth) + " levels"
	}
	return "broken JSON"
}

// offset returns where in the input byte i of the JSON text stands.
func (r *jsonReader) offset(i int) int {
	if r.folded {
		return r.at
	}
	return r.at + i
}

// peek skips white space and returns the next byte, 0 at the end.
func (r *jsonReader) peek() byte {
	for r.i < len(r.s) && strings.IndexByte(whiteSpace, r.s[r.i]) >= 0 {
		r.i++
	}
	if r.i == len(r.s) {
		return 0
	}
	return r.s[r.i]
}

// take skips white space and reads the byte c.
func (r *jsonReader) take(c byte) bool {
	if r.bad || r.peek() != c || r.i == len(r.s) {
		return false
	}
	r.i++
	return true
}

// need is take for a byte that must come.
func (r *jsonReader) need(c byte) {
	if !r.take(c) {
		r.bad = true
	}
}

// scalar reads a string, number, boolean or null.
func (r *jsonReader) scalar() (kind jsonKind, text string) {
	if r.peek() == '"' {
		return jsonString, r.text()
	}
	start := r.i
	for r.i < len(r.s) && (isIdentifierByte(r.s[r.i]) || r.s[r.i] == '.' || r.s[r.i] == '+') {
		r.i++
	}
	switch word := r.s[start:r.i]; {
	case word == "null":
		return jsonNull, ""
	case word == "true" || word == "false" || isJSONNumber(word):
		return jsonOther, word
	}
	r.i, r.bad = start, true
	return jsonOther, ""
}

// isJSONNumber reports whether s is a number as RFC 8259, section 6, has it.
func isJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	n := spanDigits(s)
	if n == 0 || n > 1 && s[0] == '0' {
		return false
	}
	s = s[n:]
	if fraction, ok := strings.CutPrefix(s, "."); ok {
		if n = spanDigits(fraction); n == 0 {
			return false
		}
		s = fraction[n:]
	}
	if s != "" && s[0]|0x20 == 'e' {
		s = s[1:]
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		return s != "" && isNumber(s)
	}
	return s == ""
}

// text reads a string, whose quote comes next.
func (r *jsonReader) text() string {
	r.need('"')
	start := r.i
	for ; r.i < len(r.s); r.i++ {
		switch c := r.s[r.i]; {
		case c == '"':
			r.i++
			return r.s[start : r.i-1]
		case c == '\\':
			return r.escaped(start)
		case c < ' ':
			r.bad = true
			return ""
		}
	}
	r.bad = true
	return ""
}

// escaped reads on in a string that has an escape at the next byte.
func (r *jsonReader) escaped(start int) string {
	b := []byte(r.s[start:r.i])
	for r.i < len(r.s) {
		c := r.s[r.i]
		r.i++
		switch {
		case c == '"':
			return string(b)
		case c < ' ':
			r.bad = true
			return ""
		case c != '\\':
			b = append(b, c)
		default:
			b = r.escape(b)
		}
		if r.bad {
			return ""
		}
	}
	r.bad = true
	return ""
}

// escape reads what follows a backslash.
func (r *jsonReader) escape(b []byte) []byte {
	if r.i == len(r.s) {
		r.bad = true
		return b
	}
	c := r.s[r.i]
	r.i++
	if c == 'u' {
		return utf8.AppendRune(b, r.unicode())
	}
	k := strings.IndexByte(`"\/bfnrt`, c)
	if k < 0 {
		r.bad = true
		return b
	}
	return append(b, "\"\\/\b\f\n\r\t"[k])
}

// unicode reads the digits of an escape and, where it is the first half of a
// character, the second half.
func (r *jsonReader) unicode() rune {
	u := r.hex4()
	if u < 0xD800 || u > 0xDBFF || !strings.HasPrefix(r.s[r.i:], `\u`) {
		return u // AppendRune writes U+FFFD for half a character
	}
	r.i += 2
	low := r.hex4()
	if low < 0xDC00 || low > 0xDFFF {
		r.i -= 6 // not its second half: read it again by itself
		return utf8.RuneError
	}
	return (u-0xD800)<<10 | (low - 0xDC00) + 0x10000
}

func (r *jsonReader) hex4() rune {
	if len(r.s)-r.i < 4 {
		r.bad = true
		return utf8.RuneError
	}
	u, err := strconv.ParseUint(r.s[r.i:r.i+4], 16, 16)
	if err != nil {
		r.bad = true
	}
	r.i += 4
	return rune(u)
}
