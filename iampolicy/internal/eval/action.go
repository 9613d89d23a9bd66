package eval

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// actionClause is Action or NotAction of a statement.
type actionClause struct {
	Not      bool
	Patterns []match.ActionPattern
}

func newActionClause(s *iampolicy.Statement) actionClause {
	c := actionClause{Not: s.NotAction.Items != nil}
	items := s.Action.Items
	if c.Not {
		items = s.NotAction.Items
	}
	c.Patterns = make([]match.ActionPattern, 0, len(items))
	for _, text := range items {
		p := match.NewActionPattern(text)
		if c.Not && s.Effect == iampolicy.EffectAllow && !p.Valid {
			return actionClause{} // an item says nothing, or "*": neither does the clause
		}
		c.Patterns = append(c.Patterns, p)
	}
	return c
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
