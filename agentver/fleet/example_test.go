package fleet_test

import (
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
)

func ExampleSurvey() {
	pull := agentver.Pull()
	fleet := fleet.Survey(func(yield func(fleet.Instance) bool) {
		for id, version := range []string{"1.105.1", "1.6.0", "", "1.105.1"} {
			in := fleet.Instance{ID: fmt.Sprint("i-", id), AgentVersion: version, OS: agentver.Linux}
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

func ExampleParse() {
	instances, err := fleet.Parse([]byte(`{"containerInstances":[
		{"containerInstanceArn":"arn:1","versionInfo":{"agentVersion":"1.105.1"},
		 "attributes":[{"name":"ecs.os-type","value":"linux"}]},
		{"containerInstanceArn":"arn:2","attributes":[{"name":"ecs.os-type","value":"linux"}]}
	]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	f := fleet.Survey(slices.Values(instances), agentver.Pull())
	fmt.Println(f.OK(), f.Supported, "of", f.Instances, "and", f.Unknown, "unknown")
	// Output:
	// false 1 of 2 and 1 unknown
}
