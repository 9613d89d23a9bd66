package iampolicy

import (
	"bytes"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// MarshalJSON returns the document as [Document.AppendJSON] writes it, or the error
// of [Document.Validate], so that nothing goes out that is no policy. Package json escapes
// & < > in it, which AppendJSON does not.
func (d Document) MarshalJSON() ([]byte, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	return d.AppendJSON(nil), nil
}

// UnmarshalJSON sets d to the document that [Parse] reads from b. As package json
// asks, null leaves d as it is.
func (d *Document) UnmarshalJSON(b []byte) error {
	if bytes.Equal(b, []byte("null")) {
		return nil
	}
	parsed, err := Parse(b)
	if err == nil {
		*d = parsed
	}
	return err
}

// MarshalJSON returns the statement as [Statement.AppendJSON] writes it, or the error that
// Validate has for it.
func (s Statement) MarshalJSON() ([]byte, error) {
	if err := s.validate(); err != nil {
		return nil, err.in(-1)
	}
	return s.AppendJSON(nil), nil
}

// UnmarshalJSON sets s to the statement in b, which is read as strictly as
// [Parse] reads it in a document. null leaves s as it is.
func (s *Statement) UnmarshalJSON(b []byte) error {
	if bytes.Equal(b, []byte("null")) {
		return nil
	}
	p, err := newParser(b)
	if err != nil {
		return err
	}
	if p.Peek() != jsonscan.Object {
		p.Want("a statement, an object")
	}
	var parsed Statement
	p.statement(&parsed)
	p.End()
	if err := p.error(); err != nil {
		return err
	}
	*s = parsed
	return nil
}
