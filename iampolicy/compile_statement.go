package iampolicy

import (
	"strconv"
	"strings"
)

// statement is a compiled Statement.
type statement struct {
	place      int // in the policy
	deny       bool
	actions    actionClause
	principal  principalClause
	resource   resourceClause
	conditions []condition
	document   int    // index of its document
	number     int    // index in the document
	sid        string // its Sid
}

func newStatement(s *Statement, vars syntax) (statement, *valueError) {
	t := statement{
		deny:      s.Effect == EffectDeny,
		actions:   newActionClause(s),
		principal: newPrincipalClause(s),
		resource:  newResourceClause(s, wildcards|vars),
		sid:       s.SID,
	}
	for i := range s.Condition {
		c := &s.Condition[i]
		if c.Key == "" && c.Values.Items == nil {
			if _, err := compileCondition(c, s.Effect, vars); err != nil { // an operator without keys
				return t, err
			}
			continue
		}
		d, err := compileCondition(c, s.Effect, vars)
		if err != nil {
			return t, err
		}
		t.conditions = append(t.conditions, d)
	}
	return t, nil
}

// compileCondition compiles c, with operator and key in an error's pointer.
func compileCondition(c *Condition, effect Effect, vars syntax) (condition, *valueError) {
	texts := make([]string, len(c.Values.Items))
	for i := range c.Values.Items {
		texts[i] = c.Values.Items[i].Text
	}
	d, err := newCondition(c.Operator, c.Key, texts, effect == EffectDeny, vars)
	if err != nil {
		err.Pointer = conditionPointer(c, err)
	}
	return d, err
}

func conditionPointer(c *Condition, err *valueError) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	pointer := "/Condition/" + escape.Replace(c.Operator)
	if !strings.HasPrefix(err.Msg, "unknown") && c.Key != "" {
		pointer += "/" + escape.Replace(c.Key)
	}
	if err.Value >= 0 && !c.Values.Single {
		pointer += "/" + strconv.Itoa(err.Value)
	}
	return pointer
}

func newResourceClause(s *Statement, x syntax) resourceClause {
	c := resourceClause{not: s.NotResource.Items != nil}
	items := s.Resource.Items
	if c.not {
		items = s.NotResource.Items
	}
	c.absent, c.empty = items == nil, len(items) == 0
	for _, text := range items {
		p := newResource(text, x)
		// What an Allow excludes in a text that is no ARN, it does not grant.
		c.empty = c.empty || c.not && s.Effect == EffectAllow && !p.all && p.parts == nil
		c.patterns = append(c.patterns, p)
	}
	return c
}

// actionClause is Action or NotAction of a statement.
type actionClause struct {
	not      bool
	patterns []actionPattern
}

// actionPattern is one action of a statement, in two parts that are matched on
// their own. Text without a colon, other than "*", matches nothing.
type actionPattern struct {
	all           bool // "*"
	valid         bool // there is a colon
	text          string
	service, name pattern
}

func newActionClause(s *Statement) actionClause {
	c := actionClause{not: s.NotAction.Items != nil}
	items := s.Action.Items
	if c.not {
		items = s.NotAction.Items
	}
	for _, text := range items {
		p := newActionPattern(text)
		if c.not && s.Effect == EffectAllow && !p.valid && !p.all {
			return actionClause{not: true} // an item says nothing: neither does the clause
		}
		c.patterns = append(c.patterns, p)
	}
	return c
}

func newActionPattern(text string) actionPattern {
	service, name, ok := strings.Cut(lowerCase(text), ":")
	p := actionPattern{all: text == "*", valid: ok, text: text}
	p.service = newPattern(service, wildcards|caseless)
	p.name = newPattern(name, wildcards|caseless)
	return p
}

func (p *actionPattern) match(service, name string) bool {
	return p.all || p.valid && p.service.match(service, nil) && p.name.match(name, nil)
}

// isExact reports whether p is the name of one action.
func (p *actionPattern) isExact() bool {
	return p.valid && p.service.tokens == nil && p.name.tokens == nil && isActionName(p.text)
}

// isActionName reports whether text, which has a colon, can be the name of an
// action. AWS takes names that are empty or hold white space, and matches nothing.
func isActionName(text string) bool {
	return text[0] != ':' && text[len(text)-1] != ':' && !strings.ContainsAny(text, "*? \t\r\n")
}

// matches reports whether the clause covers the action service:name.
func (c *actionClause) matches(service, name string) bool {
	if len(c.patterns) == 0 {
		return false // an empty list does nothing, in NotAction too
	}
	for i := range c.patterns {
		if c.patterns[i].match(service, name) {
			return !c.not
		}
	}
	return c.not
}
