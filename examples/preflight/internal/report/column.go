package report

import (
	"bytes"
	"unicode/utf16"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// column is the column of a place in UTF-16 code units, as SARIF and editors count,
// and 0 where the place has none. Places count bytes; without the text of the file
// they stay as they are.
func (p Page) column(at awsfile.Where) int {
	line, known := lineOf(p.Texts[at.File], at.Line)
	if !known || at.Column < 1 || at.Column > len(line) {
		return at.Column
	}
	units := 1
	for _, r := range string(line[:at.Column-1]) {
		units += utf16.RuneLen(r) // what is no character counts as the one that stands for it
	}
	return units
}

// lineOf returns a line, which counts from 1. A byte order mark is not part of it.
func lineOf(text []byte, n int) (line []byte, known bool) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	for ; n > 1 && text != nil; n-- {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	line, _, _ = bytes.Cut(text, []byte("\n"))
	return line, n == 1 && text != nil
}
