package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

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

// program is what snapshot says of itself, with flags that set o.
func (o *options) program() cli.Program {
	return cli.Program{
		Name: "snapshot",
		Does: "asks AWS for everything that the question needs whether Amazon ECS can pull the images of a task definition, " +
			"and prints it as one JSON file, which preflight, fleet and policygen read. Every call only reads.",
		Calls: []string{"-task-definition NAME [flags]", "-cluster NAME [-service NAME] [flags]", "-task FILE [flags]"},
		Examples: []cli.Example{
			{Does: "Can a task definition be pulled on a cluster", Command: "go run ./examples/snapshot -task-definition NAME -cluster NAME |\n" +
				"  go run ./examples/preflight -snapshot -"},
			{Does: "Are the agents of a cluster new enough", Command: "go run ./examples/snapshot -cluster NAME > cluster.json\n" +
				"go run ./examples/fleet -snapshot cluster.json"},
			{Does: "What a service runs, and on what", Command: "go run ./examples/snapshot -cluster NAME -service NAME > service.json"},
			{Does: "For a task definition that is not registered yet", Command: "go run ./examples/snapshot -task task.json > task-snapshot.json"},
		},
		Groups: []cli.Group{{Title: "What to ask for", Add: o.whatFlags}, {Title: "How to ask", Add: o.howFlags}},
		Notes: []string{"Credentials come from where the AWS CLI takes them. Values of environment variables, commands and log options " +
			"of containers are left out. With the exit codes 1 and 3 the file says what is missing and why, and so does standard error."},
		Exits: []cli.Exit{
			{Code: cli.OK, Means: "AWS answered everything"}, {Code: cli.Found, Means: "something that a flag names does not exist"},
			{Code: cli.Usage, Means: "wrong flag or unreadable file"}, {Code: cli.Undecided, Means: "AWS did not answer everything"},
		},
	}
}

func (o *options) whatFlags(fs *flag.FlagSet) {
	fs.Var(&o.taskDefinitions, "task-definition", "`NAME` of a task definition: family, family:revision or ARN; can be repeated")
	fs.StringVar(&o.cluster, "cluster", "", "`NAME` or ARN of the cluster, for its container instances and services")
	fs.Var(&o.services, "service", "`NAME` or ARN of a service of -cluster, for its task definition and launch type; can be repeated")
	fs.Var(&o.files, "task", "`FILE` with a task definition in any shape, - for standard input, to ask for its roles and images; can be repeated")
}

func (o *options) howFlags(fs *flag.FlagSet) {
	fs.StringVar(&o.region, "region", "", "AWS `REGION` (default: AWS_REGION or the profile's)")
	fs.StringVar(&o.profile, "profile", "", "`NAME` of a profile in the AWS configuration (default: AWS_PROFILE)")
	fs.DurationVar(&o.timeout, "timeout", 2*time.Minute, "`DURATION` of all questions together at most, such as 30s (default 2m)")
}

func parseOptions(args []string) (options, error) {
	var o options
	p := o.program()
	rest, err := p.Parse(p.Flags(), args)
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
