package iampolicy

import (
	"slices"
	"strconv"
	"strings"
)

// compiled is one or more documents made ready for decisions. The zero value,
// which has no statement, is ready too.
type compiled struct {
	statements []statement
	index      index
	documents  int  // how many
	principals bool // a statement has a Principal
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

// with returns what p has and more documents.
func (p *compiled) with(docs ...Document) (*compiled, *compileError) {
	q := &compiled{statements: slices.Clip(p.statements), documents: p.documents}
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
func (p *compiled) add(d *Document) *compileError {
	if err := d.Validate(); err != nil {
		return &compileError{Statement: -1, Msg: strings.TrimPrefix(err.Error(), "iampolicy: "), Err: err}
	}
	vars := plain
	if d.Version == Version2012 {
		vars = variables
	}
	for i := range d.Statement.Items {
		s, err := newStatement(&d.Statement.Items[i], vars)
		if err != nil {
			return &compileError{Statement: i, Pointer: statementPointer(d, i) + err.Pointer, Msg: err.Msg, Hint: err.Hint}
		}
		s.document, s.number = p.documents, i
		p.statements = append(p.statements, s)
	}
	return nil
}

func statementPointer(d *Document, i int) string {
	if d.Statement.Single {
		return "/Statement"
	}
	return "/Statement/" + strconv.Itoa(i)
}

// finish builds what needs all statements.
func (p *compiled) finish() {
	p.statements = slices.Clone(p.statements)
	for i := range p.statements {
		p.statements[i].place = i
		p.principals = p.principals || !p.statements[i].principal.absent
	}
	p.index = newIndex(p.statements)
}

// candidates finds the statements that are about an action.
func (p *compiled) candidates(action string) *candidates {
	c, _ := p.index.find(action)
	return c
}
