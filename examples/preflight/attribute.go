package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

func attributeMissing(j *job) []finding { return j.onMachines("attribute-missing") }

// attributeProblems compares what the instance advertises with what the task and
// the features need. A version allows a feature; only the attribute proves it.
func attributeProblems(t awsfile.TaskDefinition, m *machine, features []agentver.Feature) (list []problem) {
	if m.Attributes == nil && len(t.Attributes) > 0 {
		return []problem{{"attribute-missing", warning, "the file does not say which attributes it advertises",
			"pass the whole output of aws ecs describe-container-instances"}}
	}
	if m.Attributes == nil {
		return nil
	}
	for _, name := range neededAttributes(t, features) {
		if _, ok := m.Attributes[name]; !ok {
			list = append(list, m.lacking(name))
		}
	}
	return list
}

func neededAttributes(t awsfile.TaskDefinition, features []agentver.Feature) []string {
	needed := slices.Clone(t.Attributes)
	for _, f := range features {
		for name := range f.Attributes() {
			if !slices.Contains(needed, name) {
				needed = append(needed, name)
			}
		}
	}
	return needed
}

// apiAttribute is the attribute of a version of Docker's remote API.
var apiAttribute = regexp.MustCompile(`^com\.amazonaws\.ecs\.capability\.docker-remote-api\.1\.(\d+)$`)

// lacking says what is wrong where an attribute is not advertised.
func (m *machine) lacking(name string) problem {
	says := "it does not advertise " + name
	if oldest, ok := m.oldestAPI(); ok {
		if api, isAPI := apiOf(name); isAPI && api < oldest {
			return problem{"attribute-missing", failure, fmt.Sprintf("%s: its Docker is too new for its agent. "+
				"Docker dropped the API versions below 1.%d, so agent %s advertises none of them", says, oldest, m.AgentVersion.Value),
				updateAgent("a version that no longer needs the old API") + " (a newer ECS-optimized AMI holds a Docker and an agent that fit)"}
		}
	}
	return problem{"attribute-missing", failure, says, m.advertise(name)}
}

// oldestAPI is the oldest version of Docker's remote API that the machine
// advertises: the minor number, as the major is 1.
func (m *machine) oldestAPI() (oldest int, ok bool) {
	apis := m.apis()
	if len(apis) == 0 {
		return 0, false
	}
	return slices.Min(apis), true
}

func (m *machine) apis() (apis []int) {
	for name := range m.Attributes {
		if api, isAPI := apiOf(name); isAPI {
			apis = append(apis, api)
		}
	}
	return apis
}

func apiOf(attribute string) (minor int, ok bool) {
	match := apiAttribute.FindStringSubmatch(attribute)
	if match == nil {
		return 0, false
	}
	minor, err := strconv.Atoi(match[1])
	return minor, err == nil
}
