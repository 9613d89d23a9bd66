package iampolicy_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

// FuzzParse: what Parse accepts is JSON, keeps its value through AppendJSON and
// is then a fixpoint; what it refuses the slow parser refuses too, and the error
// lies inside the input.
func FuzzParse(f *testing.F) {
	for _, c := range accepted {
		f.Add([]byte(c.doc))
	}
	for _, p := range policytest.ReadPolicies(f) {
		f.Add([]byte(p.Policy))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := iampolicy.Parse(b)
		if want := slowAccepts(b); want != (err == nil) {
			t.Fatalf("Parse(%q) = %v, but the slow parser says %v", b, err, want)
		}
		if err != nil {
			var pe *iampolicy.ParseError
			if !errors.As(err, &pe) || pe.Offset < 0 || pe.Offset > int64(len(b)) || pe.Msg == "" {
				t.Fatalf("Parse(%q): %#v is no good error", b, err)
			}
			return
		}
		require.True(t, json.Valid(b), "encoding/json refuses %q", b)
		out := d.AppendJSON(nil)
		require.Equal(t, policytest.Value(t, b), policytest.Value(t, out))
		again, err := iampolicy.Parse(out)
		require.NoError(t, err)
		require.Equal(t, d, again)
		require.Equal(t, string(out), again.String())
		require.NoError(t, d.Validate())
	})
}
