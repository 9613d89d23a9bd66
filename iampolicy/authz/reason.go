package authz

import (
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// Reason is one line of the answer to "why": a statement that decided, or one
// that nearly did. The zero Reason says that nothing is known.
type Reason struct {
	Layer     Layer            // which policy of an Access; LayerNone from Policy.Decide
	Policy    int              // which one of that layer's policies, from 0
	Document  int              // index of the document among Compile's arguments, -1 for none
	Statement int              // index of the statement in the document, -1 for none
	SID       string           // the statement's Sid, often empty
	Effect    iampolicy.Effect // the statement's effect, "" for none
	Clause    Clause           // the clause that failed; ClauseNone: the statement matches
	Key       string           // operator and key of a condition; part of the ARN that differs, or "On"
	Want      string           // what the statement asks for at that clause
	Got       string           // what the request has there; empty from Policy.Decide
	Change    string           // from Blockers: which clause of a Deny to change, and how
}

// Clause is a part of a statement that a request is compared with.
type Clause uint8

// The clauses. ClauseNone, the zero Clause, means that the whole statement matches.
const (
	ClauseNone Clause = iota
	ClauseAction
	ClausePrincipal
	ClauseResource
	ClauseCondition
	ClauseUnknown // with OpenContext: the statement hangs on keys that are not given
	ClauseUnseen  // a policy of the layer exists and was not given: see Access.Unseen
	ClauseTooMuch // there is more to compare than is done for one request
	ClauseSession // NotPrincipal spares a session of a role that it names, and does not name the session
)

// String returns the reason on one line, such as
//
//	identity policy, statement 0 (Pull): Action ecr:BatchGetImages is not ecr:BatchGetImage: a slip of the pen?
func (r Reason) String() string {
	if r.Statement < 0 {
		return r.withoutStatement()
	}
	return r.place() + r.fault() + r.change()
}

func (r *Reason) change() string {
	if r.Change == "" {
		return ""
	}
	return "; " + r.Change
}

func (r *Reason) policy() string {
	if r.Policy > 0 {
		return r.Layer.String() + " " + strconv.Itoa(r.Policy)
	}
	return r.Layer.String()
}

func (r *Reason) place() string {
	s := r.policy()
	if r.Document > 0 {
		s += ", document " + strconv.Itoa(r.Document)
	}
	s += ", statement " + strconv.Itoa(r.Statement)
	if r.SID != "" {
		s += " (" + r.SID + ")"
	}
	return s
}

func (r *Reason) fault() string {
	switch r.Clause {
	case ClauseAction:
		return ": Action " + r.Want + " is not " + r.Got + ": a slip of the pen?"
	case ClausePrincipal:
		return ": " + r.principalFault()
	case ClauseResource:
		return ": " + r.resourceFault()
	case ClauseSession:
		return ": NotPrincipal names the role of " + r.Got + " and the account, and not the session, which some of AWS's pages ask for"
	case ClauseUnknown:
		return " hangs on what is not known: " + r.Key + " " + r.Want
	case ClauseCondition:
		return ": " + r.Key + " wants " + r.Want + ", the request has " + orThe(r.Got, "something else")
	}
	if r.Effect == iampolicy.EffectDeny {
		return " denies it"
	}
	return " allows it"
}

func (r *Reason) principalFault() string {
	switch {
	case r.Layer.isAttachedToCaller():
		return "has a Principal, which only policies of resources have"
	case r.Want == "":
		return "has no Principal, which policies of resources need"
	}
	return "Principal " + r.Want + " does not name " + orThe(r.Got, "the caller")
}

func (r *Reason) resourceFault() string {
	if r.Want == "" && r.Key != "On" {
		return "has no Resource that covers " + orThe(r.Got, "the request's")
	}
	s := "Resource " + r.Want + " does not cover " + orThe(r.Got, "the request's")
	switch r.Key {
	case "":
		return s
	case "On":
		return "has no Resource, and what the policy is attached to is not known"
	case "*":
		return s + `: the action is about no single resource and needs Resource "*"`
	}
	return s + ": the " + r.Key + " differs"
}

func orThe(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (r *Reason) withoutStatement() string {
	switch {
	case r.Clause == ClauseTooMuch:
		return r.policy() + ": there are more patterns than are compared with a request of this length"
	case r.Clause == ClauseUnseen:
		return r.policy() + ": there is one that was not given"
	case r.Want != "":
		return "the request has " + quote.Text(r.Got) + " where it needs " + r.Want
	case r.Effect == iampolicy.EffectAllow:
		return r.Got + " may do in its account whatever no policy denies"
	}
	return r.policy() + ": no statement allows " + orThe(r.Got, "the action")
}
