package fleet_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
)

func ExampleSurvey() {
	pull, _ := agentver.LookupFeature(agentver.ECRPull)
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
