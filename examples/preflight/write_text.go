package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

var verdictWords = map[verdict]struct{ word, colour string }{
	outside:   {"not in ECR", cli.Dim},
	canPull:   {"can be pulled", cli.Green},
	undecided: {"undecided", cli.Yellow},
	willFail:  {"will fail", cli.Red},
}

var severityColours = map[severity]string{note: cli.Dim, warning: cli.Yellow, failure: cli.Red}

// writeText prints the answer for a person: the images, what was found, the sum.
func writeText(w io.Writer, r report, p cli.Paint) error {
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

func writeFinding(b *strings.Builder, f finding, p cli.Paint) {
	fmt.Fprintf(b, "%s %s", p.In(severityColours[f.Severity], f.Severity.String()), f.Rule)
	if f.Container != "" {
		fmt.Fprintf(b, " [%s]", cli.Printable(f.Container))
	}
	if where := f.Where.String(); where != "" {
		fmt.Fprintf(b, "  %s", where)
	}
	fmt.Fprintf(b, "\n  %s\n", indent(f.Message, "  "))
	if f.Fix != "" {
		fmt.Fprintf(b, "  fix: %s\n", indent(f.Fix, "       "))
	}
}

func indent(text, by string) string { return strings.ReplaceAll(text, "\n", "\n"+by) }

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
