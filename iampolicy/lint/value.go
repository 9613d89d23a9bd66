package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// What conditions compare with. A value with a variable is judged as that.

func noNumber(v *value) {
	if _, ok := match.ParseNumber(v.text); !ok && strings.HasPrefix(v.op.base, "numeric") && !match.HasVariable(v.text) {
		v.report(v.at(), quote.Text(v.text)+" is not a number", "write a number such as 3600")
	}
}

func noDate(v *value) {
	if _, ok := match.ParseInstant(v.text); !ok && strings.HasPrefix(v.op.base, "date") && !match.HasVariable(v.text) {
		fix := "write a date such as 2026-01-31T00:00:00Z"
		if _, ok := match.ParseInstant(v.text + "Z"); ok {
			fix = "write " + literal(v.text+"Z") + ", or an offset such as +01:00 in place of the Z"
		}
		v.report(v.at(), quote.Text(v.text)+" is not a date", fix)
	}
}

func noBoolean(v *value) {
	if v.op.base != "bool" && v.op.base != "null" || match.HasVariable(v.text) {
		return
	}
	if !match.EqualFold(v.text, "true") && !match.EqualFold(v.text, "false") {
		v.report(v.at(), quote.Text(v.text)+" is neither true nor false", `write "true" or "false"`)
	}
}

func twoBooleans(c *condition) {
	if (c.op.base == "bool" || c.op.base == "null") && len(c.Values.Items) > 1 {
		c.report(c.at(), "a Boolean has one value", "keep one of the values")
	}
}

// wildcardWithoutLike reports a wildcard that is compared as it stands.
func wildcardWithoutLike(v *value) {
	if !match.HasWildcard(v.text) || match.HasVariable(v.text) {
		return
	}
	like := "StringLike"
	if v.op.negated() {
		like = "StringNotLike"
	}
	if strings.HasPrefix(v.op.base, "stringequals") || strings.HasPrefix(v.op.base, "stringnotequals") {
		v.report(v.at(), quote.Text(v.text)+" is compared as it stands, wildcards and all", "use "+like+" or drop the wildcard")
	}
}

func noVPC(v *value) {
	if v.isIDOf("aws:sourcevpc") && !strings.HasPrefix(v.text, "vpc-") {
		v.report(v.at(), quote.Text(v.text)+" is not the ID of a VPC", `write an ID that begins with "vpc-"`)
	}
}

func noVPCEndpoint(v *value) {
	if v.isIDOf("aws:sourcevpce") && !strings.HasPrefix(v.text, "vpce-") {
		v.report(v.at(), quote.Text(v.text)+" is not the ID of a VPC endpoint", `write an ID that begins with "vpce-"`)
	}
}

// noAccountID reports what can never equal the ID of an account.
func noAccountID(v *value) {
	for _, key := range [...]string{"aws:sourceaccount", "aws:principalaccount", "aws:resourceaccount", "aws:vpceaccount", "aws:sourceowner"} {
		if v.isIDOf(key) && !match.IsAccountID(v.text) {
			v.report(v.at(), quote.Text(v.text)+" is not the ID of an account", "write the 12 digits of the account")
		}
	}
}

// isIDOf reports whether the value is compared, whole, with a key, given in lower case.
func (v *value) isIDOf(key string) bool {
	return v.name == key && v.op.base != "null" && !match.IsOpen(v.text)
}
