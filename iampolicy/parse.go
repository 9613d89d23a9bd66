package iampolicy

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// MaxSize is the longest text that Parse takes, in bytes. AWS's own limit for
// any policy is 131,072 characters; a merged document may be longer before it
// is split.
const MaxSize = 1 << 20

// Parse reads a policy document: JSON in UTF-8, in the grammar of the IAM user
// guide. It is strict where encoding/json is not: unknown members, members
// given twice or in another case, values of another type, two members that
// exclude each other, text after the document and invalid UTF-8 are a
// [*ParseError]. Nothing nests deeper than a condition value, six levels, and
// nothing is longer than [MaxSize].
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

// MustParse is [Parse] for documents in source code; it panics on an error.
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
	if p.Peek() != jsonscan.Object {
		p.notADocument()
	}
	d := p.document()
	p.End()
	return d, p.error()
}

// parser reads the elements of the policy grammar, each with a method of its
// name. After an error, which the Scanner keeps, all of them return at once.
type parser struct {
	jsonscan.Scanner
	text   string
	layout *layout

	// The lists of a document are cut out of these, so that few of them need
	// memory of their own.
	strings    []string
	scalars    []Scalar
	conditions []Condition
}

// newParser checks size and encoding.
func newParser(b []byte) (parser, *ParseError) {
	if len(b) > MaxSize {
		msg := "the document has " + strconv.Itoa(len(b)) + " bytes, more than " + strconv.Itoa(MaxSize)
		return parser{}, failAt(MaxSize, msg, "AWS takes at most 131,072 characters")
	}
	text := string(b)
	p := parser{Scanner: jsonscan.New(text), text: text}
	if err := p.Err(); err != nil {
		return p, failAt(err.Offset, err.Msg, err.Hint)
	}
	p.strings = make([]string, 0, strings.Count(text, `"`)/4) // half of the strings are names
	return p, nil
}

// since returns what list holds from start on, without room to grow into what
// list holds next. It is never nil: the member is there.
func since[T any](list []T, start int) []T {
	if list == nil {
		return []T{}
	}
	return list[start:len(list):len(list)]
}

const wholeDocument = `write {"Version":"2012-10-17","Statement":[…]}`

// notADocument explains the texts that people give in place of a document.
func (p *parser) notADocument() {
	at := p.Offset()
	switch rest := p.text[at:]; {
	case rest == "":
		p.Fail(at, "the document is empty", wholeDocument)
	case rest[0] == '[':
		p.Fail(at, "want a policy document, an object; found a list",
			"take the document out of the list, or put the list into an object as its Statement")
	case rest[0] == '"':
		p.Fail(at, "want a policy document, an object; found a string",
			"the document is encoded as a JSON string: decode the string first")
	case rest[0] == '%':
		p.Fail(at, "want a policy document; found URL-encoded text", "use ParseEncoded")
	case p.Peek() == jsonscan.Null:
		p.Fail(at, "want a policy document, an object, found null",
			wholeDocument+"; null is what programs write for a policy that does not exist")
	case strings.HasPrefix(rest, "\uFEFF"):
		p.Fail(at, "byte order mark before the document", "save the document without it")
	default:
		p.Want("a policy document, an object")
	}
}

var documentMembers = []string{"Version", "Id", "Statement"}

const (
	memberVersion = iota
	memberID
	memberStatement
)

func (p *parser) document() (d Document) {
	start, seen := p.Offset(), uint(0)
	for p.Open('{'); p.Member(); {
		switch p.member(documentMembers, &seen) {
		case memberVersion:
			d.Version = p.version()
		case memberID:
			d.ID = p.String()
			d.EmptyID = d.ID == ""
		case memberStatement:
			d.Statement = p.statements()
		}
	}
	if seen&(1<<memberStatement) == 0 {
		p.Fail(start, "Statement is missing", `add "Statement":[…] with at least one statement`)
	}
	return d
}

func (p *parser) version() Version {
	at := p.Offset()
	v := Version(p.String())
	if v != Version2012 && v != Version2008 {
		p.Fail(at, "unknown Version "+quote.Text(string(v)),
			`write "2012-10-17"; your own version numbers have no place in the document`)
	}
	return v
}

// stringOrList reads a string or a list of strings.
func (p *parser) stringOrList() OneOrMany[string] {
	start := len(p.strings)
	switch p.Peek() {
	case jsonscan.String:
		p.strings = append(p.strings, p.String())
		return OneOrMany[string]{Items: since(p.strings, start), Single: true}
	case jsonscan.Array:
		for p.Open('['); p.Element(); {
			p.strings = append(p.strings, p.String())
		}
		return OneOrMany[string]{Items: since(p.strings, start)}
	}
	p.WantString("a string or a list of strings")
	return OneOrMany[string]{}
}
