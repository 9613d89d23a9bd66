package main

import (
	"flag"
)

// flagGroup is flags that belong together, in the order of the help text.
type flagGroup struct {
	title string
	add   func(*options, *flag.FlagSet)
}

var flagGroups = []flagGroup{
	{"What to check", func(o *options, fs *flag.FlagSet) {
		fs.Var(&o.tasks, "task", "task definition `FILE`, repeatable: what register-task-definition takes or describe-task-definition prints,\na list of containers, imagedefinitions.json, CloudFormation (JSON or YAML), or terraform show -json")
		fs.StringVar(&o.launchType, "launch-type", "", "`TYPE` of the task: EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES (default: what the task definition says)")
		fs.StringVar(&o.errorText, "error", "", "`TEXT` of a failed pull, to say what it means and what to do")
	}},
	{"The role that pulls", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.roleARN, "role-arn", "", "`ARN` of the role that pulls (default: the executionRoleArn of the task definition)")
		fs.Var(&o.policies, "policy", "policy `FILE` of the role that pulls, repeatable: a document, what aws iam get-role-policy, get-policy-version\nor list-attached-role-policies prints, or the name of an AWS managed policy")
		fs.Var(&o.boundary, "boundary", "permissions boundary `FILE` of the role that pulls")
		fs.StringVar(&o.account, "account-details", "", "`FILE` from aws iam get-account-authorization-details, in place of -policy")
		fs.Var(&o.callers, "caller-policy", "policy `FILE` of whoever starts the task, to see whether it may pass the role")
	}},
	{"What else allows or denies", func(o *options, fs *flag.FlagSet) {
		fs.Var(&o.repository, "repository-policy", "repository policy `FILE`, or REPOSITORY=FILE, repeatable, from aws ecr get-repository-policy")
		fs.Var(&o.registry, "registry-policy", "registry policy `FILE`, from aws ecr get-registry-policy")
		fs.StringVar(&o.cacheRules, "cache-rules", "", "`FILE` from aws ecr describe-pull-through-cache-rules")
		fs.Var(&o.endpoint, "endpoint-policy", "policy `FILE` of the VPC endpoints for ECR")
		fs.Var(&o.scps, "scp", "service control policy `FILE`; one flag for each level, the files of a level separated by commas")
		fs.Var(&o.rcps, "rcp", "resource control policy `FILE`, as -scp")
		fs.Var(&o.context, "context", "`KEY=VALUE` of a condition key, for example aws:SourceVpce=vpce-1a2b3c4d")
	}},
	{"The container instances", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.instances, "instances", "", "`FILE` from aws ecs describe-container-instances")
	}},
	{"Everything at once, for what no other file gives", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.snapshot, "snapshot", "", "`FILE` from go run ./examples/snapshot, which asks AWS: task definitions, instances, roles,\n"+
			"policies, images. With -task, its own task definitions are left out")
	}},
	{"The answer", func(o *options, fs *flag.FlagSet) {
		fs.StringVar(&o.format, "format", "text", "`FORMAT`: text, json, sarif or github")
		o.color.AddTo(fs)
		fs.BoolVar(&o.explain, "explain", false, "say which statement grants each permission")
		fs.BoolVar(&o.strict, "strict", false, "exit with 1, not 3, when the answer is undecided")
	}},
}
