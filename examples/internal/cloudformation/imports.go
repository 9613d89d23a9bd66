package cloudformation

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// importValue is an export of another stack of the account and the region: of a
// template that is given together with this one, where one exports that name.
func (t *Template) importValue(n, arg *tree.Node) *tree.Node {
	name := t.eval(arg)
	exported, ok := scalar(name)
	if !ok {
		return t.unusable(n, "the name of an export")
	}
	if len(name.Gaps) == 0 {
		if v := t.exported(n, exported); v != nil {
			return v
		}
	}
	return gap(n, "${Fn::ImportValue}", fmt.Sprintf("it is the export %s of another stack", exported),
		"give the template that exports "+exported+" as well, or see aws cloudformation list-exports; "+registered)
}

// family is templates that are given together, each evaluated for one deployment.
type family struct {
	exports []export
	entered map[string]bool // exports that are being evaluated, against cycles
}

// export is an output of a template under a name that other stacks import.
type export struct {
	name   string
	from   *Template
	output *tree.Node
}

// relatives returns the family of a template, which begins with the first import.
func (t *Template) relatives() *family {
	if t.family != nil {
		return t.family
	}
	t.family = &family{entered: map[string]bool{}}
	members := []*Template{t}
	for _, root := range t.with.Together {
		if root != t.root && IsTemplate(root) {
			relative := newTemplate(root, t.with, t.functions)
			relative.family = t.family
			members = append(members, relative)
		}
	}
	for _, member := range members {
		t.family.exports = append(t.family.exports, member.exports()...)
	}
	return t.family
}

// exports lists the exports whose names are known.
func (t *Template) exports() (list []export) {
	for _, output := range t.root.Get("Outputs").MemberList() {
		named := output.Value.Path("Export", "Name")
		if named == nil || t.holds(output.Value.Get("Condition")) == no {
			continue
		}
		v := t.eval(named)
		if name, ok := scalar(v); ok && len(v.Gaps) == 0 {
			list = append(list, export{name, t, output.Value})
		}
	}
	return list
}

// exported is the value of an export in the place of an import, nil where not
// exactly one other template has it.
func (t *Template) exported(n *tree.Node, name string) *tree.Node {
	f := t.relatives()
	if f.entered[name] {
		return nil
	}
	f.entered[name] = true
	defer delete(f.entered, name)
	var found *export
	for i, e := range f.exports {
		if e.name != name || e.from == t {
			continue
		}
		if found != nil {
			return nil
		}
		found = &f.exports[i]
	}
	if found == nil {
		return nil
	}
	return t.taken(n, *found)
}

// taken is the value of an export in the place of an import. What it hangs on, the
// import hangs on.
func (t *Template) taken(n *tree.Node, e export) *tree.Node {
	if condition := e.output.Get("Condition"); e.from.holds(condition) == unknown {
		return gap(n, "${Fn::ImportValue}", "whether there is the export "+e.name+" hangs on the condition "+condition.Str(),
			"pass the parameters that the condition hangs on with -parameter")
	}
	v := e.from.eval(e.output.Get("Value"))
	for _, o := range e.from.Opens {
		t.open(o.Gap, o.Key, o.Closed, o.Values...)
	}
	s, ok := scalar(v)
	if !ok {
		return nil
	}
	var gaps []tree.Gap
	for _, g := range v.Gaps {
		gaps = append(gaps, tree.Gap{Text: g.Text, Node: n, Why: "in the export " + e.name + ", " + g.Why, Tell: g.Tell})
	}
	return text(n, s, gaps...)
}
