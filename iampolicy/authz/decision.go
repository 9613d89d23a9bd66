package authz

// Decision is the answer to a Request. The zero Decision denies.
type Decision struct {
	Outcome Outcome
	Reasons []Reason // what decided, or for an implicit deny what came nearest; not to be changed
	Missing []string // for Undetermined: the context keys that the answer hangs on, sorted
}

// Outcome is what a policy, or all policies together, say to a request.
type Outcome uint8

// The outcomes. The zero Outcome denies.
const (
	ImplicitDeny Outcome = iota // nothing allows it
	ExplicitDeny                // a Deny statement matches: no Allow helps
	Undetermined                // it hangs on context keys that are unknown; only with Request.OpenContext
	Allowed
)

var outcomes = [...]string{"ImplicitDeny", "ExplicitDeny", "Undetermined", "Allowed"}

// String returns the name of the constant.
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o]
	}
	return "Outcome(?)"
}
