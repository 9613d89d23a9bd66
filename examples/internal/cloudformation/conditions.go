package cloudformation

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// truth is the value of a condition.
type truth uint8

const (
	unknown truth = iota
	no
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (t *Template) ifFunction(n, arg *tree.Node) *tree.Node {
	args := arg.List()
	if len(args) != 3 {
		return t.unusable(n, "a condition and two values")
	}
	var holds truth
	if args[0].Is(tree.String) {
		holds = t.conditionNamed(args[0], args[0].Text)
	} else {
		holds = t.decide(args[0]) // the transform AWS::LanguageExtensions takes it
	}
	switch holds {
	case yes:
		return t.eval(args[1])
	case no:
		return t.eval(args[2])
	}
	name, _ := scalar(args[0])
	return gap(n, "${Fn::If}", "it hangs on the condition "+name, "pass the parameters that the condition hangs on with -parameter")
}

// conditionNamed decides a condition of the section Conditions. One that cannot be
// decided can be assumed: it counts as open.
func (t *Template) conditionNamed(n *tree.Node, name string) truth {
	if v, ok := t.conditions[name]; ok {
		return v
	}
	condition := t.root.Get("Conditions").Get(name)
	key := "the condition " + name
	switch {
	case condition == nil:
		t.problem(n, "", "there is no condition %s", name)
		return unknown
	case t.entered[key]:
		t.problem(n, "", "the condition %s hangs on itself", name)
		return unknown
	}
	t.entered[key] = true
	outer := t.condition
	t.condition = key
	v := t.decide(condition)
	t.condition = outer
	delete(t.entered, key)
	if v == unknown {
		v = t.assumedCondition(key)
	}
	t.conditions[name] = v
	return v
}

func (t *Template) assumedCondition(key string) truth {
	switch t.with.Assume[key] {
	case "true":
		return yes
	case "false":
		return no
	}
	return unknown
}

// deciders are the functions that conditions are made of.
func (t *Template) decide(n *tree.Node) truth {
	if !n.Is(tree.Object) || len(n.Members) != 1 {
		t.problem(n, "", "a condition is one function")
		return unknown
	}
	if !t.step(n) {
		return unknown
	}
	switch arg := n.Members[0].Value; n.Members[0].Key {
	case "Condition":
		return t.conditionNamed(arg, arg.Str())
	case "Fn::Equals":
		return t.equals(n, arg)
	case "Fn::Not":
		if len(arg.List()) == 1 {
			return not(t.decide(arg.Items[0]))
		}
	case "Fn::And":
		return t.all(arg.List(), no)
	case "Fn::Or":
		return t.all(arg.List(), yes)
	}
	t.problem(n, "", "%s is not used as CloudFormation does in a condition", n.Members[0].Key)
	return unknown
}

func not(v truth) truth {
	switch v {
	case yes:
		return no
	case no:
		return yes
	}
	return unknown
}

// all joins conditions: one that is final decides for all, else one that is not
// known leaves it open.
func (t *Template) all(items []*tree.Node, final truth) truth {
	v := not(final)
	for _, item := range items {
		switch t.decide(item) {
		case final:
			return final
		case unknown:
			v = unknown
		}
	}
	return v
}

// equals compares as text: CloudFormation has no other type for values here.
func (t *Template) equals(n, arg *tree.Node) truth {
	args := arg.List()
	if len(args) != 2 {
		t.unusable(n, "two values")
		return unknown
	}
	a, b := t.compared(args[0]), t.compared(args[1])
	x, okX := comparable(a)
	y, okY := comparable(b)
	switch {
	case !okX || !okY:
		return unknown
	case x == y && sameGaps(a.AllGaps(), b.AllGaps()):
		return yes
	case a.IsGap() && len(b.Gaps) == 0:
		return t.equalsGap(a.Gaps[0], y)
	case b.IsGap() && len(a.Gaps) == 0:
		return t.equalsGap(b.Gaps[0], x)
	case len(a.Gaps) > 0:
		return t.openCondition(a.Gaps[0])
	case len(b.Gaps) > 0:
		return t.openCondition(b.Gaps[0])
	}
	return no
}

// compared is a value for comparison alone, in which a secret may stand.
func (t *Template) compared(n *tree.Node) *tree.Node {
	if name := n.Get("Ref").Str(); name != "" && t.isSecret(name) {
		if v, ok := t.given(name); ok {
			return n.WithText(v)
		}
	}
	return t.eval(n)
}

// comparable is the text by which a value is compared.
func comparable(n *tree.Node) (string, bool) {
	if s, ok := scalar(n); ok {
		return s, true
	}
	if n == nil {
		return "", false
	}
	return string(n.AppendJSON(nil)), true
}

// sameGaps reports whether two equal texts hold the same unknown values: what a
// function gives is called by the function alone.
func sameGaps(a, b []tree.Gap) bool {
	return slices.EqualFunc(a, b, func(x, y tree.Gap) bool { return keyOf(x) == keyOf(y) })
}

// keyOf tells unknown values apart.
func keyOf(g tree.Gap) string {
	if strings.HasPrefix(g.Text, "${Fn::") || g.Text == "${?}" {
		return g.Text + " " + g.Node.Pointer()
	}
	return g.Text
}

// equalsGap compares with a value that is not known, by what is assumed of it.
func (t *Template) equalsGap(g tree.Gap, value string) truth {
	if v, ok := t.assumed(g, false, value); ok {
		return truthOf(v == value)
	}
	return unknown
}

// openCondition is for what only the whole condition can be assumed of.
func (t *Template) openCondition(g tree.Gap) truth {
	if t.condition != "" {
		t.open(g, t.condition, true, "true", "false")
	}
	return unknown
}
