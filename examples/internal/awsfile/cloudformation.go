package awsfile

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// cloudFormation reads every AWS::ECS::TaskDefinition of a template.
func (f File) cloudFormation() ([]TaskDefinition, error) {
	var tasks []TaskDefinition
	for _, m := range f.Root.Get("Resources").Members {
		if m.Value.Get("Type").Str() != "AWS::ECS::TaskDefinition" {
			continue
		}
		t, err := f.task(m.Value.Get("Properties"), cloudFormationKeys)
		if err != nil {
			return nil, err
		}
		t.Name = m.Key
		tasks = append(tasks, t)
	}
	if len(tasks) == 0 {
		return nil, f.Errorf(f.Root.Get("Resources"), "the template has no resource of type AWS::ECS::TaskDefinition")
	}
	return tasks, nil
}

// resolve renders an intrinsic function as far as the template itself says:
// Fn::Sub gives its string, Fn::Join its parts joined, everything else ${Name}.
func resolve(n *tree.Node) string {
	if n.Is(tree.String) {
		return n.Text
	}
	if !n.Is(tree.Object) || len(n.Members) != 1 {
		return "${?}"
	}
	switch fn := n.Members[0]; fn.Key {
	case "Ref":
		return "${" + fn.Value.Str() + "}"
	case "Fn::Sub":
		return resolveSub(fn.Value)
	case "Fn::Join":
		return resolveJoin(fn.Value)
	case "Fn::GetAtt":
		return "${" + strings.Join(append(fn.Value.Strings(), nonEmpty(fn.Value.Str())...), ".") + "}"
	default:
		return "${" + fn.Key + "}"
	}
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func resolveSub(n *tree.Node) string {
	if n.Is(tree.Array) && len(n.Items) > 0 {
		n = n.Items[0]
	}
	return n.Str()
}

func resolveJoin(n *tree.Node) string {
	items := n.List()
	if len(items) != 2 || !items[1].Is(tree.Array) {
		return "${Fn::Join}"
	}
	var parts []string
	for _, p := range items[1].Items {
		parts = append(parts, resolve(p))
	}
	return strings.Join(parts, items[0].Str())
}
