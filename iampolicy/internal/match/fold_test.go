package match_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestCompareFold compares as package strings does, of ASCII letters in lower case.
func TestCompareFold(t *testing.T) {
	t.Parallel()
	texts := []string{"", "a", "A", "b", "Z", "z", "[", "ab", "AB", "aC", "é", "É", "ecr:PutImage", "ECR:putimage", "ecr:PutImageTag"}
	for _, a := range texts {
		for _, b := range texts {
			x, y := match.LowerCase(a), match.LowerCase(b)
			require.Equal(t, strings.Compare(x, y), cmp.Compare(match.CompareFold(a, b), 0), "%q %q", a, b)
			require.Equal(t, x == y, match.EqualFold(a, b), "%q %q", a, b)
			rest, ok := match.CutPrefixFold(a, b)
			require.Equal(t, strings.HasPrefix(x, y), ok, "%q %q", a, b)
			require.True(t, strings.HasSuffix(a, rest), "%q %q", a, b)
		}
	}
}
