package cloudformation

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// sub replaces ${Name} in a string: by the map that may stand beside it, by Ref,
// or with a dot by Fn::GetAtt. ${!Name} stands for ${Name} itself.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
func (t *Template) sub(n, arg *tree.Node) *tree.Node {
	pattern, own := arg, (*tree.Node)(nil)
	if items := arg.List(); len(items) == 2 && items[1].Is(tree.Object) {
		pattern, own = items[0], items[1]
	}
	if !pattern.Is(tree.String) {
		return t.unusable(n, "a string, or a string and a map")
	}
	values := map[string]*tree.Node{}
	for _, m := range own.MemberList() {
		values[m.Key] = t.eval(m.Value)
	}
	var b strings.Builder
	var gaps []tree.Gap
	for _, p := range cutVariables(pattern.Text) {
		b.WriteString(p.literal)
		if p.name == "" {
			continue
		}
		v, mine := values[p.name]
		if !mine {
			v = t.named(n, p.name)
		}
		s, ok := scalar(v)
		if !ok {
			return t.problem(n, "${Fn::Sub}", "${%s} in Fn::Sub is not a string", p.name)
		}
		if b.Len()+len(s) > maxText {
			return gap(n, "${Fn::Sub}", "the text is longer than CloudFormation takes", "correct the template")
		}
		b.WriteString(s)
		gaps = append(gaps, v.Gaps...)
	}
	return text(n, b.String(), gaps...)
}

// named is the value of ${name}.
func (t *Template) named(n *tree.Node, name string) *tree.Node {
	if id, attribute, ok := strings.Cut(name, "."); ok {
		return t.getAtt(n, id, attribute)
	}
	return t.refName(n, name)
}

// piece is literal text with the variable behind it; name is "" at the end.
type piece struct{ literal, name string }

func cutVariables(s string) []piece {
	var pieces []piece
	literal := ""
	for {
		before, rest, found := strings.Cut(s, "${")
		name, after, closed := strings.Cut(rest, "}")
		switch {
		case !found || !closed:
			return append(pieces, piece{literal: literal + s})
		case strings.HasPrefix(name, "!"):
			literal += before + "${" + name[1:] + "}"
		default:
			pieces = append(pieces, piece{literal + before, strings.TrimSpace(name)})
			literal = ""
		}
		s = after
	}
}
