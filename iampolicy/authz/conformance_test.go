package authz_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// conformance decodes iampolicy/testdata/conformance/decisions.json, which the
// README beside it explains. The rows have the members of the corpus.
func conformance(t *testing.T) (rows []conformanceDecision) {
	t.Helper()
	f, err := os.ReadFile("../testdata/conformance/decisions.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(f, &rows))
	return rows
}

type conformanceDecision struct {
	decided
	Rule, Reason, Source string
}

func TestConformance(t *testing.T) {
	t.Parallel()
	rows, outcomes := conformance(t), map[string]int{}
	for _, row := range rows {
		t.Run(row.ID, func(t *testing.T) {
			got := row.access(t).Decide(row.request())
			if want := outcomeNames[row.Decision]; got.Outcome != want {
				t.Errorf("Decide(%+v) = %v, want %v: %s", row.request(), got, want, row.Reason)
			}
			outcomes[row.Decision]++
		})
	}
	require.Equal(t, map[string]int{"Allowed": 23, "ImplicitlyDenied": 30, "ExplicitlyDenied": 5}, outcomes, "rows seen")
}

// TestConformanceSimulate: the simulator of Cloud Copilot decides the rows
// alike, but where it is known to read a feature otherwise.
func TestConformanceSimulate(t *testing.T) {
	rows := conformance(t)
	var cases []simulated
	for _, row := range rows {
		s := setup{Identity: row.Identity, Boundary: row.Boundary, Endpoint: row.Endpoint, SCP: row.SCP, RCP: row.RCP}
		if row.Resource != nil {
			s.Resource = []placed{{row.Request.Resource, []iampolicy.Document{*row.Resource}}}
		}
		if row.Session != nil {
			s.Session = []iampolicy.Document{*row.Session}
		}
		cases = append(cases, newSimulated(s, row.request()))
	}
	known := 0
	for i, out := range simulate(t, cases) {
		switch {
		case out == rows[i].Decision:
		case simulatorReads(show(cases[i])) != "":
			known++
		default:
			t.Errorf("%s: the simulator says %s, want %s", rows[i].ID, out, rows[i].Decision)
		}
	}
	require.Equal(t, 1, known, "rows that the simulator is known to read otherwise")
}
