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
	notAdvertised               // the version could, but the instance does not offer it
	unknown
	supported
)

func (s status) String() string {
	return [...]string{"too old", "unavailable", "not advertised", "unknown", "supported"}[s]
}

// MarshalText makes JSON hold the name.
func (s status) MarshalText() ([]byte, error) {
	return []byte(strings.ReplaceAll(s.String(), " ", "-")), nil
}

// isOffender reports whether something has to change on the instance.
func (s status) isOffender() bool { return s < unknown }

// row is one instance with its answer.
type row struct {
	ARN    string        `json:"instance"`
	Status status        `json:"status"`
	Agent  string        `json:"agentVersion,omitempty"`
	OS     string        `json:"os"`
	State  string        `json:"state,omitempty"`
	Why    string        `json:"why,omitempty"`
	Where  awsfile.Where `json:"where"`

	version agentver.Version
}

// judgeAll measures every instance, and sorts the worst first: by status, then
// by version. What AWS failed to describe is unknown. An instance that stands in
// several files is one, with its worst answer.
func judgeAll(n need, is []awsfile.Instance, failures []awsfile.Failure) []row {
	rows := []row{}
	for _, i := range is {
		rows = append(rows, judge(n, i))
	}
	for _, f := range failures {
		rows = append(rows, row{ARN: f.ARN, Status: unknown, OS: "unknown", Why: "ECS did not describe it: " + f.Reason, Where: f.Where})
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

func judge(n need, i awsfile.Instance) row {
	version, err := agentver.Parse(i.AgentVersion.Value)
	os := osOf(i)
	r := row{ARN: i.ARN, Agent: i.AgentVersion.Value, OS: os.String(), State: stateOf(i), Where: i.Where, version: version}
	switch n.check(version, os) {
	case agentver.TooOld:
		r.Status, r.Why = tooOld, "it needs "+n.agent(os)
	case agentver.Unavailable:
		r.Status, r.Why = unavailable, fmt.Sprintf("no agent on %s has %s", os, n.feature)
	case agentver.Supported:
		r.Status, r.Why = advertises(n.feature, i)
	default:
		r.Status, r.Why = unknown, whyUnknown(i, os, err)
	}
	return r
}

func whyUnknown(i awsfile.Instance, os agentver.OS, err error) string {
	switch {
	case i.AgentVersion.Value == "":
		return "it reports no agent version (ECS Managed Instances never do)"
	case err != nil:
		return cli.Reason(err)
	case !os.IsValid():
		return "it does not say whether it runs linux or windows (attribute ecs.os-type), and the answers differ"
	}
	return "the table of features does not say"
}

// advertises looks at the attributes of an instance whose version will do. A
// version only allows a feature: configuration and Docker decide too, and ECS
// places a task by the attributes. Without any capability among them the
// attributes were left out of the file, and say nothing.
func advertises(f agentver.Feature, i awsfile.Instance) (status, string) {
	names := slices.Collect(f.Attributes())
	if len(names) == 0 || !hasPrefix(i, "ecs.capability.") && !hasPrefix(i, "com.amazonaws.ecs.capability.") {
		return supported, ""
	}
	for _, name := range names {
		fixed, _, isPattern := strings.Cut(name, "${")
		if _, ok := i.Attributes[name]; ok || isPattern && hasPrefix(i, fixed) {
			return supported, ""
		}
	}
	return notAdvertised, "the version will do, but the instance lacks the attribute " + strings.Join(names, " or ") + ": " + turnOn(f)
}

// turnOn says what makes an agent that is new enough advertise a feature.
func turnOn(f agentver.Feature) string {
	if f.Config() == "" {
		return "check the agent's configuration, Docker and ecs-init"
	}
	return "the agent needs the setting " + f.Config() + " in /etc/ecs/ecs.config, and a restart"
}

func hasPrefix(i awsfile.Instance, prefix string) bool {
	for name := range i.Attributes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func osOf(i awsfile.Instance) agentver.OS {
	os, _ := agentver.ParseOS(strings.ToLower(i.Attributes["ecs.os-type"]))
	return os
}

// stateOf is the status of the instance, and whether its agent is connected: if
// not, the version is the last that it reported.
func stateOf(i awsfile.Instance) string {
	if i.Connected != nil && !*i.Connected {
		return strings.TrimSpace(i.Status + " disconnected")
	}
	return i.Status
}
