package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

var verdictWords = map[verdict]struct{ word, colour string }{
	outside:   {"not in ECR", cli.Dim},
	canPull:   {"can be pulled", cli.Green},
	undecided: {"undecided", cli.Yellow},
	willFail:  {"will fail", cli.Red},
}

var severityColours = map[severity]string{note: cli.Dim, warning: cli.Yellow, failure: cli.Red}

// page is what a text is written for.
type page struct {
	cli.Paint
	width int // columns; 0 when it is no terminal
}

// writeText prints the answer for a person: the images, what was found, the sum.
func writeText(w io.Writer, r report, p page) error {
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
		writeFinding(&b, r, f, p)
	}
	fmt.Fprintf(&b, "\n%s\n", p.In(verdictWords[r.Verdict].colour, cli.Wrap(r.sum(), p.width)))
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFinding(b *strings.Builder, r report, f finding, p page) {
	fmt.Fprintf(b, "%s %s", p.In(severityColours[f.Severity], f.Severity.String()), f.Rule)
	if f.Container != "" {
		fmt.Fprintf(b, " [%s]", cli.Printable(f.Container))
	}
	if where := f.Where.String(); where != "" {
		fmt.Fprintf(b, "  %s", where)
	}
	fmt.Fprintf(b, "\n  %s\n", cli.Hang(f.Message, "  ", p.width))
	if err := r.parseError(f); err != nil {
		fmt.Fprintf(b, "    %s\n", cli.Hang(cli.Caret(err, p.width-4), "    ", 0))
	}
	if f.Fix != "" {
		fmt.Fprintf(b, "  fix: %s\n", p.fix(f.Fix))
	}
}

// fix wraps the sentences of a fix, and leaves commands and documents as they
// are, to be pasted.
func (p page) fix(text string) string {
	const indent = "       "
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		width := p.width
		if strings.ContainsAny(line, "{}") || strings.Contains(line, "aws ") {
			width = 0
		}
		lines[i] = cli.Hang(line, indent, width)
	}
	return strings.Join(lines, "\n"+indent)
}

// parseError returns why the image of a finding does not parse, nil when the
// finding is about something else.
func (r report) parseError(f finding) *ecrref.ParseError {
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

func (i image) label() string {
	if i.Container == "" {
		return "-"
	}
	return cli.Printable(i.Container)
}

// sum is the last line: the verdict in words.
func (r report) sum() string {
	asked := 0
	for _, i := range r.Images {
		if i.Verdict != outside {
			asked++
		}
	}
	switch {
	case r.Verdict == willFail:
		return r.failedSum()
	case r.Verdict == undecided:
		return "Undecided: the warnings above say what is missing for an answer."
	case len(r.Images) == 0:
		return "No task definition was given, so nothing was decided."
	case asked == 0:
		return "No image is in Amazon ECR: nothing to decide."
	}
	return fmt.Sprintf("Amazon ECS can pull %s from Amazon ECR.", count(asked, "image"))
}

func (r report) failedSum() string {
	failed := 0
	for _, i := range r.Images {
		if i.Verdict == willFail {
			failed++
		}
	}
	return fmt.Sprintf("Amazon ECS will not be able to pull %s: see the errors above.", count(failed, "image"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
