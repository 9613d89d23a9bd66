package iampolicy

import "iter"

// place is where a policy stands when it decides: alone, or as one of the
// policies of an Access. Documents that are the same in every place are the same.
type place uint8

const (
	placeAlone place = iota
	placeResource
	placeResourceBounded
	placeIdentity
	placeBesideIdentity
	placeEndpoint
)

// decide returns what p decides about q there; all is the policy of allowAll.
func (at place) decide(p, all *Policy, q Request) Decision {
	if at == placeAlone {
		return p.Decide(q)
	}
	return at.access(p, all).Decide(q)
}

// access puts p into its place.
func (at place) access(p, all *Policy) Access {
	switch at {
	case placeResource:
		return Access{Resource: []*Policy{p}}
	case placeResourceBounded:
		return Access{Resource: []*Policy{p}, Boundary: &Policy{}}
	case placeBesideIdentity:
		return Access{Resource: []*Policy{p}, Identity: all}
	case placeEndpoint:
		return Access{Endpoint: p, Identity: all}
	}
	return Access{Identity: p}
}

// allowAll returns a policy that allows everything.
func allowAll() *Policy {
	p, _ := Compile(NewDocument(Allow("*").On("*")))
	return p
}

func (at place) layer() Layer {
	switch at {
	case placeAlone:
		return LayerNone
	case placeIdentity:
		return LayerIdentity
	case placeEndpoint:
		return LayerEndpoint
	}
	return LayerResource
}

func (at place) note() string {
	switch at {
	case placeResource:
		return "as the resource's policy, without an identity policy"
	case placeResourceBounded:
		return "as the resource's policy, for a caller whose permissions boundary allows nothing"
	case placeIdentity:
		return "as an identity policy"
	case placeBesideIdentity:
		return "as the resource's policy, for a caller whose identity policy allows everything"
	case placeEndpoint:
		return "as the policy of a VPC endpoint"
	}
	return ""
}

// places returns the places that can make a difference: how directly a caller
// is named counts in a resource policy, and where some statements have a
// Principal or Resource and others have not, every place reads them differently.
func (s *space) places() []place {
	principals, resources := 0, 0
	for _, t := range s.statements {
		principals += int(b2i(!t.principal.absent))
		resources += int(b2i(!t.resource.absent))
	}
	n := len(s.statements)
	switch {
	case principals != 0 && principals != n || resources != 0 && resources != n:
		return []place{placeAlone, placeResource, placeResourceBounded, placeIdentity, placeBesideIdentity, placeEndpoint}
	case principals == n:
		return []place{placeAlone, placeResource, placeResourceBounded}
	}
	return []place{placeAlone}
}

// each calls do for the requests that a and b decide differently. It returns
// whether the space was complete, or do asked to stop.
func (s *space) each(a, b *Policy, do func(*actionGroup, Request, place, Outcome, Outcome) bool) bool {
	places, all, left := s.places(), allowAll(), maxRequests
	for _, context := range s.contexts {
		for q, g := range s.requests(context) {
			for _, at := range places {
				from, to := at.decide(a, all, q).Outcome, at.decide(b, all, q).Outcome
				if from != to && !do(g, q, at, from, to) {
					return true
				}
			}
			if left--; left == 0 {
				return false
			}
		}
	}
	return s.complete
}

// requests yields the requests to make in a context.
func (s *space) requests(context map[string][]string) iter.Seq2[Request, *actionGroup] {
	resources := s.resources
	if s.variables {
		resources = s.resourcesIn(context)
	}
	return func(yield func(Request, *actionGroup) bool) {
		for i := range resources {
			for j := range s.callers {
				if resources[i].spare && resources[i].account != s.callers[j].home() {
					continue
				}
				for k := range s.actions {
					g := &s.actions[k]
					q := Request{Principal: s.callers[j].text, Action: g.names[0], Resource: resources[i].text, Context: context}
					if (!g.wildcardOnly || q.Resource == "*") && !yield(q, g) {
						return
					}
				}
			}
		}
	}
}
