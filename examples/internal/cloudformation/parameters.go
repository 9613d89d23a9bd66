package cloudformation

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// ref is the value of a parameter, a pseudo parameter or a resource.
func (t *Template) ref(n, arg *tree.Node) *tree.Node {
	if !arg.Is(tree.String) {
		return t.unusable(n, "the name of a parameter or resource")
	}
	return t.refName(n, arg.Text)
}

func (t *Template) refName(n *tree.Node, name string) *tree.Node {
	if strings.HasPrefix(name, "AWS::") {
		return t.Pseudo(n, name)
	}
	if declared := t.root.Get("Parameters").Get(name); declared != nil {
		return t.parameter(n, declared, name)
	}
	if t.resources[name] != nil {
		return t.refResource(n, name)
	}
	return t.problem(n, "${"+name+"}", "there is no parameter or resource %s", name)
}

// given is the value of a parameter: the one that was passed, else the default.
func (t *Template) given(name string) (string, bool) {
	if slices.Contains(t.with.Previous, name) {
		return "", false
	}
	if v, ok := t.with.Parameters[name]; ok {
		return v, true
	}
	return scalar(t.root.Path("Parameters", name, "Default"))
}

func (t *Template) isSecret(name string) bool {
	noEcho := t.root.Path("Parameters", name, "NoEcho")
	v, _ := scalar(noEcho)
	return strings.EqualFold(v, "true")
}

func (t *Template) parameter(n, declared *tree.Node, name string) *tree.Node {
	kind := declared.Get("Type").Str()
	value, ok := t.given(name)
	g := tree.Gap{Text: "${" + name + "}", Node: n, Tell: "pass -parameter " + name + "=VALUE"}
	switch {
	case strings.HasPrefix(kind, "AWS::SSM::Parameter::Value<"):
		g.Why, g.Tell = "the parameter "+name+" is the value of an SSM parameter, which is read when the stack is deployed", registered
		if ok && !t.isSecret(name) {
			g.Why = fmt.Sprintf("the parameter %s is the value of the SSM parameter %s, which is read when the stack is deployed", name, value)
		}
		return n.WithText(g.Text, g)
	case t.isSecret(name):
		g.Why, g.Tell = "the parameter "+name+" has NoEcho: it is a secret, and is not used here", registered
		return n.WithText(g.Text, g)
	case !ok:
		return t.withoutValue(n, declared, name, g)
	}
	if why := violates(declared, value); why != "" {
		g.Why = fmt.Sprintf("the default of the parameter %s is not among the values that it takes: %s", name, why)
		return n.WithText(g.Text, g)
	}
	return typed(n, kind, value)
}

// withoutValue is a parameter that has to be passed. What it may be can decide
// as well: a list of allowed values is all there is.
func (t *Template) withoutValue(n, declared *tree.Node, name string, g tree.Gap) *tree.Node {
	g.Why = "the parameter " + name + " has no default"
	if slices.Contains(t.with.Previous, name) {
		g.Why = "the parameter " + name + " keeps the value that the stack has"
	}
	allowed := allowedValues(declared)
	if len(allowed) == 0 {
		return n.WithText(g.Text, g)
	}
	if v, ok := t.assumed(g, true, allowed...); ok {
		return typed(n, declared.Get("Type").Str(), v)
	}
	return n.WithText(g.Text, g)
}

func allowedValues(declared *tree.Node) []string {
	var values []string
	for _, n := range declared.Get("AllowedValues").List() {
		if v, ok := scalar(n); ok {
			values = append(values, v)
		}
	}
	return values
}

// typed is a value of a parameter: the members of a list stand between commas,
// with white space around them that does not count.
func typed(n *tree.Node, kind, value string) *tree.Node {
	if kind != "CommaDelimitedList" && !strings.HasPrefix(kind, "List<") {
		return text(n, value)
	}
	var items []*tree.Node
	for _, item := range strings.Split(value, ",") {
		items = append(items, text(n, strings.TrimSpace(item)))
	}
	return n.WithItems(items)
}

// CheckParameters says what is wrong with the parameters that are passed: a value
// that the template does not allow.
func CheckParameters(root *tree.Node, given map[string]string) error {
	for _, m := range root.Get("Parameters").MemberList() {
		value, ok := given[m.Key]
		if !ok || strings.HasPrefix(m.Value.Get("Type").Str(), "AWS::SSM::") {
			continue
		}
		why := violates(m.Value, value)
		if secret, _ := scalar(m.Value.Get("NoEcho")); why != "" && strings.EqualFold(secret, "true") {
			why = "its value is not among those that the template allows"
		}
		if why != "" {
			return fmt.Errorf("the parameter %s: %s", m.Key, why)
		}
	}
	return nil
}

// violates says which rule of its declaration a value breaks, "" for none. The
// values of a list are held to the rules one by one.
func violates(declared *tree.Node, value string) string {
	values := []string{value}
	if declared.Get("Type").Str() == "CommaDelimitedList" || strings.HasPrefix(declared.Get("Type").Str(), "List<") {
		values = strings.Split(value, ",")
	}
	for _, v := range values {
		if why := violatesOne(declared, strings.TrimSpace(v)); why != "" {
			return why
		}
	}
	return ""
}

func violatesOne(declared *tree.Node, value string) string {
	allowed := allowedValues(declared)
	pattern := declared.Get("AllowedPattern").Str()
	switch {
	case len(allowed) > 0 && !slices.Contains(allowed, value):
		return fmt.Sprintf("%q is not one of %s", value, strings.Join(allowed, ", "))
	case pattern != "" && !matches(pattern, value):
		return fmt.Sprintf("%q does not match %s", value, pattern)
	case outside(declared, "MinLength", "MaxLength", float64(len([]rune(value)))):
		return fmt.Sprintf("%q is shorter or longer than allowed", value)
	}
	if number, err := strconv.ParseFloat(value, 64); declared.Get("Type").Str() == "Number" {
		switch {
		case err != nil:
			return fmt.Sprintf("%q is not a number", value)
		case outside(declared, "MinValue", "MaxValue", number):
			return value + " is less or more than allowed"
		}
	}
	return ""
}

// matches reports whether a whole value matches a pattern. CloudFormation takes
// Java's patterns: one that Go does not know is taken to match.
func matches(pattern, value string) bool {
	re, err := regexp.Compile(`^(?:` + pattern + `)$`)
	return err != nil || re.MatchString(value)
}

func outside(declared *tree.Node, low, high string, v float64) bool {
	bound := func(name string) (float64, bool) {
		s, _ := scalar(declared.Get(name))
		f, err := strconv.ParseFloat(s, 64)
		return f, err == nil
	}
	least, hasLeast := bound(low)
	most, hasMost := bound(high)
	return hasLeast && v < least || hasMost && v > most
}
