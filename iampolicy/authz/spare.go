package authz

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// A Deny denies whom, what and where it names. Without one caller, some actions and
// their resources it is three statements: itself for all other callers, for all other
// actions, and for these actions on all other resources. Each differs from it in one
// clause, and together they deny all that it denies but what was asked.

// spare returns the statements to write in the place of the one that blocks, or what
// to do where no statements can say it.
func (b *blocker) spare() (instead []iampolicy.Statement, otherwise string) {
	for _, part := range [...]func(iampolicy.Statement) ([]iampolicy.Statement, string){b.forOthers, b.withoutActions, b.elsewhere} {
		list, otherwise := part(eval.CloneStatement(b.of.compiled.Sources[b.s.Place]))
		if otherwise != "" {
			return nil, otherwise
		}
		instead = append(instead, list...)
	}
	for i := 1; i < len(instead); i++ {
		instead[i].SID, instead[i].EmptySID = "", false // a Sid is unique
	}
	return instead, ""
}

// forOthers is the statement for all callers but the one that asks.
func (b *blocker) forOthers(s iampolicy.Statement) ([]iampolicy.Statement, string) {
	r := b.asked[0]
	if left, ok := r.unnamed(&s.Principal); ok && !b.at.layer.isAttachedToCaller() {
		s.Principal = left
		return statementIf(!left.IsZero(), s), ""
	}
	switch {
	case r.Caller.IsIAM():
		s.Condition = exceptPrincipal(s.Condition, r.granteeName())
	case b.at.layer == LayerRCP:
		return nil, "ask for a key that tells " + r.Caller.Text + " from others: no clause of this statement spares it alone"
	default:
		s.Principal, s.NotPrincipal = iampolicy.Principal{}, withOutsider(s.NotPrincipal, r.grantee())
	}
	return []iampolicy.Statement{s}, ""
}

func statementIf(isLeft bool, s iampolicy.Statement) []iampolicy.Statement {
	if isLeft {
		return []iampolicy.Statement{s}
	}
	return nil
}

// unnamed is a Principal without the entries that name the caller, which is ok if
// there are some and they name nobody else.
func (r *request) unnamed(p *iampolicy.Principal) (left iampolicy.Principal, ok bool) {
	if p.IsAnyone() {
		return left, false
	}
	left = *p
	named, shared := false, false
	for _, list := range [...]*iampolicy.OneOrMany[string]{&left.AWS, &left.Service, &left.Federated} {
		*list = without(*list, func(name string) bool {
			e := eval.NewPrincipalEntry(name)
			isNamed := e.Strength(&r.Caller) > eval.StrengthNone
			named, shared = named || isNamed, shared || isNamed && e.IsAccount
			return isNamed
		})
	}
	return left, named && !shared
}

// withOutsider is a NotPrincipal that names a service or provider too.
func withOutsider(p, outsider iampolicy.Principal) iampolicy.Principal {
	p.Service = with(p.Service, outsider.Service.Items...)
	p.Federated = with(p.Federated, outsider.Federated.Items...)
	return p
}

// exceptPrincipal adds to conditions, in their memory, that the caller is not the one of an ARN.
func exceptPrincipal(conditions []iampolicy.Condition, arn string) []iampolicy.Condition {
	const key = "aws:PrincipalArn"
	operator := "ArnNotEquals"
	for i := range conditions {
		c := &conditions[i]
		if !match.EqualFold(c.Operator, operator) {
			continue
		}
		if operator = c.Operator; match.EqualFold(c.Key, key) { // one spelling of an operator in a statement
			c.Values = with(c.Values, iampolicy.Scalar{Text: arn})
			return conditions
		}
	}
	return iampolicy.Statement{Condition: conditions}.When(operator, key, arn).Condition
}

// withoutActions is the statement for all actions but those that were asked.
func (b *blocker) withoutActions(s iampolicy.Statement) ([]iampolicy.Statement, string) {
	asked := b.actions()
	switch {
	case b.s.Actions.Not:
		s.NotAction = with(s.NotAction, asked...)
		return []iampolicy.Statement{s}, ""
	case slices.Contains(s.Action.Items, "*"), slices.Contains(s.Action.Items, "*:*"):
		s.Action, s.NotAction = iampolicy.OneOrMany[string]{}, with(s.NotAction, asked...)
		return []iampolicy.Statement{s}, ""
	}
	var left []string
	for i := range b.s.Actions.Patterns {
		switch p := &b.s.Actions.Patterns[i]; {
		case !slices.ContainsFunc(asked, p.MatchAction):
			left = append(left, p.Text)
		case p.IsExact():
		case !match.IsECR(p.Service.Text):
			return nil, "list in its Action what it is meant for without " + strings.Join(asked, ", ") + ", in the place of " + p.Text
		default:
			left = append(left, otherActions(p, asked)...)
		}
	}
	s.Action = with(iampolicy.OneOrMany[string]{}, left...)
	return statementIf(len(left) > 0, s), ""
}

// otherActions lists the actions of Amazon ECR that match the pattern and were not
// asked. Of a pattern that is a beginning, it lists longer beginnings.
func otherActions(p *match.ActionPattern, asked []string) (list []string) {
	beginning := strings.TrimSuffix(p.Text, "*") // what asks for one action alone does not come here
	isBeginning := !match.HasWildcard(beginning)
	for a := range iampolicy.Actions() {
		if !p.MatchAction(a.Name) || slices.Contains(asked, a.Name) {
			continue
		}
		text := a.Name
		if isBeginning {
			text = beginningOf(a.Name, len(beginning), asked)
		}
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// beginningOf is the shortest pattern that the name matches and nothing that was
// asked does, which already shares n characters.
func beginningOf(name string, n int, asked []string) string {
	for ; n < len(name); n++ {
		begins := func(a string) bool { _, ok := match.CutPrefixFold(a, name[:n]); return ok }
		if !slices.ContainsFunc(asked, begins) {
			return name[:n] + "*"
		}
	}
	return name
}

// elsewhere is the statement for the actions that were asked on all resources but
// those that were asked. An action without resource types is about none.
func (b *blocker) elsewhere(s iampolicy.Statement) (list []iampolicy.Statement, otherwise string) {
	s.NotAction = iampolicy.OneOrMany[string]{}
	for _, g := range b.askedAlike() {
		t, isLeft, otherwise := b.withoutResources(s, g.resources)
		if otherwise != "" {
			return nil, otherwise
		}
		t.Action = with(iampolicy.OneOrMany[string]{}, g.actions...)
		list = append(list, statementIf(isLeft, t)...)
	}
	return list, ""
}

// withoutResources is the statement for all resources but those of requests.
func (b *blocker) withoutResources(s iampolicy.Statement, asked []*request) (_ iampolicy.Statement, isLeft bool, otherwise string) {
	var texts []string
	for _, r := range asked {
		if !r.IsARN {
			return s, false, "ask about one resource of " + r.Action + ", or if it has none leave it out of what this statement denies"
		}
		text := r.fixedResource()
		if match.HasVariable(text) && !b.s.Variables {
			return s, false, `write "Version": "2012-10-17" in its document first: without it no statement names ` + r.Resource + " alone"
		}
		texts = append(texts, text)
	}
	switch {
	case b.s.Resource.Absent && b.at.bearing == bearsOwn:
		return s, false, "" // the policy is about its resource alone
	case b.s.Resource.Absent && b.at.layer == LayerResource && b.at.bearing != bearsAll:
		return s, false, "say which resource this policy is attached to (ResourcePolicy.On): without a Resource it may be about another"
	case b.s.Resource.Absent, b.s.Resource.Not, slices.Contains(s.Resource.Items, "*"):
		s.Resource, s.NotResource = iampolicy.OneOrMany[string]{}, with(s.NotResource, texts...)
		return s, true, ""
	}
	s.Resource = without(s.Resource, func(item string) bool {
		for _, r := range asked {
			if isCovered := itemCovers(item, r); isCovered && (item != r.Resource || match.IsOpen(item)) {
				otherwise = "list in its Resource what it is meant for without " + strings.Join(texts, ", ") + ", in the place of " + item
			} else if isCovered {
				return true
			}
		}
		return false
	})
	return s, len(s.Resource.Items) > 0, otherwise
}

// itemCovers reports whether an item of the Resource of a Deny covers the resource of r.
func itemCovers(item string, r *request) bool {
	return slices.ContainsFunc(match.Completions(item, match.Plain), func(text string) bool {
		p := match.NewResource(text, match.Wildcards|match.Variables)
		return eval.Covers(&p, &r.Request)
	})
}

// askedAlike is what was asked of a statement: actions with resource types on the
// same resources.
type askedAlike struct {
	actions   []string
	resources []*request // one for each
}

func (b *blocker) askedAlike() (list []askedAlike) {
	for _, action := range b.actions() {
		g := askedAlike{actions: []string{action}}
		for _, r := range b.asked {
			if match.EqualFold(r.Action, action) && !r.WildcardOnly && !slices.ContainsFunc(g.resources, r.isAboutSame) {
				g.resources = append(g.resources, r)
			}
		}
		i := slices.IndexFunc(list, func(h askedAlike) bool { return slices.EqualFunc(g.resources, h.resources, (*request).isAboutSame) })
		switch {
		case g.resources == nil:
		case i >= 0:
			list[i].actions = append(list[i].actions, action)
		default:
			list = append(list, g)
		}
	}
	return list
}

func (r *request) isAboutSame(q *request) bool { return r.Resource == q.Resource }

// actions lists the actions that were asked, each once, as AWS spells them.
func (b *blocker) actions() (list []string) {
	for _, r := range b.asked {
		action := r.Action
		if info, ok := iampolicy.LookupAction(action); ok {
			action = info.Name
		}
		if !slices.ContainsFunc(list, func(a string) bool { return match.EqualFold(a, action) }) {
			list = append(list, action)
		}
	}
	return list
}

// with is a list with more items, in memory of its own.
func with[T any](list iampolicy.OneOrMany[T], items ...T) iampolicy.OneOrMany[T] {
	if len(items) == 0 {
		return list
	}
	all := slices.Concat(list.Items, items)
	return iampolicy.OneOrMany[T]{Items: all, Single: len(all) == 1}
}

// without is a list without the items for which drop holds, absent if none is left.
func without(list iampolicy.OneOrMany[string], drop func(string) bool) iampolicy.OneOrMany[string] {
	left := slices.DeleteFunc(slices.Clone(list.Items), drop)
	if len(left) == 0 {
		return iampolicy.OneOrMany[string]{}
	}
	return iampolicy.OneOrMany[string]{Items: left, Single: len(left) == 1}
}
