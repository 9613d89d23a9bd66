package authz

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// change says which clause of the Deny statement of a reason to change, so that
// it spares the request, and how.
func (h *hearing) change(why *Reason) string {
	t, s := h.statementOf(why)
	switch {
	case s == nil:
		return ""
	case s.Principal.Not && !t.at.layer.isAttachedToCaller():
		return h.r.changeOfPrincipal(s, t.at.bounded)
	case s.Resource.Not:
		return "add " + h.r.fixedResource() + " to its NotResource"
	case s.Actions.Not:
		return "add " + h.r.Action + " to its NotAction"
	case len(s.Conditions) > 0:
		return h.r.changeOfCondition(s)
	}
	return h.r.changeOfLists(s)
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

// changeOfPrincipal names what NotPrincipal lacks to spare the caller.
func (r *request) changeOfPrincipal(s *eval.Statement, bounded bool) string {
	if s.Principal.Exempts(&r.Caller, false) && bounded {
		return `NotPrincipal spares no caller with a permissions boundary: write "Principal": "*" and "ArnNotEquals": {"aws:PrincipalArn": ` +
			quote.Text(r.granteeName()) + `} in its place`
	}
	add := []string{r.granteeName()}
	if r.Caller.IsIAM() && r.Caller.Kind != eval.CallerRoot {
		add = append(add, "arn:"+r.Caller.Partition+":iam::"+r.Caller.Account+":root")
	}
	return "name " + strings.Join(add, " and ") + " in its NotPrincipal"
}

// changeOfCondition says which key and value decided: the first condition of the
// statement that can be met otherwise.
func (r *request) changeOfCondition(s *eval.Statement) string {
	c := &s.Conditions[0]
	got := r.Context.Values(c.Key)
	switch {
	case r.open != nil && isPending(c, r):
		return "it hangs on " + c.Key + ": say in the context what the request has"
	case len(got) == 0 && c.Negated:
		return "the request has no " + c.Key + ", which " + c.Name + " takes for different: add \"Null\": " +
			"{\"" + c.Key + "\": \"false\"} to its conditions, or have the request bring the key"
	case c.Negated:
		return "add " + strings.Join(got, ", ") + " to the values of " + c.Name + " " + c.Key
	}
	return "its condition " + c.Name + " " + c.Key + " " + c.Want + " is met by " + orThe(strings.Join(got, ", "),
		"the absence of the key") + ": narrow it"
}

// changeOfLists changes a Deny without exceptions.
func (r *request) changeOfLists(s *eval.Statement) string {
	for i := range s.Resource.Patterns {
		if p := &s.Resource.Patterns[i]; p.Text == r.Resource && p.Text != "*" {
			return "leave " + r.Resource + " out of its Resource"
		}
	}
	for i := range s.Actions.Patterns {
		if match.EqualFold(s.Actions.Patterns[i].Text, r.Action) {
			return "leave " + s.Actions.Patterns[i].Text + " out of its Action"
		}
	}
	if !r.WildcardOnly && r.IsARN && !s.Resource.Absent {
		return "write \"NotResource\": " + quote.Text(r.fixedResource()) + " in the place of its Resource, or list its actions without " +
			"" + r.Action
	}
	return "list its actions without " + r.Action
}
