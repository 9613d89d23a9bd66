package agenttext_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// TestMemoryIsBounded: what says nothing of an agent leaves nothing behind, however
// long it is. A tree of these values took 1.4 GB.
func TestMemoryIsBounded(t *testing.T) {
	for _, c := range []struct {
		front, repeated, end string
		limit                uint64 // bytes
	}{
		{`{"x":[`, "1234567,", `0]}`, 1 << 12},
		{`{"x":[`, `true,null,{},[],`, `0]}`, 1 << 12},
		{`{`, `"a":1,`, `"agentVersion":"1.7.0","agentHash":"02ff320c"}`, 1 << 12},
		{`{"x":[`, `{"name":"x","value":"y"},`, `0]}`, 1 << 12},
		{``, `{"agentVersion":"1.7.0"}`, ``, 1 << 12},
	} {
		text := c.front + strings.Repeat(c.repeated, 1_000_000/len(c.repeated)) + c.end
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = agenttext.Parse(text)
		runtime.ReadMemStats(&after)
		used := after.TotalAlloc - before.TotalAlloc
		if strings.HasPrefix(text, `{"x"`) {
			used -= min(used, uint64(len(text))) // the error may copy the text once
		}
		if used > c.limit {
			t.Errorf("%q repeated: %d bytes allocated for a text of %d", c.repeated, used, len(text))
		}
	}
}

func TestParseHardlyAllocates(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit float64
	}{
		{"1.7.0", 1},
		{"Amazon ECS Agent - v1.30.0 (*02ff320c)", 1},
		{`{"agentVersion":"1.101.0","agentHash":"ec39785b","dockerVersion":"DockerVersion: 25.0.13"}`, 3},
	} {
		if n := testing.AllocsPerRun(100, func() { _, _ = agenttext.Parse(c.in) }); n > c.limit {
			t.Errorf("Parse(%q) allocates %v times, want at most %v", c.in, n, c.limit)
		}
	}
}
