package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// operatorParts is the name of a condition operator taken apart.
type operatorParts struct {
	quantifier match.Quantifier
	base       string // in lower case, "stringequals"
	ifExists   bool
}

func newOperatorParts(name string) operatorParts {
	base, q, ifExists := match.SplitOperator(name)
	return operatorParts{q, match.LowerCase(base), ifExists}
}

// compares reports whether the operator exists and compares values, as all do but
// Null.
func (op operatorParts) compares() bool { return op.base != "null" && op.exists() }

func (op operatorParts) exists() bool {
	_, ok := match.LookupOperator(op.base)
	return ok
}

func (op operatorParts) negated() bool { return strings.Contains(op.base, "not") }

// failsWithoutKey reports whether the operator is false when its key is absent.
func (op operatorParts) failsWithoutKey() bool {
	return !op.ifExists && op.quantifier != match.AllValues && !op.negated() && op.base != "null"
}

func (op operatorParts) isString() bool { return strings.HasPrefix(op.base, "string") }

func invalidOperator(c *condition) {
	if !c.op.exists() && c.firstOfOperator() {
		c.report(c.operatorAt, "there is no condition operator "+quote.Text(c.Operator), operatorFix(c.Operator))
	}
}

// firstOfOperator reports whether this is the first key under its operator, so that
// the operator is judged once.
func (c *condition) firstOfOperator() bool {
	return c.index == 0 || c.statement.Condition[c.index-1].Operator != c.Operator
}

// operatorFix says which operator was probably meant.
func operatorFix(name string) string {
	if near := match.NearestOperator(name); near != "" {
		return "write " + literal(near)
	}
	return "write an operator such as StringEquals"
}

func nullWithIfExists(c *condition) {
	if c.op.base == "null" && c.op.ifExists && c.firstOfOperator() {
		c.report(c.operatorAt, "Null asks whether the key exists and takes no IfExists", `write "Null"`)
	}
}

func nullWithQualifier(c *condition) {
	if c.op.base == "null" && !c.op.ifExists && c.op.quantifier != match.OneValue && c.firstOfOperator() {
		c.report(c.operatorAt, "Null asks about the key, not its values", `write "Null"`)
	}
}

// missingQualifier reports a comparison of one value with a key that may have several:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
func missingQualifier(c *condition) {
	if c.key.Multivalued && c.op.compares() && c.op.quantifier == match.OneValue {
		c.report(c.operatorAt, quote.Text(c.Key)+" may have several values, and "+c.Operator+" compares one",
			"write "+literal("ForAnyValue:"+c.Operator)+", or ForAllValues together with Null")
	}
}

func forAllValuesOfOne(c *condition) {
	if c.op.quantifier == match.AllValues && c.key.Name != "" && !c.key.Multivalued {
		c.report(c.at(), "ForAllValues is true when the key is absent, and "+quote.Text(c.Key)+" has one value", "leave ForAllValues out")
	}
}
