package operations_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
	"github.com/seed-293f0d42/ecrkit/internal/growth/operations"
)

func TestOperations(t *testing.T) {
	pairs, err := operations.Pairs("../../..", t.TempDir())
	require.NoError(t, err)
	for i, s := range growth.All() {
		p := pairs[i]
		t.Logf("%-75s %12d %12d %6.2f alloc %6.2f per unit %.1f %v %v", s.Name(), p[0].Statements, p[1].Statements, float64(p[1].Statements)/float64(p[0].Statements), float64(p[1].Allocated)/float64(p[0].Allocated), float64(p[1].Statements)/float64(p[1].Size), p[0].Known, p[1].Known)
	}
}
