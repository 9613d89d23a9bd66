package pairs_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

// TestAnswers: who is measured answers alike, but for the listed differences.
func TestAnswers(t *testing.T) {
	seen, differ := 0, 0
	for _, g := range pairs.All() {
		for _, row := range g.Rows {
			require.Equal(t, pairs.Ours, row.Contenders[0].Name, g.Name)
			for _, c := range row.Contenders {
				if err := c.Check(); err != nil {
					t.Errorf("%s, %s: %v", g.Name, row.Name, err)
				}
				seen++
				if c.Differs != "" {
					differ++
				}
			}
		}
	}
	require.Equal(t, 101, seen)
	require.Equal(t, 3, differ)
}
