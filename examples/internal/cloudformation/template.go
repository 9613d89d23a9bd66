package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Deployment is what is known of one deployment of a template. The zero value
// knows nothing.
type Deployment struct {
	Parameters map[string]string // replace the defaults
	Previous   []string          // parameters whose value is that of the stack that is there
	Account    string            // 12 digits
	Region     string            // partition and URL suffix follow from it
	StackName  string
	Assume     map[string]string // Open.Key -> the value that this deployment is taken to have
	Together   []*tree.Node      // templates that are deployed beside this one, whose exports it can import
}

// Open is something that is not known and that the template compares with known
// values: what it says for each of them, and for any other, is decided.
type Open struct {
	Key    string
	Values []string
	Closed bool // no other value than these can be deployed
	Gap    tree.Gap
}

// Problem is something for which CloudFormation refuses to deploy the template.
type Problem struct {
	Node *tree.Node
	Text string
}

// Resource is a resource that the deployment makes.
type Resource struct {
	ID, Type string
	Node     *tree.Node // as it stands in the template

	template *Template
}

// Template is a template under evaluation for one deployment. What was found
// open or impossible so far stands in Opens and Problems.
type Template struct {
	Opens    []Open
	Problems []Problem

	functions  map[string]function
	root       *tree.Node
	with       Deployment
	partition  string // of the region, as is the suffix
	suffix     string
	conditions map[string]truth
	resources  map[string]*tree.Node // logical id -> resource
	order      []string
	entered    map[string]bool // what is being evaluated, against cycles
	family     *family         // templates whose exports can be imported; nil until the first import
	steps      int             // left before the template counts as endless
	condition  string          // the name of the condition that is being decided
}

// maxSteps is far above what a template of CloudFormation's 1 MB needs; only
// nested Fn::ForEach and repeated Fn::Sub get there.
const maxSteps = 1 << 18

// New returns the template for a deployment. A resource that a loop makes out of
// a list that is not known stands under the name of the loop.
func New(root *tree.Node, with Deployment) *Template { return newTemplate(root, with, functions) }

// newTemplate takes the functions, which call it for imports.
func newTemplate(root *tree.Node, with Deployment, functions map[string]function) *Template {
	t := &Template{functions: functions, root: root, with: with, conditions: map[string]truth{}, resources: map[string]*tree.Node{},
		entered: map[string]bool{}, steps: maxSteps, partition: Partition(with.Region), suffix: URLSuffix(with.Region)}
	for _, m := range t.loops(root.Get("Resources")) {
		t.resources[m.Key] = m.Value
		t.order = append(t.order, m.Key)
	}
	return t
}

// IsTemplate reports whether a document looks like a template.
func IsTemplate(root *tree.Node) bool { return root.Get("Resources").Is(tree.Object) }

// Resources returns the resources of the given types. Those behind a condition
// that does not hold are not there; where a condition is open, they are.
func (t *Template) Resources(types ...string) []Resource {
	var rs []Resource
	for _, id := range t.order {
		n := t.resources[id]
		kind := n.Get("Type").Str()
		if slices.Contains(types, kind) && t.exists(id) != no {
			rs = append(rs, Resource{id, kind, n, t})
		}
	}
	return rs
}

// Loops returns the loops over resources whose list is not known.
func (t *Template) Loops() []tree.Member {
	var open []tree.Member
	for _, id := range t.order {
		if strings.HasPrefix(id, "Fn::") {
			open = append(open, tree.Member{Key: id, Value: t.resources[id]})
		}
	}
	return open
}

// Unsure says why it is not known whether a resource is made; nil when it is.
func (r Resource) Unsure() []tree.Gap {
	condition := r.Node.Get("Condition").Str()
	if r.template.exists(r.ID) != unknown {
		return nil
	}
	return []tree.Gap{{Text: "${" + r.ID + "}", Node: r.Node.Get("Condition"),
		Why:  fmt.Sprintf("whether %s is made hangs on the condition %s", r.ID, condition),
		Tell: "pass the parameters that the condition hangs on with -parameter"}}
}

// Property returns a property of the resource as far as it is known; nil where
// the resource does not have it.
func (r Resource) Property(name string) *tree.Node {
	return r.template.eval(r.Node.Path("Properties", name))
}

// Only returns the named properties. Of the objects in a list among them it keeps
// the named members alone: what is not named is not evaluated.
func (r Resource) Only(names, members []string) *tree.Node {
	properties := r.Node.Get("Properties")
	if !properties.Is(tree.Object) {
		return r.Node
	}
	var kept []tree.Member
	for _, m := range properties.Members {
		if slices.Contains(names, m.Key) || strings.HasPrefix(m.Key, "Fn::") {
			kept = append(kept, tree.Member{Key: m.Key, Value: only(m.Value, members), Start: m.Start})
		}
	}
	if v := r.template.eval(properties.WithMembers(kept)); v.Is(tree.Object) {
		return v
	}
	return r.Node
}

// only keeps the named members of the objects in a list, also where a function
// stands around them.
func only(n *tree.Node, members []string) *tree.Node {
	switch {
	case n.Is(tree.Array):
		var items []*tree.Node
		for _, item := range n.Items {
			items = append(items, only(item, members))
		}
		return n.WithItems(items)
	case n.Get("Fn::If").Is(tree.Array):
		return n.WithMembers([]tree.Member{{Key: "Fn::If", Value: only(n.Get("Fn::If"), members)}})
	case n.Get("Image") != nil:
		var kept []tree.Member
		for _, m := range n.Members {
			if slices.Contains(members, m.Key) {
				kept = append(kept, m)
			}
		}
		return n.WithMembers(kept)
	}
	return n
}

// Properties returns the whole of them.
func (r Resource) Properties() *tree.Node { return r.template.eval(r.Node.Get("Properties")) }

// Ref returns what Ref gives for the resource, and GetAtt what an attribute is.
func (r Resource) Ref() *tree.Node { return r.template.refResource(r.Node, r.ID) }

// GetAtt returns an attribute of the resource.
func (r Resource) GetAtt(attribute string) *tree.Node {
	return r.template.getAtt(r.Node, r.ID, attribute)
}

func (t *Template) exists(id string) truth {
	return t.holds(t.resources[id].Get("Condition"))
}

// holds decides the condition of a resource or an output, which may have none.
func (t *Template) holds(condition *tree.Node) truth {
	if condition == nil {
		return yes
	}
	return t.conditionNamed(condition, condition.Str())
}

// Macros returns a gap for each transform that may change anything in the
// template. Those of AWS that leave tasks, roles and repositories alone do not
// count.
func (t *Template) Macros() []tree.Gap {
	transforms := t.root.Get("Transform")
	list := transforms.List()
	if transforms != nil && list == nil {
		list = []*tree.Node{transforms}
	}
	var gaps []tree.Gap
	for _, n := range list {
		name := n.Str()
		if n.Is(tree.Object) {
			name = n.Get("Name").Str()
		}
		if !isHarmless(name) {
			gaps = append(gaps, t.macro(n, name))
		}
	}
	return gaps
}

// harmless transforms: the first two are evaluated or concern other resources, the
// rest add resources and hooks of their own.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
var harmless = []string{"AWS::Serverless-", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen", "AWS::SecretsManager-",
	"AWS::ServiceCatalog"}

func isHarmless(name string) bool {
	return slices.ContainsFunc(harmless, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

func (t *Template) macro(n *tree.Node, name string) tree.Gap {
	return tree.Gap{Text: "${" + name + "}", Node: n,
		Why:  fmt.Sprintf("the macro %s may change everything in the template when it is deployed", name),
		Tell: "give the processed template: aws cloudformation get-template --stack-name STACK --template-stage Processed"}
}

// maxProblems is more than anyone reads.
const maxProblems = 100

// problem notes what cannot be deployed, and returns a gap in its place.
func (t *Template) problem(n *tree.Node, text, format string, args ...any) *tree.Node {
	why := fmt.Sprintf(format, args...)
	p := Problem{n, why}
	if len(t.Problems) < maxProblems && !slices.Contains(t.Problems, p) {
		t.Problems = append(t.Problems, p)
	}
	return gap(n, text, why+", and CloudFormation refuses that", "correct the template")
}

// gap returns a value of which nothing is known.
func gap(n *tree.Node, text, why, tell string) *tree.Node {
	return n.WithText(text, tree.Gap{Text: text, Why: why, Tell: tell, Node: n})
}

// open notes that a value is compared with others.
func (t *Template) open(g tree.Gap, key string, closed bool, values ...string) {
	i := slices.IndexFunc(t.Opens, func(o Open) bool { return o.Key == key })
	if i < 0 {
		i, t.Opens = len(t.Opens), append(t.Opens, Open{Key: key, Gap: g})
	}
	o := &t.Opens[i]
	o.Closed = o.Closed || closed
	for _, v := range values {
		if !slices.Contains(o.Values, v) {
			o.Values = append(o.Values, v)
		}
	}
}

// Value evaluates a value that stands in no resource, such as a fragment of a
// template.
func (t *Template) Value(n *tree.Node) *tree.Node { return t.eval(n) }
