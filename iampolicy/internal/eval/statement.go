package eval

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Statement is a compiled Statement.
type Statement struct {
	Place      int // in the policy
	Deny       bool
	Actions    actionClause
	Principal  PrincipalClause
	Resource   ResourceClause
	Conditions []match.Condition
	Document   int    // index of its document
	Number     int    // index in the document
	SID        string // its Sid
	Variables  bool   // its version of the language has policy variables
}

func newStatement(s *iampolicy.Statement, vars match.Syntax) (Statement, *match.ValueError) {
	t := Statement{
		Deny:      s.Effect == iampolicy.EffectDeny,
		Actions:   newActionClause(s),
		Principal: newPrincipalClause(s),
		Resource:  newResourceClause(s, match.Wildcards|vars),
		SID:       s.SID,
	}
	t.Variables = vars != 0
	for i := range s.Condition {
		c := &s.Condition[i]
		if c.Values.Items == nil { // Validate lets this pass without a key only
			if _, err := compileCondition(c, s.Effect, vars); err != nil { // an operator without keys
				return t, err
			}
			continue
		}
		d, err := compileCondition(c, s.Effect, vars)
		if err != nil {
			return t, err
		}
		t.Conditions = append(t.Conditions, d)
	}
	return t, nil
}

// weight is the weight of all patterns.
func (s *Statement) weight() (weight int) {
	for i := range s.Actions.Patterns {
		weight += s.Actions.Patterns[i].Service.Weight() + s.Actions.Patterns[i].Name.Weight()
	}
	for i := range s.Resource.Patterns {
		weight += s.Resource.Patterns[i].Weight()
	}
	for i := range s.Conditions {
		weight += s.Conditions[i].Weight()
	}
	return weight
}

// compileCondition compiles c, with operator and key in an error's pointer.
func compileCondition(c *iampolicy.Condition, effect iampolicy.Effect, vars match.Syntax) (match.Condition, *match.ValueError) {
	texts := make([]string, len(c.Values.Items))
	for i := range c.Values.Items {
		texts[i] = c.Values.Items[i].Text
	}
	d, err := match.NewCondition(c.Operator, c.Key, texts, effect == iampolicy.EffectDeny, vars)
	if err != nil {
		err.Pointer = conditionPointer(c, err)
	}
	d.NeverResolve(isMultivalued)
	return d, err
}

func conditionPointer(c *iampolicy.Condition, err *match.ValueError) string {
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
