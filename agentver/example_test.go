package agentver_test

import (
	"fmt"
	"strings"

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

func ExampleFeature_Check() {
	pull := agentver.Pull()
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

func ExampleParseConstraint() {
	c, _ := agentver.ParseConstraint(">=1.7.0, <2.0.0")
	fmt.Println(c.Check(agentver.MustParse("1.105.1")), c.Check(agentver.MustParse("1.6.0")))
	fmt.Println(c.ClusterQuery())
	// Output:
	// true false
	// agentVersion >= 1.7.0 and agentVersion < 2.0.0
}

func ExamplePlatform_On() {
	latest, _ := agentver.ParsePlatform("LATEST")
	linux, _ := latest.On(agentver.Linux)
	windows, _ := latest.On(agentver.Windows)
	fmt.Println(linux, windows)
	// Output:
	// 1.4.0 1.0.0
}

// The agent's own selectors take a comma for or.
func ExampleParseConstraint_or() {
	meets := func(selector string, v agentver.Version) bool {
		for part := range strings.SplitSeq(selector, ",") {
			if c, err := agentver.ParseConstraint(part); err == nil && c.Check(v) {
				return true
			}
		}
		return false
	}
	v := agentver.MustParse("1.6.0")
	fmt.Println(meets(">=1.7.0,<2.0.0", v), agentver.MustParseConstraint(">=1.7.0,<2.0.0").Check(v))
	// Output:
	// true false
}

// A feature may be broken in single versions.
func ExampleFeature_MendedIn() {
	endpoint, _ := agentver.LookupFeature("ecr-endpoint") // FIPS endpoints of Amazon ECR
	v := agentver.MustParse("1.91.1")
	mended, _ := endpoint.MendedIn(v)
	fmt.Println(endpoint.Check(v, agentver.Linux), "until", mended)
	// Output:
	// broken until 1.91.2
}

func ExampleBehind() {
	v := agentver.MustParse("1.105.1")
	behind, _ := agentver.Behind(v)
	release, _ := agentver.LookupRelease(v)
	fmt.Printf("%d releases behind %s, from %s\n", behind, agentver.Latest(), release.Date())
	_, known := agentver.Behind(agentver.MustParse("1.200.0")) // newer than the table
	fmt.Println(known)
	// Output:
	// 2 releases behind 1.106.1, from 2026-06-29
	// false
}
