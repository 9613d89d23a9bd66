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

// A Proof is a test of a package itself, which looks closer than TestOperations
// of package operations.
type Proof struct{ Operation, Claim, Package, Test string }

// Proofs are those that count.
var Proofs = []Proof{
	{"a pattern", "is read in steps linear in its text", "iampolicy/internal/match", "TestLexIsLinear"},
	{"a pattern", "matches in no more steps than its weight says, by which the bounds count", "iampolicy/internal/match", "TestWeight"},
	{"Document.Minimize", "1 MiB takes no more steps than its bound", "iampolicy", "TestLargeDocuments"},
	{"lint.Run", "looks, comparisons and pointers grow as the document does, or end at their bound", "iampolicy/lint", "TestLintWork"},
	{"authz.Compile", "memory grows as the document does", "iampolicy/authz", "TestCompileIsLinear"},
	{"Policy.Decide", "does not allocate, whatever shares the policy", "iampolicy/authz", "TestDecideShared"},
	{"Policy.Decide, unknown keys", "40,000 keys do not make 1.6 billion questions", "iampolicy/authz", "TestOpenContextManyConditions"},
	{"compare.Equivalent, Diff, Added and Grants", "1 MiB takes no more steps than the bound", "iampolicy/compare", "TestCost"},
}
