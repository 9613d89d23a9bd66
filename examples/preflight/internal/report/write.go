package report

import (
	"io"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// Formats are the names that Write knows.
var Formats = []string{"text", "json", "sarif", "github", "markdown"}

// Page is what a report is written for. The zero Page is no terminal.
type Page struct {
	cli.Paint
	Width int               // columns; 0 when it is no terminal
	Texts map[string][]byte // of the files that findings are in, for formats that count columns in characters
}

// Write writes the report in a format of Formats; any other is text, for a page. The
// rules are those that SARIF lists.
func (r Report) Write(w io.Writer, format string, p Page, rules []Rule) error {
	switch format {
	case "json":
		return r.writeJSON(w)
	case "sarif":
		return r.writeSARIF(w, p, rules)
	case "github":
		return r.writeGitHub(w, p)
	case "markdown":
		return r.writeMarkdown(w)
	}
	return r.writeText(w, p)
}
