package cloudformation

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// functions are the intrinsic functions that give a value. The functions look
// each other up in Template.functions, which is this table.
var functions = map[string]function{
	"Ref":              (*Template).ref,
	"Fn::Base64":       (*Template).base64,
	"Fn::Cidr":         (*Template).ofDeployment,
	"Fn::FindInMap":    (*Template).findInMap,
	"Fn::GetAZs":       (*Template).ofDeployment,
	"Fn::GetAtt":       (*Template).getAttribute,
	"Fn::If":           (*Template).ifFunction,
	"Fn::ImportValue":  (*Template).importValue,
	"Fn::Join":         (*Template).join,
	"Fn::Length":       (*Template).length,
	"Fn::Select":       (*Template).selectItem,
	"Fn::Split":        (*Template).split,
	"Fn::Sub":          (*Template).sub,
	"Fn::ToJsonString": (*Template).toJSONString,
	"Fn::Transform":    (*Template).transform,
}

// unusable is the value of a call whose arguments are not what it takes.
func (t *Template) unusable(n *tree.Node, takes string) *tree.Node {
	name := n.Members[0].Key
	return t.problem(n, "${"+name+"}", "%s takes %s", name, takes)
}

// because is the value of a call that hangs on values which are not known.
func because(n *tree.Node, text string, gaps []tree.Gap) *tree.Node {
	if len(gaps) == 0 {
		return gap(n, text, "it is known when the stack is deployed", registered)
	}
	g := gaps[0]
	return gap(n, text, g.Why, g.Tell)
}

func noSuchFunction(t *Template, n, _ *tree.Node) *tree.Node {
	name := n.Members[0].Key
	return t.problem(n, "${"+name+"}", "CloudFormation has no function %s", name)
}

func (t *Template) join(n, arg *tree.Node) *tree.Node {
	args := arg.List()
	if len(args) != 2 || !args[0].Is(tree.String) {
		return t.unusable(n, "a delimiter and a list")
	}
	list := t.eval(args[1])
	switch {
	case list.Is(tree.String) && list.IsGap():
		return because(n, "${Fn::Join}", list.Gaps)
	case !list.Is(tree.Array):
		return t.unusable(n, "a delimiter and a list")
	case len(list.Gaps) > 0:
		return because(n, "${Fn::Join}", list.Gaps)
	}
	var parts []string
	var gaps []tree.Gap
	for _, item := range list.Items {
		part, ok := scalar(item)
		if !ok {
			return t.unusable(n, "a list of strings")
		}
		parts, gaps = append(parts, part), append(gaps, item.Gaps...)
	}
	return text(n, strings.Join(parts, args[0].Text), gaps...)
}

// split cuts a string. What stands before the first gap is certain; a gap may
// hold the delimiter itself.
func (t *Template) split(n, arg *tree.Node) *tree.Node {
	args := arg.List()
	if len(args) != 2 || args[0].Str() == "" {
		return t.unusable(n, "a delimiter and a string")
	}
	source := t.eval(args[1])
	whole, ok := scalar(source)
	if !ok {
		return t.unusable(n, "a delimiter and a string")
	}
	known := len(whole)
	for _, g := range source.Gaps {
		if i := strings.Index(whole, g.Text); i >= 0 {
			known = min(known, i)
		}
	}
	parts := strings.Split(whole[:known], args[0].Text)
	if known < len(whole) {
		parts = parts[:len(parts)-1]
	}
	var items []*tree.Node
	for _, part := range parts {
		items = append(items, text(source, part))
	}
	return n.WithItems(items, source.Gaps...)
}

func (t *Template) selectItem(n, arg *tree.Node) *tree.Node {
	args := arg.List()
	if len(args) != 2 {
		return t.unusable(n, "an index and a list")
	}
	index, list := t.eval(args[0]), t.eval(args[1])
	number, ok := scalar(index)
	i, err := strconv.Atoi(strings.TrimSpace(number))
	switch {
	case ok && len(index.Gaps) > 0:
		return because(n, "${Fn::Select}", index.Gaps)
	case !ok || err != nil:
		return t.unusable(n, "an index and a list")
	case list.IsGap():
		return because(n, "${Fn::Select}", list.Gaps)
	case !list.Is(tree.Array):
		return t.unusable(n, "an index and a list")
	case i >= 0 && i < len(list.Items):
		return replace(n, list.Items[i])
	case len(list.Gaps) > 0:
		return because(n, "${Fn::Select}", list.Gaps)
	}
	return t.problem(n, "${Fn::Select}", "the list has no item %d, counted from 0", i)
}

// replace puts a value in the place of a call.
func replace(n, v *tree.Node) *tree.Node {
	switch {
	case v.Is(tree.String):
		return n.WithText(v.Text, v.Gaps...)
	case v.Is(tree.Array):
		return n.WithItems(v.Items, v.Gaps...)
	}
	return v
}

// ofDeployment is what only a deployment computes, such as availability zones.
func (t *Template) ofDeployment(n, _ *tree.Node) *tree.Node {
	return gap(n, "${"+n.Members[0].Key+"}", "it is known when the stack is deployed", registered)
}

func (t *Template) transform(n, arg *tree.Node) *tree.Node {
	name := arg.Get("Name").Str()
	g := t.macro(n, name)
	g.Text, g.Why = "${Fn::Transform}", fmt.Sprintf("the macro %s writes this when the stack is deployed", name)
	return n.WithText(g.Text, g)
}

func (t *Template) base64(n, arg *tree.Node) *tree.Node {
	v := t.eval(arg)
	s, ok := scalar(v)
	switch {
	case !ok:
		return t.unusable(n, "a string")
	case len(v.Gaps) > 0:
		return because(n, "${Fn::Base64}", v.Gaps)
	}
	return text(n, base64.StdEncoding.EncodeToString([]byte(s)))
}

// length counts a list: the transform AWS::LanguageExtensions has it.
func (t *Template) length(n, arg *tree.Node) *tree.Node {
	list := t.eval(arg)
	switch {
	case list != nil && len(list.Gaps) > 0:
		return because(n, "${Fn::Length}", list.Gaps)
	case !list.Is(tree.Array):
		return t.unusable(n, "a list")
	}
	return text(n, strconv.Itoa(len(list.Items)))
}

// toJSONString writes a value as JSON: the transform AWS::LanguageExtensions has it.
func (t *Template) toJSONString(n, arg *tree.Node) *tree.Node {
	v := t.eval(arg)
	if !v.Is(tree.Object) && !v.Is(tree.Array) {
		return t.unusable(n, "an object or a list")
	}
	return text(n, string(v.AppendJSON(nil)), v.AllGaps()...)
}

// findInMap looks up two keys. The fourth argument is of AWS::LanguageExtensions.
func (t *Template) findInMap(n, arg *tree.Node) *tree.Node {
	args := arg.List()
	if len(args) != 3 && len(args) != 4 {
		return t.unusable(n, "a mapping and two keys")
	}
	at, path := t.root.Get("Mappings"), "Mappings"
	for i, a := range args[:3] {
		key := t.eval(a)
		name, ok := scalar(key)
		if ok && key.IsGap() && at.Is(tree.Object) {
			name, ok = t.assumed(key.Gaps[0], true, keysOf(at)...)
			if !ok {
				return because(n, "${Fn::FindInMap}", key.Gaps)
			}
		} else if ok && len(key.Gaps) > 0 {
			return because(n, "${Fn::FindInMap}", key.Gaps)
		}
		next := at.Get(name)
		switch {
		case !ok:
			return t.unusable(n, "a mapping and two keys")
		case next == nil && len(args) == 4 && i > 0 && args[3].Get("DefaultValue") != nil:
			return t.inPlace(n, args[3].Get("DefaultValue"))
		case next == nil:
			return t.problem(n, "${Fn::FindInMap}", "%s has no key %q", path, name)
		}
		at, path = next, path+"."+name
	}
	return t.inPlace(n, at)
}

// inPlace evaluates a value that stands elsewhere in the template in the place of
// a call.
func (t *Template) inPlace(n, v *tree.Node) *tree.Node {
	if v = t.eval(v); v == nil {
		return nil
	}
	return replace(n, v)
}

func keysOf(n *tree.Node) []string {
	var keys []string
	for _, m := range n.Members {
		keys = append(keys, m.Key)
	}
	return keys
}

// assumed returns the value that this deployment is taken to have in the place of
// a gap, and notes which values matter.
func (t *Template) assumed(g tree.Gap, closed bool, values ...string) (string, bool) {
	t.open(g, keyOf(g), closed, values...)
	v, ok := t.with.Assume[keyOf(g)]
	return v, ok
}
