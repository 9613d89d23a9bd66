// Package iampolicy_test measures iampolicy beside its peers, on the same
// documents in one run.
package iampolicy_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

func BenchmarkParse(b *testing.B) { pairs.Bench(b, pairs.ParsePolicy()) }

func BenchmarkAppendJSON(b *testing.B) { pairs.Bench(b, pairs.AppendPolicy()) }

func BenchmarkDecide(b *testing.B) { pairs.Bench(b, pairs.Decide()) }

// BenchmarkDecideOtherActions shows that statements about other actions cost nothing.
func BenchmarkDecideOtherActions(b *testing.B) {
	pairs.BenchSeries(b, "Policy.Decide, about other actions", 1, 10, 100, 1000)
}

func BenchmarkEquivalent(b *testing.B) { pairs.Bench(b, pairs.Equivalent()) }
