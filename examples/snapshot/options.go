package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

const helpHead = `snapshot asks AWS for everything that the question needs whether Amazon ECS can pull the
images of a task definition, and prints it as one JSON file. Every call only reads.

  snapshot -task-definition NAME              a task definition: family, family:revision or ARN
  snapshot -cluster NAME -service NAME        what a service runs, and on what
  snapshot -cluster NAME                      the container instances of a cluster, for fleet
  snapshot -task FILE                         a task definition that is not registered yet, - for stdin

preflight, fleet and policygen read the file:
  snapshot -task-definition web -cluster prod | preflight -snapshot -
  snapshot -cluster prod > prod.json; fleet -snapshot prod.json

Credentials come from where the AWS CLI takes them. Values of environment variables, commands and
log options of containers are left out.

Exit code: 0 AWS answered everything, 1 something that a flag names does not exist, 2 wrong flag or unreadable
input, 3 AWS did not answer everything. With 1 and 3 the file says what and why, and so does standard error.

Flags:
`

// options are the flags as given.
type options struct {
	taskDefinitions, services, files list
	cluster, region, profile         string
	timeout                          time.Duration
}

// list is a flag that can be repeated.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("snapshot", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Var(&o.taskDefinitions, "task-definition", "`NAME` of a task definition: family, family:revision or ARN; can be repeated")
	fs.StringVar(&o.cluster, "cluster", "", "`NAME` or ARN of the cluster, for its container instances and services")
	fs.Var(&o.services, "service", "`NAME` or ARN of a service of -cluster, for its task definition and launch type; can be repeated")
	fs.Var(&o.files, "task", "`FILE` with a task definition in any shape, to ask for its roles and images; can be repeated")
	fs.StringVar(&o.region, "region", "", "AWS `REGION` (default: AWS_REGION or the profile's)")
	fs.StringVar(&o.profile, "profile", "", "`NAME` of a profile in the AWS configuration (default: AWS_PROFILE)")
	fs.DurationVar(&o.timeout, "timeout", 2*time.Minute, "how `LONG` all questions together may take, such as 30s (default 2m)")
	return fs
}

func help() string { return cli.Help(helpHead, (&options{}).flags()) }

func parseOptions(args []string) (options, error) {
	var o options
	rest, err := cli.Parse(o.flags(), args)
	if err != nil {
		return o, err
	}
	return o, o.validate(rest)
}

func (o options) validate(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("unexpected %q: write -task-definition %s, or -task %[1]s for a file", rest[0], rest[0])
	case len(o.services) > 0 && o.cluster == "":
		return errors.New("-service needs -cluster NAME: which cluster is the service in?")
	case len(o.taskDefinitions)+len(o.files) == 0 && o.cluster == "":
		return errors.New("what to ask for? -task-definition NAME, -cluster NAME, or -task FILE (snapshot -h explains)")
	case o.timeout <= 0:
		return fmt.Errorf("-timeout %s: write how long to ask at most, such as 30s", o.timeout)
	}
	return nil
}

// checkRegion compares the ARNs that were given with the region that is asked.
func (o options) checkRegion(region string) error {
	for _, name := range slices.Concat(o.taskDefinitions, o.services, list{o.cluster}) {
		if a, err := arn.Parse(name); err == nil && a.Region != "" && a.Region != region {
			return fmt.Errorf("%s is in %s, and the region is %s: pass -region %[2]s", name, a.Region, region)
		}
	}
	return nil
}
