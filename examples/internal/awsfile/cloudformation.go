package awsfile

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// cloudFormation reads every AWS::ECS::TaskDefinition of a template.
func (f File) cloudFormation() ([]TaskDefinition, error) {
	var tasks []TaskDefinition
	for _, m := range f.Root.Get("Resources").Members {
		if strings.HasPrefix(m.Key, "Fn::") && mentions(m.Value, taskDefinitionType) {
			loop := Container{Image: String{Value: "${" + m.Key + "}", Where: f.At(m.Value)}}
			tasks = append(tasks, TaskDefinition{Where: f.At(m.Value), Name: m.Key, Containers: []Container{loop}, ContainersOnly: true})
			continue
		}
		if m.Value.Get("Type").Str() != taskDefinitionType {
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
		return nil, f.Errorf(f.Root.Get("Resources"), "the template has no resource of type "+taskDefinitionType)
	}
	return tasks, nil
}

const taskDefinitionType = "AWS::ECS::TaskDefinition"

// mentions reports whether a string of the value is text.
func mentions(n *tree.Node, text string) bool {
	if n.Str() == text {
		return true
	}
	for _, m := range n.Members {
		if mentions(m.Value, text) {
			return true
		}
	}
	return slices.ContainsFunc(n.Items, func(item *tree.Node) bool { return mentions(item, text) })
}

// isIntrinsic reports whether CloudFormation will put something in this place.
func isIntrinsic(n *tree.Node) bool {
	return n.Is(tree.Object) && len(n.Members) == 1 && (n.Members[0].Key == "Ref" || strings.HasPrefix(n.Members[0].Key, "Fn::"))
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

// resolveJoin joins only what stands in the template: CloudFormation takes no
// other delimiter than a string.
func resolveJoin(n *tree.Node) string {
	items := n.List()
	if len(items) != 2 || !items[0].Is(tree.String) || !items[1].Is(tree.Array) {
		return "${Fn::Join}"
	}
	var parts []string
	for _, p := range items[1].Items {
		parts = append(parts, resolve(p))
	}
	return strings.Join(parts, items[0].Str())
}
