package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/deployflag"
)

var kinds = []string{"identity", "repository", "endpoint", "layers"}

// defaultKinds are those that let pulls through and close nothing for others.
var defaultKinds = kinds[:2]

// options are the flags as given.
type options struct {
	args       []string
	snapshots  []string
	kinds      []string
	kindsGiven bool // named with -kind, not by default
	principals []principal
	deployed   deployflag.Flags
	deployment awsfile.Deployment // what these say, once the files are read
	format     string
}

// program is what policygen says of itself, with flags that set o.
func (o *options) program() cli.Program {
	return cli.Program{
		Name:  "policygen",
		Does:  "writes the policies that let exactly the right ones pull exactly the images of a task definition from Amazon ECR.",
		Calls: []string{"[flags] FILE...", "[flags] REFERENCE...", "[flags] -snapshot FILE"},
		Examples: []cli.Example{
			{Does: "For one image", Command: "go run ./examples/policygen \\\n  123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"},
			{Does: "For a task definition", Command: "go run ./examples/policygen examples/policygen/testdata/task.json"},
			{Does: "The commands that put the policies in place", Command: "go run ./examples/policygen -format shell \\\n  " +
				"examples/policygen/testdata/task.json"},
			{Does: "The bare policy of the role that pulls", Command: "go run ./examples/policygen -kind identity -format " +
				"policy \\\n  examples/policygen/testdata/task.json"},
			{Does: "For what runs now", Command: "go run ./examples/snapshot -task-definition NAME |\n  go run ./examples/policygen -snapshot -"},
		},
		Groups: []cli.Group{{Title: "Flags", Add: o.addFlags}},
		Notes: []string{
			"FILE is a task definition in any shape, or - for standard input. Kinds of policy:\n" +
				"  identity     for the role that pulls: the login, and the images' repositories\n" +
				"  repository   for each repository that is pulled from another account\n" +
				"Only with -kind, as they close an endpoint for everything else:\n" +
				"  endpoint     for the VPC endpoints ecr.api and ecr.dkr of each region\n" +
				"  layers       for the VPC gateway endpoint of S3 of each region: the bucket of\n" +
				"               image layers",
		},
		Exits: []cli.Exit{
			{Code: cli.OK, Means: "done"}, {Code: cli.Found, Means: "no policy can allow a pull"},
			{Code: cli.Usage, Means: "wrong flag or unreadable file"}, {Code: cli.Undecided, Means: "an image or a role is not filled in yet"},
		},
	}
}

func (o *options) addFlags(fs *flag.FlagSet) {
	fs.Func("kind", "`KINDS` of policy, separated by commas (default "+strings.Join(defaultKinds, ",")+")", o.setKinds)
	fs.Func("principal", "`WHO` pulls: the ARN of a role, or the 12 digits of an account; can be repeated (default: the "+
		"execution role of each task definition)", o.addPrincipal)
	fs.Func("role-arn", "the same as -principal `ARN`", o.addPrincipal)
	fs.Func("snapshot", "`FILE` that go run ./examples/snapshot prints, for its task definitions; can be repeated", func(name string) error {
		o.snapshots = append(o.snapshots, name)
		return nil
	})
	o.deployed.AddTo(fs, "not known", "not known")
	fs.StringVar(&o.format, "format", "json", "`FORMAT`: json (each policy with where it belongs), policy (the bare documents), "+
		"shell (the AWS CLI commands that put them there), terraform or cloudformation")
}

func (o *options) setKinds(s string) error {
	o.kinds, o.kindsGiven = strings.Split(s, ","), true
	for _, kind := range o.kinds {
		if !slices.Contains(kinds, kind) {
			return fmt.Errorf("write some of %s", strings.Join(kinds, ","))
		}
	}
	return nil
}

func (o *options) addPrincipal(s string) error {
	p, ok := parsePrincipal(s)
	switch {
	case strings.ContainsAny(s, "<>{}"): // IAM takes them in a path, and nobody has them there
		return errors.New("put the value in the place of the placeholder")
	case !ok:
		return errors.New("write arn:aws:iam::ACCOUNT:role/NAME, or the 12 digits of an account")
	}
	o.principals = append(o.principals, p)
	return nil
}

func parseOptions(args []string) (options, error) {
	o := options{kinds: defaultKinds}
	p := o.program()
	var err error
	if o.args, err = p.Parse(p.Flags(), args); err != nil {
		return o, err
	}
	return o, o.validate()
}

func (o options) validate() error {
	switch {
	case writers[o.format] == nil:
		return fmt.Errorf("-format %s: write json, policy, shell, terraform or cloudformation", o.format)
	case len(o.args)+len(o.snapshots) == 0:
		return errors.New("which images? policygen FILE, policygen - for stdin, or policygen REFERENCE (policygen -h explains)")
	}
	return o.deployed.Check()
}
