package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// printer takes the references of a scan one after the other, and in the end
// prints what it has kept back.
type printer interface {
	hit(name string, h hit)
	done()
}

func newPrinter(o options, w io.Writer) printer {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	switch {
	case o.group && o.format == "json":
		return &grouper{write: func(g group) { _ = enc.Encode(g) }}
	case o.group:
		return &grouper{write: func(g group) { g.print(w) }}
	case o.format == "json":
		return jsonPrinter{enc}
	}
	return textPrinter{w}
}

type textPrinter struct{ io.Writer }

func (p textPrinter) hit(name string, h hit) {
	fmt.Fprintf(p, "%s:%d:%d: %s\n", cli.Printable(name), h.Line, h.Column, h.Ref)
}

func (p textPrinter) done() {}

type jsonPrinter struct{ *json.Encoder }

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

func (p jsonPrinter) hit(name string, h hit) {
	r := h.Ref
	_ = p.Encode(record{
		name, h.Line, h.Column, h.Offset, r.String(),
		fieldsOf(r.Registry()), r.Repository().Path(), r.Tag(), r.Digest(),
	})
}

func (p jsonPrinter) done() {}
