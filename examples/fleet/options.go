package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

const helpHead = `fleet says which container instances have an agent that is new enough to pull from
Amazon ECR, or for another feature, which are too old, and of which that is not known.

  fleet FILE...                 FILE: what aws ecs describe-container-instances prints, - for stdin
  fleet -snapshot FILE          FILE: what go run ./examples/snapshot -cluster NAME prints, which asks AWS

Examples:
  go run ./examples/fleet examples/fleet/testdata/mixed.json
  go run ./examples/fleet -feature execution-role-ecr-pull examples/fleet/testdata/mixed.json
  go run ./examples/fleet -min 1.16.0 -format json examples/fleet/testdata/mixed.json
  aws ecs describe-container-instances --cluster NAME --container-instances ID... | fleet -
  go run ./examples/snapshot -cluster NAME | fleet -snapshot -

Without -feature and -min: ecr-pull, 1.7.0 on Linux, enough to pull with the role of the instance.
Tasks with an executionRoleArn need 1.16.0: -feature execution-role-ecr-pull.

Exit code: 0 all are new enough, 1 some are not, 2 wrong flag or unreadable input, 3 not known of some.

Flags:
`

// options are the flags as given.
type options struct {
	files, snapshots     []string
	feature, min, format string
	list                 bool
}

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("fleet", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.feature, "feature", "", "`ID` of what the agents have to be able to do, or the attribute by which they say so (default "+agentver.ECRPull+")")
	fs.BoolVar(&o.list, "features", false, "print the features that -feature knows")
	fs.StringVar(&o.min, "min", "", "oldest agent `VERSION` that will do, in place of a feature")
	fs.StringVar(&o.format, "format", "text", "`FORMAT` of the answer: text or json")
	fs.Func("snapshot", "`FILE` that go run ./examples/snapshot -cluster NAME prints, - for stdin; can be repeated", func(name string) error {
		o.snapshots = append(o.snapshots, name)
		return nil
	})
	return fs
}

func help() string { return cli.Help(helpHead, (&options{}).flags()) }

func parseOptions(args []string) (options, error) {
	var o options
	fs := o.flags()
	var err error
	if o.files, err = cli.Parse(fs, args); err != nil {
		return o, err
	}
	return o, o.validate()
}

func (o options) validate() error {
	switch {
	case o.list:
		return nil
	case o.format != "text" && o.format != "json":
		return fmt.Errorf("-format %s: write text or json", o.format)
	case o.feature != "" && o.min != "":
		return errors.New("-feature and -min are two ways to say one thing: give one")
	case len(o.files)+len(o.snapshots) == 0:
		return errors.New("which instances? fleet FILE, fleet - for stdin, or fleet -snapshot FILE (fleet -h explains)")
	}
	return nil
}
