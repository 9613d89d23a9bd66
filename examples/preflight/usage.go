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
		Calls: []string{"-task FILE [flags]", "    without flags: try it on a sample"},
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
