package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// options is the command line.
type options struct {
	format                     string
	group, near, check, binary bool
	paths                      []string
}

// program is what refscan says of itself, with flags that set o.
func (o *options) program() cli.Program {
	return cli.Program{
		Name:  "refscan",
		Does:  "finds every ECR image reference in files, directory trees or standard input, and tells file, line and column.",
		Calls: []string{"[flags] [PATH...]"},
		Examples: []cli.Example{
			{Does: "Everything below the current directory", Command: "go run ./examples/refscan"},
			{Does: "A tree, as JSON lines for jq", Command: "go run ./examples/refscan -format json examples/refscan/testdata"},
			{Does: "Which registries and repositories a tree depends on", Command: "go run ./examples/refscan -group examples"},
			{Does: "What is almost an image, and what to write instead", Command: "go run ./examples/refscan -near examples/refscan/testdata"},
			{Does: "What a cluster runs", Command: "kubectl get pods -A -o json | go run ./examples/refscan -group -"},
		},
		Groups: []cli.Group{{Title: "What to find", Add: o.findFlags}, {Title: "The answer", Add: o.answerFlags}},
		Hook:   "check",
		Notes: []string{"Without PATH it searches the current directory; - is standard input. Columns count bytes from 1. " +
			"Directories called .git and symbolic links are skipped unless they are named as PATH. What could not be read is " +
			"told on standard error."},
		Exits: []cli.Exit{
			{Code: exitFound, Means: "something was found (with -check: nothing)"},
			{Code: exitNone, Means: "nothing was found (with -check: something)"},
			{Code: exitError, Means: "wrong flag, or something could not be read, whatever was found elsewhere"},
		},
	}
}

func (o *options) findFlags(fs *flag.FlagSet) {
	fs.BoolVar(&o.near, "near", false, "find what looks like an image of ECR and is none, such as a host with the wrong "+
		"suffix, and say what to write instead")
	fs.BoolVar(&o.check, "check", false, "as -near, for a commit hook or a pipeline: leave out placeholders, URLs and "+
		"emulators, and exit with 0 where nothing is found, 1 where something is")
	fs.BoolVar(&o.binary, "binary", false, "search files with NUL bytes too, they are skipped otherwise")
}

func (o *options) answerFlags(fs *flag.FlagSet) {
	fs.StringVar(&o.format, "format", "text", "`FORMAT`: text (path:line:column: reference) or json (one object a line)")
	fs.BoolVar(&o.group, "group", false, "instead of places, count the references to each repository")
}

func parseOptions(args []string) (options, error) {
	var o options
	p := o.program()
	var err error
	if o.paths, err = p.Parse(p.Flags(), args); err != nil {
		return o, err
	}
	if len(o.paths) == 0 {
		o.paths = []string{"."}
	}
	return o, o.validate()
}

func (o options) validate() error {
	switch {
	case o.format != "text" && o.format != "json":
		return fmt.Errorf("-format %s: write text or json", cli.Printable(o.format))
	case o.group && o.near:
		return errors.New("-near tells places and -group counts repositories: give one")
	case o.group && o.check:
		return errors.New("-check tells places and -group counts repositories: give one")
	case len(o.paths)-len(slices.DeleteFunc(slices.Clone(o.paths), isStdin)) > 1:
		return cli.ErrTwoStdins
	}
	return nil
}

func isStdin(path string) bool { return path == "-" }
