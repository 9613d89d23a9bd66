package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// GitHub Actions' workflow commands: one annotation a finding.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
var (
	githubLevels   = [...]string{Note: "notice", Warning: "warning", Failure: "error"}
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (r Report) writeGitHub(w io.Writer, p Page) error {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "::%s %s::%s\n", githubLevels[f.Severity], p.githubProperties(f), githubText.Replace(f.sentence()))
	}
	b.WriteString(r.sum() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// githubProperties place an annotation. Standard input is no file of the
// repository, so its lines say nothing there.
func (p Page) githubProperties(f Finding) string {
	title := "title=" + githubProperty.Replace(f.Rule)
	if !isFile(f.Where) {
		return title
	}
	place := "file=" + githubProperty.Replace(relative(f.Where.File))
	if f.Where.Line > 0 {
		place += fmt.Sprintf(",line=%d", f.Where.Line)
	}
	if f.Where.Line > 0 && f.Where.Column > 0 {
		place += fmt.Sprintf(",col=%d", p.column(f.Where))
	}
	return place + "," + title
}

// isFile reports whether a place is in a file that has a path.
func isFile(where awsfile.Where) bool { return where.File != "" && where.File != "stdin" }
