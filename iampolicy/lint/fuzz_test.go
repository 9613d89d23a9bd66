package lint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// FuzzLint holds that every finding of any document has all its parts, points to
// something, and does not come twice.
func FuzzLint(f *testing.F) {
	for _, c := range allCases() {
		f.Add([]byte(c.document().String()), uint8(c.kind))
	}
	for _, c := range silentCases {
		f.Add([]byte(lintCase{doc: c.doc}.document().String()), uint8(c.kind))
	}
	f.Fuzz(func(t *testing.T, b []byte, kind uint8) {
		d, err := iampolicy.Parse(b)
		if err != nil {
			return
		}
		seen := map[lint.Finding]bool{}
		for _, finding := range lint.Run(d, iampolicy.PolicyKind(kind)) {
			require.NotEqual(t, "unknown", finding.Severity.String(), finding)
			require.NotEmpty(t, finding.Message)
			require.NotEmpty(t, finding.Fix)
			require.False(t, seen[finding], finding)
			seen[finding] = true
			requirePointer(t, d, finding)
		}
	})
}
