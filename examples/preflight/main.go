// Preflight says whether Amazon ECS will be able to pull the images of a task
// definition from Amazon ECR, and if not, what to change.
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
		if code, err = o.preflight(stdin, stdout); err == nil {
			return code
		}
	}
	return o.program().Fail(stderr, err)
}

func (o options) preflight(stdin io.Reader, stdout io.Writer) (int, error) {
	in, err := o.load(stdin)
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
