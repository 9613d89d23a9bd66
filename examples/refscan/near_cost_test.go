//go:build unix

package main

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestNearIsLinear: ten times the text takes ten times the time, not a hundred
// times; a busy machine is allowed for.
func TestNearIsLinear(t *testing.T) {
	for _, piece := range []string{"ecr", ".dkr.ecr", "a.dkr.ecr/", nearHost + "/a " +
		"", "{", "%", "123456789012.dkr.ecr.us-east-1.amazonaws.com/a "} {
		took := func(n int) time.Duration {
			text := strings.Repeat(piece, n/len(piece))
			best := time.Hour
			for range 7 {
				start := processorTime(t)
				for range findNear(text) {
				}
				best = min(best, processorTime(t)-start)
			}
			return best
		}
		require.Less(t, took(200_000), 40*took(20_000)+time.Millisecond, piece)
	}
}

// processorTime is what this process has used of the processor: other work on the
// machine hardly matters to it.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var r syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &r))
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
