package iampolicy

import (
	"fmt"
	"strings"
)

// MaxSize is the longest text that Parse takes, in bytes. AWS's own limit for
// any policy is 131,072 characters; a merged document may be longer before it
// is split.
const MaxSize = 1 << 20

// Parse reads a policy document: JSON in UTF-8, in the grammar of the IAM user
// guide. It is strict where encoding/json is not: unknown members, members
// given twice or in another case, values of another type, two members that
// exclude each other, text after the document and invalid UTF-8 are a
// *ParseError. Nothing nests deeper than a condition value, six levels, and
// nothing is longer than MaxSize.
//
// Parse takes the policies of every kind, so it asks neither for a Resource
// nor for a Principal, and it keeps what AWS accepts and ignores: empty lists
// and objects, an empty Sid, an Id in an identity policy. lint.Run judges those.
// The document holds on to a copy of b.
func Parse(b []byte) (Document, error) {
	d, err := parse(b, nil)
	if err != nil {
		return Document{}, err
	}
	return d, nil
}

// MustParse is Parse for documents in source code; it panics on an error.
func MustParse(s string) Document {
	d, err := Parse([]byte(s))
	if err != nil {
		panic(err)
	}
	return d
}

// parse reads a document; layout is for edits, and nil to parse only.
func parse(b []byte, layout *layout) (Document, *ParseError) {
	p, err := newParser(b)
	if err != nil {
		return Document{}, err
	}
	p.layout = layout
	if p.space() != '{' {
		return Document{}, p.notADocument()
	}
	d, err := p.document()
	if err == nil {
		err = p.end()
	}
	return d, err
}

// newParser checks size and encoding, which the methods of parser rely on.
func newParser(b []byte) (parser, *ParseError) {
	if len(b) > MaxSize {
		return parser{}, failAt(MaxSize, fmt.Sprintf("the document has %d bytes, more than %d", len(b), MaxSize), "AWS takes at most 131,072 characters")
	}
	p := parser{reader: reader{s: string(b)}}
	return p, checkUTF8(p.s)
}

func (p *parser) end() *ParseError {
	if p.space(); p.i < len(p.s) {
		return p.fail("text after the end of the document: "+p.found(), "give one document at a time")
	}
	return nil
}

const wholeDocument = `write {"Version":"2012-10-17","Statement":[…]}`

// notADocument explains the texts that people give in place of a document.
func (p *parser) notADocument() *ParseError {
	switch c := p.peek(); {
	case p.i >= len(p.s):
		return p.fail("the document is empty", wholeDocument)
	case c == '[':
		return p.fail("want a policy document, an object; found a list", "take the document out of the list, or put the list into an object as its Statement")
	case c == '"':
		return p.fail("want a policy document, an object; found a string", "the document is encoded as a JSON string: decode the string first")
	case c == '%':
		return p.fail("want a policy document; found URL-encoded text", "use ParseEncoded")
	case strings.HasPrefix(p.s[p.i:], "\uFEFF"):
		return p.fail("byte order mark before the document", "save the document without it")
	}
	return p.unexpected("a policy document, an object")
}

// parser reads the elements of the policy grammar, each with a method of its name.
type parser struct {
	reader
	layout *layout
}

var documentMembers = []string{"Version", "Id", "Statement"}

const (
	memberVersion = iota
	memberID
	memberStatement
)

func (p *parser) document() (d Document, err *ParseError) {
	start, seen, k := p.i, uint(0), 0
	for more := p.first('}'); more; {
		if k, err = p.member(documentMembers, &seen); err != nil {
			return d, err
		}
		if err = p.documentMember(&d, k); err != nil {
			return d, err.in(documentMembers[k])
		}
		if more, err = p.next('}'); err != nil {
			return d, err
		}
	}
	if seen&(1<<memberStatement) == 0 {
		err = failAt(start, "Statement is missing", `add "Statement":[…] with at least one statement`)
	}
	return d, err
}

func (p *parser) documentMember(d *Document, k int) (err *ParseError) {
	switch k {
	case memberVersion:
		d.Version, err = p.version()
	case memberID:
		d.ID, err = p.string()
		d.EmptyID = d.ID == ""
	default:
		d.Statement, err = p.statements()
	}
	return err
}

func (p *parser) version() (Version, *ParseError) {
	at := p.i
	s, err := p.string()
	switch v := Version(s); {
	case err != nil:
		return "", err
	case v == Version2012 || v == Version2008:
		return v, nil
	}
	return "", failAt(at, "unknown Version "+quote(s), `write "2012-10-17"; your own version numbers have no place in the document`)
}

// member reads the name of the next member, which must be one of names that
// has not been seen, and returns its index.
func (p *parser) member(names []string, seen *uint) (int, *ParseError) {
	at := p.i
	name, err := p.name()
	if err != nil {
		return 0, err
	}
	k := indexOf(names, name)
	if k < 0 {
		return 0, unknownMember(at, name, names).in(name)
	}
	if *seen&(1<<k) != 0 {
		return 0, failAt(at, name+" is given twice", "keep one of them").in(name)
	}
	*seen |= 1 << k
	return k, nil
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}

// string reads a value that must be a string.
func (p *parser) string() (string, *ParseError) {
	if p.peek() != '"' {
		return "", p.wantString("a string")
	}
	return p.str()
}

// wantString is unexpected where only a string will do: numbers and words want quotes.
func (p *parser) wantString(want string) *ParseError {
	err := p.unexpected(want)
	if word := p.word(); err.Hint == "" && word != "" {
		err.Hint = "put it into double quotes"
	}
	return err
}

// strings reads a string or a list of strings.
func (p *parser) strings() (v OneOrMany[string], err *ParseError) {
	switch p.peek() {
	case '"':
		s, err := p.str()
		return OneOrMany[string]{Items: []string{s}, Single: true}, err
	case '[':
		v.Items, err = list(p, (*parser).string)
		return v, err
	}
	return v, p.wantString("a string or a list of strings")
}

// list reads a list of what one reads. Short lists need memory only once.
func list[T any](p *parser, one func(*parser) (T, *ParseError)) ([]T, *ParseError) {
	var room [8]T
	items := room[:0]
	for more := p.first(']'); more; {
		item, err := one(p)
		if err != nil {
			return nil, err.at(len(items))
		}
		items = append(items, item)
		if more, err = p.next(']'); err != nil {
			return nil, err
		}
	}
	return append(make([]T, 0, len(items)), items...), nil
}
