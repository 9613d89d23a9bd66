package growth_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/internal/growth"
)

// TestStream: a search in pieces finds what one search over the whole finds.
func TestStream(t *testing.T) {
	t.Parallel()
	const n = 3_000_000
	for _, kind := range growth.Texts(1_000_000) {
		text := strings.Repeat(kind.Block, n/len(kind.Block)+1)[:n]
		want := 0
		for range ecrref.Find(text) {
			want++
		}
		require.Equal(t, want, growth.Stream(kind.Block, n), kind.Name)
		require.Equal(t, strings.HasPrefix(kind.Name, "mixed") || kind.Name == "references", want > 1000, kind.Name)
	}
}

// TestSmallest runs every series on its smallest input: none panics, and names
// are not used twice.
func TestSmallest(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range growth.All() {
		require.False(t, seen[s.Name()], s.Name())
		seen[s.Name()] = true
		s.Prepare(s.Sizes[0])()
	}
	require.Len(t, seen, 114)
}

// TestProofs: the tests that the page names are there.
func TestProofs(t *testing.T) {
	t.Parallel()
	for _, p := range growth.Proofs {
		files, err := filepath.Glob(filepath.Join("../..", p.Package, "*_test.go"))
		require.NoError(t, err)
		found := false
		for _, name := range files {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			found = found || strings.Contains(string(text), "\nfunc "+p.Test+"(t *testing.T) {")
		}
		require.True(t, found, "%s has no %s", p.Package, p.Test)
	}
}
