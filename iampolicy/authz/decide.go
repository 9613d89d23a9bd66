package authz

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// Decide says what the policy alone says to q. Unless q.OpenContext is set it
// does not allocate and looks only at statements about q.Action. Where the
// policy is attached is not known here, so a statement without Principal is
// about everyone and one without Resource about every resource, and "*" too. A
// Principal matches if it names q.Principal or its account in any way.
// Access.Decide knows the place, and may differ: there, a repository policy's
// statement without Resource says nothing about ecr:GetAuthorizationToken.
//
// A policy whose patterns are too many for the length of the request is not asked:
// the outcome is Undetermined. That takes more than a billion of
// wildcards times characters, and so a policy of 1 MiB and a name of hundreds.
//
// The reason is the statement that decides; for an implicit deny the one that
// came nearest. Access.Decide gives all of them, with what the request has.
func (p *Policy) Decide(q Request) Decision {
	switch {
	case p == nil:
		return Decision{Reasons: silence[:]}
	case q.OpenContext:
		return p.decideOpen(&q)
	}
	c, colon := p.compiled.Index.Find(q.Action)
	r := newRequest(&q)
	if c.IsEmpty() || !r.SplitNamed(c, colon) || !r.SplitResource() {
		return Decision{Reasons: silence[:]}
	}
	if p.compiled.IsTooMuch(&r.Request) {
		return Decision{Outcome: Undetermined, Reasons: tooMuch[:]}
	}
	if p.compiled.Principals {
		r.Caller = eval.NewCaller(q.Principal)
	}
	return p.judge(c, &r)
}

// judge asks the statements that are about the action, and stops at the first
// that decides.
func (p *Policy) judge(c *eval.Candidates, r *request) Decision {
	var near *eval.Statement
	least, alone := atAction, stand{}
	w := c.Walk()
	for run, named := w.Next(); len(run) > 0; run, named = w.Next() {
		for _, s := range run {
			switch failed := matches(s, r, &alone, named); {
			case failed == nothing && s.Deny:
				return Decision{Outcome: ExplicitDeny, Reasons: p.reasonFor(s, nothing)}
			case failed == nothing:
				return Decision{Outcome: Allowed, Reasons: p.reasonFor(s, nothing)}
			case !s.Deny && failed > least:
				near, least = s, failed
			}
		}
	}
	if near == nil {
		return Decision{Reasons: silence[:]}
	}
	return Decision{Reasons: p.reasonFor(near, least)}
}

// tooMuch is the reason when there is too much to compare.
var tooMuch = [1]Reason{{Document: -1, Statement: -1, Clause: ClauseTooMuch}}

// silence is the reason when no statement is about the action.
var silence = [1]Reason{{Document: -1, Statement: -1, Clause: ClauseAction}}

// Decide says whether q.Principal may do q.Action, as the IAM guide's "Policy
// evaluation logic" has it:
//
//   - A Deny that matches anywhere wins. A statement of a resource policy
//     without Resource, as ECR repository policies have them, is about that
//     resource: it neither allows nor denies an action without resource types,
//     such as ecr:GetAuthorizationToken or ecr:DescribeRegistry.
//   - A Principal names callers of its member's kind: AWS accounts and what is in
//     them, Service services, Federated identity providers. A Deny with
//     NotPrincipal spares a user or role that is named together with its account,
//     and a session whose role is named together with the account; naming the
//     session is not asked for, and does not do in the place of the role. It
//     spares no user, role or session that has a boundary; services and providers
//     have no account, and root users no boundary. An Allow with NotPrincipal,
//     which AWS advises against, counts as naming the account.
//   - Each SCP level must allow, and the endpoint policy.
//   - In the caller's own account, identity policies, boundary and session
//     policy must allow. A resource policy that names the caller itself or
//     everyone replaces all three, one that names the caller's role replaces the
//     identity policies, one that names the account replaces none.
//   - In another account, all three and a resource policy must allow.
//   - For KMS keys and roles to assume a resource policy must allow even in the
//     own account; ecr:GetAuthorizationToken is never granted by one.
//   - For a service or an identity provider the resource policies decide, within
//     RCPs and the endpoint policy; nothing else allows or denies it anything.
//   - The root user needs no identity policy.
//
// The account of the resource is the one in its ARN, else q.ResourceAccount,
// else for Resource "*" the caller's own, and else it is taken for another's.
// A Principal that is empty, has a wildcard or names no possible caller is never
// allowed, and neither is a caller of another partition. IPv4 addresses within
// IPv6, such as ::ffff:10.1.2.3, count as IPv4.
func (a Access) Decide(q Request) Decision {
	r, ok := split(&q)
	if !ok {
		return Decision{Reasons: []Reason{r.fault()}}
	}
	h := a.hear(r)
	return h.decision()
}

// decideOpen is Decide for one policy and keys that are unknown.
func (p *Policy) decideOpen(q *Request) Decision {
	r, ok := split(q)
	if !ok {
		return Decision{Reasons: []Reason{r.fault()}}
	}
	h := &hearing{r: r, alone: true}
	h.ask(stand{}, p)
	return h.decision()
}
