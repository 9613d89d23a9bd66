package match

import (
	"encoding/base64"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/quote"
	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// ValueError says what is wrong with a condition, and what to write instead.
type ValueError struct {
	Value     int    // index of the value, -1 for the condition itself
	Pointer   string // for the caller: the place in the statement
	Msg, Hint string
}

// NewCondition compiles a condition of a statement that denies or allows. vars
// says whether the document's version has policy variables.
func NewCondition(name, key string, values []string, deny bool, vars Syntax) (Condition, *ValueError) {
	base, q, ifExists := SplitOperator(name)
	op, ok := LookupOperator(base)
	if !ok {
		return Condition{}, unknownOperator(name)
	}
	if op.Family == FamilyNull && (ifExists || q != OneValue) {
		return Condition{}, &ValueError{
			Value: -1,
			Msg:   quote.Text(name) + " is no operator",
			Hint:  `Null has no prefix and no suffix: write "Null"`,
		}
	}
	d := Condition{operator: op, Name: name, Key: key, quantifier: q, cautious: AllValues, empty: len(values) == 0}
	if deny {
		d.cautious = AnyValue
	}
	d.missing = ifExists || q == AllValues || op.Negated && q == OneValue
	d.Want = strings.Join(values, ", ")
	if op.Family == familyARN && deny != op.Negated {
		values = completed(values, vars)
	}
	d.same = string('0'+rune(vars)) + strings.Join(values, "\x00")
	for i, v := range values {
		if err := d.add(v, vars); err != nil {
			err.Value = i
			return d, err
		}
	}
	return d, nil
}

// completed reads ARNs with too few fields so that less is granted: AWS does not
// say what they mean in a condition.
func completed(values []string, vars Syntax) (list []string) {
	for _, v := range values {
		if p := NewPattern(v, vars); p.isVariable() {
			list = append(list, v)
		} else {
			list = append(list, Completions(v, vars)...)
		}
	}
	return list
}

// isVariable reports whether the pattern is one variable and nothing beside it.
func (p *Pattern) isVariable() bool { return len(p.Tokens) == 1 && p.Tokens[0].Kind == TokenVariable }

func unknownOperator(name string) *ValueError {
	err := &ValueError{
		Value: -1,
		Msg:   "unknown condition operator " + quote.Text(name),
		Hint:  "write one of AWS's operators, such as StringEquals",
	}
	if near := NearestOperator(name); near != "" {
		err.Hint = "did you mean " + quote.Text(near) + "?"
	}
	return err
}

// add compiles one value.
func (c *Condition) add(v string, vars Syntax) *ValueError {
	switch c.Family {
	case FamilyNumber:
		return c.addNumber(v)
	case FamilyDate:
		return c.addDate(v)
	case FamilyIP:
		return c.addPrefix(v)
	case familyARN:
		c.addARN(v, vars)
	case familyBinary:
		return c.addBinary(v)
	case familyBool, FamilyNull:
		return c.addBool(v, vars)
	case FamilyFold:
		c.Patterns = append(c.Patterns, NewPattern(v, Folded|vars))
	case FamilyLike:
		c.Patterns = append(c.Patterns, NewPattern(v, Wildcards|vars))
	default:
		c.Patterns = append(c.Patterns, NewPattern(v, vars))
	}
	return nil
}

// addARN keeps a variable that is the whole ARN with the patterns.
func (c *Condition) addARN(v string, vars Syntax) {
	if p := NewPattern(v, vars); p.isVariable() {
		c.Patterns = append(c.Patterns, p)
		return
	}
	c.ARNs = append(c.ARNs, newConditionARN(v, Wildcards|vars))
}

func (c *Condition) addNumber(v string) *ValueError {
	n, ok := ParseNumber(v)
	if !ok {
		return c.badValue(v, "is not a number", `write digits, such as "3600"`)
	}
	c.numbers = append(c.numbers, n)
	return nil
}

func (c *Condition) addDate(v string) *ValueError {
	t, ok := ParseInstant(v)
	if !ok {
		return c.badValue(v, "is not a date", dateHint(v))
	}
	c.dates = append(c.dates, t)
	return nil
}

// dateHint says what to write in the place of v, which is no date: with a zone
// behind it it may be one.
func dateHint(v string) string {
	if _, ok := ParseInstant(v + "Z"); ok {
		return "name the zone: write " + quote.Text(v+"Z") + " or an offset such as +09:00 at the end"
	}
	return `write "2026-01-31T00:00:00Z" or seconds since 1970`
}

func (c *Condition) addPrefix(v string) *ValueError {
	p, ok := ParsePrefix(v)
	if !ok {
		return c.badValue(v, "is not an address or CIDR range", `write "203.0.113.0/24" or "2001:db8::/32"`)
	}
	c.prefixes = append(c.prefixes, p)
	return nil
}

// addBinary keeps the text: two values are the same bytes exactly when their
// strict encodings are the same text.
func (c *Condition) addBinary(v string) *ValueError {
	if _, err := base64.StdEncoding.Strict().DecodeString(v); err != nil || strings.ContainsAny(v, "\r\n") {
		return c.badValue(v, "is not base64", "encode the bytes with the standard alphabet and padding")
	}
	c.Patterns = append(c.Patterns, NewPattern(v, Plain))
	return nil
}

func (c *Condition) addBool(v string, vars Syntax) *ValueError {
	p := NewPattern(v, vars|Caseless)
	if !isBool(v) && (c.Family == FamilyNull || !p.hasVariable()) {
		return c.badValue(v, "is not a Boolean", `write "true" or "false"`)
	}
	c.Patterns = append(c.Patterns, p)
	return nil
}

func (c *Condition) badValue(v, fault, hint string) *ValueError {
	return &ValueError{Msg: quote.Text(redact.Text(v).Text) + " " + fault + ", which " + c.operator.name + " compares", Hint: hint}
}

// newConditionARN compiles a value of an Arn operator. Here variables work in
// every part.
func newConditionARN(text string, x Syntax) ARNPattern {
	p := ARNPattern{Text: text, All: text == "*"}
	parts, ok := SplitOutsideVariables(text, x)
	if !ok {
		return p
	}
	p.Parts = new([6]Pattern)
	for i := range parts {
		p.Parts[i] = NewPattern(parts[i], x)
	}
	p.Literal = p.isLiteral()
	return p
}

// SplitOutsideVariables is SplitARN, but a colon in ${aws:PrincipalAccount}
// separates nothing.
func SplitOutsideVariables(s string, x Syntax) (a ARN, ok bool) {
	l := newLexer(s, x)
	a, colons := l.split()
	return a, colons == ARNResource
}

// split cuts at the first five colons, and counts them.
func (l *lexer) split() (a ARN, n int) {
	start := 0
	for i := 0; i < len(l.text) && n < ARNResource; {
		if _, _, end, ok := l.cut(i); ok {
			i = end
			continue
		}
		if l.text[i] == ':' {
			a[n], start = l.text[start:i], i+1
			n++
		}
		i++
	}
	a[ARNResource] = l.text[start:]
	return a, n
}
