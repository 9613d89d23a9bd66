package main

import (
	"flag"
	"fmt"
	"io"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

const usage = `refscan finds every ECR image reference in files, directory trees or standard
input, and tells file, line and column.

  refscan [-format text|json] [-group] [-binary] [PATH ...]

Everything below the current directory:
  refscan

Some files and trees, as JSON lines for jq:
  refscan -format json examples/refscan/testdata | jq -r .ref

Which registries and repositories a tree depends on:
  refscan -group examples

What a cluster runs (- is standard input):
  kubectl get pods -A -o json | refscan -group -

  -format text|json  text is path:line:column: reference; json is one object a line
  -group             instead of places, count the references to each repository
  -binary            search files with NUL bytes too, they are skipped otherwise

Columns count bytes from 1. Directories called .git and symbolic links are
skipped unless they are named as PATH. What could not be read is told on standard error.
Exit status, as of grep: 0 something was found, 1 nothing was found, 2 usage
error or something could not be read, whatever was found elsewhere.
`

// options is the command line.
type options struct {
	format        string
	group, binary bool
	paths         []string
}

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("refscan", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.format, "format", "text", "")
	fs.BoolVar(&o.group, "group", false, "")
	fs.BoolVar(&o.binary, "binary", false, "")
	return fs
}

func parseOptions(args []string) (options, error) {
	var o options
	fs := o.flags()
	var err error
	if o.paths, err = cli.Parse(fs, args); err != nil {
		return o, err
	}
	if o.format != "text" && o.format != "json" {
		return o, fmt.Errorf("-format is text or json, not %q", o.format)
	}
	if len(o.paths) == 0 {
		o.paths = []string{"."}
	}
	return o, nil
}
