package compare

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// probe is one request that a statement matches, made from its text, with at
// most one condition key. It finds most differences at a hundredth of the cost
// of a comparison, but it knows only the plain forms of clauses: of others the
// answer is maybe.
type probe struct {
	action        string
	service, name string
	resource      string
	wildcardOnly  bool
	caller        eval.Caller
	key, value    string
}

// answer is what a probe knows about a clause.
type answer uint8

const (
	no answer = iota
	maybe
	yes
)

func answerOf(b bool) answer {
	if b {
		return yes
	}
	return no
}

// differsAt reports whether a and b surely decide some request about the
// action of s, a statement of one of them, differently.
func differsAt(a, b *iampolicy.Document, s *iampolicy.Statement, action string) bool {
	p, ok := newProbe(s, action)
	if !ok {
		return false
	}
	x, y := p.decide(a), p.decide(b)
	return x != y && x != authz.Undetermined && y != authz.Undetermined
}

// newProbe makes a request that s matches, if its clauses are plain.
func newProbe(s *iampolicy.Statement, action string) (p probe, ok bool) {
	p.action = action
	p.service, p.name, ok = strings.Cut(action, ":")
	if !ok || !match.IsActionName(action) || !isASCII(action) {
		return p, false
	}
	p.wildcardOnly = eval.IsWildcardOnly(action)
	p.resource = exampleResource(s, p.wildcardOnly)
	p.caller = eval.NewCaller(exampleCaller(&s.Principal))
	if len(s.Condition) > 0 && len(s.Condition[0].Values.Items) > 0 {
		p.key, p.value = s.Condition[0].Key, s.Condition[0].Values.Items[0].Text
	}
	return p, p.resource != ""
}

// exampleResource returns a resource that s is about, "" if that takes thought.
func exampleResource(s *iampolicy.Statement, wildcardOnly bool) string {
	switch {
	case wildcardOnly:
		return "*"
	case len(s.Resource.Items) == 0 || s.Resource.Items[0] == "*":
		return "arn:aws:ecr:us-east-1:123456789012:repository/example"
	case strings.Contains(s.Resource.Items[0], "${"):
		return ""
	}
	text := s.Resource.Items[0]
	if match.HasWildcard(text) {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "*", "example"), "?", "x")
	}
	if a, ok := match.SplitARN(text); !ok || !a.IsARN() {
		return ""
	}
	return text
}

// exampleCaller returns a caller that p names.
func exampleCaller(v *iampolicy.Principal) string {
	switch {
	case len(v.AWS.Items) > 0 && v.AWS.Items[0] != "*":
		if account, partition := rootAccount(v.AWS.Items[0]); account != "" {
			return "arn:" + partition + ":iam::" + account + ":role/example"
		}
		return v.AWS.Items[0]
	case len(v.Service.Items) > 0:
		return v.Service.Items[0]
	}
	return "arn:aws:iam::123456789012:role/example"
}

// decide is authz.Policy.Decide for the probe; Undetermined if a maybe is in the way.
func (p *probe) decide(d *iampolicy.Document) authz.Outcome {
	deny, allow := no, no
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		if s.Effect == iampolicy.EffectDeny {
			deny = max(deny, p.matches(s, d))
		} else {
			allow = max(allow, p.matches(s, d))
		}
	}
	switch {
	case deny == yes:
		return authz.ExplicitDeny
	case deny == maybe || allow == maybe:
		return authz.Undetermined
	case allow == yes:
		return authz.Allowed
	}
	return authz.ImplicitDeny
}

// matches is the least of what the clauses say.
func (p *probe) matches(s *iampolicy.Statement, d *iampolicy.Document) answer {
	if s.Effect != iampolicy.EffectAllow && s.Effect != iampolicy.EffectDeny || s.NotAction.Items != nil || s.NotResource.Items != nil || !s.NotPrincipal.IsZero() {
		return maybe
	}
	found := p.matchesAction(s.Action.Items)
	if found == no {
		return no
	}
	if found = min(found, p.matchesResource(s)); found == no {
		return no
	}
	found = min(found, p.matchesCaller(&s.Principal))
	for i := range s.Condition {
		if found == no {
			return no
		}
		found = min(found, p.meets(&s.Condition[i]))
	}
	return found
}

func (p *probe) matchesAction(patterns []string) answer {
	found := no
	for _, pattern := range patterns {
		service, name, ok := strings.Cut(pattern, ":")
		switch {
		case pattern == "*":
			return yes
		case !ok:
		case match.HasWildcard(service):
			found = maybe
		case match.EqualFold(service, p.service) && match.MatchFold(name, p.name):
			return yes
		}
	}
	return found
}

// matchesResource knows patterns with wildcards in the last part of the ARN.
func (p *probe) matchesResource(s *iampolicy.Statement) answer {
	if s.Resource.Items == nil {
		return yes
	}
	found := no
	for _, pattern := range s.Resource.Items {
		switch {
		case pattern == "*":
			return yes
		case p.wildcardOnly:
		case pattern == p.resource && !match.HasWildcard(pattern):
			return yes
		case strings.Contains(pattern, "${"):
			found = maybe
		case match.HasWildcard(pattern):
			found = max(found, p.matchesPattern(pattern))
		}
	}
	return found
}

func (p *probe) matchesPattern(pattern string) answer {
	a, ok := match.SplitARN(pattern)
	if !ok {
		return no
	}
	head := len(pattern) - len(a[match.ARNResource])
	switch {
	case match.HasWildcard(pattern[:head]) || !isASCII(p.resource):
		return maybe
	case !strings.HasPrefix(p.resource, pattern[:head]):
		return no
	}
	return answerOf(match.MatchExact(a[match.ARNResource], p.resource[head:]))
}

// isASCII reports whether a byte of s is a character.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func (p *probe) matchesCaller(v *iampolicy.Principal) answer {
	if v.IsZero() || v.IsAnyone() {
		return yes
	}
	if !p.caller.IsIAM() || countPrincipals(v) > len(v.AWS.Items) {
		entries := eval.PrincipalEntries(v)
		return answerOf(entries.Mentions(&p.caller))
	}
	for _, name := range v.AWS.Items {
		if e := eval.NewPrincipalEntry(name); e.Strength(&p.caller) > eval.StrengthNone {
			return yes
		}
	}
	return no
}

// meets knows comparisons of strings, and what is true of absent keys.
func (p *probe) meets(c *iampolicy.Condition) answer {
	base, q, ifExists := match.SplitOperator(c.Operator)
	op, ok := match.LookupOperator(base)
	if !ok || op.Family == match.FamilyNull || c.Key == "" {
		return maybe
	}
	if !match.EqualFold(c.Key, p.key) {
		return answerOf(ifExists || q == match.AllValues || op.Negated && q == match.OneValue)
	}
	if op.Family != match.FamilyString && op.Family != match.FamilyLike {
		return maybe
	}
	return p.compares(c, op.Negated)
}

func (p *probe) compares(c *iampolicy.Condition, negated bool) answer {
	for _, v := range c.Values.Items {
		if v.Text != p.value && (match.HasWildcard(v.Text) || strings.Contains(v.Text, "${")) || strings.Contains(p.value, "${") {
			return maybe
		}
		if v.Text == p.value {
			return answerOf(!negated)
		}
	}
	return answerOf(negated && len(c.Values.Items) > 0)
}
