package terraform

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Policy returns the policy in an attribute: its text where that is known, else the
// document that the data source aws_iam_policy_document will make, as far as its
// statements are known.
func (r *Resource) Policy(name string) *tree.Node {
	v := r.Value(name)
	if !v.IsGap() {
		return v
	}
	if source := r.Source(name, "aws_iam_policy_document"); source != nil {
		return source.document()
	}
	return v
}

// document makes the policy of a data source out of its blocks:
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
func (r *Resource) document() *tree.Node {
	if text := r.values.Get("json"); text.Is(tree.String) {
		return text
	}
	statements := r.Value("statement")
	for _, more := range []string{"source_json", "override_json", "source_policy_documents", "override_policy_documents"} {
		if v := r.Value(more); len(v.List()) > 0 || v.Is(tree.String) || len(v.AllGaps()) > 0 {
			return r.gap("json", r.Node, []string{more})
		}
	}
	if !statements.Is(tree.Array) {
		return r.gap("json", r.Node, nil)
	}
	var items []*tree.Node
	for _, s := range statements.Items {
		items = append(items, statement(s))
	}
	return r.Node.WithMembers([]tree.Member{
		{Key: "Version", Value: r.Node.WithText("2012-10-17")},
		{Key: "Statement", Value: statements.WithItems(items)},
	})
}

// lists are the members of a statement that are lists of texts.
var lists = []struct{ block, member string }{
	{"actions", "Action"}, {"not_actions", "NotAction"}, {"resources", "Resource"}, {"not_resources", "NotResource"},
}

func statement(s *tree.Node) *tree.Node {
	if s.IsGap() {
		return s
	}
	effect := s.Get("effect")
	if effect == nil || effect.Is(tree.Null) {
		effect = s.WithText("Allow")
	}
	members := []tree.Member{{Key: "Effect", Value: effect}}
	for _, list := range lists {
		if v := s.Get(list.block); v != nil && (len(v.List()) > 0 || v.IsGap()) {
			members = append(members, tree.Member{Key: list.member, Value: v})
		}
	}
	for _, block := range []struct{ block, member string }{{"principals", "Principal"}, {"not_principals", "NotPrincipal"}} {
		if v := s.Get(block.block); len(v.List()) > 0 || v.IsGap() {
			members = append(members, tree.Member{Key: block.member, Value: principals(v)})
		}
	}
	if v := s.Get("condition"); len(v.List()) > 0 || v.IsGap() {
		members = append(members, tree.Member{Key: "Condition", Value: conditions(v)})
	}
	return s.WithMembers(members)
}

// principals joins the blocks of one type. Type * is everyone.
func principals(blocks *tree.Node) *tree.Node {
	var members []tree.Member
	for _, b := range blocks.List() {
		kind, identifiers := b.Get("type"), b.Get("identifiers")
		if len(kind.AllGaps())+len(b.Gaps) > 0 || kind.Str() == "" {
			return blocks.WithText("${known after apply}", b.AllGaps()...)
		}
		if kind.Str() == "*" {
			return blocks.WithText("*")
		}
		members = appendList(members, kind.Str(), identifiers)
	}
	if members == nil {
		return blocks
	}
	return blocks.WithMembers(members)
}

// conditions joins the blocks of one operator and, within it, of one key.
func conditions(blocks *tree.Node) *tree.Node {
	var operators []tree.Member
	for _, b := range blocks.List() {
		test, key := b.Get("test").Str(), b.Get("variable").Str()
		if len(b.Gaps)+len(b.Get("test").AllGaps())+len(b.Get("variable").AllGaps()) > 0 {
			return blocks.WithText("${known after apply}", b.AllGaps()...)
		}
		i := 0
		for i < len(operators) && operators[i].Key != test {
			i++
		}
		if i == len(operators) {
			operators = append(operators, tree.Member{Key: test, Value: b.WithMembers(nil)})
		}
		inner := operators[i].Value
		inner.Members = appendList(inner.Members, key, b.Get("values"))
	}
	if operators == nil {
		return blocks
	}
	return blocks.WithMembers(operators)
}

// appendList adds the items of a list to the member of a key.
func appendList(members []tree.Member, key string, list *tree.Node) []tree.Member {
	for i, m := range members {
		if m.Key == key && m.Value.Is(tree.Array) && list.Is(tree.Array) {
			members[i].Value = list.WithItems(append(m.Value.Items[:len(m.Value.Items):len(m.Value.Items)], list.Items...), m.Value.Gaps...)
			return members
		}
	}
	return append(members, tree.Member{Key: key, Value: list})
}
