package match

import (
	"cmp"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// operator is one condition operator without its prefix and suffix.
type operator struct {
	name     string
	Family   Family
	relation relation
	Negated  bool
}

// Family is what the values of an operator are.
type Family uint8

const (
	FamilyString Family = iota // compared letter by letter
	FamilyFold                 // compared without case
	FamilyLike                 // with wildcards
	FamilyNumber
	FamilyDate
	familyBool
	FamilyIP
	familyARN
	familyBinary
	FamilyNull
)

// relation is what a number or date of the request must be to the policy's.
type relation uint8

const (
	equal relation = iota
	less
	lessOrEqual
	greater
	greaterOrEqual
)

// holds reports whether a comparison with result c (-1, 0, 1) fits.
func (r relation) holds(c int) bool {
	switch r {
	case less:
		return c < 0
	case lessOrEqual:
		return c <= 0
	case greater:
		return c > 0
	case greaterOrEqual:
		return c >= 0
	}
	return c == 0
}

// operators are those of the IAM guide, "IAM JSON policy elements: Condition operators".
var operators = [...]operator{
	{"StringEquals", FamilyString, equal, false},
	{"StringNotEquals", FamilyString, equal, true},
	{"StringEqualsIgnoreCase", FamilyFold, equal, false},
	{"StringNotEqualsIgnoreCase", FamilyFold, equal, true},
	{"StringLike", FamilyLike, equal, false},
	{"StringNotLike", FamilyLike, equal, true},
	{"NumericEquals", FamilyNumber, equal, false},
	{"NumericNotEquals", FamilyNumber, equal, true},
	{"NumericLessThan", FamilyNumber, less, false},
	{"NumericLessThanEquals", FamilyNumber, lessOrEqual, false},
	{"NumericGreaterThan", FamilyNumber, greater, false},
	{"NumericGreaterThanEquals", FamilyNumber, greaterOrEqual, false},
	{"DateEquals", FamilyDate, equal, false},
	{"DateNotEquals", FamilyDate, equal, true},
	{"DateLessThan", FamilyDate, less, false},
	{"DateLessThanEquals", FamilyDate, lessOrEqual, false},
	{"DateGreaterThan", FamilyDate, greater, false},
	{"DateGreaterThanEquals", FamilyDate, greaterOrEqual, false},
	{"Bool", familyBool, equal, false},
	{"BinaryEquals", familyBinary, equal, false},
	{"IpAddress", FamilyIP, equal, false},
	{"NotIpAddress", FamilyIP, equal, true},
	{"ArnEquals", familyARN, equal, false},
	{"ArnLike", familyARN, equal, false},
	{"ArnNotEquals", familyARN, equal, true},
	{"ArnNotLike", familyARN, equal, true},
	{"Null", FamilyNull, equal, false},
}

// Quantifier says how many values of the request's key must pass.
type Quantifier uint8

const (
	OneValue Quantifier = iota // no prefix: the key has one value
	AllValues
	AnyValue
)

// SplitOperator takes prefix and suffix off an operator's name, in any case.
func SplitOperator(name string) (base string, q Quantifier, ifExists bool) {
	base = name
	if rest, ok := CutPrefixFold(base, "ForAllValues:"); ok {
		base, q = rest, AllValues
	} else if rest, ok := CutPrefixFold(base, "ForAnyValue:"); ok {
		base, q = rest, AnyValue
	}
	if n := len(base) - len("IfExists"); n >= 0 && EqualFold(base[n:], "IfExists") {
		base, ifExists = base[:n], true
	}
	return base, q, ifExists
}

// LookupOperator finds an operator without prefix and suffix, in any case.
func LookupOperator(base string) (operator, bool) {
	for _, op := range operators {
		if EqualFold(op.name, base) {
			return op, true
		}
	}
	return operator{}, false
}

// maxOperator is the length of a name that may be meant for an operator.
const maxOperator = 64

// NearestOperator is the operator that was probably meant by name, with the prefix
// and suffix that were, "" for a name that is far too long for one or like none of
// them. Null has no prefix and no suffix.
func NearestOperator(name string) string {
	if len(name) > maxOperator {
		return ""
	}
	base, q, ifExists := SplitOperator(name)
	base, other := cutMisspelt(base)
	near := nearestBase(base)
	if near == "" || near == "Null" {
		return near
	}
	near = prefixes[cmp.Or(q, other)] + near
	if ifExists {
		near += "IfExists"
	}
	return near
}

var prefixes = [...]string{AllValues: "ForAllValues:", AnyValue: "ForAnyValue:"}

// cutMisspelt takes a prefix off an operator's name that has another spelling, or
// no colon.
func cutMisspelt(name string) (base string, q Quantifier) {
	if prefix, rest, ok := strings.Cut(name, ":"); ok {
		if _, isAll := CutPrefixFold(prefix, "forall"); isAll {
			return rest, AllValues
		}
		return rest, AnyValue
	}
	if rest, ok := CutPrefixFold(name, "ForAllValues"); ok {
		return rest, AllValues
	}
	if rest, ok := CutPrefixFold(name, "ForAnyValue"); ok {
		return rest, AnyValue
	}
	return name, OneValue
}

// nearestBase returns the last of the nearest names: those with "Not" stand behind
// those without, and what is as near to both has a part of it.
func nearestBase(base string) string {
	best, least := "", len(base)-1 // what keeps no letter of it was not meant
	for _, op := range operators {
		if d := nearest.Distance(LowerCase(base), LowerCase(op.name)); d <= least {
			best, least = op.name, d
		}
	}
	return best
}
