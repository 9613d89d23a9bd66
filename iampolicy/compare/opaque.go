package compare

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// opaque returns d with everything that has a policy variable replaced by
// something that nothing is known of: a resource by an ARN of no service, a
// condition by a question on a key of its own. Documents that are equivalent so
// are equivalent: for every request there is an answer to the new questions as
// its values give it to the old ones, and a request whose resource fits several
// patterns is decided as the requests that fit one of them each, for a
// statement matches if any of its patterns does. That is not so in NotResource:
// it keeps its variables, written in one way, and ok is false.
func opaque(d *iampolicy.Document) (o iampolicy.Document, ok bool) {
	o = iampolicy.Document{Version: d.Version, Statement: iampolicy.OneOrMany[iampolicy.Statement]{Items: slices.Clone(d.Statement.Items)}}
	ok = true
	for i := range o.Statement.Items {
		s := &o.Statement.Items[i]
		ok = ok && !slices.ContainsFunc(s.NotResource.Items, match.HasVariable)
		s.NotResource.Items = mapped(s.NotResource.Items, plainARN)
		s.Resource.Items = mapped(s.Resource.Items, opaqueResource)
		s.Condition = mapped(s.Condition, opaqueCondition)
	}
	return o, ok
}

// mapped returns a new list, and nil for nil.
func mapped[T any](list []T, to func(T) T) []T {
	list = slices.Clone(list)
	for i := range list {
		list[i] = to(list[i])
	}
	return list
}

func opaqueResource(text string) string {
	if !match.HasVariable(text) {
		return text
	}
	return "arn:opaque:opaque:::" + strings.NewReplacer("*", "<star>", "?", "<one>", "$", "<variable>").Replace(plainARN(text))
}

// plainVariables writes every variable in one way, as nextVariable reads it:
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

func opaqueCondition(c iampolicy.Condition) iampolicy.Condition {
	if !slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return match.HasVariable(v.Text) }) {
		return c
	}
	texts := make([]string, len(c.Values.Items))
	for i, v := range c.Values.Items {
		texts[i] = plainVariables(v.Text)
	}
	slices.Sort(texts)
	key := match.LowerCase(c.Operator) + " " + match.LowerCase(c.Key) + " " + strings.Join(slices.Compact(texts), " ")
	return iampolicy.Condition{Operator: "StringEquals", Key: "opaque:" + key, Values: iampolicy.OneOrMany[iampolicy.Scalar]{Items: []iampolicy.Scalar{{Text: "true"}}}}
}

// sameOpaque reports whether a and b are equivalent whatever their variables
// stand for.
func sameOpaque(a, b *iampolicy.Document) bool {
	x, okX := opaque(a)
	y, okY := opaque(b)
	return sameClauses(&x, &y) || okX && okY && Equivalent(x, y)
}
