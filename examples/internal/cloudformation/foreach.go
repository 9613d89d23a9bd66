package cloudformation

import (
	"strings"
	"unicode"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

const loopPrefix = "Fn::ForEach::"

// loops returns the members of an object with its loops written out. A loop over
// a list that is not known stays as it is.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
func (t *Template) loops(n *tree.Node) []tree.Member {
	members := n.MemberList()
	for i, m := range members {
		if strings.HasPrefix(m.Key, loopPrefix) {
			out := append([]tree.Member{}, members[:i]...)
			for _, m := range members[i:] {
				out = append(out, t.loop(m)...)
			}
			return out
		}
	}
	return members
}

func (t *Template) loop(m tree.Member) []tree.Member {
	if !strings.HasPrefix(m.Key, loopPrefix) {
		return []tree.Member{m}
	}
	args := m.Value.List()
	if len(args) != 3 || !args[0].Is(tree.String) || !args[2].Is(tree.Object) {
		t.problem(m.Value, "", "%s takes a name, a list and an object", m.Key)
		return nil
	}
	list := t.loopItems(args[1])
	if !list.Is(tree.Array) || len(list.Gaps) > 0 {
		return []tree.Member{m}
	}
	var out []tree.Member
	for _, item := range list.Items {
		if t.steps < 0 {
			break
		}
		value, ok := scalar(item)
		if !ok || len(item.Gaps) > 0 {
			return []tree.Member{m}
		}
		for _, inner := range t.substitute(args[2], args[0].Text, value).MemberList() {
			out = append(out, t.loop(inner)...)
		}
	}
	return out
}

// loopItems is the list of a loop, of which each item may be a list itself.
func (t *Template) loopItems(n *tree.Node) *tree.Node {
	list := t.eval(n)
	if !list.Is(tree.Array) {
		return list
	}
	var items []*tree.Node
	for _, item := range list.Items {
		if item.Is(tree.Array) {
			items = append(items, item.Items...)
		} else {
			items = append(items, item)
		}
	}
	return list.WithItems(items, list.Gaps...)
}

// substitute writes a value in the place of the loop's name: ${Name} and &{Name},
// which leaves out what no logical id may hold, and Ref.
func (t *Template) substitute(n *tree.Node, name, value string) *tree.Node {
	r := strings.NewReplacer("${"+name+"}", value, "&{"+name+"}", alphanumeric(value))
	return t.replaceIn(n, r, name, value)
}

func (t *Template) replaceIn(n *tree.Node, r *strings.Replacer, name, value string) *tree.Node {
	if !t.step(n) {
		return gap(n, "${?}", endless, "correct the template")
	}
	switch {
	case n.Is(tree.String):
		return n.WithText(r.Replace(n.Text))
	case n.Is(tree.Array):
		var items []*tree.Node
		for _, item := range n.Items {
			items = append(items, t.replaceIn(item, r, name, value))
		}
		return n.WithItems(items)
	case n.Is(tree.Object) && len(n.Members) == 1 && n.Get("Ref").Str() == name:
		return n.WithText(value)
	case n.Is(tree.Object):
		var members []tree.Member
		for _, m := range n.Members {
			members = append(members, tree.Member{Key: r.Replace(m.Key), Value: t.replaceIn(m.Value, r, name, value), Start: m.Start})
		}
		return n.WithMembers(members)
	}
	return n
}

func alphanumeric(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
