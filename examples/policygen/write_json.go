package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// writeJSON writes a list of the policies with where each belongs.
func writeJSON(w io.Writer, docs []document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(docs)
}

// writePolicies writes the bare documents, one after the other.
func writePolicies(w io.Writer, docs []document) error {
	for _, d := range docs {
		if _, err := fmt.Fprintf(w, "%s\n", d.indented("")); err != nil {
			return err
		}
	}
	return nil
}

// indented is the policy for people, each line but the first after prefix.
func (d document) indented(prefix string) string {
	var b bytes.Buffer
	if err := json.Indent(&b, d.Policy.AppendJSON(nil), prefix, "  "); err != nil {
		panic(err) // AppendJSON writes JSON
	}
	return b.String()
}
