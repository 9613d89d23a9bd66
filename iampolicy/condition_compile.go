package iampolicy

import (
	"encoding/base64"
	"strings"
)

// valueError says what is wrong with a condition, and what to write instead.
type valueError struct {
	Value     int    // index of the value, -1 for the condition itself
	Pointer   string // for the caller: the place in the statement
	Msg, Hint string
}

// newCondition compiles a condition of a statement that denies or allows. vars
// says whether the document's version has policy variables.
func newCondition(name, key string, values []string, deny bool, vars syntax) (condition, *valueError) {
	base, q, ifExists := splitOperator(name)
	op, ok := lookupOperator(base)
	if !ok {
		return condition{}, unknownOperator(name, base)
	}
	if op.family == familyNull && (ifExists || q != oneValue) {
		return condition{}, &valueError{Value: -1, Msg: quoteText(name) + " is no operator", Hint: `Null has no prefix and no suffix: write "Null"`}
	}
	d := condition{operator: op, name: name, key: key, quantifier: q, cautious: allValues}
	if deny {
		d.cautious = anyValue
	}
	d.missing = ifExists || q == allValues || op.negated && q == oneValue
	d.want = strings.Join(values, ", ")
	d.same = string('0'+rune(vars)) + strings.Join(values, "\x00")
	for i, v := range values {
		if err := d.add(v, vars); err != nil {
			err.Value = i
			return d, err
		}
	}
	return d, nil
}

func unknownOperator(name, base string) *valueError {
	near := strings.TrimSuffix(name, base) + nearestOperator(base)
	if i := strings.LastIndex(name, base); i >= 0 {
		near = name[:i] + nearestOperator(base) + name[i+len(base):]
	}
	return &valueError{Value: -1, Msg: "unknown condition operator " + quoteText(name), Hint: "did you mean " + quoteText(near) + "?"}
}

// add compiles one value.
func (c *condition) add(v string, vars syntax) *valueError {
	switch c.family {
	case familyNumber:
		return c.addNumber(v)
	case familyDate:
		return c.addDate(v)
	case familyIP:
		return c.addPrefix(v)
	case familyARN:
		c.arns = append(c.arns, newConditionARN(v, wildcards|vars))
	case familyBinary:
		return c.addBinary(v)
	case familyBool, familyNull:
		return c.addBool(v, vars)
	case familyLike:
		c.patterns = append(c.patterns, newPattern(v, wildcards|vars))
	default:
		c.patterns = append(c.patterns, newPattern(v, vars))
	}
	return nil
}

func (c *condition) addNumber(v string) *valueError {
	n, ok := parseNumber(v)
	if !ok {
		return c.badValue(v, "is not a number", `write digits, such as "3600"`)
	}
	c.numbers = append(c.numbers, n)
	return nil
}

func (c *condition) addDate(v string) *valueError {
	t, ok := parseInstant(v)
	if !ok {
		return c.badValue(v, "is not a date", `write "2026-01-31T00:00:00Z" or seconds since 1970`)
	}
	c.dates = append(c.dates, t)
	return nil
}

func (c *condition) addPrefix(v string) *valueError {
	p, ok := parsePrefix(v)
	if !ok {
		return c.badValue(v, "is not an address or CIDR range", `write "203.0.113.0/24" or "2001:db8::/32"`)
	}
	c.prefixes = append(c.prefixes, p)
	return nil
}

// addBinary keeps the text: two values are the same bytes exactly when their
// strict encodings are the same text.
func (c *condition) addBinary(v string) *valueError {
	if _, err := base64.StdEncoding.Strict().DecodeString(v); err != nil || strings.ContainsAny(v, "\r\n") {
		return c.badValue(v, "is not base64", "encode the bytes with the standard alphabet and padding")
	}
	c.patterns = append(c.patterns, newPattern(v, plain))
	return nil
}

func (c *condition) addBool(v string, vars syntax) *valueError {
	p := newPattern(v, vars|caseless)
	if !isBool(v) && (c.family == familyNull || !p.hasVariable()) {
		return c.badValue(v, "is not a Boolean", `write "true" or "false"`)
	}
	c.patterns = append(c.patterns, p)
	return nil
}

func (c *condition) badValue(v, fault, hint string) *valueError {
	return &valueError{Msg: quoteText(v) + " " + fault + ", which " + c.operator.name + " compares", Hint: hint}
}

// newConditionARN compiles a value of an Arn operator. Here variables work in
// every part, and one variable may be the whole ARN.
func newConditionARN(text string, x syntax) arnPattern {
	p := arnPattern{text: text, all: text == "*"}
	parts, ok := splitOutsideVariables(text, x)
	if !ok {
		return p
	}
	p.parts = new([6]pattern)
	for i := range parts {
		p.parts[i] = newPattern(parts[i], x)
	}
	p.literal = p.isLiteral()
	return p
}

// splitOutsideVariables is splitARN, but a colon in ${aws:PrincipalAccount}
// separates nothing.
func splitOutsideVariables(s string, x syntax) (a arn, ok bool) {
	if x&variables == 0 || !strings.Contains(s, "${") {
		return splitARN(s)
	}
	n, start := 0, 0
	for i := 0; i < len(s) && n < 5; {
		if t := strings.HasPrefix(s[i:], "${"); t {
			if _, _, rest, ok := cutVariable(s[i:]); ok {
				i = len(s) - len(rest)
				continue
			}
		}
		if s[i] == ':' {
			a[n], start = s[start:i], i+1
			n++
		}
		i++
	}
	a[5] = s[start:]
	return a, n == 5
}
