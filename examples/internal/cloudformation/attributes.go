package cloudformation

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// attribute is what a kind of resource gives for Ref or for an attribute: a
// pattern as Fn::Sub takes it, in which ${.Name} stands for the resource's name
// and ${.Path} for the path that IAM puts before it.
type attribute struct{ resource, name, pattern string }

// attributes of the resources that pulls hang on, "" for Ref, as their pages say
// under "Return values":
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
var attributes = []attribute{
	{"AWS::IAM::Role", "", "${.Name}"},
	{"AWS::IAM::Role", "Arn", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role${.Path}${.Name}"},
	{"AWS::IAM::ManagedPolicy", "", "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy${.Path}${.Name}"},
	{"AWS::IAM::ManagedPolicy", "PolicyArn", "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy${.Path}${.Name}"},
	{"AWS::ECR::Repository", "", "${.Name}"},
	{"AWS::ECR::Repository", "Arn", "arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/${.Name}"},
	{"AWS::ECR::Repository", "RepositoryUri", "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/${.Name}"},
	{"AWS::ECR::PullThroughCacheRule", "", "${.Name}"},
	{"AWS::ECR::RepositoryCreationTemplate", "", "${.Name}"},
	{"AWS::ECS::CapacityProvider", "", "${.Name}"},
	{"AWS::ECS::Cluster", "", "${.Name}"},
	{"AWS::ECS::Cluster", "Arn", "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/${.Name}"},
	{"AWS::ECS::TaskDefinition", "", "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/${.Name}:1"},
	{"AWS::ECS::TaskDefinition", "TaskDefinitionArn", "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/${.Name}:1"},
	{"AWS::SecretsManager::Secret", "", "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${.Name}-a1B2c3"},
	{"AWS::SecretsManager::Secret", "Id", "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${.Name}-a1B2c3"},
}

// names are the properties that hold the name of a resource. Without it, the
// name is made of the stack's name, the logical id and something random.
var names = map[string]string{
	"AWS::IAM::Role":                       "RoleName",
	"AWS::IAM::ManagedPolicy":              "ManagedPolicyName",
	"AWS::ECR::Repository":                 "RepositoryName",
	"AWS::ECR::PullThroughCacheRule":       "EcrRepositoryPrefix",
	"AWS::ECR::RepositoryCreationTemplate": "Prefix",
	"AWS::ECS::CapacityProvider":           "Name",
	"AWS::ECS::Cluster":                    "ClusterName",
	"AWS::ECS::TaskDefinition":             "Family",
	"AWS::SecretsManager::Secret":          "Name",
}

func (t *Template) getAttribute(n, arg *tree.Node) *tree.Node {
	id, name, ok := strings.Cut(arg.Str(), ".")
	if items := arg.List(); len(items) == 2 {
		attribute := t.eval(items[1])
		if len(attribute.AllGaps()) > 0 {
			return because(n, "${Fn::GetAtt}", attribute.Gaps)
		}
		id = items[0].Str()
		name, ok = scalar(attribute)
	}
	if !ok || id == "" {
		return t.unusable(n, "a resource and an attribute")
	}
	return t.getAtt(n, id, name)
}

func (t *Template) refResource(n *tree.Node, id string) *tree.Node {
	return t.attribute(n, id, "", "${"+id+"}")
}

func (t *Template) getAtt(n *tree.Node, id, name string) *tree.Node {
	shown := "${" + id + "." + name + "}"
	if t.resources[id] == nil {
		return t.problem(n, shown, "there is no resource %s", id)
	}
	return t.attribute(n, id, name, shown)
}

func (t *Template) attribute(n *tree.Node, id, name, shown string) *tree.Node {
	kind := t.resources[id].Get("Type").Str()
	key := "the resource " + id
	switch {
	case t.exists(id) == no:
		return t.problem(n, shown, "%s is not made, as the condition %s does not hold", id, t.resources[id].Get("Condition").Str())
	case t.entered[key]:
		return t.problem(n, shown, "%s hangs on itself", id)
	case kind == "AWS::CloudFormation::Stack":
		return gap(n, shown, fmt.Sprintf("it is an output of the nested stack %s", id), "give the template of the nested stack by itself")
	}
	for _, a := range attributes {
		if a.resource == kind && a.name == name {
			t.entered[key] = true
			defer delete(t.entered, key)
			return t.fill(n, id, a)
		}
	}
	return gap(n, shown, fmt.Sprintf("it is known when %s (%s) is made", id, kind), registered)
}

// fill puts the values into the pattern of an attribute.
func (t *Template) fill(n *tree.Node, id string, a attribute) *tree.Node {
	var b strings.Builder
	var gaps []tree.Gap
	for _, p := range cutVariables(a.pattern) {
		b.WriteString(p.literal)
		var v *tree.Node
		switch p.name {
		case "":
			continue
		case ".Name":
			v = t.nameOf(n, id, a.resource)
		case ".Path":
			v = t.pathOf(n, id)
		default:
			v = t.Pseudo(n, p.name)
		}
		if !v.Is(tree.String) {
			return t.problem(n, "${"+id+"}", "the name of %s is not a string", id)
		}
		b.WriteString(v.Text)
		gaps = append(gaps, v.Gaps...)
	}
	return text(n, b.String(), gaps...)
}

func (t *Template) nameOf(n *tree.Node, id, kind string) *tree.Node {
	own := t.resources[id].Path("Properties", names[kind])
	if kind == "AWS::ECS::TaskDefinition" && !own.Is(tree.String) {
		return n.WithText(t.unlikeOthers(id)) // a family only has to be that
	}
	name := t.eval(own)
	if s, ok := scalar(name); ok {
		return n.WithText(s, name.Gaps...)
	}
	stack := t.Pseudo(n, "AWS::StackName")
	if len(stack.Gaps) > 0 && kind != "AWS::SecretsManager::Secret" { // whose name begins with the id
		return gap(n, "${"+id+"}", "the name of "+id+" is made up when it is made", registered)
	}
	generated := stack.Text + "-" + id + "-" + end(t.unlikeOthers(id))
	switch kind {
	case "AWS::ECR::Repository":
		generated = strings.ToLower(generated)
	case "AWS::SecretsManager::Secret":
		generated = strings.TrimPrefix(generated, stack.Text+"-")
	}
	return n.WithText(generated)
}

// unlikeOthers is a logical id that tells the resource from one of the same id in
// another template that is given together with this one.
func (t *Template) unlikeOthers(id string) string {
	if i := slices.Index(t.with.Together, t.root); i > 0 {
		return fmt.Sprintf("%s-%d", id, i+1)
	}
	return id
}

// GeneratedName is a name such as CloudFormation makes it for a resource that has
// none. The end is random there; here it only has to be unlike any other.
func GeneratedName(stack, id string) string { return stack + "-" + id + "-" + end(id) }

// end is twelve letters for a resource.
func end(id string) string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	h := fnv.New64a()
	h.Write([]byte(id))
	sum := h.Sum64()
	b := make([]byte, 12)
	for i := range b {
		b[i] = letters[sum%32]
		sum /= 32
	}
	return string(b)
}

// madeUp finds names that GeneratedName made for a stack of which the name is not
// known.
var madeUp = regexp.MustCompile(`\$\{AWS::StackName\}-([A-Za-z0-9]+)-[A-Z2-9]{12}`)

// WithoutMadeUp shows a text to a person: the reference to a resource stands in place
// of a name that was made up for it.
func WithoutMadeUp(text string) string { return madeUp.ReplaceAllString(text, "$${$1}") }

func (t *Template) pathOf(n *tree.Node, id string) *tree.Node {
	path := t.eval(t.resources[id].Path("Properties", "Path"))
	if s, ok := scalar(path); ok {
		return n.WithText(s, path.Gaps...)
	}
	return n.WithText("/")
}
