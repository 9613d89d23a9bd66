package iampolicy

import (
	"slices"
	"strings"
)

// statements reads one statement or a list of them.
func (p *parser) statements() (v OneOrMany[Statement], err *ParseError) {
	start := p.i
	switch p.peek() {
	case '{':
		s, err := p.statement()
		p.layout.mark(span{start, p.i})
		return OneOrMany[Statement]{Items: []Statement{s}, Single: true}, err
	case '[':
		v.Items, err = p.statementList()
		p.layout.markList(span{start, p.i})
		return v, err
	}
	return v, p.unexpected("a statement, an object, or a list of statements")
}

func (p *parser) statementList() ([]Statement, *ParseError) {
	list := []Statement{}
	for more := p.first(']'); more; {
		if p.peek() != '{' {
			return nil, p.unexpected("a statement, an object").at(len(list))
		}
		start := p.i
		s, err := p.statement()
		if err != nil {
			return nil, err.at(len(list))
		}
		p.layout.mark(span{start, p.i})
		list = append(list, s)
		if more, err = p.next(']'); err != nil {
			return nil, err
		}
	}
	return slices.Clip(list), nil
}

// statementMembers is in AWS's order. The two members of a pair that exclude
// each other stand at 2n and 2n+1.
var statementMembers = []string{
	"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
}

const (
	memberSID = iota
	memberEffect
	memberPrincipal
	memberNotPrincipal
	memberAction
	memberNotAction
	memberResource
	memberNotResource
	memberCondition
)

func (p *parser) statement() (s Statement, err *ParseError) {
	start, seen, k := p.i, uint(0), 0
	for more := p.first('}'); more; {
		at := p.i
		if k, err = p.member(statementMembers, &seen); err != nil {
			return s, err
		}
		if err = checkPair(at, k, seen); err == nil {
			err = p.statementMember(&s, k)
		}
		if err != nil {
			return s, err.in(statementMembers[k])
		}
		if more, err = p.next('}'); err != nil {
			return s, err
		}
	}
	return s, checkStatement(start, seen)
}

func (p *parser) statementMember(s *Statement, k int) (err *ParseError) {
	switch k {
	case memberSID:
		s.SID, err = p.string()
		s.EmptySID = s.SID == ""
	case memberEffect:
		s.Effect, err = p.effect()
	case memberPrincipal:
		s.Principal, err = p.principal()
	case memberNotPrincipal:
		s.NotPrincipal, err = p.principal()
	case memberAction:
		s.Action, err = p.strings()
	case memberNotAction:
		s.NotAction, err = p.strings()
	case memberResource:
		s.Resource, err = p.strings()
	case memberNotResource:
		s.NotResource, err = p.strings()
	default:
		s.Condition, err = p.conditions()
	}
	return err
}

func (p *parser) effect() (Effect, *ParseError) {
	at := p.i
	s, err := p.string()
	switch e := Effect(s); {
	case err != nil:
		return "", err
	case e == EffectAllow || e == EffectDeny:
		return e, nil
	}
	return "", failAt(at, "unknown Effect "+quote(s), effectHint(s))
}

func effectHint(s string) string {
	for _, e := range []string{"Allow", "Deny"} {
		if strings.EqualFold(e, strings.TrimSpace(s)) {
			return `write "` + e + `"`
		}
	}
	return `write "Allow" or "Deny"`
}

// checkPair refuses a member whose counterpart has been seen.
func checkPair(at, k int, seen uint) *ParseError {
	if k < memberPrincipal || k > memberNotResource || seen&(1<<(k^1)) == 0 {
		return nil
	}
	return bothOf(at, k)
}

func bothOf(at, k int) *ParseError {
	return failAt(at, statementMembers[k&^1]+" and "+statementMembers[k|1]+" in one statement", "keep one of them, or write two statements")
}

// checkStatement asks for the members that every statement has.
func checkStatement(start int, seen uint) *ParseError {
	switch {
	case seen&(1<<memberEffect) == 0:
		return failAt(start, "Effect is missing", `add "Effect":"Allow" or "Effect":"Deny"`)
	case seen&(1<<memberAction|1<<memberNotAction) == 0:
		return failAt(start, "Action is missing", `add "Action" or "NotAction"`)
	}
	return nil
}
