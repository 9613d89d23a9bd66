package main

import (
	"flag"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

const usageHead = `preflight says whether Amazon ECS will be able to pull the images of a task
definition from Amazon ECR, and if not, what to change.

  go run ./examples/preflight                             try it on a sample
  preflight -task task.json -policy role-policy.json      a Fargate task
  preflight -task task.json -policy role-policy.json -instances instances.json
  aws ecs describe-task-definition --task-definition web | preflight -task - -account-details account.json

Where the files come from:
  task       aws ecs describe-task-definition --task-definition NAME
  policy     aws iam get-role-policy --role-name ROLE --policy-name POLICY
             aws iam get-policy-version --policy-arn ARN --version-id v1
  instances  aws ecs describe-container-instances --cluster NAME --container-instances $(
               aws ecs list-container-instances --cluster NAME --query 'containerInstanceArns[]' --output text)

Exit code: 0 can pull, 1 will fail, 2 wrong flag or unreadable file, 3 undecided.

A FILE may be - for standard input.
`

func usage() string {
	text := usageHead
	for _, g := range flagGroups {
		fs := flag.NewFlagSet(g.title, flag.ContinueOnError)
		g.add(&options{}, fs)
		text += cli.Help("\n"+g.title+":\n", fs)
	}
	return text
}
