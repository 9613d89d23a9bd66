package agentver_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// TestCostIsLinear: a text that is 32 times as long takes about 32 times as long,
// whatever is repeated in it. Quadratic work would take 1024 times as long; the
// limit is far from both, so that a busy machine does not matter.
func TestCostIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	extract := func(s string) { _, _ = agentver.Extract(s) }
	for _, c := range []struct {
		front, repeated, end string
		run                  func(string)
	}{
		{"", "Amazon ECS Agent:", "", extract},
		{"", "Amazon ECS Agent: ", "", extract},
		{"", "Amazon ECS Agent:\n", "", extract},
		{"", "Amazon ECS Agent:\n\tCommit: 02ff320c\n", "", extract},
		{"Amazon ECS Agent:", "\n", "", extract},
		{"", "Amazon ECS Agent - v1.7.0 (linux) (", "", extract},
		{"", "Amazon ECS Agent - v1.7.0 ", "", extract},
		{"", "Amazon ECS Agent - v1.7.0", "", extract},
		{"Amazon ECS Agent - v1.7.0", " (linux)", "", extract},
		{"", "Amazon ECS agent Version: 1.7.0 ", "", extract},
		{"", "Starting Amazon ECS Agent a=\"", "", extract},
		{"", "Starting Amazon ECS Agent a=b ", "", extract},
		{"Starting Amazon ECS Agent a=", `\`, `"`, extract},
		{"", "ecs-init version 1.7.0 (", "", extract},
		{"", "agentVersion=", "", extract},
		{"", "agentVersion==", "", extract},
		{"", "&agentVersion=1.7.0", "", extract},
		{"", "Initialize-ECSAgent ", "", extract},
		{"", "Initialize-ECSAgent 'x", "", extract},
		{"", "%global gover 1.7.0\n", "agent", extract},
		{"", "%global agent_gover 1.7.0\n", "", extract},
		{"", "amazon-ecs-agent:v1.7.0@", "", extract},
		{"", "ecs-init-1.2.0-1 ", "", extract},
		{"", "ecs-init-", "", extract},
		{"", "amazon-ecs-agent:02ff320c ", "", extract},
		{"", "ecs-agent-x.tar ", "", extract},
		{"", "ecs ", "", extract},
		{"1.7.0", "-a", "", extract},
		{"1.7.0", ".1", "", extract},
		{"", "1", "", extract},
		{"[", `"1.30.0",`, `"1.30.0"]`, extract},
		{"[", `"x",`, `"1.30.0"]`, extract},
		{"[", `"{",`, `"[{"]`, extract},
		{"[", `"[\"x",`, `""]`, extract},
		{"", `"`, "", extract},
		{"{", `"agentVersion":"1.7.0",`, `"x":0}`, extract},
		{"{", `"x":{},`, `"x":{}}`, extract},
		{"", `{"agentConnected":true}`, "", extract},
		{`"`, `\"`, `"`, extract},
		{"1.1.1", "-a", "", func(s string) {
			d, err := agentver.ParseDocker(s)
			if err == nil {
				_ = d.Prerelease() + d.Edition()
				d.Compare(d)
			}
		}},
		{"", "1.7.0,", "1.7.0", func(s string) {
			c, _ := agentver.ParseConstraint(s)
			c.Check(agentver.MustParse("1.7.0"))
			_ = c.ClusterQuery()
		}},
		{"1.7.0-1", ".amzn2.1", "", func(s string) { _, _ = agentver.ParsePackage(s) }},
	} {
		text := func(size int) string { return c.front + strings.Repeat(c.repeated, size/len(c.repeated)) + c.end }
		short, long := text(16<<10), text(512<<10)
		small := fastest(3, func() { c.run(short) })
		large := fastest(1, func() { c.run(long) })
		if large > 200*small && large > time.Second {
			require.Fail(t, "cost is not linear", "%q: %v, and %v for 32 times as much", c.repeated, small, large)
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
