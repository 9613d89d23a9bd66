// Preflight says whether Amazon ECS will be able to pull the images of a task
// definition from Amazon ECR, and if not, what to change.
package main

import (
	"context"
	"fmt"
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
		if code, err = o.preflight(stdin, stdout, stderr); err == nil {
			return code
		}
	}
	return o.program().Fail(stderr, err)
}

func (o options) preflight(stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), o.timeout)
	defer cancel()
	in, err := o.load(ctx, stdin, progressOn(stderr))
	if err != nil {
		return 0, err
	}
	r, err := check(in)
	if err != nil {
		return 0, err
	}
	if o.errorText != "" {
		r.addError(o.errorText)
	}
	if o.isSample && o.format == "text" {
		introduceSample(stdout)
	}
	return r.Verdict.exitCode(o.strict), o.write(stdout, r)
}

// progressOn tells a person who waits at a terminal what AWS is asked.
func progressOn(w io.Writer) func(string, ...any) {
	if !cli.IsTerminal(w) {
		return func(string, ...any) {}
	}
	return func(format string, args ...any) {
		fmt.Fprintf(w, "asking AWS: "+format+"\n", args...)
	}
}

func (o options) write(w io.Writer, r report) error {
	switch o.format {
	case "json":
		return writeJSON(w, r)
	case "sarif":
		return writeSARIF(w, r)
	case "github":
		return writeGitHub(w, r)
	}
	return writeText(w, r, page{o.color.For(w), cli.Width(w)})
}
