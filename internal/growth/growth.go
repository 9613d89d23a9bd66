// Package growth lists the operations of the core whose cost could grow faster
// than their input, each with ordinary input and with input made to hurt. It is
// one list for two uses: TestOperations counts the operations, which is the
// proof, and internal/peers/speed takes the time, which is the figure.
package growth

import "slices"

// A Series is an operation on inputs of one shape and of several sizes.
type Series struct {
	Operation string // such as "ecrref.Find"
	Input     string // what the input looks like
	Hostile   bool   // it is made to hurt
	Unit      string // what sizes are numbers of
	Sizes     []int  // the sizes to time, from the smallest
	Counted   int    // operations are counted for this size, and for four times it
	Claim     Claim

	// Prepare makes an input of n units. What run does is the operation. It
	// panics when the answer is wrong, and is not known when the operation says
	// that it has compared enough.
	Prepare func(n int) (run func() (known bool))
}

// Claim is how cost grows with the size of the input.
type Claim uint8

// The claims.
const (
	Linear   Claim = iota // or less
	Constant              // whatever the size
	Bounded               // whatever it is for small input, more input than a bound on work is not compared
)

func (c Claim) String() string { return [...]string{"linear", "constant", "bounded"}[c] }

// Name names the series in tests and tables.
func (s Series) Name() string { return s.Operation + ", " + s.Input }

// All returns every series, those of one operation side by side.
func All() []Series {
	return slices.Concat(find(), references(), documents(), decisions(), texts(), fleets())
}

// A Proof is a test that counts, beside TestOperations of package operations.
type Proof struct{ Operation, Claim, Package, Test string }

// Proofs are the tests in the packages themselves, which look closer.
var Proofs = []Proof{}
