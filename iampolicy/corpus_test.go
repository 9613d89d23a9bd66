package iampolicy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

// TestParseManaged takes every managed policy of AWS through Parse and back.
func TestParseManaged(t *testing.T) {
	for name, doc := range policytest.ReadMoto(t) {
		d, err := iampolicy.Parse(doc)
		require.NoError(t, err, name)
		out := d.AppendJSON(nil)
		require.Equal(t, policytest.Value(t, doc), policytest.Value(t, out), name)
		again, err := iampolicy.Parse(out)
		require.NoError(t, err, name)
		require.Equal(t, d, again, name)
		require.NoError(t, d.Validate(), name)
	}
}
