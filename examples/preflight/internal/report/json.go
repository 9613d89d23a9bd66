package report

import (
	_ "embed"
	"encoding/json"
	"io"
)

// Schema is the JSON Schema of what -format json prints.
//
//go:embed schema.json
var Schema []byte

func (r Report) writeJSON(w io.Writer) error { return encode(w, r) }

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
