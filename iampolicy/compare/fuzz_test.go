package compare_test

import (
	"strings"
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

// FuzzAdded holds that what Added and Grants say is confirmed by package authz, and
// that Added agrees with Equivalent.
func FuzzAdded(f *testing.F) {
	for _, c := range addedCases {
		f.Add([]byte(statementsOf(c.old).String()), []byte(statementsOf(c.new).String()), "ecr:*", "*")
	}
	for _, c := range grantsCases {
		f.Add([]byte(documentOf(c.statements).String()), []byte("{}"), strings.Join(c.actions, ""), strings.Join(c.resources, ""))
	}
	f.Fuzz(func(t *testing.T, x, y []byte, action, resource string) {
		a, err := iampolicy.Parse(x)
		if err != nil {
			return
		}
		witness, granted, known := compare.Grants(a, []string{action}, []string{resource})
		require.True(t, known || !granted)
		if granted {
			require.Equal(t, authz.Allowed, decide(t, a, witness.Witness), "%+v", witness)
		}
		b, err := iampolicy.Parse(y)
		if _, unfit := authz.Compile(a, b); err != nil || unfit != nil {
			return
		}
		changes, known := compare.Added(a, b)
		checkAdded(t, a, b, changes)
		if compare.Equivalent(a, b) {
			require.True(t, known && len(changes) == 0, "%v", changes)
		}
	})
}
