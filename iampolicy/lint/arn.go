package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// resources checks Resource and NotResource.
func (s statementLinter) resources() {
	s.eachResource(s.resource)
	s.redundant("Resource", s.Resource, "REDUNDANT_RESOURCE", asWritten, func(wide, _ string) bool { return wide == "*" })
	if s.kind == iampolicy.KindTrust {
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

// resource checks one resource.
func (s statementLinter) resource(at, r string) {
	a, ok := match.SplitOutsideVariables(r, match.Variables)
	switch {
	case r == "*":
	case isRepositoryURI(r):
		s.add("ECR_URI_AS_RESOURCE", at, match.Quote(r)+" is the URI of a repository and matches nothing", "write "+literal(uriToARN(r)))
	case !strings.HasPrefix(r, "arn:") && !(ok && match.HasWildcard(a[match.ARNPrefix])):
		s.add("INVALID_ARN_PREFIX", at, match.Quote(r)+` is neither "*" nor an ARN`, `begin with "arn:aws:"`)
	case !ok && !strings.HasSuffix(r, "*"):
		s.add("MISSING_ARN_FIELD", at, match.Quote(r)+" has fewer than six parts", "write arn:partition:service:region:account:resource")
	case ok:
		s.arnParts(at, a)
	}
}

// arnParts checks the parts of an ARN one by one. Parts with a wildcard may
// mean anything.
func (s statementLinter) arnParts(at string, a match.ARN) {
	s.arnPartition(at, a)
	if lower := match.LowerCase(a[match.ARNService]); a[match.ARNService] != lower {
		fixed := a
		fixed[match.ARNService] = lower
		s.add("INVALID_ARN_SERVICE_CASE", at, "ARNs are compared by case and no service is called "+match.Quote(a[match.ARNService]), "write "+literal(fixed.String()))
	}
	s.arnRegion(at, a)
	s.arnAccount(at, a)
	if a[match.ARNService] == "ecr" || a[match.ARNService] == "ecr-public" {
		s.ecrResource(at, a)
	}
}

func (s statementLinter) arnPartition(at string, a match.ARN) {
	fixed := a
	fixed[match.ARNPartition] = partitionOf(a[match.ARNRegion])
	switch {
	case match.IsOpen(a[match.ARNPartition]):
	case !isPartition(a[match.ARNPartition]):
		s.add("INVALID_PARTITION", at, "there is no partition "+match.Quote(a[match.ARNPartition]), "write "+literal(fixed.String()))
	case isRegion(a[match.ARNRegion]) && fixed[match.ARNPartition] != a[match.ARNPartition]:
		s.add("INVALID_PARTITION", at, "Region "+a[match.ARNRegion]+" is in partition "+fixed[match.ARNPartition], "write "+literal(fixed.String()))
	}
}

func (s statementLinter) arnRegion(at string, a match.ARN) {
	fixed := a
	fixed[match.ARNRegion] = ""
	switch hasNone := a[match.ARNService] == "ecr-public" || a[match.ARNService] == "iam"; {
	case hasNone && a[match.ARNRegion] != "" && !match.IsOpen(a[match.ARNRegion]):
		s.add("ARN_REGION_NOT_ALLOWED", at, "ARNs of "+a[match.ARNService]+" name no Region", "write "+literal(fixed.String()))
	case a[match.ARNService] == "ecr" && a[match.ARNRegion] == "":
		s.add("MISSING_ARN_REGION", at, "ARNs of ecr name a Region", "put the Region, or *, after the third colon")
	case !hasNone && a[match.ARNRegion] != "" && !match.IsOpen(a[match.ARNRegion]) && !isRegion(a[match.ARNRegion]):
		s.add("INVALID_ARN_REGION", at, match.Quote(a[match.ARNRegion])+" is not the name of a Region", "write a Region such as us-east-1, or *")
	}
}

func (s statementLinter) arnAccount(at string, a match.ARN) {
	switch {
	case match.IsOpen(a[match.ARNAccount]) || match.IsAccountID(a[match.ARNAccount]) || a[match.ARNAccount] == "aws":
	case a[match.ARNAccount] == "" && a[match.ARNService] != "ecr" && a[match.ARNService] != "ecr-public":
	default:
		s.add("INVALID_ARN_ACCOUNT", at, "the account ID "+match.Quote(a[match.ARNAccount])+" is not 12 digits", "put the 12 digits of the account, or *, after the fourth colon")
	}
}

// isPartition reports whether p has the form of a partition: aws, or aws- and
// lower-case words. A new one is no error.
func isPartition(p string) bool {
	if p == "aws" {
		return true
	}
	rest, ok := strings.CutPrefix(p, "aws-")
	return ok && rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz-") == "" && !strings.HasPrefix(rest, "-") && !strings.HasSuffix(rest, "-")
}

// partitionOf is the partition whose Regions have the form of region, aws for others.
func partitionOf(region string) string {
	if partition, ok := ecrref.RegionPartition(region); ok {
		return partition
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
