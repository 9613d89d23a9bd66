package operations_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
	"github.com/seed-293f0d42/ecrkit/internal/growth/operations"
)

// TestOperations counts what every series does for a size and for four times it.
func TestOperations(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out the build with counters")
	}
	t.Parallel()
	pairs, err := operations.Pairs("../../..", t.TempDir())
	require.NoError(t, err)
	for i, s := range growth.All() {
		t.Run(s.Name(), func(t *testing.T) {
			one, four := pairs[i][0], pairs[i][1]
			t.Logf("%d statements and %d bytes, then %d and %d", one.Statements, one.Allocated, four.Statements, four.Allocated)
			require.Positive(t, one.Statements)
			require.True(t, holds(s.Claim, one, four), "%v", s.Claim)
		})
	}
}

// holds allows what does not depend on the size: some thousand statements, and
// 64 KiB. The lists that grow are as much as twice too long, which is why four
// times the items may be six times the memory.
func holds(claim growth.Claim, one, four operations.Count) bool {
	switch claim {
	case growth.Constant:
		return four.Statements <= one.Statements+10 && four.Allocated == one.Allocated
	case growth.Linear:
		return 10*four.Statements < 43*one.Statements+20_000 && four.Allocated < 6*one.Allocated+64<<10
	}
	return 10*four.Statements < 165*one.Statements+20_000 && four.Statements < mostStatements // each may be compared with each
}

// mostStatements is more than any bounded operation executes.
const mostStatements = 1_000_000_000

// TestHolds: the next worse growth is seen.
func TestHolds(t *testing.T) {
	t.Parallel()
	of := func(statements int, allocated uint64) operations.Count {
		return operations.Count{Statements: statements, Allocated: allocated}
	}
	for _, tt := range []struct {
		why       string
		claim     growth.Claim
		one, four operations.Count
		want      bool
	}{
		{"as much", growth.Constant, of(300, 0), of(300, 0), true},
		{"linear", growth.Constant, of(300, 0), of(1200, 0), false},
		{"linear in memory", growth.Constant, of(300, 100), of(300, 400), false},
		{"linear", growth.Linear, of(100_000, 1e6), of(400_000, 4e6), true},
		{"the power of 1.1", growth.Linear, of(100_000, 1e6), of(460_000, 4e6), false},
		{"quadratic", growth.Linear, of(100_000, 1e6), of(1_600_000, 4e6), false},
		{"quadratic in memory", growth.Linear, of(100_000, 1e6), of(400_000, 16e6), false},
		{"quadratic", growth.Bounded, of(100_000, 1e6), of(1_600_000, 16e6), true},
		{"cubic", growth.Bounded, of(100_000, 1e6), of(6_400_000, 16e6), false},
		{"without bound", growth.Bounded, of(700_000_000, 1e6), of(1_200_000_000, 1e6), false},
	} {
		require.Equal(t, tt.want, holds(tt.claim, tt.one, tt.four), "%s, %v", tt.why, tt.claim)
	}
}
