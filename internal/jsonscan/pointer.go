package jsonscan

import (
	"strconv"
	"strings"
)

// Pointer returns the JSON pointer (RFC 6901) to the innermost value that the
// byte at the offset belongs to: "" for the whole text, as well as where nothing
// stands. The name of a member belongs to the member's value. A text that is
// broken is read up to where it breaks. Asking the text a second time once
// something is wrong spares every reader the path that it is on.
func Pointer(text string, offset int) string {
	s := Loose(text, 0)
	pointer, _ := s.find(offset)
	return pointer
}

// find walks the value that begins here, up to the offset, and returns the
// pointer from that value on.
func (s *Scanner) find(offset int) (pointer string, found bool) {
	switch s.Peek() {
	case Object:
		for s.Open('{'); s.Member(); {
			if pointer, found = s.findIn(s.Name(), s.NameOffset(), offset); found {
				return pointer, true
			}
		}
	case Array:
		i := 0
		for s.Open('['); s.Element(); i++ {
			if pointer, found = s.findIn(strconv.Itoa(i), s.at, offset); found {
				return pointer, true
			}
		}
	default:
		s.Raw()
	}
	return "", s.err != nil || offset < s.at
}

// findIn is find for a member or element that begins at start.
func (s *Scanner) findIn(name string, start, offset int) (pointer string, found bool) {
	if offset < start {
		return "", true // the comma or white space before it belongs to the object or array
	}
	pointer, found = s.find(offset)
	name = strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
	return "/" + name + pointer, found
}
