package agenttext_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// TestCostIsLinear: a text that is 32 times as long takes about 32 times as long,
// whatever is repeated in it. Quadratic work would take 1024 times as long; the
// limit is far from both, so that a busy machine does not matter.
func TestCostIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out what measures time")
	}
	parse := func(s string) { _, _ = agenttext.Parse(s) }
	for _, c := range []struct {
		front, repeated, end string
		run                  func(string)
	}{
		{"", "Amazon ECS Agent:", "", parse},
		{"", "Amazon ECS Agent: ", "", parse},
		{"", "Amazon ECS Agent:\n", "", parse},
		{"", "Amazon ECS Agent:\n\tCommit: 02ff320c\n", "", parse},
		{"Amazon ECS Agent:", "\n", "", parse},
		{"", "Amazon ECS Agent - v1.7.0 (linux) (", "", parse},
		{"", "Amazon ECS Agent - v1.7.0 ", "", parse},
		{"", "Amazon ECS Agent - v1.7.0", "", parse},
		{"Amazon ECS Agent - v1.7.0", " (linux)", "", parse},
		{"", "Amazon ECS agent Version: 1.7.0 ", "", parse},
		{"", "Starting Amazon ECS Agent a=\"", "", parse},
		{"", "Starting Amazon ECS Agent a=b ", "", parse},
		{"Starting Amazon ECS Agent a=", `\`, `"`, parse},
		{"", "ecs-init version 1.7.0 (", "", parse},
		{"", "agentVersion=", "", parse},
		{"", "agentVersion==", "", parse},
		{"", "&agentVersion=1.7.0", "", parse},
		{"", "Initialize-ECSAgent ", "", parse},
		{"", "Initialize-ECSAgent 'x", "", parse},
		{"", "%global gover 1.7.0\n", "agent", parse},
		{"", "%global agent_gover 1.7.0\n", "", parse},
		{"", "ecs_agent_version {\"", "", parse},
		{"", "variable ecs_agent_version { { ", "", parse},
		{"", "Amazon ECS Agent version: ", "", parse},
		{"", "amazon-ecs-init:\n", "", parse},
		{"", "i | ecs-init | package | ", "", parse},
		{"", "ecs-init=", "", parse},
		{"", "amazon-ecs-agent:v1.7.0@", "", parse},
		{"", "ecs-init-1.2.0-1 ", "", parse},
		{"", "ecs-init-", "", parse},
		{"", "amazon-ecs-agent:02ff320c ", "", parse},
		{"", "ecs-agent-x.tar ", "", parse},
		{"", "ecs ", "", parse},
		{"1.7.0", "-a", "", parse},
		{"1.7.0", ".1", "", parse},
		{"", "1", "", parse},
		{"[", `"1.30.0",`, `"1.30.0"]`, parse},
		{"[", `"x",`, `"1.30.0"]`, parse},
		{"[", `"{",`, `"[{"]`, parse},
		{"[", `"[\"x",`, `""]`, parse},
		{"", `"`, "", parse},
		{"{", `"agentVersion":"1.7.0",`, `"x":0}`, parse},
		{"{", `"x":{},`, `"x":{}}`, parse},
		{"", `{"agentConnected":true}`, "", parse},
		{`"`, `\"`, `"`, parse},
		{"1.1.1", "-a", "", func(s string) {
			d, err := agenttext.ParseDocker(s)
			if err == nil {
				_ = d.Prerelease() + d.Edition()
				d.Compare(d)
			}
		}},
		{"1.7.0-1", ".amzn2.1", "", func(s string) { _, _ = agenttext.ParsePackage(s) }},
	} {
		text := func(size int) string { return c.front + strings.Repeat(c.repeated, size/len(c.repeated)) + c.end }
		short, long := text(16<<10), text(512<<10)
		var small, large time.Duration
		for range 3 { // a busy machine may disturb one of them
			small, large = fastest(3, func() { c.run(short) }), fastest(1, func() { c.run(long) })
			if large <= 400*small || large <= time.Second {
				break
			}
		}
		if large > 400*small && large > time.Second {
			t.Errorf("cost is not linear: %q takes %v, and %v for 32 times as much", c.repeated, small, large)
		}
		t.Logf("%-40q %8v %8v", c.repeated, small, large)
	}
}

// fastest returns the shortest of n runs, which other work disturbs least.
func fastest(n int, run func()) time.Duration {
	var times []time.Duration
	for range n {
		start := time.Now()
		run()
		times = append(times, time.Since(start))
	}
	return slices.Min(times)
}
