package eval

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Policy is one or more documents made ready for decisions. The zero value,
// which has no statement, is ready too.
type Policy struct {
	Statements []Statement
	Sources    []*iampolicy.Statement // of each: what it was compiled from; nil if it allows
	Index      index
	documents  int  // how many
	Principals bool // a statement has a Principal
	weight     int  // of all patterns
}

// compileError says why a document cannot decide anything, and what to change.
type compileError struct {
	Document  int    // index of the document, from 0
	Statement int    // index of the statement in the document, from 0; -1 for the document itself
	Pointer   string // JSON pointer (RFC 6901) in the document
	Msg       string // what is wrong
	Hint      string // what to write instead; may be empty
	Err       error  // the cause, such as a *iampolicy.DocumentError; may be nil
}

// With returns what p has and more documents.
func (p *Policy) With(docs ...iampolicy.Document) (*Policy, *compileError) {
	q := &Policy{Statements: slices.Clip(p.Statements), Sources: slices.Clip(p.Sources), documents: p.documents}
	for i := range docs {
		if err := q.add(&docs[i]); err != nil {
			err.Document = q.documents
			return nil, err
		}
		q.documents++
	}
	q.finish()
	return q, nil
}

// add compiles the statements of one document.
func (p *Policy) add(d *iampolicy.Document) *compileError {
	if err := d.Validate(); err != nil {
		return &compileError{Statement: -1, Msg: strings.TrimPrefix(err.Error(), "iampolicy: "), Err: err}
	}
	vars := match.Plain
	if d.Version == iampolicy.Version2012 {
		vars = match.Variables
	}
	for i := range d.Statement.Items {
		s, err := newStatement(&d.Statement.Items[i], vars)
		if err != nil {
			return &compileError{Statement: i, Pointer: statementPointer(d, i) + err.Pointer, Msg: err.Msg, Hint: err.Hint}
		}
		s.Document, s.Number = p.documents, i
		p.Statements, p.Sources = append(p.Statements, s), append(p.Sources, source(&d.Statement.Items[i]))
	}
	return nil
}

// source is s in memory of its own where it may have to be written anew.
func source(s *iampolicy.Statement) *iampolicy.Statement {
	if s.Effect != iampolicy.EffectDeny {
		return nil
	}
	t := CloneStatement(s)
	return &t
}

func statementPointer(d *iampolicy.Document, i int) string {
	if d.Statement.Single {
		return "/Statement"
	}
	return "/Statement/" + strconv.Itoa(i)
}

// finish builds what needs all statements.
func (p *Policy) finish() {
	p.Statements = slices.Clone(p.Statements)
	for i := range p.Statements {
		p.Statements[i].Place = i
		p.Principals = p.Principals || !p.Statements[i].Principal.Absent
		p.weight += p.Statements[i].weight()
	}
	p.Index = newIndex(p.Statements)
}

// maxWeight bounds the weight of all patterns times the length of a request.
const maxWeight = 1 << 30

// IsTooMuch reports whether to compare the request with the policy's patterns may
// take too long: a second for 1 MiB of patterns and a name of 256 characters.
func (p *Policy) IsTooMuch(r *Request) bool { return p.weight > 0 && p.weight*r.size() > maxWeight }

// Candidates finds the statements that are about an action.
func (p *Policy) Candidates(action string) *Candidates {
	c, _ := p.Index.Find(action)
	return c
}
