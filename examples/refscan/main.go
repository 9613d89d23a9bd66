// Refscan finds every ECR reference in files, directory trees or standard input.
package main

import (
	"io"
	"os"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
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
	if cli.Answered(err, stdout) {
		return cli.OK
	}
	if err != nil {
		return o.program().Fail(stderr, err)
	}
	return newScan(o, stdin, stdout, stderr).run()
}
