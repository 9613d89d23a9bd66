package iampolicy

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// statements reads one statement or a list of them.
func (p *parser) statements() (v OneOrMany[Statement]) {
	start := p.Offset()
	switch p.Peek() {
	case jsonscan.Object:
		v.Items, v.Single = make([]Statement, 1), true
		p.markedStatement(&v.Items[0])
	case jsonscan.Array:
		v.Items = p.statementList()
		p.layout.markList(span{start, p.Offset()})
	default:
		p.Want("a statement, an object, or a list of statements")
	}
	return v
}

func (p *parser) statementList() []Statement {
	list := []Statement{}
	for p.Open('['); p.Element(); {
		if p.Peek() != jsonscan.Object {
			p.Want("a statement, an object")
		}
		list = append(list, Statement{})
		p.markedStatement(&list[len(list)-1])
	}
	return slices.Clip(list)
}

// markedStatement reads a statement and notes where it stands.
func (p *parser) markedStatement(s *Statement) {
	start := p.Offset()
	p.statement(s)
	p.layout.mark(span{start, p.Offset()})
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

// statement reads a statement into s, which is large to hand around.
func (p *parser) statement(s *Statement) {
	start, seen := p.Offset(), uint(0)
	for p.Open('{'); p.Member(); {
		k := p.member(statementMembers, &seen)
		p.checkPair(k, seen)
		p.statementMember(s, k)
	}
	p.checkStatement(start, seen)
}

func (p *parser) statementMember(s *Statement, k int) {
	switch k {
	case memberSID:
		s.SID = p.String()
		s.EmptySID = s.SID == ""
	case memberEffect:
		s.Effect = p.effect()
	case memberPrincipal:
		s.Principal = p.principal()
	case memberNotPrincipal:
		s.NotPrincipal = p.principal()
	case memberAction:
		s.Action = p.stringOrList()
	case memberNotAction:
		s.NotAction = p.stringOrList()
	case memberResource:
		s.Resource = p.stringOrList()
	case memberNotResource:
		s.NotResource = p.stringOrList()
	case memberCondition:
		s.Condition = p.condition()
	}
}

func (p *parser) effect() Effect {
	at := p.Offset()
	e := Effect(p.String())
	if e != EffectAllow && e != EffectDeny {
		p.Fail(at, "unknown Effect "+quote.Text(string(e)), effectHint(string(e)))
	}
	return e
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
func (p *parser) checkPair(k int, seen uint) {
	if memberPrincipal <= k && k <= memberNotResource && seen&(1<<(k^1)) != 0 {
		p.Fail(p.NameOffset(), statementMembers[k&^1]+" and "+statementMembers[k|1]+" in one statement",
			"keep one of them, or write two statements")
	}
}

// checkStatement asks for the members that every statement has.
func (p *parser) checkStatement(start int, seen uint) {
	switch {
	case seen&(1<<memberEffect) == 0:
		p.Fail(start, "Effect is missing", `add "Effect":"Allow" or "Effect":"Deny"`)
	case seen&(1<<memberAction|1<<memberNotAction) == 0:
		p.Fail(start, "Action is missing", `add "Action" or "NotAction"`)
	}
}
