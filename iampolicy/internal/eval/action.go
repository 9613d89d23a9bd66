package eval

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// isAboutAny reports whether the clause may match actions of services that it
// does not name.
func (c *actionClause) isAboutAny() bool {
	for i := range c.Patterns {
		if p := &c.Patterns[i]; p.All || p.Service.Tokens != nil {
			return true
		}
	}
	return c.Not
}

// actionClause is Action or NotAction of a statement.
type actionClause struct {
	Not      bool
	Patterns []ActionPattern
}

// ActionPattern is one action of a statement, in two parts that are matched on
// their own. Text without a colon, other than "*", matches nothing.
type ActionPattern struct {
	All           bool // "*"
	Valid         bool // there is a colon
	Text          string
	Service, Name match.Pattern
}

func newActionClause(s *iampolicy.Statement) actionClause {
	c := actionClause{Not: s.NotAction.Items != nil}
	items := s.Action.Items
	if c.Not {
		items = s.NotAction.Items
	}
	for _, text := range items {
		p := NewActionPattern(text)
		if c.Not && s.Effect == iampolicy.EffectAllow && !p.Valid {
			return actionClause{} // an item says nothing, or "*": neither does the clause
		}
		c.Patterns = append(c.Patterns, p)
	}
	return c
}

// NewActionPattern compiles an item of Action.
func NewActionPattern(text string) ActionPattern {
	service, name, ok := strings.Cut(match.LowerCase(text), ":")
	p := ActionPattern{All: text == "*", Valid: ok, Text: text}
	if !ok {
		return p // it matches nothing, or everything
	}
	p.Service = match.NewPattern(service, match.Wildcards|match.Caseless)
	p.Name = match.NewPattern(name, match.Wildcards|match.Caseless)
	return p
}

// Match reports whether p covers the action service:name.
func (p *ActionPattern) Match(service, name string) bool {
	return p.All || p.Valid && p.Service.Match(service, nil) && p.Name.Match(name, nil)
}

// IsExact reports whether p is the name of one action.
func (p *ActionPattern) IsExact() bool {
	return p.Valid && match.IsActionName(p.Text)
}

// Matches reports whether the clause covers the action service:name.
func (c *actionClause) Matches(service, name string) bool {
	if len(c.Patterns) == 0 {
		return false // an empty list does nothing, in NotAction too
	}
	for i := range c.Patterns {
		if c.Patterns[i].Match(service, name) {
			return !c.Not
		}
	}
	return c.Not
}
