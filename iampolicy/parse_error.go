package iampolicy

import (
	"fmt"
	"strconv"
	"strings"
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
	fmt.Fprintf(&b, "(byte %d): %s", e.Offset, e.Msg)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error { return e.Err }

// in puts a member name in front of the pointer of e. The parsers of the outer
// values call it on the way out, so that a parse without error keeps no path.
func (e *ParseError) in(name string) *ParseError {
	if e != nil {
		name = strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
		e.Pointer = "/" + name + e.Pointer
	}
	return e
}

// at is in for an element of a list.
func (e *ParseError) at(i int) *ParseError { return e.in(strconv.Itoa(i)) }

// printable returns a pointer for a message: on one line, a long one in part.
func printable(pointer string) string {
	if len(pointer) <= 4*quoteLimit && strconv.Quote(pointer) == `"`+pointer+`"` {
		return pointer
	}
	return quote(pointer)
}
