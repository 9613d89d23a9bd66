package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

var colours = map[status]string{
	tooOld: cli.Red, unavailable: cli.Red, broken: cli.Red, notAdvertised: cli.Red, unknown: cli.Yellow, supported: cli.Green,
}

// writeText prints the answer for a person: what was asked, every instance, the
// histogram, how to find the offenders, and the sum.
func (r report) writeText(w io.Writer, p cli.Paint, width int) error {
	var b bytes.Buffer
	fmt.Fprintln(&b, cli.Hang("needed: "+r.Need, "  ", width))
	r.writeRows(&b, p)
	r.writeVersions(&b)
	r.writeOffenders(&b)
	fmt.Fprintf(&b, "\n%s\n", p.In(colours[r.Verdict], cli.Wrap(r.sum(), width)))
	_, err := w.Write(b.Bytes())
	return err
}

// line is one row, or several that differ in nothing but the instance.
type line struct {
	row
	count int
}

// lines joins equal rows, which stand for as many instances, unless each is asked
// for.
func (r report) lines() []line {
	var all []line
	index := map[kind]int{}
	for _, row := range r.Rows {
		key := kind{row.Status, row.Agent, row.OS, row.State, row.Why}
		i, seen := index[key]
		if !seen || r.list {
			index[key] = len(all)
			all = append(all, line{row, 1})
			continue
		}
		all[i].count++
	}
	return all
}

// kind is what a row says, without what tells instances apart.
type kind struct {
	status                status
	agent, os, state, why string
}

// who names the instance of a line, or says how many there are.
func (l line) who() string {
	if l.count == 1 {
		return cell(shortName(l.ARN))
	}
	return fmt.Sprintf("%d instances", l.count)
}

// writeRows aligns before it paints: a tab writer would count the colours.
func (r report) writeRows(b *bytes.Buffer, p cli.Paint) {
	var table bytes.Buffer
	t := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	lines := r.lines()
	for _, l := range lines {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", l.Status, cell(l.Agent), l.OS, cell(l.State), l.who(), cli.Printable(l.Why))
	}
	t.Flush()
	if len(lines) == 0 {
		return
	}
	b.WriteString("\n")
	for i, text := range strings.Split(strings.TrimSuffix(table.String(), "\n"), "\n") {
		s := lines[i].Status
		b.WriteString(p.In(colours[s], s.String()) + strings.TrimRight(text[len(s.String()):], " ") + "\n")
	}
	if len(lines) < len(r.Rows) {
		b.WriteString("fleet -list prints every instance\n")
	}
}

// barWidth is the length of the longest bar.
const barWidth = 40

func (r report) writeVersions(b *bytes.Buffer) {
	longest := 0
	for _, v := range r.Versions {
		longest = max(longest, v.Instances)
	}
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	if longest > 0 {
		fmt.Fprintln(t, "\nversions, oldest first")
	}
	for _, v := range r.Versions {
		bar := strings.Repeat("#", max(1, v.Instances*barWidth/max(longest, barWidth)))
		fmt.Fprintf(t, "%s\t%d\t%s\n", orUnknown(v.Agent), v.Instances, bar)
	}
	t.Flush()
}

func (r report) writeOffenders(b *bytes.Buffer) {
	if len(r.Worst) > 0 {
		fmt.Fprintf(b, "\nworst: %s\n", strings.Join(shortNames(r.Worst), " "))
	}
	if r.Query != "" {
		fmt.Fprintf(b, "find them all:\n  aws ecs list-container-instances --cluster %s --filter %s\n", r.cluster(), cli.ShellQuote(r.Query))
	}
	if r.Counts.TooOld > 0 {
		fmt.Fprintf(b, "update one (on ECS-optimized Amazon Linux; elsewhere start an instance from a newer AMI):\n"+
			"  aws ecs update-container-agent --cluster %s --container-instance %s\n", r.cluster(), word(shortName(r.Worst[0]), "INSTANCE"))
	}
}

// cluster is the one that all ARNs name, else a word to put it in place of.
func (r report) cluster() string {
	cluster := ""
	for _, row := range r.Rows {
		parts := strings.Split(row.ARN, "/")
		if len(parts) != 3 || cluster != "" && cluster != parts[1] {
			return "CLUSTER"
		}
		cluster = parts[1]
	}
	return word(cluster, "CLUSTER")
}

// word is a name for a command, or where there is none, or no name that ECS
// gives, what to put the name in place of.
func word(name, instead string) string {
	if name == "" || cli.Printable(name) != name || strings.HasPrefix(name, "-") {
		return instead
	}
	return cli.ShellQuote(name)
}

// cell is a text of a file in the table.
func cell(s string) string { return cli.Printable(orUnknown(s)) }

func (r report) sum() string {
	c := r.Counts
	switch {
	case c.Instances == 0:
		return "Undecided: there is no container instance to judge; the cluster is empty."
	case r.Verdict == unknown && c.Unknown == 0:
		return fmt.Sprintf("Undecided: %d of %d supported, but none can take tasks: they are not ACTIVE, or their agents are disconnected.", c.Supported, c.Instances)
	}
	parts := []string{fmt.Sprintf("%d of %d supported", c.Supported, c.Instances)}
	for _, part := range []struct {
		n    int
		what status
	}{{c.TooOld, tooOld}, {c.Unavailable, unavailable}, {c.Broken, broken}, {c.NotAdvertised, notAdvertised}, {c.Unknown, unknown}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	return strings.Join(parts, ", ") + "."
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

// shortName is the id at the end of an ARN.
func shortName(arn string) string {
	return arn[strings.LastIndexByte(arn, '/')+1:]
}

func shortNames(arns []string) []string {
	var names []string
	for _, arn := range arns {
		names = append(names, cell(shortName(arn)))
	}
	return names
}
