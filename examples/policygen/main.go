// Policygen writes the policies that let exactly the right ones pull exactly the
// images of a task definition from Amazon ECR.
package main

import (
	"io"
	"os"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	if cli.Answered(err, stdout) {
		return cli.OK
	}
	if err == nil {
		var code int
		if code, err = o.generate(stdin, stdout, stderr); err == nil {
			return code
		}
	}
	return o.program().Fail(stderr, err)
}

// generate writes the policies to stdout and what there is to say about them to
// stderr.
func (o options) generate(stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	in, err := o.load(stdin)
	if err != nil {
		return 0, err
	}
	docs, err := o.documents(&in)
	if err != nil {
		return 0, err
	}
	if o.format == "policy" { // the only one that has no place for them
		in.noteWarnings(docs)
	}
	for _, n := range in.notes {
		o.program().Tell(stderr, n.text)
	}
	return in.exitCode(), writers[o.format](stdout, docs)
}

// writers are the values of -format.
var writers = map[string]func(io.Writer, []document) error{
	"json":           writeJSON,
	"policy":         writePolicies,
	"shell":          writeShell,
	"terraform":      writeTerraform,
	"cloudformation": writeCloudFormation,
}
