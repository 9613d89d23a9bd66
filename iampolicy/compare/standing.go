package compare

import (
	"iter"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// standing is where a policy stands when it decides: alone, or as one of the
// policies of an Access. Documents that are the same in every place are the same.
type standing uint8

const (
	standingAlone standing = iota
	standingResource
	standingResourceBounded
	standingIdentity
	standingBesideIdentity
	standingEndpoint
)

// decide returns what p decides about q there; all is the policy of allowAll.
func (at standing) decide(p, all *authz.Policy, q authz.Request) authz.Decision {
	if at == standingAlone {
		return p.Decide(q)
	}
	return at.access(p, all, q.Resource).Decide(q)
}

// access puts p into its place, where it is attached to the resource.
func (at standing) access(p, all *authz.Policy, resource string) authz.Access {
	attached := []authz.ResourcePolicy{{On: resource, Policy: p}}
	switch at {
	case standingResource:
		return authz.Access{Resource: attached}
	case standingResourceBounded:
		return authz.Access{Resource: attached, Boundary: &authz.Policy{}}
	case standingBesideIdentity:
		return authz.Access{Resource: attached, Identity: all}
	case standingEndpoint:
		return authz.Access{Endpoint: p, Identity: all}
	}
	return authz.Access{Identity: p}
}

// allowAll returns a policy that allows everything.
func allowAll() *authz.Policy {
	p, _ := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("*").On("*")))
	return p
}

func (at standing) layer() authz.Layer {
	switch at {
	case standingAlone:
		return authz.LayerNone
	case standingIdentity:
		return authz.LayerIdentity
	case standingEndpoint:
		return authz.LayerEndpoint
	}
	return authz.LayerResource
}

func (at standing) note() string {
	switch at {
	case standingResource:
		return "as the resource's policy, without an identity policy"
	case standingResourceBounded:
		return "as the resource's policy, for a caller whose permissions boundary allows nothing"
	case standingIdentity:
		return "as an identity policy"
	case standingBesideIdentity:
		return "as the resource's policy, for a caller whose identity policy allows everything"
	case standingEndpoint:
		return "as the policy of a VPC endpoint"
	}
	return ""
}

// standings returns those that can make a difference: how directly a caller
// is named counts in a resource policy; where some statements have a Principal
// or Resource and others have not, every place reads them differently; and the
// policies of a caller count a Deny with any Principal, one that names nobody
// too.
func (s *space) standings() []standing {
	principals, resources, denials := 0, 0, 0
	for _, t := range s.statements {
		principals += int(b2i(!t.Principal.Absent))
		resources += int(b2i(!t.Resource.Absent))
		denials += int(b2i(!t.Principal.Absent && t.Deny))
	}
	n := len(s.statements)
	switch {
	case principals != 0 && principals != n || resources != 0 && resources != n:
		return []standing{standingAlone, standingResource, standingResourceBounded, standingIdentity, standingBesideIdentity, standingEndpoint}
	case denials > 0:
		return []standing{standingAlone, standingResource, standingResourceBounded, standingIdentity}
	case principals == n:
		return []standing{standingAlone, standingResource, standingResourceBounded}
	}
	return []standing{standingAlone}
}

// each calls do for the requests that a and b decide differently. It returns
// whether the space was complete, or do asked to stop.
func (s *space) each(a, b *authz.Policy, do func(*actionGroup, authz.Request, standing, authz.Outcome, authz.Outcome) bool) bool {
	standings, all, left := s.standings(), allowAll(), maxRequests
	for _, context := range s.contexts {
		for q, g := range s.requests(context) {
			for _, at := range standings {
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
func (s *space) requests(context map[string][]string) iter.Seq2[authz.Request, *actionGroup] {
	resources := s.resources
	if s.variables {
		resources = s.resourcesIn(context)
	}
	return func(yield func(authz.Request, *actionGroup) bool) {
		for i := range resources {
			for j := range s.callers {
				if resources[i].spare && resources[i].account != homeOf(&s.callers[j]) {
					continue
				}
				for k := range s.actions {
					g := &s.actions[k]
					q := authz.Request{Principal: s.callers[j].Text, Action: g.names[0], Resource: resources[i].text, Context: context}
					if (!g.wildcardOnly || q.Resource == "*") && !yield(q, g) {
						return
					}
				}
			}
		}
	}
}
