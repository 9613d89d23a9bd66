package iampolicy

import "strings"

// resources checks Resource and NotResource.
func (s statementLinter) resources() {
	s.eachResource(s.resource)
	s.redundant("Resource", s.Resource, "REDUNDANT_RESOURCE", asWritten, func(wide, _ string) bool { return wide == "*" })
	if s.kind == KindTrust {
		s.noResource("ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE", "a trust policy is about its role")
	}
}

func asWritten(s string) string { return s }

// noResource reports Resource and NotResource where the policy takes none.
func (s statementLinter) noResource(code Code, why string) {
	if s.Resource.Items != nil {
		s.add(code, s.at+"/Resource", why, `leave "Resource" out`)
	}
	if s.NotResource.Items != nil {
		s.add(code, s.at+"/NotResource", why, `leave "NotResource" out`)
	}
}

// The parts of an arn.
const (
	arnPrefix = iota
	arnPartition
	arnService
	arnRegion
	arnAccount
	arnResource
)

// String is the inverse of splitARN.
func (a arn) String() string {
	return strings.Join(a[:], ":")
}

// resource checks one resource.
func (s statementLinter) resource(at, r string) {
	a, ok := splitOutsideVariables(r, variables)
	switch {
	case r == "*":
	case isRepositoryURI(r):
		s.add("ECR_URI_AS_RESOURCE", at, quoteText(r)+" is the URI of a repository and matches nothing", "write "+literal(uriToARN(r)))
	case !strings.HasPrefix(r, "arn:") && !(ok && hasWildcard(a[arnPrefix])):
		s.add("INVALID_ARN_PREFIX", at, quoteText(r)+` is neither "*" nor an ARN`, `begin with "arn:aws:"`)
	case !ok && !strings.HasSuffix(r, "*"):
		s.add("MISSING_ARN_FIELD", at, quoteText(r)+" has fewer than six parts", "write arn:partition:service:region:account:resource")
	case ok:
		s.arnParts(at, a)
	}
}

// arnParts checks the parts of an ARN one by one. Parts with a wildcard may
// mean anything.
func (s statementLinter) arnParts(at string, a arn) {
	s.arnPartition(at, a)
	if lower := lowerCase(a[arnService]); a[arnService] != lower {
		fixed := a
		fixed[arnService] = lower
		s.add("INVALID_ARN_SERVICE_CASE", at, "ARNs are compared by case and no service is called "+quoteText(a[arnService]), "write "+literal(fixed.String()))
	}
	s.arnRegion(at, a)
	s.arnAccount(at, a)
	if a[arnService] == "ecr" || a[arnService] == "ecr-public" {
		s.ecrResource(at, a)
	}
}

func (s statementLinter) arnPartition(at string, a arn) {
	fixed := a
	fixed[arnPartition] = partitionOf(a[arnRegion])
	switch {
	case isOpen(a[arnPartition]):
	case !isPartition(a[arnPartition]):
		s.add("INVALID_PARTITION", at, "there is no partition "+quoteText(a[arnPartition]), "write "+literal(fixed.String()))
	case isRegion(a[arnRegion]) && fixed[arnPartition] != a[arnPartition]:
		s.add("INVALID_PARTITION", at, "Region "+a[arnRegion]+" is in partition "+fixed[arnPartition], "write "+literal(fixed.String()))
	}
}

func (s statementLinter) arnRegion(at string, a arn) {
	fixed := a
	fixed[arnRegion] = ""
	switch hasNone := a[arnService] == "ecr-public" || a[arnService] == "iam"; {
	case hasNone && a[arnRegion] != "" && !isOpen(a[arnRegion]):
		s.add("ARN_REGION_NOT_ALLOWED", at, "ARNs of "+a[arnService]+" name no Region", "write "+literal(fixed.String()))
	case a[arnService] == "ecr" && a[arnRegion] == "":
		s.add("MISSING_ARN_REGION", at, "ARNs of ecr name a Region", "put the Region, or *, after the third colon")
	case !hasNone && a[arnRegion] != "" && !isOpen(a[arnRegion]) && !isRegion(a[arnRegion]):
		s.add("INVALID_ARN_REGION", at, quoteText(a[arnRegion])+" is not the name of a Region", "write a Region such as us-east-1, or *")
	}
}

func (s statementLinter) arnAccount(at string, a arn) {
	switch {
	case isOpen(a[arnAccount]) || isAccountID(a[arnAccount]) || a[arnAccount] == "aws":
	case a[arnAccount] == "" && a[arnService] != "ecr" && a[arnService] != "ecr-public":
	default:
		s.add("INVALID_ARN_ACCOUNT", at, "the account ID "+quoteText(a[arnAccount])+" is not 12 digits", "put the 12 digits of the account, or *, after the fourth colon")
	}
}

// isOpen reports whether a part of an ARN can stand for several texts. A
// variable before the fifth colon is reported by variables.
func isOpen(part string) bool { return hasWildcard(part) || strings.Contains(part, "${") }

// isPartition reports whether p has the form of a partition: aws, or aws- and
// lower-case words. A new one is no error.
func isPartition(p string) bool {
	if p == "aws" {
		return true
	}
	rest, ok := strings.CutPrefix(p, "aws-")
	return ok && rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz-") == "" && !strings.HasPrefix(rest, "-") && !strings.HasSuffix(rest, "-")
}

// regionPartitions maps the beginning of a Region's name to its partition;
// all others are in aws.
var regionPartitions = [...]struct{ prefix, partition string }{
	{"cn-", "aws-cn"},
	{"us-gov-", "aws-us-gov"},
	{"us-iso-", "aws-iso"},
	{"us-isob-", "aws-iso-b"},
	{"eu-isoe-", "aws-iso-e"},
	{"us-isof-", "aws-iso-f"},
	{"eusc-", "aws-eusc"},
}

func partitionOf(region string) string {
	for _, p := range regionPartitions {
		if strings.HasPrefix(region, p.prefix) {
			return p.partition
		}
	}
	return "aws"
}

// isRegion reports whether r has the form of a Region: at least two lower-case
// words and a number, such as us-gov-east-1. A new one is no error.
func isRegion(r string) bool {
	words := strings.Split(r, "-")
	last := len(words) - 1
	if last < 2 || words[last] == "" || strings.Trim(words[last], "0123456789") != "" {
		return false
	}
	for _, w := range words[:last] {
		if w == "" || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
			return false
		}
	}
	return true
}
