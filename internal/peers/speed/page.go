package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

// A markdown is a page that is being written.
type markdown struct{ strings.Builder }

// line writes a paragraph.
func (m *markdown) line(format string, args ...any) {
	if m.Len() > 0 {
		m.WriteString("\n")
	}
	fmt.Fprintf(m, format+"\n", args...)
}

// table writes a table; the first row is its head, and behind the first columns,
// which are texts, come numbers.
func (m *markdown) table(texts int, rows [][]string) {
	m.WriteString("\n")
	for i, row := range rows {
		fmt.Fprintf(m, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			m.WriteString(strings.Repeat("| --- ", texts) + strings.Repeat("| ---: ", len(row)-texts) + "|\n")
		}
	}
}

// page returns docs/speed.md.
func page(results []result, curves []curve) string {
	m := new(markdown)
	m.line(`<!-- Written by "GOWORK=off go run ./speed -write" in internal/peers; do not edit. -->`)
	m.line("# Speed")
	m.line("Measured on %s with %s on %s, %d cores, %s/%s, by\n\n```\ncd internal/peers && GOWORK=off go run ./speed -write\n```",
		time.Now().UTC().Format(time.DateOnly), runtime.Version(), processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	m.beside(results)
	m.grow(curves)
	return m.String()
}

// processor is the kind of the processor.
func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	_, after, ok := strings.Cut(string(info), "model name\t: ")
	if !ok {
		return "a processor of an unknown kind"
	}
	name, _, _ := strings.Cut(after, "\n")
	return name
}

const besideText = `
Each library does the same with the same input. They take turns in one process, up to %d each, and the fastest turn counts.
The time is that which the processor spends on the process, garbage collection included, so that other work on the machine
hardly matters. Before it is measured each library has to give the same answer as ecrkit, unless the table says how its answer
differs; what libraries make of other inputs is in [who reads what](conformance.md). *Times* is how many times as long as ecrkit
a library takes, and a goal is how many these should at least be.
`

func (m *markdown) beside(results []result) {
	m.line("## Beside other libraries")
	m.line(strings.TrimSpace(besideText), thorough.rounds)
	m.line("![How many times as long as ecrkit each library takes](speed-peers.svg)")
	m.misses(results)
	m.libraries(results)
	for i := 0; i < len(results); {
		end := i
		for end < len(results) && results[end].group == results[i].group {
			end++
		}
		m.group(results[i:end])
		i = end
	}
}

// misses says which goals are not reached.
func (m *markdown) misses(results []result) {
	missed, goals := "", 0
	for _, r := range results {
		for j, c := range r.Contenders {
			if c.Goal > 0 {
				goals++
			}
			if r.missed(j) {
				missed += fmt.Sprintf("\n- %s, %s: %s takes %s times as long, the goal is %s", r.group, r.Name, c.Name, times(r.ratio(j)),
					times(c.Goal))
			}
		}
	}
	if missed == "" {
		m.line("All %d goals are reached.", goals)
		return
	}
	m.line("Of %d goals these are **missed**:\n%s", goals, missed)
}

// libraries lists who is measured, in which version.
func (m *markdown) libraries(results []result) {
	rows, seen := [][]string{{"library", "module", "version"}}, map[string]bool{"": true}
	for _, r := range results {
		for _, c := range r.Contenders {
			if !seen[c.Module] {
				seen[c.Module] = true
				module := c.Module
				if module == "std" {
					module = "the standard library"
				}
				rows = append(rows, []string{c.Name, module, version(c.Module)})
			}
		}
	}
	m.table(3, rows)
}

// version is that of a module in this program.
func version(module string) string {
	if module == "std" {
		return runtime.Version()
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, d := range info.Deps {
		if d.Path == module {
			return d.Version
		}
	}
	return "unknown"
}

func (m *markdown) group(results []result) {
	m.line("### %s", results[0].group)
	rows := [][]string{{"input", "library", "time", "allocations", "times", "goal"}}
	for _, r := range results {
		for j, c := range r.Contenders {
			rows = append(rows, r.row(j, c))
		}
	}
	m.table(2, rows)
}

func (r result) row(j int, c pairs.Contender) []string {
	input, name, ratio, goal := r.Name, c.Name, times(r.ratio(j)), ""
	if j == 0 {
		name, ratio = "**"+name+"**", ""
	}
	if c.Differs != "" {
		name += ", " + c.Differs
	}
	if c.Goal > 0 {
		goal = times(c.Goal) + ", reached"
	}
	if r.missed(j) {
		goal = "**" + times(c.Goal) + ", missed**"
	}
	return []string{input, name, duration(r.watches[j].nanoseconds()), fmt.Sprint(r.watches[j].allocations), ratio, goal}
}

const growText = `
Each operation has ordinary input and *input that is made to hurt*, and both of growing sizes. *Exponent* is the slope of time
over size where both are logarithms, fitted to the sizes above a hundredth of the largest: 1 is linear, 2 quadratic, 0 constant.
*Counted* is the same for the statements that are executed, in the core and in the packages of the standard library that it uses
for text; these do not depend on the machine. *Allocated* is all that one run asks for, kept or not, with the smallest and with
the largest input. What has a bound on its work may not compare all of a large input; its answer says so.
`

// grow writes the tables of the curves, those of an operation together.
func (m *markdown) grow(curves []curve) {
	m.line("## How cost grows")
	m.line(strings.TrimSpace(growText))
	for _, p := range plots {
		m.line("![%s](%s)", p.title, p.file)
		for i := 0; i < len(curves); {
			end := i
			for end < len(curves) && curves[end].Operation == curves[i].Operation {
				end++
			}
			if p.has(curves[i].Operation) {
				m.operation(curves[i:end])
			}
			i = end
		}
	}
	m.claims(curves)
}

func (m *markdown) operation(curves []curve) {
	first := curves[0]
	m.line("### %s, up to %s", first.Operation, amount(first.last().size, first.Unit))
	head := []string{"input"}
	for _, p := range first.points {
		head = append(head, amount(p.size, first.Unit))
	}
	rows := [][]string{append(head, "each "+first.Unit, "exponent", "counted", "allocated", "compares")}
	for _, c := range curves {
		rows = append(rows, c.row())
	}
	m.table(1, rows)
}

func (c curve) row() []string {
	row := []string{c.Input}
	if c.Hostile {
		row[0] = "*" + c.Input + "*"
	}
	for _, p := range c.points {
		row = append(row, duration(p.nanoseconds))
	}
	compares := "all"
	if size, ok := c.spent(); ok {
		compares = "not all from " + amount(size, c.Unit)
	}
	return append(row, each(c.last()), fmt.Sprintf("%.2f", c.exponent()), fmt.Sprintf("%.2f", c.countedExponent()),
		memory(c.allocated[0])+" – "+memory(c.allocated[1]), compares)
}

// each is the time for one unit of a size, where the size matters.
func each(p point) string {
	if ns := p.nanoseconds / float64(p.size); ns >= 0.01 {
		return duration(ns)
	}
	return "–"
}

const claimsText = `
These tests take no time, they count. TestOperations builds the core with the counters of go build -cover, which the core itself
knows nothing of, and adds up how often each statement runs: for four times the input four times as often where the claim is
linear, as often where it is constant, and where it is bounded no more often than if each were compared with each, up to the bound.
`

// claims lists which test proves what.
func (m *markdown) claims(curves []curve) {
	m.line("## What is proven")
	m.line(strings.TrimSpace(claimsText))
	rows, seen := [][]string{{"operation", "claim", "test"}}, map[string]bool{}
	for _, c := range curves {
		if key := c.Operation + c.Claim.String(); !seen[key] {
			seen[key] = true
			rows = append(rows, []string{c.Operation, c.Claim.String(), "`internal/growth/operations` TestOperations"})
		}
	}
	for _, p := range growth.Proofs {
		rows = append(rows, []string{p.Operation, p.Claim, "`" + p.Package + "` " + p.Test})
	}
	m.table(3, rows)
}
