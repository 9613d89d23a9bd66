package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
)

// printer writes what is found in a file, and in the end what it has kept back
// of all files. Several workers call hit at once, each with a writer of its own.
type printer interface {
	hit(w io.Writer, name string, h hit)
	done(w io.Writer)
}

func newPrinter(o options) printer {
	switch {
	case o.near, o.check:
		return nearPrinter{json: o.format == "json"}
	case o.group && o.format == "json":
		return &grouper{write: func(w io.Writer, g group) { writeJSON(w, g) }}
	case o.group:
		return &grouper{write: func(w io.Writer, g group) { g.print(w) }}
	case o.format == "json":
		return jsonPrinter{}
	}
	return textPrinter{}
}

// writeJSON writes one line to memory, which takes everything. What there is to
// encode are strings and numbers.
func writeJSON(w io.Writer, v any) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
}

type textPrinter struct{}

func (textPrinter) hit(w io.Writer, name string, h hit) {
	fmt.Fprintf(w, "%s:%d:%d: %s\n", cli.Printable(name), h.Line, h.Column, h.Ref)
}

// nearPrinter says of each near miss what is wrong and what to write instead.
type nearPrinter struct{ json bool }

// nearRecord is one line of -near -format json. Text is what stands there,
// without passwords.
type nearRecord struct {
	File    string `json:"file"`
	Line    int64  `json:"line"`
	Column  int64  `json:"column"`
	Offset  int64  `json:"offset"`
	Text    string `json:"text"`
	Problem string `json:"problem"`
	Hint    string `json:"hint,omitempty"`
}

func (p nearPrinter) hit(w io.Writer, name string, h hit) {
	if p.json {
		writeJSON(w, nearRecord{name, h.Line, h.Column, h.Offset, h.Err.Input, h.Err.Msg, hint.Plain(h.Err.Hint)})
		return
	}
	fmt.Fprintf(w, "%s:%d:%d: %s: %s\n", cli.Printable(name), h.Line, h.Column, cli.Printable(h.Err.Input), cli.Reason(h.Err))
}

func (nearPrinter) done(io.Writer) {}

func (textPrinter) done(io.Writer) {}

type jsonPrinter struct{}

// record is one line of -format json.
type record struct {
	File   string `json:"file"`
	Line   int64  `json:"line"`
	Column int64  `json:"column"`
	Offset int64  `json:"offset"`
	Ref    string `json:"ref"`
	registryFields
	Repository string `json:"repository"`
	Tag        string `json:"tag,omitempty"`
	Digest     string `json:"digest,omitempty"`
}

// registryFields tell a registry apart. The public gallery has no account and no region.
type registryFields struct {
	Registry  string `json:"registry"`
	Partition string `json:"partition"`
	Account   string `json:"account,omitempty"`
	Region    string `json:"region,omitempty"`
}

func fieldsOf(g ecrref.Registry) registryFields {
	return registryFields{g.Host(), g.Partition(), g.AccountID(), g.Region()}
}

func (jsonPrinter) hit(w io.Writer, name string, h hit) {
	r := h.Ref
	writeJSON(w, record{
		name, h.Line, h.Column, h.Offset, r.String(),
		fieldsOf(r.Registry()), r.Repository().Path(), r.Tag(), r.Digest(),
	})
}

func (jsonPrinter) done(io.Writer) {}
