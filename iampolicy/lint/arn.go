package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// What the first five parts of an ARN may hold. A part with a wildcard or a variable
// may mean anything.

func invalidPartition(r *resource) {
	if r.form != resourceARN {
		return
	}
	partition, region := r.arn[match.ARNPartition], r.arn[match.ARNRegion]
	of, known := ecrref.RegionPartition(region)
	fixed := r.arn
	fixed[match.ARNPartition] = "aws"
	if known {
		fixed[match.ARNPartition] = of
	}
	switch {
	case match.IsOpen(partition) || known && of == partition:
	case known && isPartition(partition):
		r.report(r.at, "Region "+region+" is in partition "+of, "write "+literal(fixed.String()))
	case !isPartition(partition) && !mayBeNew(partition, region):
		r.report(r.at, "there is no partition "+quote.Text(partition), "write "+literal(fixed.String()))
	}
}

func isPartition(id string) bool {
	for p := range ecrref.Partitions() {
		if p.ID == id {
			return true
		}
	}
	return false
}

// mayBeNew reports whether a partition that nobody has heard of comes with a Region
// that nobody has heard of either, as a new one would.
func mayBeNew(partition, region string) bool {
	_, known := ecrref.RegionPartition(region)
	return strings.HasPrefix(partition, "aws-") && region != "" && !match.IsOpen(region) && !known
}

func serviceCase(r *resource) {
	if lower := match.LowerCase(r.arn[match.ARNService]); r.form == resourceARN && r.arn[match.ARNService] != lower &&
		!match.HasVariable(r.arn[match.ARNService]) {
		fixed := r.arn
		fixed[match.ARNService] = lower
		r.report(
			r.at,
			"ARNs are compared by case and no service is called "+quote.Text(r.arn[match.ARNService]),
			"write "+literal(fixed.String()),
		)
	}
}

func regionNotAllowed(r *resource) {
	if region := r.arn[match.ARNRegion]; r.form == resourceARN && hasNoRegion(r.arn) && region != "" && !match.IsOpen(region) {
		fixed := r.arn
		fixed[match.ARNRegion] = ""
		r.report(r.at, "ARNs of "+r.arn[match.ARNService]+" name no Region", "write "+literal(fixed.String()))
	}
}

func hasNoRegion(a match.ARN) bool {
	return a[match.ARNService] == "ecr-public" || a[match.ARNService] == "iam" || isBucket(a)
}

func missingRegion(r *resource) {
	if r.form == resourceARN && r.arn[match.ARNService] == "ecr" && r.arn[match.ARNRegion] == "" {
		r.report(r.at, "ARNs of ecr name a Region", "put the Region, or *, after the third colon")
	}
}

func invalidRegion(r *resource) {
	region := r.arn[match.ARNRegion]
	if r.form != resourceARN || region == "" || match.IsOpen(region) || hasNoRegion(r.arn) || mayBeNew(r.arn[match.ARNPartition], region) {
		return
	}
	if _, ok := ecrref.RegionPartition(region); !ok {
		r.report(r.at, quote.Text(region)+" is not the name of a Region", "write a Region such as us-east-1, or *")
	}
}

// accountNotAllowed reports an account in the ARN of an S3 bucket or an object in
// one, such as an image layer: the names of buckets are unique in all of AWS.
func accountNotAllowed(r *resource) {
	if account := r.arn[match.ARNAccount]; r.form == resourceARN && isBucket(r.arn) && account != "" && !match.IsOpen(account) {
		fixed := r.arn
		fixed[match.ARNRegion], fixed[match.ARNAccount] = "", ""
		r.report(r.at, "ARNs of buckets and objects name no account", "write "+literal(fixed.String()))
	}
}

// withAccountInS3 are the resources of S3 that belong to an account and a Region:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
var withAccountInS3 = [...]string{
	"access-grants", "accesspoint", "async-request", "bucket", "job", "storage-lens", "storage-lens-group",
}

// isBucket reports whether an ARN is that of a bucket or an object.
func isBucket(a match.ARN) bool {
	kind, _, _ := strings.Cut(a[match.ARNResource], "/")
	for _, k := range withAccountInS3 {
		if k == kind {
			return false
		}
	}
	return a[match.ARNService] == "s3" && !match.IsOpen(kind)
}

func invalidAccount(r *resource) {
	if r.form == resourceARN && !isAccountOf(r.arn) && !isBucket(r.arn) {
		r.report(r.at, "the account ID "+quote.Text(r.arn[match.ARNAccount])+" is not 12 digits",
			"put the 12 digits of the account, or *, after the fourth colon")
	}
}

// invalidAccountOfValue is invalidAccount for the ARNs that conditions compare.
func invalidAccountOfValue(v *value) {
	a, ok := match.SplitOutsideVariables(v.text, match.Variables)
	if ok && a[match.ARNPrefix] == "arn" && v.op.compares() && !isAccountOf(a) && !isBucket(a) {
		v.report(v.at(), "the account ID "+quote.Text(a[match.ARNAccount])+" is not 12 digits",
			"put the 12 digits of the account after the fourth colon")
	}
}

// isAccountOf reports whether the account of an ARN may stand there. ARNs of ECR must
// have one.
func isAccountOf(a match.ARN) bool {
	account := a[match.ARNAccount]
	if account == "" {
		return !match.IsECR(a[match.ARNService])
	}
	return match.IsOpen(account) || match.IsAccountID(account) || account == "aws" || account == "cloudfront"
}
