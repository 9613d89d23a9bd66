package main

import (
	"errors"
	"flag"
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// options is the command line.
type options struct {
	out  string
	port int
}

// program is what web says of itself, with flags that set o.
func (o *options) program() cli.Program {
	return cli.Program{
		Name: "web",
		Does: "serves a page on this machine that tells, while you type, whether Amazon ECS can pull an image from Amazon " +
			"ECR: paste an image or a task definition, a policy and an agent version. Nothing leaves the page.",
		Calls: []string{"[-port PORT]", "-out DIR"},
		Examples: []cli.Example{
			{Does: "Open the page: follow the address that is printed, stop with ^C", Command: "go run ./examples/web"},
			{Does: "On a port of its own choice", Command: "go run ./examples/web -port 0"},
			{Does: "Write the page for any static host, also below a path", Command: "go run ./examples/web -out /tmp/ecrkit-page"},
		},
		Groups: []cli.Group{{Title: "What to do with the page", Add: o.flags}},
		Notes: []string{"The page is built with the go command, which has to be in PATH. It holds the packages of ecrkit as " +
			"WebAssembly, and asks nobody: its Content-Security-Policy forbids every connection but to its own files.",
			"Only this machine can reach a page that is served: web listens on 127.0.0.1."},
		Exits: []cli.Exit{
			{Code: cli.OK, Means: "the page was written, or served until ^C"},
			{Code: cli.Usage, Means: "anything else, with the reason"},
		},
	}
}

func (o *options) flags(fs *flag.FlagSet) {
	fs.StringVar(&o.out, "out", "", "write the files of the page into `DIR`, and serve nothing")
	fs.IntVar(&o.port, "port", 8461, "listen on this `PORT` of 127.0.0.1; 0 takes a free one")
}

func parseOptions(args []string) (options, error) {
	var o options
	p := o.program()
	fs := p.Flags()
	names, err := p.Parse(fs, args)
	if err != nil {
		return o, err
	}
	if err := o.check(fs, names); err != nil {
		return o, fmt.Errorf("%w (web -h explains)", err)
	}
	return o, nil
}

func (o options) check(fs *flag.FlagSet, names []string) (err error) {
	fs.Visit(func(f *flag.Flag) {
		switch {
		case f.Name == "out" && o.out == "":
			err = errors.New("-out is empty: is a variable not set?")
		case f.Name == "port" && o.out != "":
			err = errors.New("-out writes the page and serves nothing: leave -port out")
		}
	})
	switch {
	case err != nil:
		return err
	case len(names) > 0:
		return fmt.Errorf("%s: web reads no file; what to check is pasted into the page", cli.Printable(names[0]))
	case o.port < 0 || o.port > 65535:
		return fmt.Errorf("-port %d: a port is a number from 0 to 65535", o.port)
	}
	return nil
}
