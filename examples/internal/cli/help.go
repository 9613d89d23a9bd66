package cli

import (
	"flag"
	"fmt"
	"strings"
)

// helpWidth is how wide the text of -h is: the narrowest terminal that people use.
const helpWidth = 80

// Help returns the text of -h: what the program is for, how it is called, what
// to paste, the flags in groups, and the exit codes.
func (p Program) Help() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nUsage:\n", Wrap(p.Name+" "+p.Does, helpWidth))
	for _, call := range p.Calls {
		fmt.Fprintf(&b, "  %s %s\n", p.Name, call)
	}
	b.WriteString("\nExamples:\n")
	for _, e := range p.Examples {
		fmt.Fprintf(&b, "  %s:\n    %s\n", e.Does, strings.ReplaceAll(e.Command, "\n", "\n    "))
	}
	p.writeFlags(&b)
	for _, note := range p.Notes {
		fmt.Fprintf(&b, "\n%s\n", Wrap(note, helpWidth))
	}
	b.WriteString("\nExit codes:\n")
	for _, e := range p.Exits {
		writeRow(&b, fmt.Sprint(e.Code), e.Means, 1)
	}
	return b.String()
}

func (p Program) writeFlags(b *strings.Builder) {
	column := len("-version")
	for _, g := range p.Groups {
		for _, f := range g.flags() {
			if n := len(flagHead(f)); n <= maxColumn {
				column = max(column, n)
			}
		}
	}
	for _, g := range p.Groups {
		fmt.Fprintf(b, "\n%s:\n", g.Title)
		for _, f := range g.flags() {
			_, text := flag.UnquoteUsage(f)
			writeRow(b, flagHead(f), text, column)
		}
	}
	b.WriteString("\nHelp:\n")
	writeRow(b, "-h", "print this text", column)
	writeRow(b, "-version", "print the version of the program", column)
}

// maxColumn is how wide the names of flags may make their column.
const maxColumn = 24

// flags returns the flags of a group, by name.
func (g Group) flags() []*flag.Flag {
	fs := flag.NewFlagSet(g.Title, flag.ContinueOnError)
	g.Add(fs)
	var list []*flag.Flag
	fs.VisitAll(func(f *flag.Flag) { list = append(list, f) })
	return list
}

func flagHead(f *flag.Flag) string {
	value, _ := flag.UnquoteUsage(f)
	return strings.TrimSpace("-" + f.Name + " " + value)
}

// writeRow writes a name and what it means in two columns.
func writeRow(b *strings.Builder, name, text string, column int) {
	gap := "\n" + strings.Repeat(" ", column+4)
	text = Wrap(strings.ReplaceAll(text, "\n", " "), helpWidth-column-4)
	fmt.Fprintf(b, "  %-*s", column, name)
	if len(name) > column {
		b.WriteString(gap)
	} else {
		b.WriteString("  ")
	}
	b.WriteString(strings.ReplaceAll(text, "\n", gap) + "\n")
}
