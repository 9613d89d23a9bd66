package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/peers/reading"
)

// referenceRow is a row of the suite of references; its README explains it.
type referenceRow struct {
	ID, Rule, Input string
	Want            *reading.Parts
}

// hostRules and spoofRules are the rules whose rows are shown one by one.
var (
	hostRules  = []string{"private-host", "public-host", "service", "region", "new-region", "head"}
	spoofRules = []string{"spoof", "suffix"}
)

func references(p *page, root string) error {
	var rows []referenceRow
	if err := suite(root, "ecrref/testdata/conformance/references.json", &rows); err != nil {
		return err
	}
	p.line("## References")
	p.line("The rows are those of the [suite](../ecrref/testdata/conformance/README.md).")
	tools := make([]tool, len(reading.ReferencePeers))
	for i, peer := range reading.ReferencePeers {
		tools[i] = tool{peer.Name, peer.Function, peer.Module}
	}
	p.list(tools)
	p.line("| cell | meaning |\n| --- | --- |\n" +
		"| ECR | takes it for ECR; account, region and whatever else it tells are right |\n" +
		"| host | knows no ECR; host, repository, tag and digest are right, or it is a host like any other |\n" +
		"| " + refused + " | refuses it |\n" +
		"| takes | takes it for ECR, which it is not |\n" +
		"| Docker Hub | reads an image of Docker Hub |\n" +
		"| other … | this part is not what the text says |")
	p.line("ecr-login reads the registry alone, whatever follows it.")
	p.line("### Forms of a host")
	p.references(rows, func(r referenceRow) bool { return r.Want != nil && slices.Contains(hostRules, r.Rule) })
	p.line("### Spoofs, and parts that contradict each other")
	p.line("A library that knows no ECR takes these for hosts like any other.\n" +
		"Its caller has to know which of them may get a password of ECR.")
	p.references(rows, func(r referenceRow) bool { return r.Want == nil && slices.Contains(spoofRules, r.Rule) })
	p.line("### All rows")
	p.line(
		"How many rows of each rule of the [grammar](../ecrref/doc.go) are answered as the suite does. A library that knows no ECR cannot\n" +
			"refuse what is a good reference elsewhere: what it lacks here is left to its caller.",
	)
	p.ruleCounts(rows)
	return nil
}

// references writes what every library makes of some rows, and the rows.
func (p *page) references(rows []referenceRow, show func(referenceRow) bool) {
	head, cells, inputs := []string{"row"}, [][]string{}, [][]string{{"row", "text"}}
	for _, peer := range reading.ReferencePeers {
		head = append(head, peer.Name)
	}
	for _, row := range rows {
		if !show(row) {
			continue
		}
		line := []string{row.ID}
		for _, peer := range reading.ReferencePeers {
			cell, _ := row.answer(peer)
			line = append(line, cell)
		}
		cells, inputs = append(cells, line), append(inputs, []string{row.ID, code(row.Input)})
	}
	p.table(append([][]string{head}, cells...))
	p.table(inputs)
}

// answer is what a library makes of a row, and whether the suite says so too.
func (row referenceRow) answer(peer reading.ReferencePeer) (cell string, agrees bool) {
	got, err := peer.Read(row.Input)
	switch {
	case err != nil && row.Want == nil:
		return refused, true
	case err != nil:
		return bold(refused), false
	case strings.HasSuffix(got.Host, "docker.io"):
		return bold("Docker Hub"), false
	case row.Want == nil && peer.KnowsECR:
		return bold("takes"), false
	case row.Want == nil:
		return "host", false
	}
	if part := differs(peer.Tells(*row.Want), got); part != "" {
		return bold("other " + part), false
	}
	if peer.KnowsECR {
		return "ECR", true
	}
	return "host", true
}

// differs names a part that differs.
func differs(want, got reading.Parts) string {
	for _, d := range []struct {
		name   string
		differ bool
	}{
		{"host", want.Host != got.Host}, {"account", want.Account != got.Account}, {"region", want.Region != got.Region},
		{"path", want.Path != got.Path}, {"tag", want.Tag != got.Tag}, {"digest", want.Digest != got.Digest}, {"part", want != got},
	} {
		if d.differ {
			return d.name
		}
	}
	return ""
}

// ruleCounts writes for every rule how many rows each library answers as the
// suite does, and below the sum.
func (p *page) ruleCounts(rows []referenceRow) {
	var rules []string
	total, right := map[string]int{}, map[string]int{}
	for _, row := range rows {
		if total[row.Rule] == 0 {
			rules = append(rules, row.Rule)
		}
		total[row.Rule]++
		total["all"]++
		for _, peer := range reading.ReferencePeers {
			if _, agrees := row.answer(peer); agrees {
				right[peer.Name+row.Rule]++
				right[peer.Name+"all"]++
			}
		}
	}
	table := [][]string{{"rule", "rows"}}
	for _, peer := range reading.ReferencePeers {
		table[0] = append(table[0], peer.Name)
	}
	for _, rule := range append(rules, "all") {
		line := []string{rule, fmt.Sprint(total[rule])}
		for _, peer := range reading.ReferencePeers {
			line = append(line, fmt.Sprint(right[peer.Name+rule]))
		}
		table = append(table, line)
	}
	p.table(table)
}
