package authz

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
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
	Key       string           // ClauseCondition: operator and key; ClauseResource: the part of the ARN that differs, or "On"
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
	ClauseSession // NotPrincipal spares a session of a role that it names, and does not name the session
)

// Layer is where a policy stands between the caller and the resource: the
// fields of Access. The zero Layer is none: the policy is looked at alone.
type Layer uint8

// The layers.
const (
	LayerNone Layer = iota
	LayerIdentity
	LayerResource
	LayerBoundary
	LayerSession
	LayerSCP
	LayerRCP
	LayerEndpoint
)

var layers = [...]string{"policy", "identity policy", "resource policy", "permissions boundary", "session policy",
	"service control policy", "resource control policy", "endpoint policy"}

// String returns AWS's word for the layer's policies, "policy" for LayerNone.
func (l Layer) String() string {
	if int(l) < len(layers) {
		return layers[l]
	}
	return "Layer(" + strconv.Itoa(int(l)) + ")"
}

// isAttachedToCaller reports whether the layer's policies hang on the caller or
// its account, so that their statements have a Resource and no Principal.
func (l Layer) isAttachedToCaller() bool {
	switch l {
	case LayerIdentity, LayerBoundary, LayerSession, LayerSCP:
		return true
	}
	return false
}

// newReasons makes the reasons that the statement can give, ahead of any
// request: it decides, its principal fails, its resource fails, and one for
// each condition.
func newReasons(s *eval.Statement) []Reason {
	list := make([]Reason, 0, 3+len(s.Conditions))
	list = append(list, newReason(s), because(s, ClausePrincipal, "", wantedPrincipal(&s.Principal)), because(s, ClauseResource, "", wantedResource(&s.Resource)))
	for i := range s.Conditions {
		c := &s.Conditions[i]
		list = append(list, because(s, ClauseCondition, c.Name+" "+c.Key, c.Want))
	}
	return list
}

// newReason is what all reasons of the statement share.
func newReason(s *eval.Statement) Reason {
	effect := iampolicy.EffectAllow
	if s.Deny {
		effect = iampolicy.EffectDeny
	}
	return Reason{Document: s.Document, Statement: s.Number, SID: s.SID, Effect: effect}
}

func because(s *eval.Statement, c Clause, key, want string) Reason {
	r := newReason(s)
	r.Clause, r.Key, r.Want = c, key, want
	return r
}

// reasonFor is the reason that s failed as f says, or decided.
func (p *Policy) reasonFor(s *eval.Statement, f failure) []Reason {
	i := int(f)
	if f == nothing {
		i = 0
	}
	return p.reasons[s.Place][i : i+1 : i+1]
}

func wantedPrincipal(c *eval.PrincipalClause) string {
	texts := make([]string, 0, len(c.Entries)+1)
	if c.Any {
		texts = append(texts, "*")
	}
	for i := range c.Entries {
		texts = append(texts, c.Entries[i].Text)
	}
	return not(c.Not) + strings.Join(texts, ", ")
}

func wantedResource(c *eval.ResourceClause) string {
	texts := make([]string, len(c.Patterns))
	for i := range c.Patterns {
		texts[i] = c.Patterns[i].Text
	}
	return not(c.Not) + strings.Join(texts, ", ")
}

func not(is bool) string {
	if is {
		return "anything but "
	}
	return ""
}

// String returns the reason on one line, such as
//
//	identity policy, statement 0 (Pull): Resource arn:aws:ecr:us-east-1:111122223333:repository/app does not cover arn:aws:ecr:us-east-1:111122223333:repository/web: the name differs
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
	case r.Clause == ClauseUnseen:
		return r.policy() + ": there is one that was not given"
	case r.Want != "":
		return "the request has " + match.Quote(r.Got) + " where it needs " + r.Want
	case r.Effect == iampolicy.EffectAllow:
		return r.Got + " may do in its account whatever no policy denies"
	}
	return r.policy() + ": no statement allows " + orThe(r.Got, "the action")
}
