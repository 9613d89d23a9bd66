package awsfile

import (
	_ "embed"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

// managedPolicy is what a policy that AWS manages says of pulls. The library
// carries those that are made for ECR; these are all others that say anything.
type managedPolicy struct {
	name, path string // "AdministratorAccess", "/"
	text       string // the statements that matter
}

// managedByName looks up an AWS managed policy by its name.
func managedByName(name string) (doc iampolicy.Document, path string, ok bool) {
	for p := range recipe.ManagedPolicies() {
		if p.Name == name {
			return p.Document(), p.Path, true
		}
	}
	for _, p := range managedTable {
		if p.name == name {
			doc, _ := iampolicy.Parse([]byte(p.text)) // a test parses every text of the table
			return doc, p.path, true
		}
	}
	return iampolicy.Document{}, "", false
}

// managed looks up an AWS managed policy by ARN. A customer managed policy has
// an account in its ARN and is never taken for AWS's policy of the same name.
func managed(arn string) (iampolicy.Document, bool) {
	doc, path, ok := managedByName(policyName(arn))
	if !ok || !isAWSManaged(arn) || !strings.HasSuffix(arn, ":iam::aws:policy"+path+policyName(arn)) {
		return iampolicy.Document{}, false
	}
	return doc, true
}

// policyName is the name in the ARN of a policy.
func policyName(arn string) string { return arn[strings.LastIndexByte(arn, '/')+1:] }

// ManagedPolicy returns the AWS managed policy of a name or an ARN.
func ManagedPolicy(name string) (Policy, bool) {
	doc, _, ok := managedByName(name)
	if !ok {
		doc, ok = managed(name)
	}
	return Policy{Where: Where{File: name}, Name: policyName(name), Managed: true, Document: doc}, ok
}

// ManagedNames yields the names of the policies that are made for ECR, which are
// those that a misspelled name may mean.
func ManagedNames(yield func(string) bool) {
	for p := range recipe.ManagedPolicies() {
		if !yield(p.Name) {
			return
		}
	}
}

// silent lists path and name of AWS's managed policies that say nothing about a
// pull, a line each. TestTableSilent renders it from the policies of moto, of the
// version that it names: go test -run TestTableSilent -update.
//
//go:embed managed_silent.txt
var silent string

// saysNothing reports whether an ARN is of a policy that is known to say nothing
// about a pull. One that is newer than the list may say anything.
func saysNothing(arn string) bool {
	_, name, ok := strings.Cut(arn, ":iam::aws:policy")
	return ok && strings.Contains("\n"+silent, "\n"+name+"\n")
}

// awsManaged is a policy that AWS manages, unless what it says is not known.
func awsManaged(arn String) (Policy, bool) {
	doc, ok := managed(arn.Value)
	name := policyName(arn.Value)
	if _, _, elsewhere := managedByName(name); elsewhere && !ok {
		return Policy{}, false // the path is another, so there is no such policy
	}
	ok = ok || isAWSManaged(arn.Value) && saysNothing(arn.Value)
	return Policy{Where: arn.Where, Name: name, Managed: true, Document: doc}, ok
}

// awsARN is the ARN of AWS's policy that has the name of another ARN.
func awsARN(arn string) (string, bool) {
	_, path, ok := managedByName(policyName(arn))
	if !ok || !isAWSManaged(arn) {
		return "", false
	}
	right := "arn:" + partitionOf(arn) + ":iam::aws:policy" + path + policyName(arn)
	return right, right != arn
}

// partitionOf is the second part of an ARN.
func partitionOf(arn string) string {
	_, rest, _ := strings.Cut(arn, ":")
	partition, _, _ := strings.Cut(rest, ":")
	return partition
}

// isAWSManaged reports whether an ARN is of AWS itself: only its policies have aws
// in the place of an account.
func isAWSManaged(arn string) bool {
	return isPolicyARN(arn) && strings.SplitN(arn, ":", 6)[4] == "aws"
}

// isPolicyARN reports whether a text is the ARN of a managed policy as it will be.
func isPolicyARN(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[2] == "iam" && strings.HasPrefix(parts[5], "policy/") &&
		!strings.ContainsAny(arn, "${}<>* ")
}
