package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

var verdictWords = map[Verdict]struct{ word, colour string }{
	Outside:   {"not in ECR", cli.Dim},
	CanPull:   {"can be pulled", cli.Green},
	Undecided: {"undecided", cli.Yellow},
	WillFail:  {"will fail", cli.Red},
}

var severityColours = map[Severity]string{Note: cli.Dim, Warning: cli.Yellow, Failure: cli.Red}

// writeText prints the answer for a person: the images, what was found, the sum.
func (r Report) writeText(w io.Writer, p cli.Paint) error {
	var b strings.Builder
	width := 0
	for _, i := range r.Images {
		width = max(width, len(i.label()))
	}
	for _, i := range r.Images {
		v := verdictWords[i.Verdict]
		fmt.Fprintf(&b, "%s  %-*s  %s\n", p.In(v.colour, fmt.Sprintf("%-13s", v.word)), width, i.label(), cli.Printable(i.Image))
	}
	for _, f := range r.Findings {
		b.WriteString("\n")
		writeFinding(&b, f, p)
	}
	fmt.Fprintf(&b, "\n%s\n", p.In(verdictWords[r.Verdict].colour, r.sum()))
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFinding(b *strings.Builder, f Finding, p cli.Paint) {
	fmt.Fprintf(b, "%s %s", p.In(severityColours[f.Severity], f.Severity.String()), f.Rule)
	if f.Container != "" {
		fmt.Fprintf(b, " [%s]", cli.Printable(f.Container))
	}
	if where := f.Where.String(); where != "" {
		fmt.Fprintf(b, "  %s", where)
	}
	fmt.Fprintf(b, "\n  %s\n", indent(f.Message, "  "))
	if len(f.Same) > 0 {
		fmt.Fprintf(b, "  %s\n", f.others())
	}
	if f.Fix != "" {
		fmt.Fprintf(b, "  fix: %s\n", indent(f.Fix, "       "))
	}
}

func indent(text, by string) string { return strings.ReplaceAll(text, "\n", "\n"+by) }

func (i Image) label() string {
	if i.Container == "" {
		return "-"
	}
	return cli.Printable(i.Container)
}
