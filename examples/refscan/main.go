// Refscan finds every ECR reference in files, directory trees or standard input.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// The exit statuses are those of grep.
const (
	exitFound = iota
	exitNone
	exitError
)

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "refscan:", err)
		return exitError
	}
	s := newScan(o, stdin, stdout, stderr)
	for _, path := range o.paths {
		s.path(path)
	}
	return s.finish()
}
