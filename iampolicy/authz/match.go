package authz

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// stand is where a policy stands while it is asked. The zero stand is alone.
type stand struct {
	layer   Layer
	policy  int     // which one of the layer's policies
	bounded bool    // the caller has a permissions boundary
	bearing bearing // LayerResource: on the request's resource
	on      string  // LayerResource: what it is attached to
}

// matches compares the statement with the request, clause by clause. What a
// layer does not allow in a statement is read in the denying way. A statement
// that names the action need not be asked about it. A clause that hangs on what
// is unknown counts as matching here: see unknowns.hang.
func matches(s *eval.Statement, r *request, at *stand, named bool) failure {
	switch {
	case !named && !s.Actions.Matches(r.Service, r.Name):
		return atAction
	case !matchesPrincipal(s, r, at):
		return atPrincipal
	}
	return matchesRest(s, r, at)
}

// matchesRest compares what *stands behind Action and Principal.
func matchesRest(s *eval.Statement, r *request, at *stand) failure {
	if !matchesResource(s, r, at) {
		return atResource
	}
	for i := range s.Conditions {
		if !mayHold(&s.Conditions[i], r) {
			return atCondition + failure(i)
		}
	}
	return nothing
}

func matchesPrincipal(s *eval.Statement, r *request, at *stand) bool {
	p := &s.Principal
	switch {
	case at.layer.isAttachedToCaller():
		return p.Absent || s.Deny // such a policy must not have a Principal
	case p.Absent:
		return s.Deny || at.layer == LayerNone // any other must have one
	case p.Not && s.Deny:
		return !p.Exempts(&r.Caller, at.bounded)
	case p.Not:
		return !p.Mentions(&r.Caller) && r.Caller.Kind != eval.CallerUnknown
	}
	return p.Mentions(&r.Caller)
}

func matchesResource(s *eval.Statement, r *request, at *stand) bool {
	switch {
	case at.layer == LayerResource && !at.bearing.lets(s):
		return false
	case !s.Resource.Absent:
		return r.open.mayCover(s, r)
	case at.layer.isAttachedToCaller() || at.layer == LayerEndpoint:
		return s.Deny // such a policy must have a Resource; so must an RCP, whose Allow says nothing
	}
	// A repository policy has no Resource: it is about its repository, and an
	// action without resource types is about none.
	return !(at.layer == LayerResource && r.WildcardOnly)
}

// lets reports whether the statement of a resource policy counts.
func (b bearing) lets(s *eval.Statement) bool {
	switch b {
	case bearsNothing:
		return false
	case bearsDenials:
		return s.Deny
	case bearsUnplaced:
		return s.Deny || !s.Resource.Absent
	}
	return true
}

func mayHold(c *match.Condition, r *request) bool {
	if r.open != nil {
		return r.open.mayHold(c, r)
	}
	return c.Holds(r.Context)
}

// strengthOf is how directly an Allow statement that matches names the caller.
func strengthOf(s *eval.Statement, r *request) eval.Strength {
	switch {
	case s.Principal.Absent:
		return eval.StrengthDirect
	case s.Principal.Not:
		return eval.StrengthAccount // AWS does not support NotPrincipal with Allow: the least that it can mean
	}
	return s.Principal.Strength(&r.Caller)
}
