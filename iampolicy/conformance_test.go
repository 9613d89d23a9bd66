package iampolicy_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// A conformanceDocument is a row of testdata/conformance/documents.json, which
// the README beside it explains.
type conformanceDocument struct {
	ID, Rule, Input, Reason, Source string
	Want, Refuse                    *string
}

// TestConformance: Parse takes the documents and writes them as they were, and
// points at what it refuses. The slow parser is the second witness.
func TestConformance(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/conformance/documents.json")
	require.NoError(t, err)
	defer f.Close()
	var rows []conformanceDocument
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&rows))
	accepted := 0
	for _, row := range rows {
		t.Run(row.ID, func(t *testing.T) {
			d, err := iampolicy.Parse([]byte(row.Input))
			require.Equal(t, row.Want != nil, slowAccepts([]byte(row.Input)), "the slow parser: %s", row.Reason)
			if row.Want == nil {
				var e *iampolicy.ParseError
				if !errors.As(err, &e) || e.Pointer != *row.Refuse {
					t.Errorf("Parse(%q): %v, want a refusal at %q: %s", row.Input, err, *row.Refuse, row.Reason)
				}
				return
			}
			require.NoError(t, err, row.Reason)
			require.Equal(t, *row.Want, string(d.AppendJSON(nil)), row.Reason)
			accepted++
		})
	}
	require.Equal(t, [2]int{50, 21}, [2]int{len(rows), accepted}, "rows, and how many of them are accepted")
}
