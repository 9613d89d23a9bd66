package jsonscan

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// Error says where a text is not what it should be. Msg and Hint are parts of a
// sentence for the caller's own error.
type Error struct {
	Offset  int    // in bytes, from 0
	Msg     string // what is wrong
	Hint    string // what to write instead; may be empty
	TooDeep bool   // the text may be JSON, but nests deeper than MaxDepth
}

// Err returns the first error, nil if there is none.
func (s *Scanner) Err() *Error { return s.err }

// Fail notes an error that the caller has found; an earlier one stays. The
// scanner then stands at the end of the text, so that every loop ends.
func (s *Scanner) Fail(offset int, msg, hint string) {
	if s.err == nil {
		s.err = &Error{Offset: offset, Msg: msg, Hint: hint}
	}
	s.at = len(s.text)
}

// Want fails because something else than what is wanted stands here.
func (s *Scanner) Want(what string) {
	s.space()
	switch {
	case s.err != nil:
	case s.at >= len(s.text):
		s.failEnd("document, where " + what + " should follow")
	default:
		s.Fail(s.at, "want "+what+", found "+s.found(), s.hint())
	}
}

// WantString is Want where a string would do, so that numbers and words only lack
// their quotes.
func (s *Scanner) WantString(what string) {
	isWord := s.word() != "" // there is none behind an error
	s.Want(what)
	if isWord && s.err.Hint == "" {
		s.err.Hint = "put it into double quotes"
	}
}

func (s *Scanner) failEnd(what string) {
	s.Fail(len(s.text), "unexpected end of the "+what, "the text looks cut off: give the whole document")
}

func (s *Scanner) failDeep() {
	s.Fail(s.at, "more than "+strconv.Itoa(MaxDepth)+" levels of objects and lists", "take out what is nested so deep")
	s.err.TooDeep = true
}

func (s *Scanner) failEscape(at int) {
	if _, ok := hex4(s.text[at:]); ok {
		s.Fail(at, "half of a surrogate pair in a string", "write both halves, or the character itself in UTF-8")
		return
	}
	s.Fail(at, "bad escape in a string", `write one of \" \\ \/ \b \f \n \r \t \uXXXX; a backslash itself is \\`)
}

// found names the value or character that comes next.
func (s *Scanner) found() string {
	switch s.Peek() {
	case Object:
		return "an object"
	case Array:
		return "a list"
	case String:
		return "a string"
	case Number:
		return "a number"
	case Null, Bool:
		return s.word()
	}
	if word := s.word(); word != "" {
		return quote.Text(word)
	}
	char, _ := utf8.DecodeRuneInString(s.text[s.at:])
	return strconv.QuoteRune(char)
}

// hint knows what people write that JSON does not have.
func (s *Scanner) hint() string {
	switch c := s.text[s.at]; {
	case c == '\'':
		return "JSON has double quotes only"
	case c == '/' || c == '#':
		return "JSON has no comments: remove it"
	case s.Peek() != Null:
		return ""
	case strings.HasSuffix(strings.TrimRight(s.text[:s.at], " \t\r\n"), ":"):
		return "leave the member out"
	}
	return "leave it out"
}

// checkUTF8 fails at the first byte that is not UTF-8.
func (s *Scanner) checkUTF8() {
	if utf8.ValidString(s.text) {
		return
	}
	for i, char := range s.text {
		if char == utf8.RuneError && !strings.HasPrefix(s.text[i:], "\uFFFD") {
			s.Fail(i, "byte 0x"+strings.ToUpper(strconv.FormatUint(uint64(s.text[i]), 16))+" is not UTF-8", "save the document as UTF-8")
			return
		}
	}
}

func quoteByte(c byte) string { return strconv.QuoteRune(rune(c)) }
