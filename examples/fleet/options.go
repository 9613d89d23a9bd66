package main

import (
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// options are the flags as given.
type options struct {
	files                                          []string
	feature, min, format, cluster, region, profile string
	color                                          cli.Color
	timeout                                        time.Duration
	live, list                                     bool
}

// program is what fleet says of itself, with flags that set o.
func (o *options) program() cli.Program {
	return cli.Program{
		Name: "fleet",
		Does: "says which container instances have an agent that is new enough to pull from Amazon ECR, or for another feature, " +
			"which are too old, and of which that is not known.",
		Calls: []string{"[flags] FILE...", "[flags] -live -cluster NAME"},
		Examples: []cli.Example{
			{Does: "Can they pull from Amazon ECR", Command: "go run ./examples/fleet examples/fleet/testdata/mixed.json"},
			{Does: "Can they pull with the execution role of a task", Command: "go run ./examples/fleet -feature " +
				"execution-role-ecr-pull \\\n  examples/fleet/testdata/mixed.json"},
			{Does: "Are they at least this old, as JSON", Command: "go run ./examples/fleet -min 1.16.0 -format json \\\n  " +
				"examples/fleet/testdata/mixed.json"},
			{Does: "What runs now", Command: "aws ecs describe-container-instances --cluster NAME \\\n  --container-instances " +
				"$(aws ecs list-container-instances --cluster NAME \\\n" +
				"  --query 'containerInstanceArns[]' --output text) |\n  go run ./examples/fleet -"},
		},
		Groups: []cli.Group{{Title: "What the agents have to be able to do", Add: o.needFlags}, {Title: "The answer", Add: o.answerFlags},
			{Title: "Asking AWS, in place of files", Add: o.liveFlags}},
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
}

func (o *options) liveFlags(fs *flag.FlagSet) {
	fs.BoolVar(&o.live, "live", false, "ask AWS: ecs:ListContainerInstances and ecs:DescribeContainerInstances, nothing else")
	fs.StringVar(&o.cluster, "cluster", "", "`NAME` or ARN of the cluster, with -live")
	fs.StringVar(&o.region, "region", "", "AWS `REGION`, with -live (default: what the environment says)")
	fs.StringVar(&o.profile, "profile", "", "`NAME` of an AWS profile, with -live (default: what the environment says)")
	fs.DurationVar(&o.timeout, "timeout", 2*time.Minute, "`DURATION` of all questions together, with -live, such as 30s")
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
	case o.live && len(o.files) > 0:
		return fmt.Errorf("-live asks AWS and reads no file: leave out %s", o.files[0])
	case o.live && o.cluster == "":
		return errors.New("-live needs -cluster NAME")
	case !o.live && o.cluster+o.region+o.profile != "":
		return errors.New("-cluster, -region and -profile go with -live")
	case !o.live && len(o.files) == 0:
		return errors.New("which instances? fleet FILE, fleet - for stdin, or fleet -live -cluster NAME (fleet -h explains)")
	}
	return nil
}
