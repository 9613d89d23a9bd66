package terraform

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// same lists, for attributes that take the attribute of another resource as it is,
// which that may be. A reference to any other is only a part of the value, such as
// the ARN of a repository within a policy.
var same = map[string][]string{
	"assume_role_policy":   {"json", "minified_json"},
	"cluster":              {"arn", "id", "name"},
	"cluster_name":         {"name"},
	"execution_role_arn":   {"arn"},
	"permissions_boundary": {"arn", "id"},
	"policy":               {"json", "minified_json"},
	"policy_arn":           {"arn", "id"},
	"registry_id":          {"registry_id", "account_id"},
	"repository":           {"name", "id"},
	"repository_policy":    {"json", "minified_json"},
	"role":                 {"name", "id"},
	"role_name":            {"name", "id"},
	"task_definition":      {"arn", "id", "family", "arn_without_revision"},
	"task_role_arn":        {"arn"},
	"vpc_endpoint_id":      {"id"},
}

// follow looks for a value that is known after apply: the references of its
// expression lead to the resource that it comes from.
func (r *Resource) follow(name string, at *tree.Node) *tree.Node {
	if r.entered(name) {
		return r.gap(name, at, nil)
	}
	defer r.leave(name)
	if v := r.created(name, at); v != nil && r.config().Path("expressions", name) == nil {
		return v
	}
	references := referencesOf(r.config().Path("expressions", name))
	ends, ok := r.state.ends(r.module, references, r.index)
	if ok && len(ends) == 1 && ends[0].attribute == "" && len(same[name]) > 0 {
		ends[0].attribute = same[name][0] // behind an index that is no constant, the attribute is not listed
	}
	if !ok || len(ends) != 1 || !slices.Contains(same[name], ends[0].attribute) {
		return r.gap(name, at, references)
	}
	end := ends[0]
	if v := end.resource.Value(end.attribute); v != nil && !v.Is(tree.Null) && !v.IsGap() {
		if v.Is(tree.String) {
			return at.WithText(v.Text, v.Gaps...)
		}
		return v
	}
	if v := end.resource.created(end.attribute, at); v != nil {
		return v
	}
	return r.gap(name, at, references)
}

func (r *Resource) entered(name string) bool {
	key := r.Address + "." + name
	if r.state.steps--; r.state.entered[key] || r.state.steps < 0 {
		return true
	}
	r.state.entered[key] = true
	return false
}

func (r *Resource) leave(name string) { delete(r.state.entered, r.Address+"."+name) }

// Source returns the data source that an attribute comes from, nil when it does
// not come from one alone.
func (r *Resource) Source(name, kind string) *Resource {
	ends, ok := r.state.ends(r.module, referencesOf(r.config().Path("expressions", name)), r.index)
	if !ok || len(ends) != 1 || ends[0].resource.Type != kind {
		return nil
	}
	return ends[0].resource
}

// end is where references lead to.
type end struct {
	resource  *Resource
	attribute string
}

// ends follows references through variables and the outputs of modules. It fails
// where one of them leads out of what the plan holds.
func (s *State) ends(module []step, references []string, index string) ([]end, bool) {
	var ends []end
	for _, reference := range references {
		more, ok := s.endsOf(module, reference, index)
		if !ok {
			return nil, false
		}
		for _, e := range more {
			if !slices.Contains(ends, e) {
				ends = append(ends, e)
			}
		}
	}
	return ends, true
}

func (s *State) endsOf(module []step, reference, index string) ([]end, bool) {
	if s.steps--; s.steps < 0 {
		return nil, false
	}
	head, rest, _ := strings.Cut(reference, ".")
	switch head {
	case "each", "count", "path", "terraform":
		return nil, head != "each" || rest == "key"
	case "var":
		return s.variable(module, rest)
	case "module":
		return s.output(module, rest)
	case "local", "self":
		return nil, false
	case "data":
		return s.instance(module, rest, true, index)
	}
	return s.instance(module, reference, false, index)
}

// variable is what the parent module passes.
func (s *State) variable(module []step, rest string) ([]end, bool) {
	if len(module) == 0 {
		return nil, false // known to whoever ran the plan, and then in the values
	}
	name, _, _ := cutIndex(rest)
	last := module[len(module)-1]
	parent := module[:len(module)-1]
	expression := s.configOf(parent).Path("module_calls", last.name, "expressions", name)
	return s.ends(parent, referencesOf(expression), last.index)
}

// output is what a module gives to the one that calls it.
func (s *State) output(module []step, rest string) ([]end, bool) {
	name, index, rest := cutIndex(rest)
	output, _, _ := cutIndex(strings.TrimPrefix(rest, "."))
	inner := append(slices.Clone(module), step{name, index})
	expression := s.configOf(inner).Path("outputs", output, "expression")
	return s.ends(inner, referencesOf(expression), index)
}

// instance is an attribute of a resource: of its only instance, or of the one
// with the index that stands there, or with that of who asks.
func (s *State) instance(module []step, reference string, isData bool, index string) ([]end, bool) {
	kind, rest, _ := strings.Cut(reference, ".")
	name, own, rest := cutIndex(rest)
	attribute, _, more := cutIndex(strings.TrimPrefix(rest, "."))
	var found []*Resource
	for _, r := range s.resources {
		if r.Type == kind && r.Name == name && r.IsData == isData && within(r.module, module) {
			found = append(found, r)
		}
	}
	if wanted := own; len(found) > 1 {
		if wanted == "" {
			wanted = index
		}
		found = slices.DeleteFunc(found, func(r *Resource) bool { return r.index != wanted })
	}
	if len(found) != 1 || more != "" {
		return nil, false
	}
	return []end{{found[0], attribute}}, true
}

// within reports whether a resource stands in a module. An index that is not
// known fits all.
func within(has, wanted []step) bool {
	return slices.EqualFunc(has, wanted, func(a, b step) bool { return a.name == b.name && (b.index == "" || a.index == b.index) })
}

// config is the configuration of the resource, nil in a state.
func (r *Resource) config() *tree.Node {
	address := r.Type + "." + r.Name
	if r.IsData {
		address = "data." + address
	}
	for _, n := range r.state.configOf(r.module).Get("resources").List() {
		if n.Get("address").Str() == address {
			return n
		}
	}
	return nil
}

// Sets reports whether the configuration, where the file holds it, has an attribute:
// one that it leaves out has its default, also where a plan does not tell it yet.
func (r *Resource) Sets(name string) bool {
	config := r.config()
	return config == nil || config.Path("expressions", name) != nil
}

func (s *State) configOf(module []step) *tree.Node {
	n := s.root.Path("configuration", "root_module")
	for _, m := range module {
		n = n.Path("module_calls", m.name, "module")
	}
	return n
}

// referencesOf lists what an expression refers to. Terraform lists with each
// attribute the resource that has it: those say nothing more.
func referencesOf(expression *tree.Node) []string {
	all := expression.Get("references").Strings()
	return slices.DeleteFunc(slices.Clone(all), func(r string) bool {
		return slices.ContainsFunc(all, func(other string) bool {
			return len(other) > len(r) && strings.HasPrefix(other, r) && (other[len(r)] == '.' || other[len(r)] == '[')
		})
	})
}
