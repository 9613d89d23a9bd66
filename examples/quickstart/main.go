// Quickstart asks the three questions that decide whether Amazon ECS can pull an
// image from Amazon ECR, one package each.
package main

import (
	"fmt"
	"log"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func main() {
	// 1. The task definition names the full registry/repository:tag.
	ref, err := ecrref.Parse("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("image:     ", ref.Repository().Name(), "in", ref.Registry().Region())

	// 2. The role holds the permissions.
	policy, err := authz.Compile(iampolicy.ECSPull())
	if err != nil {
		log.Fatal(err)
	}
	role := authz.Access{Identity: policy}
	report := role.Check(authz.Request{Principal: "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"},
		authz.PullNeeds(ref)...)
	fmt.Println("permission:", len(report.Missing()), "missing")

	// 3. The container agent is at least 1.7.0.
	version, err := agentver.Parse("1.101.0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("agent:     ", version, "is", agentver.Pull().Check(version, agentver.Linux))
}
