package authz

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// Change says how to change a Deny statement so that it spares what was asked and
// denies everything else as before. The zero Change is no change.
type Change struct {
	Deny    Reason                // the statement, of the reasons that Blockers gives
	Instead []iampolicy.Statement // what to write in its place: nothing, if it denies nothing else
	Known   bool                  // Instead is the change; if not, Deny.Change has it in words
}

// Changes lists the changes of the Deny statements that stand against the needs, one
// for each statement, for all needs together: with them and with the additions of
// Fixes, made on a Report of the changed policies, everything is allowed. It is empty
// if no statement denies.
//
// What is spared is the caller, of a session its role, with the actions that were
// asked on the resources that were asked. A statement that denies more than that
// becomes up to one for all other callers, one for all other actions and one for all
// other resources. The one for other callers asks for aws:PrincipalArn, which AWS
// puts into every request of an IAM principal: without it in Request.Context the
// changed statement still denies. Where actions of Amazon ECR stand as a pattern, the
// others are listed: those of iampolicy.ActionsEdition.
func (r Report) Changes() []Change {
	_, blockers := r.repair()
	var list []Change
	for i := range blockers {
		if d := &blockers[i]; d.s != nil {
			list = append(list, d.change())
		}
	}
	return list
}

// blocker is a reason that no addition helps, and if it is a Deny statement, what
// it denies of what was asked.
type blocker struct {
	why   Reason
	s     *eval.Statement // nil for other reasons
	of    *Policy         // … and whose it is
	at    stand
	asked []*request
}

func blockedBy(why Reason) []blocker { return []blocker{{why: why}} }

// addBlockers adds what blocks one more request, each reason once.
func addBlockers(list, more []blocker) []blocker {
	for _, b := range more {
		i := slices.IndexFunc(list, func(c blocker) bool { return c.why == b.why })
		if i < 0 {
			list = append(list, b)
			continue
		}
		list[i].asked = append(list[i].asked, b.asked...)
	}
	return list
}

// reason is why, with the change in words.
func (b *blocker) reason() Reason {
	if b.s == nil {
		return b.why
	}
	return b.change().Deny
}

func (b *blocker) change() Change {
	c := Change{Deny: b.why}
	c.Instead, c.Deny.Change = b.spare()
	c.Known = c.Deny.Change == ""
	if c.Known {
		c.Deny.Change = inWords(c.Instead)
	}
	return c
}

func inWords(instead []iampolicy.Statement) string {
	if len(instead) == 0 {
		return "take it out: it denies nothing but what was asked"
	}
	texts := make([]string, len(instead))
	for i, s := range instead {
		texts[i] = s.String()
	}
	return "to spare this and nothing else write in its place " + strings.Join(texts, ", ")
}

// blockers are the Deny statements and the policies that were not given in the
// decision with all additions; should there be none, it is what the decision says.
func (h *hearing) blockers(d *Decision) (list []blocker) {
	for _, why := range d.Reasons {
		switch {
		case why.Clause == ClauseUnseen || why.Clause == ClauseTooMuch:
			list = append(list, blocker{why: why})
		case why.Effect != iampolicy.EffectDeny:
		case why.Clause == ClauseUnknown:
			_, key, isCondition := strings.Cut(why.Key, " ")
			if !isCondition { // a resource with variables
				key = strings.Join(d.Missing, ", ")
			}
			why.Change = "it hangs on " + key + ": say in the context what the request has"
			list = append(list, blocker{why: why})
		default:
			t, s := h.statementOf(&why)
			list = append(list, blocker{why, s, t.of, t.at, []*request{h.r}})
		}
	}
	if list == nil {
		for _, why := range d.Reasons {
			list = append(list, blocker{why: why})
		}
	}
	return list
}

// statementOf finds the statement that a reason is about.
func (h *hearing) statementOf(why *Reason) (*testimony, *eval.Statement) {
	for i := range h.said {
		t := &h.said[i]
		if t.at.layer != why.Layer || t.at.policy != why.Policy {
			continue
		}
		for _, say := range t.sayings {
			if say.s.Document == why.Document && say.s.Number == why.Statement {
				return t, say.s
			}
		}
	}
	return nil, nil
}
