package cloudformation

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Parameters are values for the parameters of a template.
type Parameters struct {
	Values   map[string]string
	Previous []string // UsePreviousValue: what the stack has already
}

// AddTo adds the values to a deployment, in place of those that it has.
func (p Parameters) AddTo(d *Deployment) {
	for name, value := range p.Values {
		d.Parameters[name] = value
	}
	d.Previous = append(d.Previous, p.Previous...)
}

// ParseParameters reads a file of parameters in one of the forms that tools take:
// the list of aws cloudformation create-stack --parameters, the list of KEY=VALUE
// of aws cloudformation deploy --parameter-overrides, and the object with
// Parameters of CodePipeline, which may stand alone as well.
// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
func ParseParameters(root *tree.Node) (Parameters, error) {
	p := Parameters{Values: map[string]string{}}
	object := root.Get("Parameters")
	if object == nil {
		object = root
	}
	switch {
	case root.Is(tree.Array):
		for _, item := range root.Items {
			if err := p.addItem(item); err != nil {
				return p, err
			}
		}
	case object.Is(tree.Object):
		for _, m := range object.Members {
			if err := p.add(m.Key, m.Value); err != nil {
				return p, err
			}
		}
	default:
		return p, fmt.Errorf("line %d: this is no file of parameters: write a list of {\"ParameterKey\": …, \"ParameterValue\": …}",
			root.Line)
	}
	return p, nil
}

func (p *Parameters) addItem(item *tree.Node) error {
	key := item.Get("ParameterKey").Str()
	previous, _ := scalar(item.Get("UsePreviousValue"))
	name, value, pair := strings.Cut(item.Str(), "=")
	switch {
	case pair && name != "":
		p.Values[name] = value
	case key == "":
		return fmt.Errorf("line %d: this parameter has no ParameterKey", item.Line)
	case strings.EqualFold(previous, "true"):
		p.Previous = append(p.Previous, key)
	default:
		return p.add(key, item.Get("ParameterValue"))
	}
	return nil
}

// add keeps a value. A list stands for its members between commas.
func (p *Parameters) add(name string, n *tree.Node) error {
	if value, ok := scalar(n); ok {
		p.Values[name] = value
		return nil
	}
	if !n.Is(tree.Array) {
		return fmt.Errorf("the parameter %s has no value that is a text", name)
	}
	p.Values[name] = strings.Join(n.Strings(), ",")
	return nil
}
