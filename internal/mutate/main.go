// Mutate changes one operator, condition or statement of a package at a time
// and runs the tests of the package: a change that no test notices is a rule
// that nothing holds. docs/faults.md says what it found.
//
//	go run ./internal/mutate [-short] [-file REGEXP] [-with PACKAGE] PACKAGE...
//
// The package is compiled once, with every change in it behind a number, and
// its test binary is run with one number after the other. Of a change only
// those tests are run that come by its place. -with names a package whose tests
// are asked too when those of the package itself notice nothing.
//
// It exits with 1 if a change that nobody noticed is not explained in
// docs/faults.md.
package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"
)

// page lists the explained changes, each as "- `FILE` `FUNCTION`: `WAS` → `IS`: reason".
const page = "docs/faults.md"

func main() {
	short := flag.Bool("short", false, "run the tests with -short")
	file := flag.String("file", "", "change only files whose name matches this `expression`")
	with := flag.String("with", "", "`packages` whose tests are asked as well, with commas between them")
	flag.Parse()
	text, err := os.ReadFile(page)
	check(err)
	explained := strings.Join(strings.Fields(string(text)), " ") // an item may take several lines
	unexplained := 0
	for _, path := range flag.Args() {
		start := time.Now()
		mutate(path, strings.FieldsFunc(*with, func(r rune) bool { return r == ',' }), regexp.MustCompile(*file), *short, func(m mutant) {
			note := "explained"
			if !strings.Contains(explained, "- "+m.String()+": ") {
				note = "SURVIVED"
				unexplained++
			}
			fmt.Printf("%s:%d: %s: %s\n", m.File, m.Line, note, m)
		})
		fmt.Printf("%s: %v\n", path, time.Since(start).Round(time.Second))
	}
	if unexplained > 0 {
		os.Exit(1)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
}

// mutate tries every change of the package and reports each that nobody noticed.
func mutate(path string, with []string, file *regexp.Regexp, short bool, report func(mutant)) {
	p := load(path)
	mutants, sources := p.rewrite(file)
	o := writeOverlay(p, sources)
	defer os.RemoveAll(o.dir)
	var suites []*suite
	for _, test := range append([]string{path}, with...) {
		suites = append(suites, o.suite(load(test), short))
	}
	count := map[verdict]int{}
	for _, m := range mutants {
		v := survived
		for _, s := range suites {
			if v == survived {
				v = s.try(m.ID)
			}
		}
		if count[v]++; v == survived {
			report(m)
		}
	}
	fmt.Printf("%s: %d changes, %d killed, %d out of time or memory, %d survived\n",
		path, len(mutants), count[killed], count[exhausted], count[survived])
}
