package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
)

const helpHead = `policygen writes the policies that let exactly the right ones pull exactly the images of
a task definition from Amazon ECR.

  policygen [flags] FILE|REFERENCE...    FILE: a task definition in any shape, - for stdin

Examples:
  go run ./examples/policygen 123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1
  go run ./examples/policygen examples/policygen/testdata/task.json
  go run ./examples/policygen -format shell examples/policygen/testdata/task.json
  go run ./examples/policygen -kind identity -format policy examples/policygen/testdata/task.json
  go run ./examples/policygen -principal 444455556666 -format terraform examples/policygen/testdata/task.json
  aws ecs describe-task-definition --task-definition web | policygen -
  go run ./examples/snapshot -task-definition web | policygen -snapshot -

Kinds of policy:
  identity     for the role that pulls: the login, and the images' repositories only
  repository   for each repository that is pulled from another account
Only with -kind, as they close an endpoint for everything else:
  endpoint     for the VPC endpoints ecr.api and ecr.dkr of each region
  layers       for the VPC gateway endpoint of S3 of each region: the bucket of image layers

Exit code: 0 done, 1 no policy can allow a pull, 2 wrong flag or unreadable input, 3 an image or a role is not filled in yet.

Flags:
`

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
	deployment awsfile.Deployment // what is given of the deployment of templates and plans
	format     string
}

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("policygen", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("kind", "`KINDS` of policy, separated by commas (default "+strings.Join(defaultKinds, ",")+")", o.setKinds)
	fs.Func("principal", "`WHO` pulls: the ARN of a role, or the 12 digits of an account; can be repeated\n(default: the execution role of each task definition)", o.addPrincipal)
	fs.Func("role-arn", "the same as -principal `ARN`", o.addPrincipal)
	fs.Func("snapshot", "`FILE` that go run ./examples/snapshot prints, for its task definitions; can be repeated", func(name string) error {
		o.snapshots = append(o.snapshots, name)
		return nil
	})
	fs.Func("parameter", "`KEY=VALUE` of a parameter of the CloudFormation templates, in place of its default; can be repeated", o.addParameter)
	fs.StringVar(&o.deployment.Account, "account", "", "`ID` of the account that templates and plans are deployed in")
	fs.StringVar(&o.deployment.Region, "region", "", "`REGION` that they are deployed in")
	fs.StringVar(&o.format, "format", "json", "`FORMAT`: json (each policy with where it belongs), policy (the bare documents),\nshell (the AWS CLI commands that put them there), terraform or cloudformation")
	return fs
}

func help() string { return cli.Help(helpHead, (&options{}).flags()) }

func (o *options) addParameter(s string) error {
	key, value, ok := strings.Cut(s, "=")
	if !ok || key == "" {
		return errors.New("write KEY=VALUE")
	}
	if o.deployment.Parameters == nil {
		o.deployment.Parameters = map[string]string{}
	}
	o.deployment.Parameters[key] = value
	return nil
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
	fs := o.flags()
	var err error
	if o.args, err = cli.Parse(fs, args); err != nil {
		return o, err
	}
	return o, o.validate()
}

func (o options) validate() error {
	switch {
	case writers[o.format] == nil:
		return fmt.Errorf("-format %s: write json, policy, shell, terraform or cloudformation", o.format)
	case o.deployment.Account != "" && !accountID.MatchString(o.deployment.Account):
		return fmt.Errorf("-account %s: write the 12 digits of the account", o.deployment.Account)
	case o.deployment.Region != "" && cloudformation.Partition(o.deployment.Region) == "":
		return fmt.Errorf("-region %s: write the name of a region, such as us-east-1", o.deployment.Region)
	case len(o.args)+len(o.snapshots) == 0:
		return errors.New("which images? policygen FILE, policygen - for stdin, or policygen REFERENCE (policygen -h explains)")
	}
	return nil
}
