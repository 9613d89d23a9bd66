// Setimage puts a tag, a digest or a whole reference into one container of a
// task definition and leaves every other byte alone.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	if cli.Answered(err, stdout) {
		return cli.OK
	}
	if err == nil {
		err = o.run(stdin, stdout, stderr)
	}
	if err != nil {
		return o.program().Fail(stderr, err)
	}
	return cli.OK
}

// run reads the file, changes it and writes the result. Nothing is written
// unless the whole change is good.
func (o options) run(stdin io.Reader, stdout, stderr io.Writer) error {
	data, err := o.read(stdin)
	if err != nil {
		return err
	}
	out, report, err := change(o.name(), data, o)
	if err != nil {
		return err
	}
	if err := o.write(data, out, stdout); err != nil {
		return err
	}
	for _, line := range report {
		fmt.Fprintln(stderr, line)
	}
	return nil
}
