package iampolicy

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// ParseError says where a policy document breaks the grammar and what to write
// instead. The zero ParseError is not meaningful.
type ParseError struct {
	Offset  int64  // byte offset in the input, from 0
	Pointer string // JSON pointer (RFC 6901) to the value, "" for the whole document
	Msg     string // what is wrong
	Hint    string // what to write instead; may be empty
	Err     error  // the cause, where another package found it; may be nil
}

// Error returns place, fault and remedy on one line.
func (e *ParseError) Error() string {
	var b strings.Builder
	b.WriteString("iampolicy.Parse: ")
	if e.Pointer != "" {
		b.WriteString(printable(e.Pointer) + " ")
	}
	b.WriteString("(byte " + strconv.FormatInt(e.Offset, 10) + "): " + e.Msg)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error { return e.Err }

func failAt(offset int, msg, hint string) *ParseError {
	return &ParseError{Offset: int64(offset), Msg: msg, Hint: hint}
}

// error returns the error that the parser has met, with its place in the document.
func (p *parser) error() *ParseError {
	err := p.Err()
	if err == nil {
		return nil
	}
	e := failAt(err.Offset, err.Msg, err.Hint)
	e.Pointer = jsonscan.Pointer(p.text, err.Offset)
	return e
}

// printable returns a pointer for a message: on one line, a long one in part.
func printable(pointer string) string {
	if len(pointer) <= printablePointer && strconv.Quote(pointer) == `"`+pointer+`"` {
		return pointer
	}
	return quote.Text(pointer)
}

const printablePointer = 240 // bytes of a pointer that a message repeats
