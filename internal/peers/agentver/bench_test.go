// Package agentver_test measures package agentver beside its peers and holds it
// to their answers.
package agentver_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

func BenchmarkCompareTexts(b *testing.B) { pairs.Bench(b, pairs.CompareVersions()) }

func BenchmarkConstraint(b *testing.B) { pairs.Bench(b, pairs.Constraint()) }

func BenchmarkParseText(b *testing.B) { pairs.Bench(b, pairs.ReadVersions()) }

// BenchmarkSurveyMillion is a fleet of a million version strings; one in a
// thousand instances reports none.
func BenchmarkSurveyMillion(b *testing.B) {
	pairs.BenchSeries(b, "fleet.Survey, a thousand versions", 1_000_000)
}

// BenchmarkParseMillion is the same without the summary: parse and check each.
func BenchmarkParseMillion(b *testing.B) {
	pairs.BenchSeries(b, "agentver.Parse and Feature.Check, one by one", 1_000_000)
}
