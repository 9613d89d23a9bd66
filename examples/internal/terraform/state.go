package terraform

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Deployment is what is known of the account and the region that a plan is for,
// where the plan itself does not tell. The zero value knows nothing.
type Deployment struct{ Account, Region string }

// State is a state, or what a plan says that the state will be.
type State struct {
	Asked bool // a value hung on the account or the region of the deployment

	root      *tree.Node
	with      Deployment
	resources []*Resource
	entered   map[string]bool // what is being followed, against cycles
	steps     int             // references left to follow
}

// maxSteps bounds how many references are followed in one file.
const maxSteps = 1 << 16

// Resource is one instance of a managed resource or of a data source.
type Resource struct {
	Address, Type, Name string
	IsData              bool
	Node                *tree.Node

	state     *State
	module    []step // the modules that it stands in
	index     string // of count or for_each, "" for none
	values    *tree.Node
	unknown   *tree.Node // after_unknown of a plan
	sensitive *tree.Node
}

// step is a module on the way to a resource.
type step struct{ name, index string }

// IsState reports whether a document looks like the output of terraform show.
func IsState(root *tree.Node) bool {
	return root.Get("values").Is(tree.Object) || root.Get("planned_values").Is(tree.Object)
}

// New returns the resources of a state or a plan.
func New(root *tree.Node, with Deployment) *State {
	s := &State{root: root, with: with, entered: map[string]bool{}, steps: maxSteps}
	values := root.Get("planned_values")
	if values == nil {
		values = root.Get("values")
	}
	s.addModule(values.Get("root_module"), nil)
	s.addData(root.Path("prior_state", "values", "root_module"))
	s.addUnknown()
	return s
}

func (s *State) addModule(module *tree.Node, path []step) {
	for _, n := range module.Get("resources").List() {
		s.resources = append(s.resources, s.resource(n, path))
	}
	for _, child := range module.Get("child_modules").List() {
		s.addModule(child, modulePath(child.Get("address").Str()))
	}
}

func (s *State) resource(n *tree.Node, path []step) *Resource {
	r := &Resource{
		Address: n.Get("address").Str(), Type: n.Get("type").Str(), Name: n.Get("name").Str(), IsData: n.Get("mode").Str() == "data",
		Node: n, state: s, module: path, values: n.Get("values"), sensitive: n.Get("sensitive_values"),
	}
	if index := n.Get("index"); index != nil {
		r.index = index.Text
	}
	return r
}

// addData adds the data sources that were read before the plan.
func (s *State) addData(module *tree.Node) {
	known := map[string]bool{}
	for _, r := range s.resources {
		known[r.Address] = true
	}
	prior := &State{root: s.root}
	prior.addModule(module, nil)
	for _, r := range prior.resources {
		if r.IsData && !known[r.Address] {
			r.state = s
			s.resources = append(s.resources, r)
		}
	}
}

// addUnknown notes what a plan does not know yet, and the data sources that are
// read during apply.
func (s *State) addUnknown() {
	byAddress := map[string]*Resource{}
	for _, r := range s.resources {
		byAddress[r.Address] = r
	}
	for _, change := range s.root.Get("resource_changes").List() {
		r := byAddress[change.Get("address").Str()]
		if r == nil && change.Get("mode").Str() == "data" {
			r = s.resource(change, modulePath(change.Get("module_address").Str()))
			r.values = change.Path("change", "after")
			s.resources = append(s.resources, r)
		}
		if r != nil {
			r.unknown = change.Path("change", "after_unknown")
		}
	}
}

// Resources returns the managed resources of a type.
func (s *State) Resources(kind string) []*Resource {
	return slices.DeleteFunc(slices.Clone(s.resources), func(r *Resource) bool { return r.IsData || r.Type != kind })
}

// IsSensitive reports whether a value must not be shown.
func (r *Resource) IsSensitive(name string) bool {
	n := r.sensitive.Get(name)
	return n != nil && !(n.Is(tree.Bool) && n.Text == "false") && !(n.Is(tree.Array) && len(n.Items) == 0) && !(n.Is(tree.Object) &&
		len(n.Members) == 0)
}

// modulePath cuts an address such as module.svc["a.b"].module.x[0] into its steps.
func modulePath(address string) []step {
	var path []step
	for {
		rest, ok := strings.CutPrefix(address, "module.")
		if !ok {
			return path
		}
		name, index, tail := cutIndex(rest)
		path = append(path, step{name, index})
		address = strings.TrimPrefix(tail, ".")
	}
}

// cutIndex cuts a name from the index behind it and from what follows.
func cutIndex(s string) (name, index, rest string) {
	end := strings.IndexAny(s, ".[")
	if end < 0 {
		return s, "", ""
	}
	name, rest = s[:end], s[end:]
	if rest[0] != '[' {
		return name, "", rest
	}
	end = strings.IndexByte(rest, ']')
	if strings.HasPrefix(rest, `["`) {
		if i := strings.Index(rest, `"]`); i > 0 {
			end = i + 1
		}
	}
	if end < 0 {
		return name, rest[1:], ""
	}
	return name, strings.Trim(rest[1:end], `"`), rest[end+1:]
}
