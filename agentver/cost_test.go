package agentver_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// TestCostIsLinear: a text that is 32 times as long takes about 32 times as long,
// whatever is repeated in it. Quadratic work would take 1024 times as long; the
// limit is far from both, so that a busy machine does not matter.
func TestCostIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out what measures time")
	}
	parse := func(s string) { _, _ = agentver.Parse(s) }
	for _, c := range []struct {
		front, repeated, end string
		run                  func(string)
	}{
		{"1.7.0", "-a", "", parse},
		{"1.7.0", ".1", "", parse},
		{"", "1", "", parse},
		{"", "1.7.0,", "1.7.0", func(s string) {
			c, _ := agentver.ParseConstraint(s)
			c.Check(agentver.MustParse("1.7.0"))
			_ = c.ClusterQuery()
		}},
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
