package agenttext_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

func ExampleParse() {
	for _, s := range []string{
		"Amazon ECS Agent - v1.30.0 (*02ff320c)",
		`{"agentVersion":"1.101.0","agentHash":"ec39785b","dockerVersion":"DockerVersion: 25.0.13"}`,
		"ecs-init-1.102.2-1.amzn2023.x86_64",
		`{"versionInfo":{}}`,
		"amazon/amazon-ecs-agent:latest",
	} {
		a, err := agenttext.Parse(s)
		if err != nil {
			fmt.Println(err.(*agentver.ParseError).Msg)
			continue
		}
		fmt.Println(a.Version, a.Form)
	}
	// Output:
	// 1.30.0 description
	// 1.101.0 version info
	// 1.102.2 package
	// a container instance that reports no version
	// an alias, not a version
}

func ExampleParsePackage() {
	p, _ := agenttext.ParsePackage("ecs-init-1.28.1-2.amzn2.x86_64")
	fmt.Println(p.Agent(), p.Release(), p.Dist(), p.Arch())
	// Output:
	// 1.28.1 2 amzn2 x86_64
}

func ExampleParseDocker() {
	d, _ := agenttext.ParseDocker("DockerVersion: 18.06.1-ce")
	fmt.Println(d, d.Minor(), d.Edition())
	// Output:
	// 18.06.1-ce 6 ce
}
