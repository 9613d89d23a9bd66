package awsfile

import (
	"cmp"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// document reads policy documents of which parts may not be known.
type document struct {
	File
	generous  bool
	unsure    []tree.Gap // what was not known of statements
	unsettled []string   // those statements, as they stand in the file
}

// ofResource reads the policy of a resource, which says with Principal who.
func (r *document) ofResource(n *tree.Node) (*Policy, error) { return r.optional(n, resourcePolicy) }

// resourcePolicy marks the policy of a resource, which has no name.
const resourcePolicy = ""

// optional reads a policy document. It is nil where there is none, or where
// nothing of it is known.
func (r *document) optional(n *tree.Node, name string) (*Policy, error) {
	if n == nil || n.Is(tree.Null) || n.IsGap() || n.Is(tree.String) && n.Text == "" {
		return nil, nil
	}
	n = r.settle(n, name == resourcePolicy)
	doc, err := r.evaluated(n)
	if err != nil {
		return nil, err
	}
	return &Policy{Where: r.At(n), Name: name, Document: doc, statements: r.statements(n)}, nil
}

// ofEndpoint reads the policy of a VPC endpoint. One that is not known may let
// everything through, as an endpoint without a policy does, or nothing.
func (r *document) ofEndpoint(n *tree.Node) (*Policy, error) {
	if !n.IsGap() {
		return r.ofResource(n)
	}
	r.unsure = append(r.unsure, n.Gaps...)
	if r.generous {
		return nil, nil
	}
	return r.ofResource(n.WithMembers([]tree.Member{{Key: "Statement", Value: nothing(n, true)}}))
}

// addTo adds a policy to a role, or notes that nothing of it is known.
func (r *document) addTo(role *Role, n *tree.Node, name string) error {
	p, err := r.optional(n, cmp.Or(name, "policy"))
	switch {
	case err != nil:
		return err
	case p == nil:
		role.Unknown = append(role.Unknown, r.whole(n))
	default:
		role.Policies = append(role.Policies, *p)
	}
	return nil
}

// whole is a gap for a policy, or a list of them, of which nothing is known.
func (r *document) whole(n *tree.Node) Gap {
	for _, g := range n.AllGaps() {
		gap := r.gap(g)
		gap.Why = "a policy of the role is not known: " + gap.Why
		return gap
	}
	return Gap{Where: r.At(n), Why: "a policy of the role is not known", Tell: "pass it with -policy"}
}

func (r *document) evaluated(n *tree.Node) (iampolicy.Document, error) {
	if n.Is(tree.String) {
		return r.File.document(n)
	}
	doc, err := iampolicy.Parse(n.AppendJSON(nil))
	return doc, r.pointed(n, err)
}

// settle decides about the statements of which a part is not known.
func (r *document) settle(n *tree.Node, ofResource bool) *tree.Node {
	if !n.Is(tree.Object) || len(n.AllGaps()) == 0 {
		return n
	}
	var members []tree.Member
	for _, m := range n.Members {
		if m.Key == "Statement" {
			m.Value = r.settleStatements(m.Value, ofResource)
		}
		members = append(members, m)
	}
	return n.WithMembers(members)
}

func (r *document) settleStatements(n *tree.Node, ofResource bool) *tree.Node {
	list := n.List()
	if !n.Is(tree.Array) {
		list = []*tree.Node{n}
	}
	var kept []*tree.Node
	for _, s := range list {
		if s = r.settleStatement(s, ofResource); s != nil {
			kept = append(kept, s)
		}
	}
	if kept == nil { // a document has a statement, so this one is about nothing
		kept = []*tree.Node{nothing(n, ofResource)}
	}
	return n.WithItems(kept)
}

// nothing is a statement that allows nothing to anyone.
func nothing(n *tree.Node, ofResource bool) *tree.Node {
	s := anything(n, "Allow", ofResource)
	s.Members[1].Key = "NotAction"
	return s
}

// settleStatement returns a statement as wide as it can be, or nil where it must
// not count. A statement that is known stays as it is.
func (r *document) settleStatement(s *tree.Node, ofResource bool) *tree.Node {
	gaps := s.AllGaps()
	if len(gaps) == 0 {
		return s
	}
	r.unsure, r.unsettled = append(r.unsure, gaps...), append(r.unsettled, string(s.AppendJSON(nil)))
	effect := s.Get("Effect").Str()
	switch {
	case !s.Is(tree.Object), effect != "Allow" && effect != "Deny": // nothing is known of it
		effect = "Deny"
		if r.generous {
			effect = "Allow"
		}
		return anything(s, effect, ofResource)
	case r.generous != (effect == "Allow"):
		return nil
	}
	var members []tree.Member
	for _, m := range s.Members {
		if m = r.widest(m); m.Value != nil {
			members = append(members, m)
		}
	}
	return s.WithMembers(members)
}

// anything is a statement about everything, and in the policy of a resource about
// everyone.
func anything(s *tree.Node, effect string, ofResource bool) *tree.Node {
	member := func(key, value string) tree.Member { return tree.Member{Key: key, Value: s.WithText(value)} }
	members := []tree.Member{member("Effect", effect), member("Action", "*"), member("Resource", "*")}
	if ofResource {
		members = append(members, member("Principal", "*"))
	}
	return s.WithMembers(members)
}

// widest is a member of a statement with which it is about most. A condition that
// is not known is left out, and so is what is not known of an exception.
func (r *document) widest(m tree.Member) tree.Member {
	if len(m.Value.AllGaps()) == 0 {
		return m
	}
	switch m.Key {
	case "Action", "Resource":
		m.Value = starred(m.Value)
	case "Principal":
		m.Value = m.Value.WithText("*")
	case "Condition":
		m.Value = r.knownConditions(m.Value)
	case "NotAction", "NotResource", "NotPrincipal":
		m.Key, m.Value = strings.TrimPrefix(m.Key, "Not"), m.Value.WithText("*")
	case "Sid":
		m.Value = nil
	}
	return m
}

// starred puts * in the place of what is not known.
func starred(n *tree.Node) *tree.Node {
	if n.Is(tree.Array) {
		var items []*tree.Node
		for _, item := range n.Items {
			items = append(items, starred(item))
		}
		if len(n.Gaps) > 0 {
			items = append(items, n.WithText("*"))
		}
		return n.WithItems(items)
	}
	if n.Is(tree.Object) {
		return n.WithText("*")
	}
	if n.IsGap() {
		return n.WithText("*")
	}
	text := n.Text
	for _, g := range n.Gaps {
		text = strings.ReplaceAll(text, g.Text, "*")
	}
	return n.WithText(text)
}

// knownConditions leaves out the keys whose values are not known: without them a
// statement is about more.
func (r *document) knownConditions(n *tree.Node) *tree.Node {
	var operators []tree.Member
	for _, operator := range n.MemberList() {
		var keys []tree.Member
		for _, key := range operator.Value.MemberList() {
			if len(key.Value.AllGaps()) == 0 {
				keys = append(keys, key)
			}
		}
		if len(keys) > 0 {
			operators = append(operators, tree.Member{Key: operator.Key, Value: operator.Value.WithMembers(keys)})
		}
	}
	if operators == nil {
		return nil
	}
	return n.WithMembers(operators)
}
