package iampolicy

import (
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// maxOperators is more than AWS has: 27 names with IfExists, ForAllValues: and
// ForAnyValue: make 160. It bounds the work of writing a Condition.
const maxOperators = 200

// condition reads the Condition of a statement: operator, key, value or values.
func (p *parser) condition() []Condition {
	if p.Peek() != jsonscan.Object {
		p.Want(`an object such as {"StringEquals":{"aws:PrincipalOrgID":"o-example"}}`)
		return nil
	}
	start, operators := len(p.conditions), nameSet{}
	for p.Open('{'); p.Member(); {
		if operators.len() == maxOperators {
			p.Fail(p.NameOffset(), "more than "+strconv.Itoa(maxOperators)+" operators in one Condition", "AWS has fewer operators than that")
		}
		p.conditionKeys(p.uniqueName(&operators))
	}
	return since(p.conditions, start)
}

// conditionKeys reads the keys of one operator.
func (p *parser) conditionKeys(operator string) {
	if p.Peek() != jsonscan.Object {
		p.Want("an object of condition keys")
	}
	keys := nameSet{}
	for p.Open('{'); p.Member(); {
		key := p.uniqueName(&keys)
		p.conditions = append(p.conditions, Condition{operator, key, p.scalarOrList()})
	}
	if keys.len() == 0 {
		p.conditions = append(p.conditions, Condition{Operator: operator})
	}
}

// uniqueName returns the name of the member and fails if seen holds it in any
// case: AWS refuses operators or keys of one object that differ in case only.
func (p *parser) uniqueName(seen *nameSet) string {
	name := p.Name()
	switch before, found := seen.add(name); {
	case !found:
	case before == name:
		p.Fail(p.NameOffset(), quote.Text(name)+" is given twice", "put all the values into one list")
	default:
		p.Fail(p.NameOffset(), quote.Text(before)+" and "+quote.Text(name)+" differ in case only",
			"AWS takes them for the same: put all the values into one list")
	}
	return name
}

// scalarOrList reads a condition value or a list of them.
func (p *parser) scalarOrList() OneOrMany[Scalar] {
	start := len(p.scalars)
	if p.Peek() != jsonscan.Array {
		p.scalars = append(p.scalars, p.scalar())
		return OneOrMany[Scalar]{Items: since(p.scalars, start), Single: true}
	}
	for p.Open('['); p.Element(); {
		p.scalars = append(p.scalars, p.scalar())
	}
	return OneOrMany[Scalar]{Items: since(p.scalars, start)}
}

func (p *parser) scalar() Scalar {
	switch p.Peek() {
	case jsonscan.String:
		return Scalar{Text: p.String()}
	case jsonscan.Number:
		return Scalar{Text: p.Raw(), Kind: ScalarNumber}
	case jsonscan.Bool:
		return Scalar{Text: p.Raw(), Kind: ScalarBool}
	}
	p.Want("a string, a number, true or false")
	return Scalar{}
}

// nameSet holds names that differ in more than case. Up to its first few names
// it needs no memory of its own.
type nameSet struct {
	few   [8]string
	n     int
	lower map[string]string
}

func (s *nameSet) len() int { return max(s.n, len(s.lower)) }

// add adds name, or returns the name that is there before it.
func (s *nameSet) add(name string) (before string, found bool) {
	if s.lower != nil {
		return s.addLower(name)
	}
	for _, before := range s.few[:s.n] {
		if match.EqualFold(before, name) {
			return before, true
		}
	}
	if s.n == len(s.few) {
		s.lower = make(map[string]string, 2*len(s.few))
		for _, few := range s.few {
			s.lower[match.LowerCase(few)] = few
		}
		return s.addLower(name)
	}
	s.few[s.n] = name
	s.n++
	return "", false
}

func (s *nameSet) addLower(name string) (before string, found bool) {
	key := match.LowerCase(name)
	if before, found = s.lower[key]; !found {
		s.lower[key] = name
	}
	return before, found
}
