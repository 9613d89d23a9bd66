package agentver_test

import (
	"fmt"
	"time"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func ExampleParse() {
	v, err := agentver.Parse("1.7.0")
	fmt.Println(v, err)
	_, err = agentver.Parse("1.7")
	fmt.Println(err)
	// Output:
	// 1.7.0 <nil>
	// agentver.Parse "1.7": three numbers are needed at byte 3; write 1.7.0 if that is what is meant
}

func ExampleVersion_Compare() {
	fmt.Println(agentver.MustParse("1.9.0").Compare(agentver.MustParse("1.10.0")))
	fmt.Println(agentver.MustParse("1.14.0-1.windows.1").Compare(agentver.MustParse("1.14.0")))
	// Output:
	// -1
	// -1
}

func ExampleExtract() {
	for _, s := range []string{
		"Amazon ECS Agent - v1.30.0 (*02ff320c)",
		`{"agentVersion":"1.101.0","agentHash":"ec39785b","dockerVersion":"DockerVersion: 25.0.13"}`,
		"ecs-init-1.102.2-1.amzn2023.x86_64",
		`{"versionInfo":{}}`,
		"amazon/amazon-ecs-agent:latest",
	} {
		a, err := agentver.Extract(s)
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

func ExampleFeature_Check() {
	pull, _ := agentver.LookupFeature(agentver.ECRPull)
	fmt.Println(pull.Check(agentver.MustParse("1.6.0"), agentver.Linux))
	fmt.Println(pull.Check(agentver.MustParse("1.105.1"), agentver.Linux))
	fmt.Println(pull.Check(agentver.Version{}, agentver.Linux)) // nobody reported a version
	// Output:
	// too old
	// supported
	// unknown
}

func ExampleFeatureByAttribute() {
	f, _ := agentver.FeatureByAttribute("ecs.capability.execution-role-ecr-pull")
	since, _ := f.Since(agentver.Linux)
	fmt.Printf("%s needs agent %s\n", f.Title(), since)
	// Output:
	// Task execution role: ECR pull with executionRoleArn needs agent 1.16.0
}

func ExampleFeaturesOf() {
	features, unknown := agentver.FeaturesOf([]string{
		"com.amazonaws.ecs.capability.ecr-auth",
		"ecs.capability.env-files.s3",
		"ecs.capability.from-the-future",
	})
	v, ok := agentver.Minimum(agentver.Linux, features...)
	fmt.Println(features, v, ok)
	fmt.Println("cannot tell:", unknown)
	// Output:
	// [ecr-pull env-files-s3] 1.39.0 true
	// cannot tell: [ecs.capability.from-the-future]
}

func ExampleLacking() {
	for f := range agentver.Lacking(agentver.MustParse("1.103.0"), agentver.Linux) {
		since, _ := f.Since(agentver.Linux)
		fmt.Println(f, since)
	}
	// Output:
	// imds-iam-roles 1.103.1
	// s3-files 1.104.0
}

func ExampleSurvey() {
	pull, _ := agentver.LookupFeature(agentver.ECRPull)
	fleet := agentver.Survey(func(yield func(agentver.Instance) bool) {
		for id, version := range []string{"1.105.1", "1.6.0", "", "1.105.1"} {
			in := agentver.Instance{ID: fmt.Sprint("i-", id), AgentVersion: version, OS: agentver.Linux}
			if !yield(in) {
				return
			}
		}
	}, pull)
	fmt.Println(fleet.Status(), fleet.Supported, fleet.TooOld, fleet.Unknown)
	for _, b := range fleet.Versions {
		fmt.Printf("%q: %d %s\n", b.Version, b.Instances, b.Status)
	}
	fmt.Println("worst:", fleet.Worst[0].Instance.ID)
	query, _ := pull.TooOldQuery(agentver.Linux)
	fmt.Println(query)
	// Output:
	// too old 2 1 1
	// "": 1 unknown
	// "1.6.0": 1 too old
	// "1.105.1": 2 supported
	// worst: i-1
	// agentVersion < 1.7.0
}

func ExampleParseConstraint() {
	c, _ := agentver.ParseConstraint(">=1.7.0, <2.0.0")
	fmt.Println(c.Check(agentver.MustParse("1.105.1")), c.Check(agentver.MustParse("1.6.0")))
	fmt.Println(c.ClusterQuery())
	// Output:
	// true false
	// agentVersion >= 1.7.0 and agentVersion < 2.0.0
}

func ExampleParsePackage() {
	p, _ := agentver.ParsePackage("ecs-init-1.28.1-2.amzn2.x86_64")
	fmt.Println(p.Agent(), p.Release(), p.Dist(), p.Arch())
	// Output:
	// 1.28.1 2 amzn2 x86_64
}

func ExampleParseDocker() {
	d, _ := agentver.ParseDocker("DockerVersion: 18.06.1-ce")
	fmt.Println(d, d.Minor(), d.Edition())
	// Output:
	// 18.06.1-ce 6 ce
}

func ExamplePlatform_On() {
	latest, _ := agentver.ParsePlatform("LATEST")
	linux, _ := latest.On(agentver.Linux)
	windows, _ := latest.On(agentver.Windows)
	fmt.Println(linux, windows)
	// Output:
	// 1.4.0 1.0.0
}

func ExampleBehind() {
	v := agentver.MustParse("1.105.1")
	behind, _ := agentver.Behind(v)
	release, _ := agentver.LookupRelease(v)
	age := release.Age(time.Date(2026, time.July, 9, 0, 0, 0, 0, time.UTC))
	fmt.Printf("%d releases behind %s, %.0f days old\n", behind, agentver.Latest(), age.Hours()/24)
	// Output:
	// 2 releases behind 1.106.1, 10 days old
}
