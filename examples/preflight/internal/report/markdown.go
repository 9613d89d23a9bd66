package report

import (
	"fmt"
	"io"
	"strings"
)

var verdictMarks = [...]string{Outside: "➖", CanPull: "✅", Undecided: "❔", WillFail: "❌"}

// writeMarkdown prints the answer for the summary of a job:
// preflight … -format markdown >> "$GITHUB_STEP_SUMMARY".
func (r Report) writeMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s %s\n", verdictMarks[r.Verdict], markdownText(r.sum()))
	if len(r.Images) > 0 {
		b.WriteString("\n| | container | image | verdict |\n| --- | --- | --- | --- |\n")
	}
	for _, i := range r.Images {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", verdictMarks[i.Verdict], markdownText(i.label()), markdownCode(i.Image),
			verdictWords[i.Verdict].word)
	}
	for _, f := range r.Findings {
		markdownFinding(&b, f)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownFinding is a finding with its remedy in a block that can be copied.
func markdownFinding(b *strings.Builder, f Finding) {
	fmt.Fprintf(b, "\n**%s** `%s`", f.Severity, f.Rule)
	if f.Container != "" {
		fmt.Fprintf(b, " in %s", markdownText(f.Container))
	}
	if where := f.Where.String(); where != "" {
		fmt.Fprintf(b, " at %s", markdownCode(where))
	}
	fmt.Fprintf(b, "\n\n%s\n", markdownLines(f.Message))
	if len(f.Same) > 0 {
		fmt.Fprintf(b, "\n%s\n", markdownText(f.others()))
	}
	if f.Fix != "" {
		fence := markdownFence(f.Fix)
		fmt.Fprintf(b, "\n%s\n%s\n%s\n", fence, f.Fix, fence)
	}
}

// markdownEscapes are the characters that would begin something in a line.
var markdownEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;",
	"|", `\|`, "&", "&amp;", "#", `\#`, "~", `\~`, "@", "&#64;", "://", "&#58;//")

// markdownText is text without any meaning of its own, on one line.
func markdownText(text string) string {
	return markdownEscapes.Replace(strings.Join(strings.Fields(text), " "))
}

// markdownLines keeps the lines of a message.
func markdownLines(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, markdownText(line))
	}
	return strings.Join(lines, "<br>\n")
}

// markdownCode is text in a code span, which may stand in a table.
func markdownCode(text string) string {
	return "<code>" + markdownText(text) + "</code>"
}

// markdownFence is a fence that the text does not hold.
func markdownFence(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}
