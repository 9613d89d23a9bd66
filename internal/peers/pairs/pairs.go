// Package pairs lists what is measured: an operation of ecrkit on an input, and
// the same with the libraries that its users have today. It is one list for the
// benchmarks in this module and for the speed report.
package pairs

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
)

// A Group is an operation.
type Group struct {
	Name string // of ours, such as "ecrref.Parse"
	Rows []Row
}

// A Row is an operation on one input.
type Row struct {
	Name       string
	Size       int         // bytes of the input, 0 where they do not matter
	Contenders []Contender // ecrkit comes first
}

// A Contender is how one library does it.
type Contender struct {
	Name   string     // a short one
	Module string     // "" for ecrkit, "std" for Go
	Run    func() int // the operation; the result is kept, so that none of it is left out

	// Answer returns what the library answers and what is right, in the words
	// of the library. They differ if Differs says how, and only then.
	Answer  func() (got, want any)
	Differs string

	Goal float64 // how many times as long as ecrkit this should take; 0 for no goal
}

// Ours is the name of ecrkit among the contenders.
const Ours = "ecrkit"

// All returns every group.
func All() []Group {
	return []Group{Parse(), Find(), ParsePolicy(), AppendPolicy(), Decide(), Equivalent(), CompareVersions(), Constraint(),
		ReadVersions()}
}

// Check reports that the contender does not answer as it should, or no longer
// differs from that.
func (c Contender) Check() error {
	got, want := c.Answer()
	if same := reflect.DeepEqual(got, want); same != (c.Differs == "") {
		return fmt.Errorf("%s answers %v; right is %v; known difference: %q", c.Name, got, want, c.Differs)
	}
	return nil
}

var kept int

// number is what Run returns of an answer that is none.
func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Bench measures a group.
func Bench(b *testing.B, g Group) {
	for _, row := range g.Rows {
		for _, c := range row.Contenders {
			b.Run(row.Name+"/"+c.Name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(row.Size))
				for b.Loop() {
					kept += c.Run()
				}
			})
		}
	}
}

// BenchSeries measures a series of package growth, which has no peer.
func BenchSeries(b *testing.B, name string, sizes ...int) {
	for _, s := range growth.All() {
		if s.Name() != name {
			continue
		}
		for _, n := range sizes {
			b.Run(fmt.Sprint(n), func(b *testing.B) {
				run := s.Prepare(n)
				b.ReportAllocs()
				for b.Loop() {
					run()
				}
			})
		}
		return
	}
	b.Fatal("no such series: ", name)
}
