package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// statementOf returns the statement that a reason speaks of.
func (q *question) statementOf(r authz.Reason) (iampolicy.Statement, bool) {
	policy, ok := q.policyOf(r)
	if !ok || r.Statement < 0 || r.Statement >= len(policy.Document.Statement.Items) {
		return iampolicy.Statement{}, false
	}
	return policy.Document.Statement.Items[r.Statement], true
}

// clauses says of a statement that denies what in it covers the request: clause and
// value, and what the request holds there.
func (q *question) clauses(reason authz.Reason, r authz.Result) (list []string) {
	s, ok := q.statementOf(reason)
	switch {
	case ok && reason.Clause == authz.ClauseResource:
		return withoutRepository(s.Resource.Items)
	case !ok || reason.Effect != iampolicy.EffectDeny || reason.Clause != authz.ClauseNone:
		return nil
	}
	add := func(name, says string, values ...string) {
		if len(values) > 0 {
			list = append(list, fmt.Sprintf("%s %s %s", name, quoted(values), says))
		}
	}
	add("NotAction", "does not name "+r.Need.Action, s.NotAction.Items...)
	add("NotResource", "does not name "+r.Need.Resource, s.NotResource.Items...)
	add("NotPrincipal", "does not spare "+r.Request.Principal+": role, account and session have to be named", s.NotPrincipal.AWS.Items...)
	for _, c := range s.Condition {
		list = append(list, fmt.Sprintf("%s %s %s: the request has %s", c.Operator, c.Key, quoted(texts(c.Values.Items)), held(r.Request, c.Key)))
	}
	return list
}

// withoutRepository explains ARNs of ECR that name no repository.
func withoutRepository(resources []string) (list []string) {
	for _, arn := range resources {
		parts := strings.SplitN(arn, ":", 6)
		if len(parts) != 6 || parts[2] != "ecr" || strings.Contains(arn, "${") ||
			strings.HasPrefix(parts[5], "repository/") || strings.HasPrefix(parts[5], "*") {
			continue
		}
		list = append(list, fmt.Sprintf("%s lacks repository/ before the name: write %s:repository/%s",
			arn, strings.Join(parts[:5], ":"), parts[5]))
	}
	return list
}

func texts(values []iampolicy.Scalar) (list []string) {
	for _, v := range values {
		list = append(list, v.Text)
	}
	return list
}

// quoted lists values; a long list is cut.
func quoted(values []string) string {
	const shown = 4
	text := fmt.Sprintf("%q", values[0])
	for _, v := range values[1:min(len(values), shown)] {
		text += fmt.Sprintf(", %q", v)
	}
	if more := len(values) - shown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// held is what the request holds at a condition key.
func held(r authz.Request, key string) string {
	for k, values := range r.Context {
		if strings.EqualFold(k, key) && len(values) > 0 {
			return quoted(values)
		}
	}
	return "no such key"
}
