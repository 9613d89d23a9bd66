package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// edit replaces the bytes from start to end with text.
type edit struct {
	start, end int
	text       string
}

// apply makes all edits. Where two overlap, the bytes of both go.
func apply(data []byte, edits []edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, data[at:max(at, e.start)]...)
		out = append(out, e.text...)
		at = max(at, e.end)
	}
	return append(out, data[at:]...)
}

// quoted is a new text in the place of an old one, written as that is.
func quoted(f awsfile.File, old *tree.Node, s string) string {
	switch first := f.Data[old.Start]; {
	case first == '\'':
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	case first != '"' && old.Is(tree.String) && !isJSON(f):
		return s
	}
	return quote(s)
}

// isJSON reports whether a file is JSON, where every text is quoted.
func isJSON(f awsfile.File) bool { return f.Root.End > 0 }

// quote returns s as a JSON string, without the \u003c that json.Marshal makes
// of < for browsers.
func quote(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return `""` // not reached: a string always encodes
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
