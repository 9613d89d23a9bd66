package compare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// FuzzEquivalent holds that a document is equivalent to itself, read again, and
// that Equivalent and Diff agree on any two.
func FuzzEquivalent(f *testing.F) {
	for _, c := range equivalentCases {
		f.Add([]byte(documentOf(c.a).String()), []byte(documentOf(c.b).String()))
	}
	f.Fuzz(func(t *testing.T, x, y []byte) {
		a, err := iampolicy.Parse(x)
		if err != nil {
			return
		}
		require.True(t, compare.Equivalent(a, clone(a)))
		b, err := iampolicy.Parse(y)
		if err != nil {
			return
		}
		changes := compare.Diff(a, b)
		require.Equal(t, compare.Equivalent(a, b), len(changes) == 0, "%v", changes)
		require.Equal(t, compare.Equivalent(b, a), len(changes) == 0)
		if _, err := authz.Compile(a, b); err == nil {
			checkChanges(t, a, b, changes)
		}
	})
}
