package iampolicy

import (
	"slices"
	"strings"
)

// opaque returns d with everything that has a policy variable replaced by
// something that nothing is known of: a resource by an ARN of no service, a
// condition by a question on a key of its own. Documents that are equivalent so
// are equivalent: for every request there is an answer to the new questions as
// its values give it to the old ones, and a request whose resource fits several
// patterns is decided as the requests that fit one of them each, for a
// statement matches if any of its patterns does. That is not so in NotResource:
// it keeps its variables, written in one way, and ok is false.
func (d *Document) opaque() (o Document, ok bool) {
	o = Document{Version: d.Version, Statement: OneOrMany[Statement]{Items: slices.Clone(d.Statement.Items)}}
	ok = true
	for i := range o.Statement.Items {
		s := &o.Statement.Items[i]
		ok = ok && !slices.ContainsFunc(s.NotResource.Items, hasVariable)
		s.NotResource.Items = mapped(s.NotResource.Items, plainARN)
		s.Resource.Items = mapped(s.Resource.Items, opaqueResource)
		s.Condition = mapped(s.Condition, opaqueCondition)
	}
	return o, ok
}

func hasVariable(text string) bool { return strings.Contains(text, "${") }

// mapped returns a new list, and nil for nil.
func mapped[T any](list []T, to func(T) T) []T {
	list = slices.Clone(list)
	for i := range list {
		list[i] = to(list[i])
	}
	return list
}

func opaqueResource(text string) string {
	if !hasVariable(text) {
		return text
	}
	return "arn:opaque:opaque:::" + strings.NewReplacer("*", "<star>", "?", "<one>", "$", "<variable>").Replace(plainARN(text))
}

// plainVariables writes every variable in one way, as nextVariable reads it:
// with its key in lower case, and no white space before the default.
func plainVariables(text string) string {
	var b strings.Builder
	for text != "" {
		t, rest := nextToken(text, variables)
		switch {
		case t.kind != tokenVariable:
			b.WriteString(text[:len(text)-len(rest)])
		case t.defaults:
			b.WriteString("${" + lowerCase(t.text) + ",'" + t.fallback + "'}")
		default:
			b.WriteString("${" + lowerCase(t.text) + "}")
		}
		text = rest
	}
	return b.String()
}

// plainARN is plainVariables for the part of an ARN where variables work.
func plainARN(text string) string {
	a, ok := splitARN(text)
	if !ok {
		return text
	}
	a[arnResource] = plainVariables(a[arnResource])
	return a.String()
}

func opaqueCondition(c Condition) Condition {
	if !slices.ContainsFunc(c.Values.Items, func(v Scalar) bool { return hasVariable(v.Text) }) {
		return c
	}
	texts := make([]string, len(c.Values.Items))
	for i, v := range c.Values.Items {
		texts[i] = plainVariables(v.Text)
	}
	slices.Sort(texts)
	key := lowerCase(c.Operator) + " " + lowerCase(c.Key) + " " + strings.Join(slices.Compact(texts), " ")
	return Condition{Operator: "StringEquals", Key: "opaque:" + key, Values: OneOrMany[Scalar]{Items: []Scalar{{Text: "true"}}}}
}

// sameOpaque reports whether a and b are equivalent whatever their variables
// stand for.
func sameOpaque(a, b *Document) bool {
	x, okX := a.opaque()
	y, okY := b.opaque()
	return sameClauses(&x, &y) || okX && okY && Equivalent(x, y)
}
