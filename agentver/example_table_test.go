package agentver_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// The operating system, from each of the places that name one.
func ExampleOSFromFamily() {
	os, ok := agentver.OSFromFamily("WINDOWS_SERVER_2022_CORE") // of a task definition
	fmt.Println(os, ok)
	_, ok = agentver.OSFromFamily("") // not taken to be Linux
	fmt.Println(ok)
	os, ok = agentver.OSFromAttribute("LINUX") // of an instance, as any agent has written it
	fmt.Println(os, ok)
	os, err := agentver.ParseOS("linux") // of an instance, as it is documented
	fmt.Println(os, err)
	// Output:
	// windows true
	// false
	// linux true
	// linux <nil>
}

func ExampleCheckAll() {
	files, _ := agentver.LookupFeature("env-files-s3")
	v := agentver.MustParse("1.30.0")
	fmt.Println(agentver.CheckAll(v, agentver.Linux, agentver.Pull(), files))
	oldest, _ := agentver.Minimum(agentver.Linux, agentver.Pull(), files)
	fmt.Println("needed:", oldest)
	// Output:
	// too old
	// needed: 1.39.0
}

// What the table knows of a feature beside the agent that it needs.
func ExampleLookupFeature() {
	f, _ := agentver.LookupFeature("env-files-s3")
	since, _ := f.Since(agentver.Linux)
	code, _ := f.CodeSince()
	fmt.Println(f.Title(), "since", since, "in the code since", code)
	fmt.Println("sure:", f.Confidence(agentver.Linux))
	platform, ok := f.PlatformSince()
	fmt.Println("Fargate:", platform, ok)
	old, _ := agentver.ParsePlatform("1.3.0")
	fmt.Println("Fargate 1.3.0:", f.CheckPlatform(old, agentver.Linux))
	api, ok := agentver.Pull().DockerAPI()
	fmt.Println("Docker API:", api, ok)
	// Output:
	// environmentFiles from S3 since 1.39.0 in the code since 1.39.0
	// sure: high
	// Fargate: 1.4.0 true
	// Fargate 1.3.0: too old
	// Docker API: 1.19 true
}

// For aws ecs list-container-instances --filter.
func ExampleFeature_TooOldQuery() {
	query, ok := agentver.Pull().TooOldQuery(agentver.Linux)
	fmt.Println(query, ok)
	endpoint, _ := agentver.LookupFeature("ecr-endpoint")
	query, ok = endpoint.BrokenQuery()
	fmt.Println(query, ok)
	// Output:
	// agentVersion < 1.7.0 true
	// agentVersion >= 1.91.1 and agentVersion < 1.91.2 true
}

func ExampleFeatures() {
	for f := range agentver.Features() {
		if since, ok := f.Since(agentver.Linux); ok && since.Compare(agentver.MustParse("1.104.0")) >= 0 {
			fmt.Println(since, f.Title())
		}
	}
	// Output:
	// 1.104.0 S3 Files volumes
}

func ExampleReleases() {
	for r := range agentver.Releases() {
		if r.Version().Major() == 1 && r.Version().Minor() == 7 {
			fmt.Println(r, r.Date())
		}
	}
	// Output:
	// 1.7.0 2015-12-09
	// 1.7.1 2016-01-08
}

// An agent reports the commit that it was built from.
func ExampleReleaseByCommit() {
	r, ok := agentver.ReleaseByCommit("02ff320c")
	fmt.Println(r, ok)
	// Output:
	// 1.30.0 true
}
