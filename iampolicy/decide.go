package iampolicy

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
	asked
	owner   string // Request.ResourceAccount
	bounded bool   // the caller has a permissions boundary
	layer   Layer
	open    *open // nil if every key that is not in the context is absent
}

func newRequest(q *Request) request {
	return request{asked: asked{principal: q.Principal, action: q.Action, resource: q.Resource, context: q.Context}, owner: q.ResourceAccount}
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
	c, colon := p.compiled.index.find(q.Action)
	r := newRequest(&q)
	if c.isEmpty() || !r.splitNamed(c, colon) || !r.splitResource() {
		return Decision{Reasons: p.silence()}
	}
	if p.compiled.principals {
		r.caller = newCaller(q.Principal)
	}
	v := c.judge(&r)
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
	deny, allow *statement
	strength    strength // how directly the allowing statement names the caller
	near        *statement
	failed      failure // what near failed at
}

// judge looks at the statements that are about the action, Deny first.
func (p *Policy) judge(r *request) (v verdict) {
	if p == nil {
		return v
	}
	return p.compiled.candidates(r.action).judge(r)
}

func (c *candidates) judge(r *request) (v verdict) {
	if c.isShared() {
		return c.judgeShared(r)
	}
	for _, s := range c.named.deny {
		if s.matches(r, true) == nothing {
			v.deny = s
			return v
		}
	}
	for _, s := range c.named.allow {
		if v.consider(s, r, true); v.strength == strengthDirect {
			break
		}
	}
	return v
}

// judgeShared is judge where statements may be about other actions.
func (c *candidates) judgeShared(r *request) (v verdict) {
	deny, allow := c.denying(), c.allowing()
	for s, named := deny.next(); s != nil; s, named = deny.next() {
		if s.matches(r, named) == nothing {
			v.deny = s
			return v
		}
	}
	for s, named := allow.next(); s != nil && v.strength != strengthDirect; s, named = allow.next() {
		v.consider(s, r, named)
	}
	return v
}

// consider takes an Allow statement into account.
func (v *verdict) consider(s *statement, r *request, named bool) {
	failed := s.matches(r, named)
	if failed == nothing {
		if g := s.grants(r); v.allow == nil || g > v.strength {
			v.allow, v.strength = s, g
		}
		return
	}
	if failed > v.failed || v.near == nil && failed != atAction {
		v.near, v.failed = s, failed
	}
}

// grants is the strength of a matching Allow statement.
func (s *statement) grants(r *request) strength {
	switch {
	case s.principal.absent:
		return strengthDirect
	case s.principal.not:
		return strengthAccount // AWS does not support NotPrincipal with Allow: the least that it can mean
	}
	return s.principal.strength(&r.caller)
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
func (s *statement) matches(r *request, named bool) failure {
	switch {
	case !named && !s.actions.matches(r.service, r.name):
		return atAction
	case !s.matchesPrincipal(r):
		return atPrincipal
	case !s.matchesResource(r):
		return atResource
	}
	for i := range s.conditions {
		if !s.holds(&s.conditions[i], r) {
			return atCondition + failure(i)
		}
	}
	return nothing
}

func (s *statement) matchesPrincipal(r *request) bool {
	p := &s.principal
	switch {
	case r.layer.isAttachedToCaller():
		return p.absent || s.deny // such a policy must not have a Principal
	case p.absent:
		return s.deny || r.layer == LayerNone // any other must have one
	case p.not && s.deny:
		return !p.exempts(&r.caller, r.bounded)
	case p.not:
		return !p.mentions(&r.caller) && r.caller.kind != callerUnknown
	}
	return p.any || p.mentions(&r.caller)
}

func (s *statement) matchesResource(r *request) bool {
	switch {
	case !s.resource.absent:
		return r.open.resource(s, r)
	case r.layer.isAttachedToCaller():
		return s.deny // such a policy must have a Resource
	}
	// A repository policy has no Resource: it is about its repository, and an
	// action without resource types is about none.
	return !(r.layer == LayerResource && r.wildcardOnly)
}

func (s *statement) holds(c *condition, r *request) bool {
	if r.open != nil {
		return r.open.condition(s, c, r)
	}
	return c.holds(r.context)
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
