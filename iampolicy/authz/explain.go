package authz

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// reasons explains what was ruled: what denies, what allows, or what is lacking.
func (h *hearing) reasons(w *world, v ruling) (list []Reason) {
	switch {
	case v.outcome == Undetermined:
		return h.notHeard()
	case v.outcome == ImplicitDeny && h.nobody:
		return []Reason{h.r.callerFault()}
	}
	for i := range h.said {
		list = append(list, h.said[i].reasons(h.r, w, v)...)
	}
	switch {
	case v.outcome == Allowed && h.r.Caller.Kind == eval.CallerRoot && !h.alone:
		list = append(list, Reason{Layer: LayerIdentity, Document: -1, Statement: -1, Effect: iampolicy.EffectAllow, Got: h.r.Principal})
	case v.outcome == ImplicitDeny && v.lacks.has(LayerResource):
		list = append(list, h.noResourcePolicy()...)
	}
	return list
}

// noResourcePolicy is the reason where a resource policy must allow and there is none.
func (h *hearing) noResourcePolicy() []Reason {
	if h.r.IsToken() {
		_, why := h.r.resourceKind()
		return []Reason{*why}
	}
	if slices.ContainsFunc(h.said, func(t testimony) bool { return t.at.layer == LayerResource }) {
		return nil
	}
	return []Reason{h.r.silence(stand{layer: LayerResource})}
}

// reasons is what one policy contributes.
func (t *testimony) reasons(r *request, w *world, v ruling) []Reason {
	switch v.outcome {
	case ExplicitDeny:
		return t.matching(r, w, true)
	case Allowed:
		if t.at.layer == LayerRCP || t.at.layer == LayerResource && r.IsToken() {
			return nil // an Allow there grants nothing
		}
		return append(t.matching(r, w, false), t.unnamed(r)...)
	}
	if !v.lacks.has(t.at.layer) || t.voice(w).strength != eval.StrengthNone {
		return nil
	}
	return t.lacking(r, w)
}

// matching lists the statements of one effect that match.
func (t *testimony) matching(r *request, w *world, deny bool) (list []Reason) {
	for i := range t.sayings {
		if s := &t.sayings[i]; s.s.Deny == deny && s.failedIn(w) == nothing {
			list = append(list, t.reasonAt(s.s, nothing, r))
		}
	}
	return list
}

// unnamed lists the Deny statements that spare a session which they do not name.
func (t *testimony) unnamed(r *request) (list []Reason) {
	for _, s := range t.spared {
		why := t.reasonAt(s, atPrincipal, r)
		why.Clause = ClauseSession
		list = append(list, why)
	}
	return list
}

// lacking says why nothing allows: at which clause each Allow statement fails.
func (t *testimony) lacking(r *request, w *world) (list []Reason) {
	for i := range t.sayings {
		s := &t.sayings[i]
		if f := s.failedIn(w); !s.s.Deny && f != atAction {
			list = append(list, t.reasonAt(s.s, f, r))
		}
	}
	if list == nil && t.of != nil {
		list = t.misspelt(r)
	}
	if list == nil {
		list = []Reason{r.silence(t.at)}
	}
	return list
}

// failedIn is where the statement fails in a world, or nothing.
func (s *saying) failedIn(w *world) failure {
	if w.holds(s.hangs, s.s.Deny) { // as does a statement that hangs on nothing
		return s.failed
	}
	for i := range s.hangs {
		if s.hangs[i].truth() == no {
			return s.hangs[i].clause
		}
	}
	return s.hangs[0].clause
}

// notHeard lists the policies that were not given, or not asked.
func (h *hearing) notHeard() []Reason { return slices.Concat(h.unheard, h.unseen.unseenReasons()) }

// doubts lists the statements that hang on missing keys, and the layers that
// were not given.
func (h *hearing) doubts(missing []string, alsoUnseen bool) (list []Reason) {
	keys := make(map[string]bool, len(missing))
	for _, key := range missing {
		keys[match.LowerCase(key)] = true
	}
	for i := range h.said {
		t := &h.said[i]
		for _, k := range t.hanging {
			list = append(list, t.doubts(&t.sayings[k], keys)...)
		}
	}
	if alsoUnseen {
		list = append(list, h.notHeard()...)
	}
	return list
}

func (t *testimony) doubts(s *saying, missing map[string]bool) (list []Reason) {
	if t.at.layer == LayerRCP && !s.s.Deny {
		return nil // an Allow there grants nothing
	}
	for _, f := range s.hangs {
		if slices.ContainsFunc(f.atoms, func(a atom) bool { return anyOf(a.group.keys, missing) }) {
			why := t.of.reasonFor(s.s, f.clause)[0]
			why.Layer, why.Policy, why.Clause = t.at.layer, t.at.policy, ClauseUnknown
			switch f.clause {
			case atResource:
				why.Key = "Resource"
			case atPlace:
				why.Key, why.Want = "On", t.at.on
			}
			list = append(list, why)
		}
	}
	return list
}

func anyOf(keys []string, missing map[string]bool) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return missing[match.LowerCase(key)] })
}

// silence is the reason that no statement of a policy is about the request.
func (r *request) silence(at stand) Reason {
	return Reason{Layer: at.layer, Policy: at.policy, Document: -1, Statement: -1, Clause: ClauseAction, Got: r.Action}
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
	want := "the ARN of a user, role, session or root user, or a service's host name, such as arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION"
	if r.crossesPartitions() {
		want = "a caller of the partition " + r.ARN[match.ARNPartition]
	}
	return Reason{Document: -1, Statement: -1, Clause: ClausePrincipal, Want: want, Got: r.Principal}
}

// reasonAt is reasonFor with what the request has at the clause.
func (t *testimony) reasonAt(s *eval.Statement, f failure, r *request) Reason {
	why := t.of.reasonFor(s, f)[0]
	why.Layer, why.Policy = t.at.layer, t.at.policy
	switch {
	case f == atPrincipal:
		why.Got = r.Principal
	case f == atResource && s.Resource.Absent && t.at.bearing == bearsUnplaced:
		why.Got, why.Key = r.Resource, "On"
	case f == atPlace:
		why.Got, why.Key, why.Want = r.Resource, arnParts[match.ARNRegion], t.at.on
	case f == atResource:
		why.Got, why.Key = r.Resource, difference(&s.Resource, r)
	case f >= atCondition:
		why.Got = r.got(s.Conditions[f-atCondition].Key)
	}
	return why
}

// got is what the request has for a condition key.
func (r *request) got(key string) string {
	if r.open != nil && !r.Context.Knows(key) {
		return "what is not known, and nothing would do"
	}
	return orThe(strings.Join(r.Context.Values(key), ", "), "no value for the key")
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

// arnParts are the names of the parts, for reasons.
var arnParts = [6]string{"prefix", "partition", "service", "region", "account", "name"}

// misspelt gives the Allow statements that name an action two letters or less away.
func (t *testimony) misspelt(r *request) (list []Reason) {
	asked := match.LowerCase(r.Action)
	for i := range t.of.compiled.Statements {
		s := &t.of.compiled.Statements[i]
		for j := range s.Actions.Patterns {
			if p := &s.Actions.Patterns[j]; !s.Deny && !s.Actions.Not && p.IsExact() && isNear(match.LowerCase(p.Text), asked) {
				why := because(s, ClauseAction, "", p.Text)
				why.Layer, why.Policy, why.Got = t.at.layer, t.at.policy, r.Action
				list = append(list, why)
				break
			}
		}
	}
	return list
}

// isNear reports whether two letters or less make a from b.
func isNear(a, b string) bool {
	return max(len(a), len(b))-min(len(a), len(b)) <= 2 && nearest.Distance(a, b) <= 2
}
