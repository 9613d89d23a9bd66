package authz

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// failure is the first clause of a statement that does not match; the later
// it is, the nearer the statement came. From atCondition on it is an index.
type failure int

const (
	atAction failure = iota
	atPrincipal
	atResource
	atCondition
	nothing failure = -1
	atPlace failure = -2 // the policy stands elsewhere: see bearsInRegion
)

// newReasons makes the reasons that the statement can give, ahead of any
// request: it decides, its principal fails, its resource fails, and one for
// each condition.
func newReasons(s *eval.Statement) []Reason {
	list := make([]Reason, 0, 3+len(s.Conditions))
	list = append(list, newReason(s), because(s, ClausePrincipal, "", wantedPrincipal(&s.Principal)), because(s, ClauseResource, "",
		wantedResource(&s.Resource)))
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
