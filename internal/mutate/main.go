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
// The file testdata/survivors.md of a package explains the changes that no test
// can notice. Mutate exits with 1 if a change that nobody noticed is not in it,
// or if one that is in it was noticed.
package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"
)

func main() {
	short := flag.Bool("short", false, "run the tests with -short")
	file := flag.String("file", "", "change only files whose name matches this `expression`")
	with := flag.String("with", "", "`packages` whose tests are asked as well, with commas between them")
	flag.Parse()
	others := strings.FieldsFunc(*with, func(r rune) bool { return r == ',' })
	wrong := 0
	for _, path := range flag.Args() {
		start := time.Now()
		wrong += mutate(path, others, regexp.MustCompile(*file), *short)
		fmt.Printf("%s: %v\n", path, time.Since(start).Round(time.Second))
	}
	if wrong > 0 {
		os.Exit(1)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
}

// mutate tries every change of the package, prints each that nobody noticed, and
// returns how many of them are not explained, or explained and noticed.
func mutate(path string, with []string, file *regexp.Regexp, short bool) (wrong int) {
	p := load(path)
	explained := p.explained()
	mutants, sources := p.rewrite(file)
	o := writeOverlay(p, sources)
	defer os.RemoveAll(o.dir)
	var suites []*suite
	for _, test := range append([]string{path}, with...) {
		suites = append(suites, o.suite(load(test), short))
	}
	count := map[string]int{}
	for _, m := range mutants {
		v := try(suites, m.ID)
		_, known := explained[m.String()]
		count[v.String()]++
		switch {
		case v == survived && known:
			count["explained"]++
		case v == survived:
			wrong++
			fmt.Printf("%s:%d: SURVIVED: - %s: \n", m.path, m.line, m)
		case known:
			wrong++
			fmt.Printf("%s:%d: explained, but %s: %s\n", m.path, m.line, v, m)
		}
	}
	fmt.Printf("%s: %d changes, %d killed, %d out of time or memory, %d survived, %d of these explained\n", path, len(mutants),
		count[killed.String()], count[exhausted.String()], count[survived.String()], count["explained"])
	return wrong
}

func try(suites []*suite, id int) verdict {
	for _, s := range suites {
		if v := s.try(id); v != survived {
			return v
		}
	}
	return survived
}
