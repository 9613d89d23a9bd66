package jsonscan

import "github.com/seed-293f0d42/ecrkit/internal/quote"

// MaxDepth is how deep objects and arrays may nest, so that no text can exhaust
// the stack.
const MaxDepth = 100

// Scanner stands at a byte of a JSON text. The zero Scanner stands at the end of
// an empty text.
type Scanner struct {
	text    string
	at      int // next byte; the end of the text after an error
	depth   int
	isNew   bool // an opening bracket has just been read
	loose   bool
	escaped bool   // name holds escapes
	name    string // of the member that was read last, as it is spelled
	nameAt  int
	err     *Error
}

// New returns a Scanner at the start of the text, which has failed already if
// the text is not UTF-8.
func New(text string) Scanner {
	s := Scanner{text: text}
	s.checkUTF8()
	return s
}

// Loose returns a Scanner that takes text that is not UTF-8, and takes half of a
// surrogate pair for U+FFFD. The depth is how many levels stand around the text,
// which may have been found in a string of another.
func Loose(text string, depth int) Scanner {
	return Scanner{text: text, loose: true, depth: depth}
}

// Offset returns how many bytes have been read; after Peek, where a value begins.
func (s *Scanner) Offset() int { return s.at }

// Kind is the type of a value.
type Kind uint8

// The kinds of values.
const (
	None Kind = iota // no value: the end of the text, or a byte that begins none
	Null
	Bool
	Number
	String
	Object
	Array
)

// Peek steps over white space and returns the kind of the value that begins
// there. A Number may still be one that Raw refuses.
func (s *Scanner) Peek() Kind {
	switch c := s.space(); c {
	case '"':
		return String
	case '{':
		return Object
	case '[':
		return Array
	case 't', 'f', 'n':
		return wordKind(s.word())
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return Number
	}
	return None
}

func wordKind(word string) Kind {
	switch word {
	case "true", "false":
		return Bool
	case "null":
		return Null
	}
	return None
}

// space steps over white space and returns the byte after it, 0 at the end. A
// zero byte in the text begins no value either.
func (s *Scanner) space() byte {
	for s.at < len(s.text) {
		if c := s.text[s.at]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
		s.at++
	}
	return 0
}

// Open steps into the object or array that begins here, of which bracket is the
// first byte. Loop over Member or Element next, up to false.
func (s *Scanner) Open(bracket byte) {
	switch {
	case s.space() != bracket:
		s.Want(bracketName(bracket))
	case s.depth >= MaxDepth:
		s.failDeep()
	default:
		s.at++
		s.depth++
		s.isNew = true
	}
}

func bracketName(bracket byte) string {
	if bracket == '[' {
		return "a list"
	}
	return "an object"
}

// Member steps to the value of the next member and reports whether there is one.
// Name returns its name. After the last member Member steps out of the object.
func (s *Scanner) Member() bool {
	if !s.next('}') {
		return false
	}
	s.nameAt = s.at
	if s.at >= len(s.text) || s.text[s.at] != '"' {
		s.Want("a member name in double quotes")
		return false
	}
	s.name, s.escaped = s.quoted()
	if s.space() != ':' {
		s.Want("a colon after " + quote.Text(s.Name()))
		return false
	}
	s.at++
	s.space()
	return true
}

// Name returns the name that Member has read last.
func (s *Scanner) Name() string {
	if s.escaped {
		return unescape(s.name)
	}
	return s.name
}

// NameOffset returns where that name begins, at its quote.
func (s *Scanner) NameOffset() int { return s.nameAt }

// Element steps to the next element and reports whether there is one. After the
// last element Element steps out of the array.
func (s *Scanner) Element() bool { return s.next(']') }

// next steps over the comma before a member or element, or over the bracket at
// the end.
func (s *Scanner) next(end byte) bool {
	c := s.space()
	switch {
	case c == end:
		s.at++
		s.depth--
		s.isNew = false
		return false
	case s.isNew:
		s.isNew = false
		return s.err == nil
	case c != ',':
		s.Want("a comma or " + quoteByte(end))
		return false
	}
	s.at++
	if s.space() == end {
		s.Fail(s.at, "comma before "+quoteByte(end), "remove the comma")
		return false
	}
	return true
}

// Raw steps over the value that begins here and returns its text as it is
// spelled: the way to read a number or a Boolean, and to leave a value out.
func (s *Scanner) Raw() string {
	kind := s.Peek()
	start := s.at
	switch kind {
	case None:
		s.Want("a value")
		return ""
	case String:
		s.quoted()
	case Number:
		s.number()
	case Null, Bool:
		s.at += len(s.word())
	default:
		s.skip(kind)
	}
	if s.err != nil {
		return ""
	}
	return s.text[start:s.at]
}

// skip steps over an object or array.
func (s *Scanner) skip(kind Kind) {
	if kind == Array {
		for s.Open('['); s.Element(); {
			s.Raw()
		}
		return
	}
	for s.Open('{'); s.Member(); {
		s.Raw()
	}
}

// End fails if anything but white space follows.
func (s *Scanner) End() {
	if s.space(); s.at < len(s.text) {
		s.Fail(s.at, "text after the end of the document: "+s.found(), "give one document at a time")
	}
}

// word returns the letters and digits that come next, such as true, and does not move.
func (s *Scanner) word() string {
	n := 0
	for s.at+n < len(s.text) && isWordByte(s.text[s.at+n]) {
		n++
	}
	return s.text[s.at : s.at+n]
}

// isWordByte reports whether c can stand in a number or a word, so that 1x, 1.2.3
// and truely are no values.
func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '+' || c == '-'
}
