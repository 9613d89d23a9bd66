package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// options are the flags as given.
type options struct {
	tasks, policies, boundary, repository, registry, endpoint, scps, rcps, callers list
	context, taskDefinitions                                                       list
	instances, account, launchType, roleARN, format, errorText                     string
	cacheRules, region, profile, cluster                                           string
	explain, strict, isSample, live                                                bool
	timeout                                                                        time.Duration
}

// list is a flag that can be repeated.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

var formats = []string{"text", "json", "sarif", "github"}

var knownLaunchTypes = []string{"EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"}

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("preflight", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Var(&o.tasks, "task", "task definition `FILE`: what register-task-definition takes or describe-task-definition prints,\na list of containers, CloudFormation, or terraform show -json")
	fs.Var(&o.policies, "policy", "policy `FILE` of the role that pulls: a document, or what aws iam get-role-policy or get-policy-version prints")
	fs.Var(&o.boundary, "boundary", "permissions boundary `FILE` of that role")
	fs.StringVar(&o.account, "account-details", "", "`FILE` from aws iam get-account-authorization-details, in place of -policy")
	fs.StringVar(&o.roleARN, "role-arn", "", "`ARN` of the role that pulls (default: the executionRoleArn of the task definition)")
	fs.Var(&o.repository, "repository-policy", "repository policy `FILE`, or REPOSITORY=FILE, from aws ecr get-repository-policy")
	fs.Var(&o.registry, "registry-policy", "registry policy `FILE`, from aws ecr get-registry-policy")
	fs.Var(&o.endpoint, "endpoint-policy", "policy `FILE` of the VPC endpoints for ECR")
	fs.StringVar(&o.cacheRules, "cache-rules", "", "`FILE` from aws ecr describe-pull-through-cache-rules")
	fs.Var(&o.scps, "scp", "service control policy `FILE`; one flag for each level, the files of a level separated by commas")
	fs.Var(&o.rcps, "rcp", "resource control policy `FILE`, likewise")
	fs.Var(&o.callers, "caller-policy", "policy `FILE` of whoever starts the task, to see whether it may pass the role")
	fs.Var(&o.context, "context", "`KEY=VALUE` of a condition key, for example aws:SourceVpce=vpce-1a2b3c4d")
	fs.StringVar(&o.instances, "instances", "", "`FILE` from aws ecs describe-container-instances")
	fs.StringVar(&o.launchType, "launch-type", "", "where the task runs: EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES (default: what the task definition says)")
	fs.StringVar(&o.format, "format", "text", "text, json, sarif or github")
	fs.BoolVar(&o.explain, "explain", false, "say which statement grants each permission")
	fs.StringVar(&o.errorText, "error", "", "`TEXT` of a failed pull, to be matched to its cause")
	fs.BoolVar(&o.live, "live", false, "ask AWS for what no file gives: role, repository policy, image. Calls only read")
	fs.Var(&o.taskDefinitions, "task-definition", "with -live: `NAME` of a task definition, as family, family:revision or ARN")
	fs.StringVar(&o.cluster, "cluster", "", "with -live: `NAME` of the cluster whose container instances run the task")
	fs.StringVar(&o.region, "region", "", "with -live: AWS `REGION` (default: AWS_REGION or the profile's)")
	fs.StringVar(&o.profile, "profile", "", "with -live: `NAME` of the profile in the AWS configuration")
	fs.DurationVar(&o.timeout, "timeout", 2*time.Minute, "with -live: how long all questions to AWS may take together, for example `30s`")
	fs.BoolVar(&o.strict, "strict", false, "exit with 1, not 3, when the answer is undecided")
	return fs
}

func parseOptions(args []string) (options, error) {
	var o options
	fs := o.flags()
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	o.isSample = onlyOutputFlags(fs)
	return o, o.validate(fs.Args())
}

// onlyOutputFlags reports whether no flag says what to check.
func onlyOutputFlags(fs *flag.FlagSet) bool {
	only := true
	fs.Visit(func(f *flag.Flag) {
		only = only && slices.Contains([]string{"format", "explain", "strict"}, f.Name)
	})
	return only
}

func (o options) validate(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("unexpected %q: files are given with flags, for example -task %s", rest[0], rest[0])
	case !slices.Contains(formats, o.format):
		return fmt.Errorf("-format %s: write one of %s", o.format, strings.Join(formats, ", "))
	case o.launchType != "" && !slices.Contains(knownLaunchTypes, o.launchType):
		return fmt.Errorf("-launch-type %s: write one of %s", o.launchType, strings.Join(knownLaunchTypes, ", "))
	case !o.live && (len(o.taskDefinitions) > 0 || o.cluster != "" || o.region != "" || o.profile != ""):
		return errors.New("-task-definition, -cluster, -region and -profile go with -live")
	case len(o.tasks)+len(o.taskDefinitions) == 0 && !o.isSample && o.errorText == "":
		return errors.New("-task is missing: which task definition? (-task FILE, -task - for standard input, or -live -task-definition NAME)")
	case len(o.boundary) > 1:
		return errors.New("-boundary can be given once: a role has one permissions boundary")
	}
	return nil
}

// load reads everything that the options name.
func (o options) load(ctx context.Context, stdin io.Reader, progress func(string, ...any)) (input, error) {
	l := &loader{cli.Input{Stdin: stdin}}
	if o.isSample {
		l.ReadFile = sample.ReadFile
		o.tasks, o.policies, o.instances = list{"sample/task.json"}, list{"sample/policy.json"}, "sample/instances.json"
	}
	in := input{launchType: o.launchType, roleARN: o.roleARN, explain: o.explain,
		noPolicy: map[ecrref.Repository]bool{}, facts: map[ecrref.Ref]facts{}}
	err := errors.Join(
		l.tasks(&in, o.tasks),
		l.allPolicies(&in, o),
		l.account(&in, o.account),
		l.instances(&in, o.instances),
		l.cacheRules(&in, o.cacheRules),
		in.setContext(o.context),
	)
	if err != nil || !o.live {
		return in, err
	}
	return in, in.askAWS(ctx, o, progress)
}

func (in *input) setContext(pairs []string) error {
	in.context = map[string][]string{}
	for _, pair := range pairs {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" {
			return fmt.Errorf("-context %s: write KEY=VALUE", pair)
		}
		in.context[key] = append(in.context[key], value)
	}
	return nil
}
