// Fleet says which container instances of a cluster have an agent that is new
// enough for a feature, which are too old, and of which that is not known.
package main

import (
	"errors"
	"io"
	"os"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	switch {
	case cli.Answered(err, stdout):
		return cli.OK
	case err == nil && o.list:
		err = listFeatures(stdout)
		return o.exit(cli.OK, err, stderr)
	case err != nil:
		return o.exit(cli.Usage, err, stderr)
	}
	code, err := o.survey(stdin, stdout)
	return o.exit(code, err, stderr)
}

// exit prints an error. What AWS did not tell leaves the question open; every
// other error is one of input, such as the name of a cluster that is not there.
func (o options) exit(code int, err error, stderr io.Writer) int {
	if err == nil {
		return code
	}
	usage := o.program().Fail(stderr, err)
	if errors.As(err, new(unanswered)) {
		return cli.Undecided
	}
	return usage
}

func (o options) survey(stdin io.Reader, stdout io.Writer) (int, error) {
	n, err := newNeed(o.feature, o.min)
	if err != nil {
		return 0, err
	}
	is, err := o.load(stdin)
	if err != nil {
		return 0, err
	}
	r := newReport(n, judgeAll(n, is))
	r.list = o.each
	if o.format == "json" {
		return r.exitCode(), r.writeJSON(stdout)
	}
	return r.exitCode(), r.writeText(stdout, o.color.For(stdout), cli.Width(stdout))
}
