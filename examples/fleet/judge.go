package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// status is the answer for one instance, the worst first.
type status uint8

const (
	tooOld        status = iota // a newer agent can
	unavailable                 // no agent on this operating system can
	broken                      // this version should, but has a mistake that a newer one mends
	notAdvertised               // the version could, but the instance does not offer it
	unknown
	supported
)

func (s status) String() string {
	return [...]string{"too old", "unavailable", "broken", "not advertised", "unknown", "supported"}[s]
}

// MarshalText makes JSON hold the name.
func (s status) MarshalText() ([]byte, error) {
	return []byte(strings.ReplaceAll(s.String(), " ", "-")), nil
}

// isOffender reports whether something has to change on the instance.
func (s status) isOffender() bool { return s < unknown }

// ofVersion is what a version alone decides.
func ofVersion(s agentver.Status) status {
	switch s {
	case agentver.TooOld:
		return tooOld
	case agentver.Unavailable:
		return unavailable
	case agentver.Broken:
		return broken
	case agentver.Supported:
		return supported
	}
	return unknown
}

// row is one instance with its answer.
type row struct {
	ARN    string        `json:"instance"`
	Status status        `json:"status"`
	Agent  string        `json:"agentVersion,omitempty"`
	OS     string        `json:"os"`
	State  string        `json:"state,omitempty"`
	Why    string        `json:"why,omitempty"`
	Where  awsfile.Where `json:"where"`

	instance instance
	version  agentver.Version
}

// judgeAll measures every instance, and sorts the worst first: by status, then
// by version. An instance that stands in several files is one, with its worst
// answer.
func judgeAll(n need, is []instance) []row {
	rows := []row{}
	for _, i := range is {
		rows = append(rows, judge(n, i))
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		if a.Status != b.Status {
			return int(a.Status) - int(b.Status)
		}
		return a.version.Compare(b.version)
	})
	return firstOfEach(rows)
}

// firstOfEach keeps one row for each ARN. Without an ARN, nobody knows.
func firstOfEach(rows []row) []row {
	seen := map[string]bool{}
	return slices.DeleteFunc(rows, func(r row) bool {
		again := r.ARN != "" && seen[r.ARN]
		seen[r.ARN] = true
		return again
	})
}

func judge(n need, i instance) row {
	version, err := agentver.Parse(i.AgentVersion)
	r := row{ARN: i.ID, Agent: i.AgentVersion, OS: i.OS.String(), State: stateOf(i), Where: i.where, instance: i, version: version}
	switch r.Status = ofVersion(n.check(version, i.OS)); r.Status {
	case tooOld:
		r.Why = "it needs " + n.agent(i.OS)
	case unavailable:
		r.Why = fmt.Sprintf("no agent on %s has %s", i.OS, n.feature)
	case broken:
		mended, _ := n.feature.MendedIn(version)
		r.Why = fmt.Sprintf("%s does not work in agent %s, %s mended it", n.feature, version, mended)
	case supported:
		r.Status, r.Why = advertises(n.feature, i)
	default:
		r.Why = whyUnknown(i, err)
	}
	return r
}

func whyUnknown(i instance, err error) string {
	switch {
	case i.Failure != "":
		return "ECS did not describe it: " + i.Failure
	case i.AgentVersion == "":
		return "it reports no agent version (ECS Managed Instances never do)"
	case err != nil:
		return cli.Reason(err)
	case !i.OS.IsValid():
		return "it does not say whether it runs linux or windows (attribute ecs.os-type), and the answers differ"
	}
	return "the table of features does not say"
}

// advertises looks at the attributes of an instance whose version will do. A
// version only allows a feature: configuration and Docker decide too, and ECS
// places a task by the attributes. Without any capability among them the
// attributes were left out of the file, and say nothing.
func advertises(f agentver.Feature, i instance) (status, string) {
	names := slices.Collect(f.Attributes())
	if len(names) == 0 || !hasPrefix(i, "ecs.capability.") && !hasPrefix(i, "com.amazonaws.ecs.capability.") {
		return supported, ""
	}
	for _, name := range names {
		fixed, _, isPattern := strings.Cut(name, "${")
		if slices.Contains(i.Attributes, name) || isPattern && hasPrefix(i, fixed) {
			return supported, ""
		}
	}
	return notAdvertised, "the version will do, but the instance lacks the attribute " + strings.Join(names, " or ") +
		": check the agent's configuration" + setting(f) + ", Docker and ecs-init"
}

// setting names what has to stand in the configuration of the agent.
func setting(f agentver.Feature) string {
	if f.Config() == "" {
		return ""
	}
	return " (" + f.Config() + ")"
}

func hasPrefix(i instance, prefix string) bool {
	return slices.ContainsFunc(i.Attributes, func(name string) bool { return strings.HasPrefix(name, prefix) })
}

// stateOf is the status of the instance, and whether its agent is connected: if
// not, the version is the last that it reported.
func stateOf(i instance) string {
	if i.Disconnected {
		return strings.TrimSpace(i.Status + " disconnected")
	}
	return i.Status
}
