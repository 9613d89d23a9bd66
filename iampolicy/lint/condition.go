package lint

import (
	"net/netip"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// conditions checks Condition.
func (s statementLinter) conditions() {
	if s.Condition != nil && len(s.Condition) == 0 {
		s.add("EMPTY_OBJECT_CONDITION", s.at+"/Condition", "Condition asks for nothing", `leave "Condition" out`)
	}
	s.eachCondition(s.condition)
	s.conditionKeysDiffer()
}

// condition checks one operator, key and values.
func (s statementLinter) condition(at string, c iampolicy.Condition) {
	if c.Key == "" && c.Values.Items == nil {
		s.add("EMPTY_OBJECT_CONDITION", s.at+"/Condition/"+escapePointer(c.Operator), "the operator has no key and asks for nothing", "leave it out")
		return
	}
	op := newOperatorParts(c.Operator)
	s.operator(at, c, op)
	s.conditionKey(at, c, op)
	if len(c.Values.Items) == 0 {
		s.add("EMPTY_ARRAY_CONDITION", at, "there is no value to compare with", "name a value or leave the condition out")
	}
	for i, v := range c.Values.Items {
		s.conditionValue(itemPointer(at[:strings.LastIndexByte(at, '/')], escapePointer(c.Key), c.Values, i), c, op, v.Text)
	}
	if (op.base == "bool" || op.base == "null") && len(c.Values.Items) > 1 {
		s.add("INVALID_CONDITION_MULTIPLE_BOOLEAN", at, "a Boolean has one value", "keep one of the values")
	}
	s.sourceIP(at, c, op)
}

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

// operator checks the operator's name.
func (s statementLinter) operator(at string, c iampolicy.Condition, op operatorParts) {
	at = at[:strings.LastIndexByte(at, '/')]
	switch {
	case op.base == "null" && op.ifExists:
		s.add("NULL_WITH_IF_EXISTS", at, "Null asks whether the key exists and takes no IfExists", `write "Null"`)
	case op.base == "null" && op.quantifier != match.OneValue:
		s.add("NULL_WITH_QUALIFIER", at, "Null asks about the key, not its values", `write "Null"`)
	case !isOperator(op):
		s.add("INVALID_CONDITION_OPERATOR", at, "there is no condition operator "+match.Quote(c.Operator), operatorFix(c.Operator))
	}
}

func isOperator(op operatorParts) bool {
	_, ok := match.LookupOperator(op.base)
	return ok
}

// operatorFix returns the operator that was probably meant.
func operatorFix(name string) string {
	if near := match.NearestOperator(name); near != "" {
		return "write " + literal(near)
	}
	return "write one of AWS's operators, such as StringEquals"
}

// conditionKey checks the name of the key.
func (s statementLinter) conditionKey(at string, c iampolicy.Condition, op operatorParts) {
	service, name, ok := strings.Cut(match.LowerCase(c.Key), ":")
	kind, tag, _ := strings.Cut(name, "/")
	switch isTag := strings.HasSuffix(kind, "tag") && (service == "aws" || service == "ecr" || service == "ecr-public"); {
	case !ok || service == "" || name == "":
		s.add("INVALID_CONDITION_KEY_FORMAT", at, match.Quote(c.Key)+" is not of the form service:name", `write a key such as "aws:SourceIp"`)
	case isTag && tag == "":
		s.add("MISSING_TAG_KEY_IN_CONDITION", at, match.Quote(c.Key)+" does not say which tag", "write "+literal(strings.TrimRight(c.Key, "/")+"/NAME"))
	case service == "ecr" || service == "ecr-public":
		s.ecrConditionKey(at, c.Key, service)
	}
	if op.quantifier == match.AllValues && isSingleValued(c) {
		s.add("FORALLVALUES_WITH_SINGLE_VALUED_KEY", at, "ForAllValues is true when the key is absent, and "+match.Quote(c.Key)+" has one value", "leave ForAllValues out")
	}
}

// ecrConditionKey checks a key of ECR against the table of actions.
func (s statementLinter) ecrConditionKey(at, key, service string) {
	for a := range iampolicy.Actions() {
		for k := range a.ConditionKeys() {
			prefix, isTag := strings.CutSuffix(k, "${TagKey}")
			if match.EqualFold(k, key) || isTag && hasPrefixFold(key, prefix) {
				return
			}
		}
	}
	s.add("INVALID_SERVICE_CONDITION_KEY", at, service+" has no condition key "+match.Quote(key), ecrKeyFix(key, service))
}

func ecrKeyFix(key, service string) string {
	if n := nearestTo(key, func(yield func(string) bool) {
		_ = yield(service+":ResourceTag/NAME") && yield("ecr:AccountSetting")
	}); n != "" {
		return "write " + match.Quote(n)
	}
	return "write " + match.Quote(service+":ResourceTag/NAME")
}

// singleValuedKeys are global keys that never have more than one value, by the
// IAM guide's page on single-valued and multivalued keys.
var singleValuedKeys = [...]string{
	"aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalTag/", "aws:RequestedRegion", "aws:RequestTag/",
	"aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceTag/", "aws:SecureTransport", "aws:SourceAccount", "aws:SourceArn",
	"aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:userid", "aws:username", "ecr:ResourceTag/", "ecr-public:ResourceTag/",
}

func isSingleValued(c iampolicy.Condition) bool {
	for _, k := range singleValuedKeys {
		if match.EqualFold(k, c.Key) || strings.HasSuffix(k, "/") && hasPrefixFold(c.Key, k) {
			return true
		}
	}
	return false
}

// conditionKeysDiffer looks for two keys of one operator that only case tells apart.
func (s statementLinter) conditionKeysDiffer() {
	for i, c := range s.Condition {
		for _, e := range s.Condition[:i] {
			if e.Operator == c.Operator && e.Key != c.Key && match.EqualFold(e.Key, c.Key) {
				s.add("DUPLICATE_KEYS_WITH_DIFFERENT_CASE", s.at+"/Condition/"+escapePointer(c.Operator)+"/"+escapePointer(c.Key),
					match.Quote(c.Key)+" and "+match.Quote(e.Key)+" are the same key", "write it once, with all the values")
			}
		}
	}
}

// conditionValue checks one value against its operator and key.
func (s statementLinter) conditionValue(at string, c iampolicy.Condition, op operatorParts, v string) {
	if strings.Contains(v, "${") { // reported by variables
		return
	}
	switch {
	case op.base == "bool" || op.base == "null":
		s.boolean(at, v)
	case strings.HasPrefix(op.base, "numeric"):
		s.mustParse(at, "TYPE_MISMATCH_NUMBER", match.Quote(v)+" is not a number", isNumber(v), "write a number such as 3600")
	case strings.HasPrefix(op.base, "date"):
		s.mustParse(at, "TYPE_MISMATCH_DATE", match.Quote(v)+" is not a date", isDate(v), "write a date such as 2026-01-31T00:00:00Z")
	case strings.HasSuffix(op.base, "ipaddress"):
		s.ipRange(at, v)
	case match.HasWildcard(v) && (strings.HasPrefix(op.base, "stringequals") || strings.HasPrefix(op.base, "stringnotequals")):
		s.add("WILDCARD_WITHOUT_LIKE_OPERATOR", at, match.Quote(v)+" is compared as it stands, wildcards and all", "use "+likeOperator(op)+" or drop the wildcard")
	}
	s.vpcID(at, c, op, v)
}

func (s statementLinter) mustParse(at string, code Code, message string, ok bool, fix string) {
	if !ok {
		s.add(code, at, message, fix)
	}
}

func likeOperator(op operatorParts) string {
	if strings.HasPrefix(op.base, "stringnot") {
		return "StringNotLike"
	}
	return "StringLike"
}

func (s statementLinter) boolean(at string, v string) {
	s.mustParse(at, "TYPE_MISMATCH_BOOLEAN", match.Quote(v)+" is neither true nor false", match.EqualFold(v, "true") || match.EqualFold(v, "false"), `write "true" or "false"`)
}

func isNumber(v string) bool {
	_, ok := match.ParseNumber(v)
	return ok
}

func isDate(v string) bool {
	_, ok := match.ParseInstant(v)
	return ok
}

// ipRange checks an address or a range of addresses.
func (s statementLinter) ipRange(at, v string) {
	masked, ok := match.ParsePrefix(v)
	s.mustParse(at, "TYPE_MISMATCH_IP_RANGE", match.Quote(v)+" is not a range of IP addresses", ok, "write a range such as 203.0.113.0/24")
	if p, err := netip.ParsePrefix(v); ok && err == nil && p != p.Masked() {
		s.add("IMPROVE_IP_RANGE", at, "bits of "+v+" behind the prefix length are ignored", "write "+literal(masked.String()))
	}
}

// sourceIP reports aws:SourceIp compared with private addresses only.
func (s statementLinter) sourceIP(at string, c iampolicy.Condition, op operatorParts) {
	if !match.EqualFold(c.Key, "aws:SourceIp") || len(c.Values.Items) == 0 {
		return
	}
	for _, v := range c.Values.Items {
		if !isPrivate(v.Text) {
			return
		}
	}
	if op.base == "ipaddress" {
		s.add("PRIVATE_IP_ADDRESS", at, "AWS sees public addresses only, so the condition never holds", "use the public addresses, or aws:VpcSourceIp with aws:SourceVpc")
	} else if op.base == "notipaddress" {
		s.add("PRIVATE_NOTIPADDRESS", at, "AWS sees public addresses only, so the condition always holds", "use the public addresses, or aws:VpcSourceIp with aws:SourceVpc")
	}
}

func isPrivate(v string) bool {
	p, ok := match.ParsePrefix(v)
	return ok && p.Addr().IsPrivate() && p.Bits() >= 7
}

// vpcID checks the IDs that aws:SourceVpc and aws:SourceVpce are compared with.
func (s statementLinter) vpcID(at string, c iampolicy.Condition, op operatorParts, v string) {
	switch {
	case op.base == "null" || match.HasWildcard(v):
	case match.EqualFold(c.Key, "aws:SourceVpc") && !strings.HasPrefix(v, "vpc-"):
		s.add("INVALID_VPC_FORMAT", at, match.Quote(v)+" is not the ID of a VPC", `write an ID that begins with "vpc-"`)
	case match.EqualFold(c.Key, "aws:SourceVpce") && !strings.HasPrefix(v, "vpce-"):
		s.add("INVALID_VPCE_FORMAT", at, match.Quote(v)+" is not the ID of a VPC endpoint", `write an ID that begins with "vpce-"`)
	}
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && match.EqualFold(s[:len(prefix)], prefix)
}
