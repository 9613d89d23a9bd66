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
		t.Run(s.Name(), func(t *testing.T) { holds(t, s.Claim, pairs[i][0], pairs[i][1]) })
	}
}

// holds allows what does not depend on the size: some thousand statements, and
// 64 KiB. The lists that grow are as much as twice too long, which is why four
// times the items may be six times the memory.
func holds(t *testing.T, claim growth.Claim, one, four operations.Count) {
	t.Logf("%d statements and %d bytes, then %d and %d", one.Statements, one.Allocated, four.Statements, four.Allocated)
	require.Positive(t, one.Statements)
	switch claim {
	case growth.Constant:
		require.LessOrEqual(t, four.Statements, one.Statements+10)
		require.Equal(t, one.Allocated, four.Allocated)
	case growth.Linear:
		require.Less(t, 10*four.Statements, 43*one.Statements+20_000)
		require.Less(t, four.Allocated, 6*one.Allocated+64<<10)
	case growth.Bounded: // before the bound each may be compared with each
		require.Less(t, 10*four.Statements, 165*one.Statements+20_000)
		require.Less(t, four.Statements, mostStatements)
	}
}

// mostStatements is more than any bounded operation executes.
const mostStatements = 1_000_000_000
