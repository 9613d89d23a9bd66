package iampolicy

import (
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// maxOperators is more than AWS has: 27 names with IfExists, ForAllValues: and
// ForAnyValue: make 160. It bounds the work of writing a Condition.
const maxOperators = 200

// conditions reads the Condition of a statement: operator, key, value or values.
func (p *parser) conditions() ([]Condition, *ParseError) {
	if p.peek() != '{' {
		return nil, p.unexpected(`an object such as {"StringEquals":{"aws:PrincipalOrgID":"o-example"}}`)
	}
	list, operators := []Condition{}, nameSet{}
	for more := p.first('}'); more; {
		if operators.len() == maxOperators {
			return nil, p.fail("more than "+strconv.Itoa(maxOperators)+" operators in one Condition", "AWS has fewer operators than that")
		}
		operator, err := p.uniqueName(&operators)
		if err != nil {
			return nil, err
		}
		if list, err = p.conditionKeys(list, operator); err != nil {
			return nil, err.in(operator)
		}
		if more, err = p.next('}'); err != nil {
			return nil, err
		}
	}
	return slices.Clip(list), nil
}

// conditionKeys reads the keys of one operator and adds them to list.
func (p *parser) conditionKeys(list []Condition, operator string) ([]Condition, *ParseError) {
	if p.peek() != '{' {
		return nil, p.unexpected("an object of condition keys")
	}
	more, keys := p.first('}'), nameSet{}
	if !more {
		return append(list, Condition{Operator: operator}), nil
	}
	for more {
		key, err := p.uniqueName(&keys)
		if err != nil {
			return nil, err
		}
		values, err := p.scalars()
		if err != nil {
			return nil, err.in(key)
		}
		list = append(list, Condition{operator, key, values})
		if more, err = p.next('}'); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// uniqueName reads a member name that seen does not hold in any case: AWS
// refuses operators or keys of one object that differ in case only.
func (p *parser) uniqueName(seen *nameSet) (string, *ParseError) {
	at := p.i
	name, err := p.name()
	if err != nil {
		return "", err
	}
	switch before, found := seen.add(name); {
	case !found:
		return name, nil
	case before == name:
		return "", failAt(at, quote(name)+" is given twice", "put all the values into one list").in(name)
	default:
		return "", failAt(at, quote(before)+" and "+quote(name)+" differ in case only", "AWS takes them for the same: put all the values into one list").in(name)
	}
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

// scalars reads a condition value or a list of them.
func (p *parser) scalars() (v OneOrMany[Scalar], err *ParseError) {
	if p.peek() == '[' {
		v.Items, err = list(p, (*parser).scalar)
		return v, err
	}
	s, err := p.scalar()
	return OneOrMany[Scalar]{Items: []Scalar{s}, Single: true}, err
}

func (p *parser) scalar() (Scalar, *ParseError) {
	switch c := p.peek(); {
	case c == '"':
		s, err := p.str()
		return Scalar{Text: s}, err
	case c == '-' || '0' <= c && c <= '9':
		s, err := p.number()
		return Scalar{Text: s, Kind: ScalarNumber}, err
	}
	if w := p.word(); w == "true" || w == "false" {
		p.i += len(w)
		return Scalar{Text: w, Kind: ScalarBool}, nil
	}
	return Scalar{}, p.unexpected("a string, a number, true or false")
}
