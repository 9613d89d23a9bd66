package iampolicy_test

import (
	"math/rand/v2"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// This file is the witness of Minimize, Merge and Split: what statements mean,
// written down as briefly as can be, for documents that a random maker writes
// over a small alphabet, so that patterns often meet.

// askMeaning is a request: principal and tag may be anything, "" is absent.
type askMeaning struct{ principal, action, resource, tag string }

// meaning says what the documents do together: "deny", "allow" or "".
func meaning(docs []iampolicy.Document, q askMeaning) string {
	outcome := ""
	for _, d := range docs {
		for _, s := range d.Statement.Items {
			switch {
			case !meaningMatches(s, q):
			case s.Effect == iampolicy.EffectDeny:
				return "deny"
			default:
				outcome = "allow"
			}
		}
	}
	return outcome
}

func meaningMatches(s iampolicy.Statement, q askMeaning) bool {
	anyOf := func(list []string, match func(p string) bool) bool {
		for _, p := range list {
			if match(p) {
				return true
			}
		}
		return false
	}
	action := func(p string) bool {
		return p == "*" || matchWild(strings.ToLower(p), strings.ToLower(q.action))
	}
	resource := func(p string) bool { return matchARN(p, q.resource) }
	if s.NotAction.Items != nil && anyOf(s.NotAction.Items, action) || s.Action.Items != nil && !anyOf(s.Action.Items, action) ||
		s.NotResource.Items != nil && anyOf(s.NotResource.Items, resource) || s.Resource.Items != nil && !anyOf(s.Resource.Items, resource) {
		return false
	}
	if !s.Principal.IsZero() && !s.Principal.Any && !anyOf(s.Principal.AWS.Items, func(p string) bool { return p == q.principal }) {
		return false
	}
	for _, c := range s.Condition {
		equal := false
		for _, v := range c.Values.Items {
			equal = equal || q.tag != "" && v.Text == q.tag
		}
		if equal != (c.Operator == "StringEquals") {
			return false
		}
	}
	return true
}

func matchARN(p, arn string) bool {
	if p == "*" {
		return true
	}
	pp, aa := strings.SplitN(p, ":", 6), strings.SplitN(arn, ":", 6)
	if len(pp) != 6 || len(aa) != 6 {
		return false
	}
	for i := range pp {
		if !matchWild(pp[i], aa[i]) {
			return false
		}
	}
	return true
}

func matchWild(p, s string) bool { return matchRunes([]rune(p), []rune(s)) }

func matchRunes(p, s []rune) bool {
	switch {
	case len(p) == 0:
		return len(s) == 0
	case p[0] == '*':
		return matchRunes(p[1:], s) || len(s) > 0 && matchRunes(p, s[1:])
	}
	return len(s) > 0 && (p[0] == '?' || p[0] == s[0]) && matchRunes(p[1:], s[1:])
}

// meaningMaker writes random documents and requests.
type meaningMaker struct{ *rand.Rand }

func (m meaningMaker) text(alphabet []string, most int) string {
	var b strings.Builder
	for range m.IntN(most + 1) {
		b.WriteString(alphabet[m.IntN(len(alphabet))])
	}
	return b.String()
}

func (m meaningMaker) actionPattern() string {
	if m.IntN(12) == 0 {
		return "*"
	}
	return m.text([]string{"e", "e", "E", "*", "?"}, 2) + ":" + m.text([]string{"x", "y", "X", "*", "?"}, 3)
}

func (m meaningMaker) resourcePattern() string {
	if m.IntN(8) == 0 {
		return "*"
	}
	part := []string{"1", "2", "*", "?", "é"}
	return "arn:aws:ecr:" + m.text(part, 2) + ":" + m.text(part, 2) + ":" + m.text([]string{"r", ":", "é", "*", "?", "/"}, 3)
}

func (m meaningMaker) list(most int, one func() string) iampolicy.OneOrMany[string] {
	v := iampolicy.OneOrMany[string]{Items: []string{}}
	for range m.IntN(most + 1) {
		v.Items = append(v.Items, one())
	}
	return v
}

func (m meaningMaker) statement() iampolicy.Statement {
	s := iampolicy.Statement{Effect: iampolicy.EffectAllow}
	if m.IntN(4) == 0 {
		s.Effect = iampolicy.EffectDeny
	}
	if s.Action = m.list(4, m.actionPattern); m.IntN(6) == 0 {
		s.Action, s.NotAction = s.NotAction, s.Action
	}
	if s.Resource = m.list(4, m.resourcePattern); m.IntN(6) == 0 {
		s.Resource, s.NotResource = s.NotResource, s.Resource
	}
	if m.IntN(5) == 0 {
		s = s.When([]string{"StringEquals", "StringNotEquals"}[m.IntN(2)], "tag", []string{"t", "u", "t"}[m.IntN(3):]...)
	}
	if m.IntN(6) == 0 {
		s = s.Named([]string{"A", "B", "C"}[m.IntN(3)])
	}
	return s
}

// document returns statements with or without principals.
func (m meaningMaker) document(principals bool) iampolicy.Document {
	d := iampolicy.NewDocument()
	d.Statement.Items = []iampolicy.Statement{}
	for range m.IntN(6) {
		s := m.statement()
		if principals {
			s.Principal = iampolicy.AWS([]string{"111122223333", "444455556666", "111122223333"}[m.IntN(3):]...)
			if m.IntN(3) == 0 {
				s.Principal = iampolicy.Anyone()
			}
		}
		d.Statement.Items = append(d.Statement.Items, s)
	}
	return d
}

func (m meaningMaker) ask() askMeaning {
	part := []string{"1", "2", "é"}
	return askMeaning{
		principal: []string{"111122223333", "444455556666"}[m.IntN(2)],
		action:    m.text([]string{"e", "E"}, 2) + ":" + m.text([]string{"x", "y", "Y"}, 3),
		resource:  "arn:aws:ecr:" + m.text(part, 2) + ":" + m.text(part, 2) + ":" + m.text([]string{"r", ":", "é", "/"}, 3),
		tag:       []string{"", "t", "u"}[m.IntN(3)],
	}
}
