package agenttext_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// conformanceText is a row of agentver/testdata/conformance/texts.json, which the
// README beside it explains.
type conformanceText struct {
	ID, Input, Reason, Source string
	Want                      *foundVersion
	Refuse                    bool
}

type foundVersion struct {
	Version, Hash string
	Dirty         bool
}

func TestConformance(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../testdata/conformance/texts.json")
	require.NoError(t, err)
	defer f.Close()
	var rows []conformanceText
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&rows))
	accepted := 0
	for _, row := range rows {
		t.Run(row.ID, func(t *testing.T) {
			a, err := agenttext.Parse(row.Input)
			if row.Want == nil {
				require.Error(t, err, row.Reason)
				return
			}
			require.NoError(t, err, row.Reason)
			require.Equal(t, row.Want, &foundVersion{a.Version.String(), a.Hash, a.Dirty}, row.Reason)
			accepted++
		})
	}
	require.Equal(t, [2]int{24, 15}, [2]int{len(rows), accepted}, "rows, and how many of them are accepted")
}
