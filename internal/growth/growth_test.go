package growth_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
)

func TestTry(t *testing.T) {
	for _, s := range growth.All() {
		line := fmt.Sprintf("%-70s", s.Name())
		for _, n := range []int{s.Sizes[0], s.Sizes[len(s.Sizes)-2], s.Sizes[len(s.Sizes)-1]} {
			if n > 100_000_000 {
				n = n / 10
			}
			run := s.Prepare(n)
			best := time.Hour
			for range 2 {
				start := time.Now()
				run()
				best = min(best, time.Since(start))
			}
			line += fmt.Sprintf(" %12v", best)
		}
		t.Log(line)
	}
}
