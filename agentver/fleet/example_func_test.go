package fleet_test

import (
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
)

func ExampleFleet() {
	// what aws ecs describe-container-instances prints
	instances, err := fleet.Parse([]byte(`{"containerInstances": [
	{"ec2InstanceId": "i-1", "versionInfo": {"agentVersion": "1.105.1"},
	 "attributes": [{"name": "ecs.os-type", "value": "linux"}]},
	{"ec2InstanceId": "i-2", "versionInfo": {"agentVersion": "1.6.0"},
	 "attributes": [{"name": "ecs.os-type", "value": "linux"}]},
	{"ec2InstanceId": "i-3"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	f := fleet.Survey(slices.Values(instances), agentver.Pull())
	fmt.Println(f.Supported, "can pull,", f.TooOld, "too old,", f.Unknown, "unknown")
	// Output:
	// 1 can pull, 1 too old, 1 unknown
}

// A rule of one's own: no agent older than the oldest that is still allowed.
func ExampleSurveyFunc() {
	allowed := agentver.MustParseConstraint(">=1.80.0")
	instances := []fleet.Instance{{AgentVersion: "1.79.0"}, {AgentVersion: "1.105.1"}, {}}
	check := func(v agentver.Version, _ agentver.OS) agentver.Status {
		switch {
		case !v.IsValid():
			return agentver.Unknown
		case allowed.Check(v):
			return agentver.Supported
		}
		return agentver.TooOld
	}
	f := fleet.SurveyFunc(slices.Values(instances), check)
	oldest, _ := f.Oldest()
	fmt.Println(f.Supported, "allowed,", f.TooOld, "not, as old as", oldest, "and", f.Unknown, "unknown")
	// Output:
	// 1 allowed, 1 not, as old as 1.79.0 and 1 unknown
}
