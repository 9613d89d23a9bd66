// Package ecrref_test measures ecrref beside the libraries that its users have
// today, in one run on one machine:
//
//	go test -bench . -benchmem ./ecrref
package ecrref_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

func BenchmarkParse(b *testing.B) { pairs.Bench(b, pairs.Parse()) }

func BenchmarkFind(b *testing.B) { pairs.Bench(b, pairs.Find()) }
