package main

import (
	"errors"
	"flag"
	"fmt"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// options are the flags as given.
type options struct {
	files, snapshots     []string
	feature, min, format string
	color                cli.Color
	list, each           bool
}

// program is what fleet says of itself, with flags that set o.
func (o *options) program() cli.Program {
	return cli.Program{
		Name: "fleet",
		Does: "says which container instances have an agent that is new enough to pull from Amazon ECR, or for another feature, " +
			"which are too old, and of which that is not known.",
		Calls: []string{"[flags] FILE...", "[flags] -snapshot FILE"},
		Examples: []cli.Example{
			{Does: "Can they pull from Amazon ECR", Command: "go run ./examples/fleet examples/fleet/testdata/mixed.json"},
			{Does: "Can they pull with the execution role of a task", Command: "go run ./examples/fleet -feature " +
				"execution-role-ecr-pull \\\n  examples/fleet/testdata/mixed.json"},
			{Does: "Are they at least this old, as JSON", Command: "go run ./examples/fleet -min 1.16.0 -format json \\\n  " +
				"examples/fleet/testdata/mixed.json"},
			{Does: "What runs now", Command: "go run ./examples/snapshot -cluster NAME |\n  go run ./examples/fleet -snapshot -"},
			{Does: "The same with the AWS CLI", Command: "aws ecs describe-container-instances --cluster NAME \\\n" +
				"  --container-instances ID... | go run ./examples/fleet -"},
		},
		Groups: []cli.Group{{Title: "What the agents have to be able to do", Add: o.needFlags}, {Title: "The answer", Add: o.answerFlags},
			{Title: "What AWS says", Add: o.snapshotFlags}},
		Notes: []string{"FILE is what aws ecs describe-container-instances prints, - for standard input.\n" +
			"Tasks with an executionRoleArn need 1.16.0: -feature execution-role-ecr-pull."},
		Exits: []cli.Exit{
			{Code: cli.OK, Means: "all are new enough"}, {Code: cli.Found, Means: "some are not"},
			{Code: cli.Usage, Means: "wrong flag or unreadable file"}, {Code: cli.Undecided, Means: "not known of some"},
		},
	}
}

func (o *options) needFlags(fs *flag.FlagSet) {
	fs.StringVar(&o.feature, "feature", "", "`ID` of a feature, or the attribute by which agents advertise it "+
		"(default "+agentver.ECRPull+": 1.7.0 on Linux, enough to pull with the role of the instance)")
	fs.BoolVar(&o.list, "features", false, "print the features that -feature knows")
	fs.StringVar(&o.min, "min", "", "oldest agent `VERSION` that will do, in place of a feature")
}

func (o *options) answerFlags(fs *flag.FlagSet) {
	o.color.AddTo(fs)
	fs.StringVar(&o.format, "format", "text", "`FORMAT`: text or json")
	fs.BoolVar(&o.each, "list", false, "print every instance, in place of one line for equal ones")
}

func (o *options) snapshotFlags(fs *flag.FlagSet) {
	fs.Func("snapshot", "`FILE` that go run ./examples/snapshot -cluster NAME prints, - for standard input; can be repeated", func(name string) error {
		o.snapshots = append(o.snapshots, name)
		return nil
	})
}

func parseOptions(args []string) (options, error) {
	var o options
	p := o.program()
	var err error
	if o.files, err = p.Parse(p.Flags(), args); err != nil {
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
