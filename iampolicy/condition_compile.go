package iampolicy

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// newCondition compiles c, a condition of a statement with the given effect.
// vars says whether the document's version has policy variables.
func newCondition(c *Condition, effect Effect, vars syntax) (condition, *CompileError) {
	base, q, ifExists := splitOperator(c.Operator)
	op, ok := lookupOperator(base)
	if !ok {
		return condition{}, unknownOperator(c, base)
	}
	if op.family == familyNull && (ifExists || q != oneValue) {
		return condition{}, &CompileError{Msg: quote(c.Operator) + " is no operator", Hint: `Null has no prefix and no suffix: write "Null"`}
	}
	d := condition{operator: op, name: c.Operator, key: c.Key, quantifier: q, cautious: allValues}
	if effect == EffectDeny {
		d.cautious = anyValue
	}
	d.missing = ifExists || q == allValues || op.negated && q == oneValue
	d.want = joinScalars(c.Values.Items, ", ")
	d.same = string('0'+rune(vars)) + joinScalars(c.Values.Items, "\x00")
	for i := range c.Values.Items {
		if err := d.add(c.Values.Items[i].Text, vars); err != nil {
			return d, err.at(i, c.Values.Single)
		}
	}
	return d, nil
}

func unknownOperator(c *Condition, base string) *CompileError {
	near := strings.TrimSuffix(c.Operator, base) + nearestOperator(base)
	if i := strings.LastIndex(c.Operator, base); i >= 0 {
		near = c.Operator[:i] + nearestOperator(base) + c.Operator[i+len(base):]
	}
	return &CompileError{Msg: "unknown condition operator " + quote(c.Operator), Hint: "did you mean " + quote(near) + "?"}
}

func joinScalars(values []Scalar, separator string) string {
	texts := make([]string, len(values))
	for i := range values {
		texts[i] = values[i].Text
	}
	return strings.Join(texts, separator)
}

// add compiles one value.
func (c *condition) add(v string, vars syntax) *CompileError {
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

func (c *condition) addNumber(v string) *CompileError {
	n, ok := parseNumber(v)
	if !ok {
		return c.badValue(v, "is not a number", `write digits, such as "3600"`)
	}
	c.numbers = append(c.numbers, n)
	return nil
}

func (c *condition) addDate(v string) *CompileError {
	t, ok := parseInstant(v)
	if !ok {
		return c.badValue(v, "is not a date", `write "2026-01-31T00:00:00Z" or seconds since 1970`)
	}
	c.dates = append(c.dates, t)
	return nil
}

func (c *condition) addPrefix(v string) *CompileError {
	p, ok := parsePrefix(v)
	if !ok {
		return c.badValue(v, "is not an address or CIDR range", `write "203.0.113.0/24" or "2001:db8::/32"`)
	}
	c.prefixes = append(c.prefixes, p)
	return nil
}

// addBinary keeps the text: two values are the same bytes exactly when their
// strict encodings are the same text.
func (c *condition) addBinary(v string) *CompileError {
	if _, err := base64.StdEncoding.Strict().DecodeString(v); err != nil || strings.ContainsAny(v, "\r\n") {
		return c.badValue(v, "is not base64", "encode the bytes with the standard alphabet and padding")
	}
	c.patterns = append(c.patterns, newPattern(v, plain))
	return nil
}

func (c *condition) addBool(v string, vars syntax) *CompileError {
	p := newPattern(v, vars|caseless)
	if !isBool(v) && (c.family == familyNull || !p.hasVariable()) {
		return c.badValue(v, "is not a Boolean", `write "true" or "false"`)
	}
	c.patterns = append(c.patterns, p)
	return nil
}

func (c *condition) badValue(v, fault, hint string) *CompileError {
	return &CompileError{Msg: quote(v) + " " + fault + ", which " + c.operator.name + " compares", Hint: hint}
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

// at puts the index of a value into the error's pointer.
func (e *CompileError) at(i int, single bool) *CompileError {
	if !single {
		e.Pointer = "/" + strconv.Itoa(i) + e.Pointer
	}
	return e
}
