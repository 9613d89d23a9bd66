package compare

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// actionGroup holds actions that the statements cannot tell apart.
type actionGroup struct {
	names        []string
	wildcardOnly bool
	statements   []*eval.Statement // of both policies, about the actions
}

// grouping collects actions into groups.
type grouping struct {
	c      *comparison
	groups []*actionGroup
	at     map[string]*actionGroup
	seen   map[string]bool
}

// actionGroups groups the actions that a statement of only one document is
// about: those of the table, those that are named and one of every other kind
// that a wildcard tells apart. For ECR the actions are those of the table, and
// those that a statement names beside them.
func (c *comparison) actionGroups() []*actionGroup {
	x := grouping{c: c, at: map[string]*actionGroup{}, seen: map[string]bool{}}
	if !c.isOpen() {
		c.eachPattern(func(s *eval.Statement, p *match.ActionPattern) {
			if c.own[s] {
				x.add(p.Text, true)
			}
		})
		return x.groups
	}
	for a := range iampolicy.Actions() {
		x.add(a.Name, true)
	}
	globs, named := c.actionPatterns()
	for _, name := range named {
		x.add(name, true)
	}
	for _, name := range c.representatives(globs, named) {
		if !match.IsECRAction(name) || c.isNamedOpenly(name) {
			x.add(name, false)
		}
	}
	return x.groups
}

// eachPattern calls do for every pattern of an action in both policies.
func (c *comparison) eachPattern(do func(*eval.Statement, *match.ActionPattern)) {
	for _, p := range c.read {
		list := p.Statements
		for i := range list {
			for k := range list[i].Actions.Patterns {
				do(&list[i], &list[i].Actions.Patterns[k])
			}
		}
	}
}

// isOpen reports whether a statement of only one document is about actions that
// it does not name.
func (c *comparison) isOpen() bool {
	for s := range c.own {
		if s.Actions.Not || slices.ContainsFunc(s.Actions.Patterns, func(p match.ActionPattern) bool { return !p.IsExact() }) {
			return true
		}
	}
	return false
}

// actionPatterns returns the patterns and the names that the statements have,
// and beside them patterns for what IsActionName and IsECRAction look at.
func (c *comparison) actionPatterns() (globs []match.Glob, named []string) {
	seen := map[string]bool{}
	c.eachPattern(func(_ *eval.Statement, p *match.ActionPattern) {
		text := match.LowerCase(p.Text)
		switch {
		case seen[text] || p.All || !p.Valid || strings.ContainsAny(p.Text, " \t\r\n"): // no action has white space
		case p.IsExact():
			named = append(named, p.Text)
		default:
			globs = append(globs, globOfAction(p))
		}
		seen[text] = true
	})
	for _, text := range [...]string{"?*:?*", "*:", "ecr:*", "ecr-public:*"} {
		p := match.NewActionPattern(text)
		globs = append(globs, globOfAction(&p))
	}
	return globs, named
}

// representatives is the search for texts, within what work is left.
func (c *comparison) representatives(globs []match.Glob, literals []string) []string {
	if c.isSpent() {
		return nil
	}
	texts, complete := match.Representatives(globs, literals, c.work)
	c.complete = c.complete && complete
	return texts
}

// isNamedOpenly reports whether a pattern that fits no action of the table
// fits this one: it may be newer than the table.
func (c *comparison) isNamedOpenly(action string) (named bool) {
	service, name, _ := strings.Cut(action, ":")
	c.eachPattern(func(_ *eval.Statement, p *match.ActionPattern) {
		named = named || c.spend(weight{1, len(p.Name.Tokens)}.of(action)) && p.Match(service, name) && c.spend(tableWork) && !matchesTable(p)
	})
	return named
}

const tableWork = 64 // of a look through the table

// matchesTable reports whether p matches a known action.
func matchesTable(p *match.ActionPattern) bool {
	for a := range iampolicy.Actions() {
		if service, name, _ := strings.Cut(a.Name, ":"); p.Match(service, name) {
			return true
		}
	}
	return false
}

// add adds an action to its group. One that nobody named is an example for a
// group that has no other.
func (x *grouping) add(action string, named bool) {
	lower := match.LowerCase(action)
	r := eval.Request{Action: action, Resource: "*"}
	if x.seen[lower] || x.c.isSpent() || !r.Split() {
		return
	}
	x.seen[lower] = true
	r.IsARN = true // as isGuarded asks
	about := x.c.about(&r)
	if !slices.ContainsFunc(about, func(s *eval.Statement) bool { return x.c.own[s] }) {
		return
	}
	key := x.c.keyOf(about) + string([]byte{b2i(r.WildcardOnly), b2i(r.IsToken()), b2i(r.IsGuarded())})
	switch g := x.at[key]; {
	case g == nil:
		x.at[key] = &actionGroup{[]string{action}, r.WildcardOnly, about}
		x.groups = append(x.groups, x.at[key])
	case named:
		g.names = append(g.names, action)
	}
}

// about returns the statements of both policies that are about the action.
func (c *comparison) about(r *eval.Request) (list []*eval.Statement) {
	for _, p := range c.read {
		w := p.Candidates(r.Action).Walk()
		for run, named := w.Next(); len(run) > 0; run, named = w.Next() {
			for _, s := range run {
				if named || c.spend(actionWeight(s).of(r.Action)) && s.Actions.Matches(r.Service, r.Name) {
					list = append(list, s)
				}
			}
		}
	}
	c.spend(len(list) + 1)
	return list
}

// keyOf is the same for the same statements.
func (c *comparison) keyOf(statements []*eval.Statement) string {
	var key []byte
	for _, s := range statements {
		key = binary.AppendUvarint(key, uint64(s.Place)<<1|uint64(b2i(c.isFirst(s))))
	}
	return string(key)
}

// globOfAction turns a pattern for actions into a glob over lower-case text.
func globOfAction(p *match.ActionPattern) match.Glob {
	service, _ := match.GlobOfPattern(&p.Service, true, nil)
	name, _ := match.GlobOfPattern(&p.Name, false, nil)
	g := append(service.WithText(":"), name...)
	for i := range g {
		g[i].Fold = false
	}
	return g
}
