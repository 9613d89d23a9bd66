package iampolicy

// operator is one condition operator without its prefix and suffix.
type operator struct {
	name     string
	family   family
	relation relation
	negated  bool
}

// family is what the values of an operator are.
type family uint8

const (
	familyString family = iota // compared letter by letter
	familyFold                 // compared without case
	familyLike                 // with wildcards
	familyNumber
	familyDate
	familyBool
	familyIP
	familyARN
	familyBinary
	familyNull
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
	{"StringEquals", familyString, equal, false},
	{"StringNotEquals", familyString, equal, true},
	{"StringEqualsIgnoreCase", familyFold, equal, false},
	{"StringNotEqualsIgnoreCase", familyFold, equal, true},
	{"StringLike", familyLike, equal, false},
	{"StringNotLike", familyLike, equal, true},
	{"NumericEquals", familyNumber, equal, false},
	{"NumericNotEquals", familyNumber, equal, true},
	{"NumericLessThan", familyNumber, less, false},
	{"NumericLessThanEquals", familyNumber, lessOrEqual, false},
	{"NumericGreaterThan", familyNumber, greater, false},
	{"NumericGreaterThanEquals", familyNumber, greaterOrEqual, false},
	{"DateEquals", familyDate, equal, false},
	{"DateNotEquals", familyDate, equal, true},
	{"DateLessThan", familyDate, less, false},
	{"DateLessThanEquals", familyDate, lessOrEqual, false},
	{"DateGreaterThan", familyDate, greater, false},
	{"DateGreaterThanEquals", familyDate, greaterOrEqual, false},
	{"Bool", familyBool, equal, false},
	{"BinaryEquals", familyBinary, equal, false},
	{"IpAddress", familyIP, equal, false},
	{"NotIpAddress", familyIP, equal, true},
	{"ArnEquals", familyARN, equal, false},
	{"ArnLike", familyARN, equal, false},
	{"ArnNotEquals", familyARN, equal, true},
	{"ArnNotLike", familyARN, equal, true},
	{"Null", familyNull, equal, false},
}

// quantifier says how many values of the request's key must pass.
type quantifier uint8

const (
	oneValue quantifier = iota // no prefix: the key has one value
	allValues
	anyValue
)

// splitOperator takes prefix and suffix off an operator's name, in any case.
func splitOperator(name string) (base string, q quantifier, ifExists bool) {
	base = name
	if rest, ok := cutPrefixFold(base, "ForAllValues:"); ok {
		base, q = rest, allValues
	} else if rest, ok := cutPrefixFold(base, "ForAnyValue:"); ok {
		base, q = rest, anyValue
	}
	if n := len(base) - len("IfExists"); n >= 0 && equalFold(base[n:], "IfExists") {
		base, ifExists = base[:n], true
	}
	return base, q, ifExists
}

func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !equalFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func lookupOperator(base string) (operator, bool) {
	for _, op := range operators {
		if equalFold(op.name, base) {
			return op, true
		}
	}
	return operator{}, false
}

// nearestOperator is the operator that was probably meant by base.
func nearestOperator(base string) string {
	best, least := "", len(base)+1
	for _, op := range operators {
		if d := editDistance(lowerCase(base), lowerCase(op.name)); d < least {
			best, least = op.name, d
		}
	}
	return best
}

// editDistance counts the letters to insert, delete or replace that make a from b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j]+1, row[j+1]+1, replaced)
		}
	}
	return row[len(b)]
}
