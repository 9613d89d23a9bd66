package lint_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// BenchmarkRun judges the policy that AWS prints for a pull, and a document of 549 kB
// with 40,000 actions.
func BenchmarkRun(b *testing.B) {
	for name, d := range map[string]iampolicy.Document{
		"pull":   iampolicy.ECSPull(),
		"40,000": iampolicy.NewDocument(iampolicy.Allow(texts(40000, "ecr:GetX%d")...).On("*")),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				lint.Run(d, identity)
			}
		})
	}
}
