package agentver_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// conformanceVersion is a row of testdata/conformance/versions.json.
type conformanceVersion struct {
	ID, Rule, Input, Reason, Source string
	Want                            *versionParts
	Refuse                          string
}

type versionParts struct {
	Major, Minor, Patch     int
	Prerelease, Build, Text string
}

// conformance decodes a file of testdata/conformance, whose README explains it.
func conformance(t *testing.T, name string, rows any) {
	t.Helper()
	f, err := os.Open("testdata/conformance/" + name)
	require.NoError(t, err)
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(rows))
}

func TestConformance(t *testing.T) {
	t.Parallel()
	var rows []conformanceVersion
	conformance(t, "versions.json", &rows)
	accepted, rules := 0, map[string]bool{}
	for _, row := range rows {
		t.Run(row.ID, func(t *testing.T) {
			v, err := agentver.Parse(row.Input)
			if row.Want == nil {
				var e *agentver.ParseError
				if !errors.As(err, &e) || e.Part.String() != row.Refuse {
					t.Errorf("Parse(%q) = %v, %v, want a refusal that blames the %s: %s", row.Input, v, err, row.Refuse, row.Reason)
				}
				return
			}
			require.NoError(t, err, row.Reason)
			got := &versionParts{v.Major(), v.Minor(), v.Patch(), v.Prerelease(), v.Build(), v.String()}
			require.Equal(t, row.Want, got, row.Reason)
			accepted++
			rules[row.Rule] = true
		})
	}
	require.Equal(t, [2]int{44, 11}, [2]int{len(rows), accepted}, "rows, and how many of them are accepted")
	require.Len(t, rules, 5, "rules of the grammar that some text obeys")
}

func TestConformanceOrder(t *testing.T) {
	t.Parallel()
	var rows []struct {
		ID, A, B, Reason, Source string
		Order                    int
	}
	conformance(t, "order.json", &rows)
	for _, row := range rows {
		a, b := agentver.MustParse(row.A), agentver.MustParse(row.B)
		if got := [2]int{a.Compare(b), b.Compare(a)}; got != [2]int{row.Order, -row.Order} {
			t.Errorf("%s: %s compared with %s, and the other way round: %v, want %d: %s", row.ID, row.A, row.B, got, row.Order, row.Reason)
		}
	}
	require.Len(t, rows, 12)
}
