package report

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
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
func (r Report) writeText(w io.Writer, p Page) error {
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
		r.writeFinding(&b, f, p)
	}
	fmt.Fprintf(&b, "\n%s\n", p.In(verdictWords[r.Verdict].colour, cli.Wrap(r.sum(), p.Width)))
	_, err := io.WriteString(w, b.String())
	return err
}

func (r Report) writeFinding(b *strings.Builder, f Finding, p Page) {
	fmt.Fprintf(b, "%s %s", p.In(severityColours[f.Severity], f.Severity.String()), f.Rule)
	if f.Container != "" {
		fmt.Fprintf(b, " [%s]", cli.Printable(f.Container))
	}
	if where := f.Where.String(); where != "" {
		fmt.Fprintf(b, "  %s", where)
	}
	fmt.Fprintf(b, "\n  %s\n", cli.Hang(f.Message, "  ", p.Width))
	if err := r.parseError(f); err != nil {
		fmt.Fprintf(b, "    %s\n", cli.Hang(cli.Caret(err, p.Width-4), "    ", 0))
	}
	if len(f.Same) > 0 {
		fmt.Fprintf(b, "  %s\n", cli.Hang(f.others(), "  ", p.Width))
	}
	if f.Fix != "" {
		fmt.Fprintf(b, "  fix: %s\n", p.fix(f.Fix))
	}
}

// fix wraps the sentences of a fix, and leaves commands and documents as they
// are, to be pasted.
func (p Page) fix(text string) string {
	const indent = "       "
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		width := p.Width
		if strings.ContainsAny(line, "{}") || strings.Contains(line, "aws ") {
			width = 0
		}
		lines[i] = cli.Hang(line, indent, width)
	}
	return strings.Join(lines, "\n"+indent)
}

// parseError returns why the image of a finding does not parse, nil when the
// finding is about something else.
func (r Report) parseError(f Finding) *ecrref.ParseError {
	for _, i := range r.Images {
		if i.Where != f.Where || i.Container != f.Container {
			continue
		}
		_, err := ecrref.Parse(i.Image)
		if p := (*ecrref.ParseError)(nil); errors.As(err, &p) && strings.Contains(f.Message, p.Msg) {
			return p
		}
	}
	return nil
}

func (i Image) label() string {
	if i.Container == "" {
		return "-"
	}
	return cli.Printable(i.Container)
}
