package main

import (
	"flag"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// program is what preflight says of itself, with flags that set o.
func (o *options) program() cli.Program {
	p := cli.Program{
		Name:  "preflight",
		Does:  "says whether Amazon ECS will be able to pull the images of a task definition from Amazon ECR, and if not, what to change.",
		Hook:  "hook",
		Calls: []string{"-task FILE [flags]", "-hook [flags] FILE...", "    without flags: try it on a sample"},
		Examples: []cli.Example{
			{Does: "Try it on a sample", Command: "go run ./examples/preflight"},
			{Does: "A Fargate task", Command: "go run ./examples/preflight -task task.json -policy role-policy.json"},
			{Does: "A task on container instances", Command: "go run ./examples/preflight -task task.json -policy " +
				"role-policy.json \\\n  -instances instances.json"},
			{Does: "What runs now, with all that decides", Command: "go run ./examples/snapshot -task-definition NAME -cluster NAME |\n" +
				"  go run ./examples/preflight -snapshot -"},
			{Does: "What the message of a failed pull means", Command: "go run ./examples/preflight -error 'CannotPullContainerError: ...'"},
		},
		Notes: []string{
			"A FILE may be - for standard input. Where the files come from:\n" +
				"  task       aws ecs describe-task-definition --task-definition NAME\n" +
				"  policy     aws iam get-role-policy --role-name ROLE --policy-name POLICY\n" +
				"             aws iam get-policy-version --policy-arn ARN --version-id v1\n" +
				"  instances  aws ecs describe-container-instances --cluster NAME \\\n" +
				"               --container-instances $(aws ecs list-container-instances \\\n" +
				"               --cluster NAME --query 'containerInstanceArns[]' --output text)",
		},
		Exits: []cli.Exit{
			{Code: cli.OK, Means: "every image can be pulled"}, {Code: cli.Found, Means: "an image cannot be pulled"},
			{Code: cli.Usage, Means: "wrong flag or unreadable file"}, {Code: cli.Undecided, Means: "undecided: something is not known"},
		},
	}
	for _, g := range flagGroups {
		p.Groups = append(p.Groups, cli.Group{Title: g.title, Add: func(fs *flag.FlagSet) { g.add(o, fs) }})
	}
	return p
}

// flagGroup is flags that belong together, in the order of the help text.
type flagGroup struct {
	title string
	add   func(*options, *flag.FlagSet)
}

var flagGroups = []flagGroup{
	{"What to check", func(o *options, fs *flag.FlagSet) {
		fs.Var(
			&o.tasks,
			"task",
			"task definition `FILE`, repeatable: what register-task-definition takes or describe-task-definition prints,\na list of containers,"+
				" imagedefinitions.json, CloudFormation (JSON or YAML), or terraform show -json",
		)
		o.deployed.AddTo(fs, "what holds for every one of them",
			"what holds for every one of the partitions\nthat they are written for, which the answer names")
		fs.StringVar(&o.launchType, "launch-type", "",
			"`TYPE` of the task: EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES (default: what the task definition says)")
		fs.BoolVar(&o.isHook, "hook", false, "check the files of a commit that stand behind the flags, each by itself, as a commit hook passes\n"+
			"them: what is no task definition is left out, and an undecided answer passes")
		fs.StringVar(&o.errorText, "error", "", "`TEXT` of a failed pull, to say what it means and what to do")
	}},
	{"The role that pulls", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.roleARN, "role-arn", "", "`ARN` of the role that pulls (default: the executionRoleArn of the task definition)")
		fs.Var(
			&o.policies,
			"policy",
			"policy `FILE` of the role that pulls, repeatable: a document, what aws iam get-role-policy, get-policy-version"+
				"\nor list-attached-role-policies prints, or the name of an AWS managed policy",
		)
		fs.Var(&o.boundary, "boundary", "permissions boundary `FILE` of the role that pulls")
		fs.StringVar(&o.account, "account-details", "", "`FILE` from aws iam get-account-authorization-details, in place of -policy")
		fs.Var(&o.callers, "caller-policy", "policy `FILE` of whoever starts the task, to see whether it may pass the role")
	}},
	{"What else allows or denies", func(o *options, fs *flag.FlagSet) {
		fs.Var(&o.repository, "repository-policy",
			"repository policy `FILE`, or REPOSITORY=FILE, repeatable, from aws ecr get-repository-policy")
		fs.Var(&o.registry, "registry-policy", "registry policy `FILE`, from aws ecr get-registry-policy")
		fs.StringVar(&o.cacheRules, "cache-rules", "", "`FILE` from aws ecr describe-pull-through-cache-rules")
		fs.Var(&o.endpoint, "endpoint-policy", "policy `FILE` of the VPC endpoints for ECR")
		fs.Var(&o.s3Endpoint, "s3-endpoint-policy", "policy `FILE` of the gateway endpoint of S3, through which the layers come")
		fs.Var(
			&o.scps,
			"scp",
			"service control policy `FILE`; one flag for each level, the files of a level separated by commas,\nor names such as FullAWSAccess",
		)
		fs.Var(&o.rcps, "rcp", "resource control policy `FILE`, as -scp")
		fs.Var(
			&o.context,
			"context",
			"`KEY=VALUE` of a condition key, for example aws:SourceVpce=vpce-1a2b3c4d; KEY= says that the request has no such key",
		)
		fs.StringVar(&o.unseen, "unseen", "", "`LAYERS` that are there and were not given, separated by commas: "+layerNames())
	}},
	{"The container instances", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.instances, "instances", "", "`FILE` from aws ecs describe-container-instances")
	}},
	{"Everything at once, for what no other file gives", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.snapshot, "snapshot", "",
			"`FILE` from go run ./examples/snapshot, which asks AWS: task definitions, instances, roles,\n"+
				"policies, images. With -task, its own task definitions are left out")
	}},
	{"The answer", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.format, "format", "text", "`FORMAT`: text, json, sarif, github or markdown")
		o.color.AddTo(fs)
		fs.BoolVar(&o.explain, "explain", false, "say which statement grants each permission")
		fs.BoolVar(&o.strict, "strict", false, "exit with 1, not 3 (with -hook 0), when the answer is undecided")
	}},
}
