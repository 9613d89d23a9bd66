package compare

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// isSameOpaque reports whether the documents are the same whatever their policy
// variables and the principals that no caller can be stand for.
//
// Everything of which nothing is known is replaced: the last part of a resource
// by a text of its own, a condition and a NotResource by a question on a key of its
// own, a principal by a service of its own. Documents that are equivalent so are
// equivalent: for every request there is an answer to the new questions as its
// values give it to the old ones, and a request whose resource fits several patterns
// is decided as the requests that fit one of them each, for a statement matches if
// any of its patterns does.
func (c *comparison) isSameOpaque() bool {
	if c.isSpent() || language(c.a.Version) != language(c.b.Version) {
		return false // the same text is not the same
	}
	variables := hasVariables(c.a, c.b)
	x, y := opaque(c.a, variables), opaque(c.b, variables)
	left := left(x, y)
	switch d, errs := newComparison(x, y); {
	case left[0] == nil && left[1] == nil:
		return true
	case errs[0] != nil || errs[1] != nil || !variables && !namesNobody(c.a, c.b):
		return false
	default:
		d.first, d.work = true, c.work
		d.search(left)
		return d.complete && len(d.changes) == 0
	}
}

func hasVariables(docs ...*iampolicy.Document) bool {
	return slices.ContainsFunc(docs, func(d *iampolicy.Document) bool {
		return slices.ContainsFunc(d.Statement.Items, func(s iampolicy.Statement) bool { return hasVariable(&s) })
	})
}

// namesNobody reports whether a document names a principal that no caller can be,
// such as the ID of a deleted role. To add or to drop one is a change all the same.
func namesNobody(docs ...*iampolicy.Document) bool {
	return slices.ContainsFunc(docs, func(d *iampolicy.Document) bool {
		return slices.ContainsFunc(d.Statement.Items, func(s iampolicy.Statement) bool {
			return hasNobody(&s.Principal) || hasNobody(&s.NotPrincipal)
		})
	})
}

func hasNobody(p *iampolicy.Principal) bool {
	for k, member := range membersOf(p) {
		if slices.ContainsFunc(member.Items, func(text string) bool { return !name{text, k}.isCaller() }) {
			return true
		}
	}
	return false
}

// opaque returns d with what nothing is known of replaced.
func opaque(d *iampolicy.Document, variables bool) *iampolicy.Document {
	o := &iampolicy.Document{Version: d.Version, Statement: iampolicy.OneOrMany[iampolicy.Statement]{Items: slices.Clone(d.Statement.Items)}}
	for i := range o.Statement.Items {
		s := &o.Statement.Items[i]
		if variables {
			s.Resource.Items = mapped(s.Resource.Items, opaqueResource)
			s.Condition = mapped(s.Condition, func(c iampolicy.Condition) iampolicy.Condition { return opaqueCondition(c, s.Effect) })
			*s = withoutNotResource(*s)
		}
		s.Principal, s.NotPrincipal = opaquePrincipal(s.Principal), opaquePrincipal(s.NotPrincipal)
	}
	return o
}

// mapped returns a new list, and nil for nil.
func mapped[T any](list []T, to func(T) T) []T {
	list = slices.Clone(list)
	for i := range list {
		list[i] = to(list[i])
	}
	return list
}

// opaquePrincipal puts a service of its own in the place of each principal that no
// caller can be: one that every clause takes by its name alone.
func opaquePrincipal(p iampolicy.Principal) iampolicy.Principal {
	if !hasNobody(&p) {
		return p
	}
	var services []string
	for k, member := range membersOf(&p) {
		var callers []string
		for _, text := range member.Items {
			if n := (name{text, k}); n.isCaller() {
				callers = append(callers, text)
			} else {
				services = append(services, n.opaque())
			}
		}
		member.Items = callers
	}
	p.Service.Items = append(p.Service.Items, services...)
	return p
}

// opaque returns the host name of a service: the digits are the name's bytes.
func (n name) opaque() string {
	host := []byte{'n', 'o', byte('0' + n.member)}
	for _, b := range []byte(n.text) {
		host = append(host, "0123456789abcdef"[b>>4], "0123456789abcdef"[b&15])
	}
	return string(host) + ".amazonaws.com"
}

// opaqueResource keeps the first five parts, in which variables do not work.
func opaqueResource(text string) string {
	a, ok := match.SplitARN(text)
	if !ok || !match.HasVariable(a[match.ARNResource]) {
		return text
	}
	plain := strings.NewReplacer("*", "<star>", "?", "<one>", "$", "<variable>")
	a[match.ARNResource] = "<" + plain.Replace(plainVariables(a[match.ARNResource])) + ">"
	return a.String()
}

// plainVariables writes every variable in one way, as match.EachToken reads it:
// with its key in lower case, and no white space before the default.
func plainVariables(text string) string {
	var b strings.Builder
	match.EachToken(text, match.Variables, func(t match.Token, source string) {
		switch {
		case t.Kind != match.TokenVariable:
			b.WriteString(source)
		case t.Defaults:
			b.WriteString("${" + match.LowerCase(t.Text) + ",'" + t.Fallback + "'}")
		default:
			b.WriteString("${" + match.LowerCase(t.Text) + "}")
		}
	})
	return b.String()
}

// plainARN is plainVariables for the part of an ARN where variables work.
func plainARN(text string) string {
	a, ok := match.SplitARN(text)
	if !ok {
		return text
	}
	a[match.ARNResource] = plainVariables(a[match.ARNResource])
	return a.String()
}

// withoutNotResource asks on a key of its own what NotResource asks.
func withoutNotResource(s iampolicy.Statement) iampolicy.Statement {
	if len(s.NotResource.Items) == 0 {
		return s
	}
	s.Condition = append(slices.Clone(s.Condition), question(s.Effect, "NotResource", mapped(s.NotResource.Items, plainARN)))
	s.NotResource = iampolicy.OneOrMany[string]{}
	return s.On("*")
}

// opaqueCondition is of its effect: where a key has several values, the same
// condition asks more in an Allow than in a Deny.
func opaqueCondition(c iampolicy.Condition, effect iampolicy.Effect) iampolicy.Condition {
	if !isVariableCondition(c) {
		return c
	}
	texts := make([]string, len(c.Values.Items))
	for i, v := range c.Values.Items {
		texts[i] = plainVariables(v.Text)
	}
	return question(effect, match.LowerCase(c.Operator)+" "+match.LowerCase(c.Key), texts)
}

// question is a condition that holds or not, whatever else does.
func question(effect iampolicy.Effect, about string, texts []string) iampolicy.Condition {
	slices.Sort(texts)
	key := "opaque:" + string(effect) + " " + about + " " + strings.Join(slices.Compact(texts), " ")
	return iampolicy.Statement{}.When("StringEquals", key, "true").Condition[0]
}
