package compare

import (
	"sync"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// place is where a policy stands when it decides: alone, or as one of the
// policies of an Access. Documents that are the same in every place are the same.
type place uint8

const (
	alone place = iota
	onResource
	onResourceBounded
	onCaller
	besideIdentity
	onEndpoint
)

// places says of each place in which layer it is and how a change reads there.
var places = [...]struct {
	layer authz.Layer
	note  string
}{
	alone:             {authz.LayerNone, ""},
	onResource:        {authz.LayerResource, "as the resource's policy, without an identity policy"},
	onResourceBounded: {authz.LayerResource, "as the resource's policy, for a caller whose permissions boundary allows nothing"},
	onCaller:          {authz.LayerIdentity, "as an identity policy"},
	besideIdentity:    {authz.LayerResource, "as the resource's policy, for a caller whose identity policy allows everything"},
	onEndpoint:        {authz.LayerEndpoint, "as the policy of a VPC endpoint"},
}

// decide returns what p decides about q there, attached to the resource.
func (at place) decide(p *authz.Policy, q authz.Request) authz.Decision {
	attached := []authz.ResourcePolicy{{On: q.Resource, Policy: p}}
	switch at {
	case onResource:
		return authz.Access{Resource: attached}.Decide(q)
	case onResourceBounded:
		return authz.Access{Resource: attached, Boundary: &authz.Policy{}}.Decide(q)
	case onCaller:
		return authz.Access{Identity: p}.Decide(q)
	case besideIdentity:
		return authz.Access{Resource: attached, Identity: allowAll()}.Decide(q)
	case onEndpoint:
		return authz.Access{Endpoint: p, Identity: allowAll()}.Decide(q)
	}
	return p.Decide(q)
}

// allowAll returns a policy that allows everything.
var allowAll = sync.OnceValue(func() *authz.Policy {
	p, _ := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("*").On("*")))
	return p
})

// placesFor returns those that can make a difference: how directly a caller is
// named counts in a resource policy; where some statements have a Principal or
// Resource and others have not, every place reads them differently; and the
// policies of a caller count a Deny with any Principal, one that names nobody
// too.
func placesFor(statements []*eval.Statement) []place {
	principals, resources, denials, n := 0, 0, 0, len(statements)
	for _, t := range statements {
		principals += int(b2i(!t.Principal.Absent))
		resources += int(b2i(!t.Resource.Absent))
		denials += int(b2i(!t.Principal.Absent && t.Deny))
	}
	switch {
	case principals != 0 && principals != n || resources != 0 && resources != n:
		return []place{alone, onResource, onResourceBounded, onCaller, besideIdentity, onEndpoint}
	case denials > 0:
		return []place{alone, onResource, onResourceBounded, onCaller}
	case principals == n:
		return []place{alone, onResource, onResourceBounded}
	}
	return []place{alone}
}

func b2i(b bool) byte {
	if b {
		return 1
	}
	return 0
}
