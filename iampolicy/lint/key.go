package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// Names of condition keys are those of iampolicy.Keys, in conditions and in policy
// variables.

func unknownGlobalKey(c *condition) {
	if isUnknownKey(c.Key, "aws") {
		c.report(c.at(), noSuchKey(c.Key), c.keyFix(c.Key))
	}
}

func unknownGlobalVariable(v *variable) {
	switch {
	case !isUnknownKey(v.key, "aws"):
	case hasPrefixFold(v.key, "aws::"):
		v.report(v.at, quote.Text("${"+v.key+"}")+" is a parameter of CloudFormation and no condition key", "fill the template in first")
	default:
		v.report(v.at, noSuchKey(v.key), v.keyFix(v.key))
	}
}

// unknownServiceKey judges the services whose keys the table holds.
func unknownServiceKey(c *condition) {
	switch service, _, _ := strings.Cut(c.name, ":"); service {
	case "ecr", "ecr-public", "ecs", "iam", "sts":
		if isUnknownKey(c.Key, service) {
			c.report(c.at(), noSuchKey(c.Key), c.keyFix(c.Key))
		}
	}
}

func isUnknownKey(key, service string) bool {
	s, name, _ := strings.Cut(key, ":")
	if !match.EqualFold(s, service) || name == "" || isTagKey(key) {
		return false
	}
	_, known := iampolicy.LookupKey(key)
	return !known
}

func noSuchKey(key string) string {
	return "there is no condition key " + quote.Text(key) + " in " + iampolicy.KeysEdition
}

// keyFix returns the key that was probably meant.
func (l *linter) keyFix(key string) string {
	if n := l.meant(key, nearestKey); n != "" {
		return "write " + quote.Text(n)
	}
	if service, _, _ := strings.Cut(match.LowerCase(key), ":"); match.IsECR(service) {
		return "write " + quote.Text(service+":ResourceTag/NAME")
	}
	return "look the name up in the Service Authorization Reference"
}

// nearestKey compares names up to the slash: behind it anything may stand.
func nearestKey(key string) string {
	service, _, _ := strings.Cut(key, ":")
	fixed, _, _ := strings.Cut(key, "/")
	whole := map[string]string{} // of the fixed parts
	return whole[nearestTo(fixed, func(yield func(string) bool) {
		for k := range iampolicy.Keys() {
			name, _, isTag := strings.Cut(k.Name, "/")
			if isTag {
				k.Name = name + "/NAME"
			}
			whole[name] = k.Name
			if hasPrefixFold(name, service+":") && !yield(name) {
				return
			}
		}
	})]
}

func deprecatedKey(c *condition) {
	if c.key.Instead != "" {
		c.report(c.at(), quote.Text(c.Key)+" is deprecated", "use "+c.key.Instead)
	}
}

func deprecatedVariable(v *variable) {
	if k, _ := iampolicy.LookupKey(v.key); k.Instead != "" {
		v.report(v.at, quote.Text(v.key)+" is deprecated", "use "+k.Instead)
	}
}

// multivaluedVariable reports the name of a key that may have several values, which
// is never filled in:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
func multivaluedVariable(v *variable) {
	if k, _ := iampolicy.LookupKey(v.key); k.Multivalued {
		v.report(v.at, quote.Text("${"+v.key+"}")+" is never filled in, because the key may have several values",
			"use a key with one value, or a condition")
	}
}
