package authz

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// Explain gives the reasons of p.Decide(q) in full: every Deny that matches, or
// every Allow that does, or for an implicit deny every Allow statement about
// the action, with the clause that failed and what the request has there.
// With OpenContext it reads unknown keys as absent.
func (p *Policy) Explain(q Request) []Reason {
	r := newRequest(&q)
	if !r.Split() {
		return []Reason{r.fault()}
	}
	v := p.judge(&r)
	return p.explain(&r, 0, &v)
}

// reasons explains an outcome: what denies, what allows, or what is lacking.
func (a *Access) reasons(r *request, h *hearing) (list []Reason) {
	outcome := h.outcome()
	if outcome == ImplicitDeny && h.nobody {
		return []Reason{r.callerFault()}
	}
	for l, policies := range a.layers() {
		for i, p := range policies {
			v := p.hear(l, r)
			if outcome == ExplicitDeny && v.deny != nil || outcome == Allowed && v.allow != nil && !r.isIrrelevant(l) ||
				outcome == ImplicitDeny && h.lacks.has(l) && v.allow == nil {
				list = append(list, p.explain(r, i, &v)...)
			}
		}
	}
	if outcome == Allowed && r.Caller.Kind == eval.CallerRoot {
		list = append(list, Reason{Layer: LayerIdentity, Document: -1, Statement: -1, Effect: iampolicy.EffectAllow, Got: r.Principal})
	}
	if outcome == ImplicitDeny {
		list = append(list, a.absent(r, h)...)
	}
	return list
}

// isIrrelevant reports whether an Allow in the layer grants nothing.
func (r *request) isIrrelevant(l Layer) bool {
	return l == LayerRCP || l == LayerResource && r.IsToken()
}

// layers yields the policies of each layer, those that take away first.
func (a *Access) layers() func(func(Layer, []*Policy) bool) {
	return func(yield func(Layer, []*Policy) bool) {
		_ = yield(LayerRCP, a.RCP) && yield(LayerSCP, a.SCP) && yield(LayerEndpoint, present(a.Endpoint)) &&
			yield(LayerBoundary, present(a.Boundary)) && yield(LayerSession, present(a.Session)) &&
			yield(LayerIdentity, present(a.Identity)) && yield(LayerResource, a.Resource)
	}
}

func present(p *Policy) []*Policy {
	if p == nil {
		return nil
	}
	return []*Policy{p}
}

// absent gives a reason for each layer that must allow and has no policy at all.
func (a *Access) absent(r *request, h *hearing) (list []Reason) {
	if h.lacks.has(LayerIdentity) && a.Identity == nil {
		list = append(list, r.silence(LayerIdentity, 0))
	}
	switch {
	case h.lacks.has(LayerResource) && r.IsToken():
		_, why := r.resourceKind()
		list = append(list, *why)
	case h.lacks.has(LayerResource) && len(a.Resource) == 0:
		list = append(list, r.silence(LayerResource, 0))
	}
	return list
}

// silence is the reason that no statement of a policy is about the request.
func (r *request) silence(l Layer, policy int) Reason {
	return Reason{Layer: l, Policy: policy, Document: -1, Statement: -1, Clause: ClauseAction, Got: r.Action}
}

// fault is the reason that the request asks nothing that can be answered.
func (r *request) fault() Reason {
	if !r.SplitAction(strings.IndexByte(r.Action, ':')) {
		return Reason{Document: -1, Statement: -1, Clause: ClauseAction, Want: "one action, such as ecr:BatchGetImage", Got: r.Action}
	}
	return Reason{Document: -1, Statement: -1, Clause: ClauseResource, Want: `the ARN of a resource, or "*"`, Got: r.Resource}
}

// callerFault is the reason that the caller can never be allowed.
func (r *request) callerFault() Reason {
	want := "the ARN of a user, role, session or root user, or a service's host name"
	if r.crossesPartitions() {
		want = "a caller of the partition " + r.ARN[1]
	}
	return Reason{Document: -1, Statement: -1, Clause: ClausePrincipal, Want: want, Got: r.Principal}
}

// explain gives the reasons of one policy for its verdict v.
func (p *Policy) explain(r *request, policy int, v *verdict) (list []Reason) {
	if p != nil {
		c := p.compiled.Candidates(r.Action)
		w := c.Allowing()
		if v.deny != nil {
			w = c.Denying()
		}
		for s, named := w.Next(); s != nil; s, named = w.Next() {
			f := matches(s, r, named)
			if f == nothing || v.deny == nil && v.allow == nil && f != atAction {
				list = append(list, p.reasonAt(s, f, r, policy))
			}
		}
		if list == nil {
			list = p.misspelt(r, policy)
		}
	}
	if list == nil {
		list = []Reason{r.silence(r.layer, policy)}
	}
	return list
}

// reasonAt is reasonFor with what the request has at the clause.
func (p *Policy) reasonAt(s *eval.Statement, f failure, r *request, policy int) Reason {
	why := p.reasonFor(s, f)[0]
	why.Layer, why.Policy = r.layer, policy
	switch {
	case f == atPrincipal:
		why.Got = r.Principal
	case f == atResource:
		why.Got, why.Key = r.Resource, difference(&s.Resource, r)
	case f >= atCondition:
		why.Got = orThe(join(r.Context.Values(s.Conditions[f-atCondition].Key)), "no value for the key")
	}
	return why
}

func join(values []string) string {
	text := ""
	for i, v := range values {
		if i > 0 {
			text += ", "
		}
		text += v
	}
	return text
}

// difference names the one ARN part in which the nearest pattern differs from
// the request's resource, "*" for an action that only "*" covers, and "" if
// more than one part differs or no pattern is an ARN.
func difference(c *eval.ResourceClause, r *request) string {
	if r.WildcardOnly || r.Resource == "*" {
		return "*"
	}
	for i := range c.Patterns {
		if part := onlyDifference(&c.Patterns[i], r); part >= 0 && !c.Not {
			return arnParts[part]
		}
	}
	return ""
}

func onlyDifference(p *match.ARNPattern, r *request) int {
	if p.Parts == nil {
		return -1
	}
	only := -1
	for i := range p.Parts {
		if !p.Parts[i].Match(r.ARN[i], r.Context) {
			if only >= 0 {
				return -1
			}
			only = i
		}
	}
	return only
}

// misspelt gives the Allow statements that name an action two letters or less away.
func (p *Policy) misspelt(r *request, policy int) (list []Reason) {
	asked := match.LowerCase(r.Action)
	for i := range p.compiled.Statements {
		s := &p.compiled.Statements[i]
		for j := range s.Actions.Patterns {
			if t := &s.Actions.Patterns[j]; !s.Deny && !s.Actions.Not && t.IsExact() && nearest.Distance(match.LowerCase(t.Text), asked) <= 2 {
				why := because(s, ClauseAction, "", t.Text)
				why.Layer, why.Policy, why.Got = r.layer, policy, r.Action
				list = append(list, why)
				break
			}
		}
	}
	return list
}

// arnParts are the names of the parts, for reasons.
var arnParts = [6]string{"prefix", "partition", "service", "region", "account", "name"}
