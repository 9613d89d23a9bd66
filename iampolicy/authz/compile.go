package authz

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// Policy is one or more documents made ready for decisions: all the managed
// and inline policies of a role together, say. It never changes and is safe
// for concurrent use. The zero Policy, like a nil one, has no statement.
type Policy struct {
	compiled eval.Policy
	reasons  [][]Reason // of each statement, one for each way it can decide or fail; see newReasons
}

// CompileError says why a document cannot decide anything, and what to change.
// The zero CompileError is not meaningful.
type CompileError struct {
	Document  int    // index of the document among Compile's arguments, from 0
	Statement int    // index of the statement in the document, from 0; -1 for the document itself
	Pointer   string // JSON pointer (RFC 6901) in the document
	Msg       string // what is wrong
	Hint      string // what to write instead; may be empty
	Err       error  // the cause, such as an *iampolicy.DocumentError; may be nil
}

// Error returns place, fault and remedy on one line.
func (e *CompileError) Error() string {
	var b strings.Builder
	b.WriteString("authz.Compile: ")
	if e.Document > 0 {
		b.WriteString("document " + strconv.Itoa(e.Document) + ": ")
	}
	if e.Statement >= 0 {
		b.WriteString("statement " + strconv.Itoa(e.Statement) + ", ")
	}
	b.WriteString(e.Pointer + ": " + e.Msg)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap returns e.Err.
func (e *CompileError) Unwrap() error { return e.Err }

// Compile makes the documents ready for decisions. The order of documents and
// statements does not matter to a decision, only to its reasons. Without
// documents the policy is empty and allows nothing.
//
// The error is a *CompileError: for a document that iampolicy.Document.Validate refuses, for a
// condition operator that AWS does not have, and for a condition value that is
// not of its operator's type (a bad date, number, CIDR range, Boolean or
// base64). Such a document is refused as a whole, because what its other
// statements say may be the opposite of what it was meant to say.
func Compile(docs ...iampolicy.Document) (*Policy, error) {
	return new(Policy).with(docs...)
}

// with returns a policy of what p has and more documents.
func (p *Policy) with(docs ...iampolicy.Document) (*Policy, error) {
	c, err := p.compiled.With(docs...)
	if err != nil {
		return nil, (*CompileError)(err)
	}
	return newPolicy(c), nil
}

// newPolicy makes the reasons, ahead of any request.
func newPolicy(c *eval.Policy) *Policy {
	p := &Policy{compiled: *c, reasons: make([][]Reason, len(c.Statements))}
	for i := range c.Statements {
		p.reasons[i] = newReasons(&c.Statements[i])
	}
	return p
}

// reasonFor is the reason that s failed as f says, or decided.
func (p *Policy) reasonFor(s *eval.Statement, f failure) []Reason {
	i := int(f)
	switch f {
	case nothing:
		i = 0
	case atPlace:
		i = int(atResource)
	}
	return p.reasons[s.Place][i : i+1 : i+1]
}
