// Preflight says whether Amazon ECS will be able to pull the images of a task
// definition from Amazon ECR, and if not, what to change.
package main

import (
	"embed"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

func main() {
	debug.SetGCPercent(400) // the program is over before it pays to clean up more often
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
	if o.isHook {
		return o.checkChanged(stdin, stdout, stderr)
	}
	r, texts, err := o.answer(stdin)
	if err != nil {
		return 0, err
	}
	if o.isSample && o.format == "text" {
		introduceSample(stdout)
	}
	return exitCode(r.Verdict, o.strict), o.write(stdout, r, texts)
}

// answer reads what the options name, and checks it. The texts are those of the files.
func (o options) answer(stdin io.Reader) (r report.Report, texts map[string][]byte, err error) {
	in, err := o.load(stdin)
	if err != nil {
		return r, nil, err
	}
	r, err = check(in)
	return r, in.texts, err
}

func (o options) write(stdout io.Writer, r report.Report, texts map[string][]byte) error {
	page := report.Page{Paint: o.color.For(stdout), Width: cli.Width(stdout), Texts: texts}
	return r.Write(stdout, o.format, page, listed())
}

//go:embed sample/*.json
var sample embed.FS

const sampleIntroduction = `No files given, so this checks the sample that comes with the program:
  sample/task.json       a task definition for EC2 with two images
  sample/policy.json     the policy of its execution role
  sample/instances.json  the container instances of the cluster
For each image it asks whether the reference is complete, whether the role may
pull it, and whether the agents are new enough. Run with -h to check your own.

`

func introduceSample(w io.Writer) { fmt.Fprint(w, sampleIntroduction) }
