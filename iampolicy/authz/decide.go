package authz

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Request is what is asked: may Principal do Action on Resource? The zero
// Request, or one without Action or Resource, is never allowed.
type Request struct {
	// Principal is the ARN of a user, role, session of a role, federated user
	// or root user, the host name of a service, or the host name or ARN of an
	// identity provider. A host name that does not end as AWS's do is a
	// provider's. Policy.Decide needs it only where a statement has a
	// Principal; Access.Decide always needs it.
	Principal string
	// Action is one action such as "ecr:BatchGetImage", in any case.
	Action string
	// Resource is the ARN of one resource, or "*" for an action that has no
	// resource types or is about no resource in particular. It is text: a *
	// in it is no wildcard.
	Resource string
	// ResourceAccount is the account that owns the resource, for resources
	// whose ARN does not hold it; with Resource "*" the account called,
	// empty for the caller's own.
	ResourceAccount string
	// Context holds the condition keys of the request, in any case. A key that
	// is not in it, or has no value, is absent from the request.
	Context map[string][]string
	// OpenContext says that the keys that are not in Context are unknown, not
	// absent. A key with an empty list is known to be absent. A key that is
	// compared without set operator holds at most one value. Keys that follow
	// from the request, such as aws:PrincipalArn, are unknown unless given.
	//
	// An answer other than Undetermined is the answer whatever the unknown keys
	// are. Undetermined is exact for conditions on unknown keys that compare
	// with what is given. It may be said, and Missing may name too many keys,
	// where the answer is the same after all, in these cases:
	//
	//   - A condition or resource holds the variable of an unknown key: it is
	//     taken to hold or not, whatever else holds, unless the same or the
	//     opposite is asked twice. {"StringEquals": {"k": "a", "j": "${k}x"},
	//     "StringNotEquals": {"j": "ax"}} never holds, and is Undetermined.
	//   - One key is compared as several types (text, number, date, address),
	//     or without regard to case with letters beyond ASCII.
	//   - There is too much to try: more than 64 conditions on one key, 1,024
	//     ways in which they turn out, 16,384 combinations of keys, or 16 million
	//     steps through the patterns for one key.
	OpenContext bool
}

// request is a Request taken apart, and what is known while it is judged.
type request struct {
	eval.Request
	owner   string // Request.ResourceAccount
	bounded bool   // the caller has a permissions boundary
	layer   Layer
	open    *open // nil if every key that is not in the context is absent
}

func newRequest(q *Request) request {
	return request{Request: eval.Request{Principal: q.Principal, Action: q.Action, Resource: q.Resource, Context: q.Context}, owner: q.ResourceAccount}
}

// Decide says what the policy alone says to q. Unless q.OpenContext is set it
// does not allocate and looks only at statements about q.Action. Where the
// policy is attached is not known here, so a statement without Principal is
// about everyone and one without Resource about every resource, and "*" too. A
// Principal matches if it names q.Principal or its account in any way.
// Access.Decide knows the place, and may differ: there, a repository policy's
// statement without Resource says nothing about ecr:GetAuthorizationToken.
//
// The reasons are the statement that decides; for an implicit deny the one that
// came nearest. Explain gives all of them, and in more detail.
func (p *Policy) Decide(q Request) Decision {
	switch {
	case p == nil:
		return Decision{Reasons: p.silence()}
	case q.OpenContext:
		return p.decideOpen(q)
	}
	c, colon := p.compiled.Index.Find(q.Action)
	r := newRequest(&q)
	if c.IsEmpty() || !r.SplitNamed(c, colon) || !r.SplitResource() {
		return Decision{Reasons: p.silence()}
	}
	if p.compiled.Principals {
		r.Caller = eval.NewCaller(q.Principal)
	}
	v := judge(c, &r)
	return v.decision(p)
}

func (p *Policy) silence() []Reason {
	if p == nil || p.silent[0].Statement == 0 {
		return noPolicy[:]
	}
	return p.silent[:]
}

var noPolicy = [1]Reason{{Document: -1, Statement: -1, Clause: ClauseAction}}

// verdict is what one policy says to a request.
type verdict struct {
	deny, allow *eval.Statement
	strength    eval.Strength // how directly the allowing statement names the caller
	near        *eval.Statement
	failed      failure // what near failed at
}

// judge looks at the statements that are about the action, Deny first.
func (p *Policy) judge(r *request) (v verdict) {
	if p == nil {
		return v
	}
	return judge(p.compiled.Candidates(r.Action), r)
}

func judge(c *eval.Candidates, r *request) (v verdict) {
	if c.IsShared() {
		return judgeShared(c, r)
	}
	for _, s := range c.Named.Deny {
		if matches(s, r, true) == nothing {
			v.deny = s
			return v
		}
	}
	for _, s := range c.Named.Allow {
		if v.consider(s, r, true); v.strength == eval.StrengthDirect {
			break
		}
	}
	return v
}

// judgeShared is judge where statements may be about other actions.
func judgeShared(c *eval.Candidates, r *request) (v verdict) {
	deny, allow := c.Denying(), c.Allowing()
	for s, named := deny.Next(); s != nil; s, named = deny.Next() {
		if matches(s, r, named) == nothing {
			v.deny = s
			return v
		}
	}
	for s, named := allow.Next(); s != nil && v.strength != eval.StrengthDirect; s, named = allow.Next() {
		v.consider(s, r, named)
	}
	return v
}

// consider takes an Allow statement into account.
func (v *verdict) consider(s *eval.Statement, r *request, named bool) {
	failed := matches(s, r, named)
	if failed == nothing {
		if g := grants(s, r); v.allow == nil || g > v.strength {
			v.allow, v.strength = s, g
		}
		return
	}
	if failed > v.failed || v.near == nil && failed != atAction {
		v.near, v.failed = s, failed
	}
}

// grants is the strength of a matching Allow statement.
func grants(s *eval.Statement, r *request) eval.Strength {
	switch {
	case s.Principal.Absent:
		return eval.StrengthDirect
	case s.Principal.Not:
		return eval.StrengthAccount // AWS does not support NotPrincipal with Allow: the least that it can mean
	}
	return s.Principal.Strength(&r.Caller)
}

// failure is the first clause of a statement that does not match; the later
// it is, the nearer the statement came. From atCondition on it is an index.
type failure int

const (
	atAction failure = iota
	atPrincipal
	atResource
	atCondition
	nothing failure = -1
)

// matches compares the statement with the request, clause by clause. What a
// layer does not allow in a statement is read in the denying way. A statement
// that names the action need not be asked about it.
func matches(s *eval.Statement, r *request, named bool) failure {
	switch {
	case !named && !s.Actions.Matches(r.Service, r.Name):
		return atAction
	case !matchesPrincipal(s, r):
		return atPrincipal
	case !matchesResource(s, r):
		return atResource
	}
	for i := range s.Conditions {
		if !holds(s, &s.Conditions[i], r) {
			return atCondition + failure(i)
		}
	}
	return nothing
}

func matchesPrincipal(s *eval.Statement, r *request) bool {
	p := &s.Principal
	switch {
	case r.layer.isAttachedToCaller():
		return p.Absent || s.Deny // such a policy must not have a Principal
	case p.Absent:
		return s.Deny || r.layer == LayerNone // any other must have one
	case p.Not && s.Deny:
		return !p.Exempts(&r.Caller, r.bounded)
	case p.Not:
		return !p.Mentions(&r.Caller) && r.Caller.Kind != eval.CallerUnknown
	}
	return p.Any || p.Mentions(&r.Caller)
}

func matchesResource(s *eval.Statement, r *request) bool {
	switch {
	case !s.Resource.Absent:
		return r.open.resource(s, r)
	case r.layer.isAttachedToCaller():
		return s.Deny // such a policy must have a Resource
	}
	// A repository policy has no Resource: it is about its repository, and an
	// action without resource types is about none.
	return !(r.layer == LayerResource && r.WildcardOnly)
}

func holds(s *eval.Statement, c *match.Condition, r *request) bool {
	if r.open != nil {
		return r.open.condition(s, c, r)
	}
	return c.Holds(r.Context)
}

// decision turns the verdict of a policy that stands alone into a Decision.
func (v *verdict) decision(p *Policy) Decision {
	switch {
	case v.deny != nil:
		return Decision{Outcome: ExplicitDeny, Reasons: p.reasonFor(v.deny, nothing)}
	case v.allow != nil:
		return Decision{Outcome: Allowed, Reasons: p.reasonFor(v.allow, nothing)}
	case v.near != nil:
		return Decision{Reasons: p.reasonFor(v.near, v.failed)}
	}
	return Decision{Reasons: p.silence()}
}
