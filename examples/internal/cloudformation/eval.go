package cloudformation

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// function evaluates a call n with the argument arg, which is not evaluated yet.
// nil is AWS::NoValue.
type function func(t *Template, n, arg *tree.Node) *tree.Node

// lookup finds the function of a key such as Fn::Join. A loop is none: it stands
// for members, not for a value.
func (t *Template) lookup(name string) (function, bool) {
	if f, ok := t.functions[name]; ok {
		return f, true
	}
	return noSuchFunction, strings.HasPrefix(name, "Fn::") && !strings.HasPrefix(name, loopPrefix)
}

// eval returns a value as far as it is known, nil for AWS::NoValue.
func (t *Template) eval(n *tree.Node) *tree.Node {
	if n == nil {
		return nil
	}
	if !t.step(n) {
		return gap(n, "${?}", endless, "correct the template")
	}
	switch n.Kind {
	case tree.String:
		return text(n, n.Text, n.Gaps...)
	case tree.Array:
		return t.evalItems(n)
	case tree.Object:
		return t.evalObject(n)
	}
	return n
}

const endless = "the template does not come to an end"

// step reports whether there is a step left.
func (t *Template) step(n *tree.Node) bool {
	if t.steps--; t.steps == -1 {
		t.problem(n, "", endless)
	}
	return t.steps >= 0
}

func (t *Template) evalObject(n *tree.Node) *tree.Node {
	if len(n.Members) == 1 {
		if f, ok := t.lookup(n.Members[0].Key); ok {
			return f(t, n, n.Members[0].Value)
		}
	}
	if macro := n.Get("Fn::Transform"); macro != nil {
		return t.transform(n, macro)
	}
	var members []tree.Member
	for _, m := range t.loops(n) {
		if v := t.eval(m.Value); v != nil {
			members = append(members, tree.Member{Key: m.Key, Value: v, Start: m.Start})
		}
	}
	return n.WithMembers(members)
}

func (t *Template) evalItems(n *tree.Node) *tree.Node {
	var items []*tree.Node
	for _, item := range n.Items {
		if v := t.eval(item); v != nil {
			items = append(items, v)
		}
	}
	return n.WithItems(items)
}

// maxText is longer than any value that CloudFormation takes.
const maxText = 1 << 18

// text returns a string in the place of n. A dynamic reference in it is known
// when the stack is deployed, and never by the template:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
func text(n *tree.Node, s string, gaps ...tree.Gap) *tree.Node {
	if len(s) > maxText {
		return gap(n, "${?}", "the text is longer than CloudFormation takes", "correct the template")
	}
	if strings.Contains(s, "{{resolve:") {
		gaps = dynamicReferences(n, s, gaps)
	}
	return n.WithText(s, gaps...)
}

func dynamicReferences(n *tree.Node, s string, gaps []tree.Gap) []tree.Gap {
	known := map[string]bool{}
	for _, g := range gaps {
		known[g.Text] = true
	}
	for rest := s; ; {
		start := strings.Index(rest, "{{resolve:")
		if start < 0 {
			return gaps
		}
		end := strings.Index(rest[start:], "}}")
		if end < 0 {
			return gaps
		}
		reference := rest[start : start+end+2]
		rest = rest[start+end+2:]
		if !known[reference] {
			known[reference] = true
			gaps = append(gaps[:len(gaps):len(gaps)], dynamicReference(n, reference))
		}
	}
}

func dynamicReference(n *tree.Node, reference string) tree.Gap {
	service, key, _ := strings.Cut(strings.Trim(reference, "{}")[len("resolve:"):], ":")
	g := tree.Gap{Text: reference, Node: n}
	switch service {
	case "ssm", "ssm-secure":
		g.Why = "a dynamic reference to the SSM parameter " + key + " is read when the stack is deployed"
	case "secretsmanager":
		g.Why = "a dynamic reference to a secret of Secrets Manager is read when the stack is deployed"
	default:
		g.Why = "a dynamic reference is read when the stack is deployed"
	}
	g.Tell = registered
	return g
}

// registered is what answers for values that the deployment looks up.
const registered = "deploy, and give what is registered: aws ecs describe-task-definition --task-definition NAME"

// scalar returns the text of a string, number or Boolean that is a part of a
// larger text.
func scalar(n *tree.Node) (string, bool) {
	if n.Is(tree.String) || n.Is(tree.Number) || n.Is(tree.Bool) {
		return n.Text, true
	}
	return "", false
}
