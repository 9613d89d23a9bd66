package awsfile

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

// attachTo adds a managed policy to a role: one of the file, one of AWS's, or one
// whose document is not known.
func attachTo(role *Role, arn String, own map[string]Policy) {
	p, ok := own[arn.Value]
	if !ok {
		p, ok = awsManaged(arn)
	}
	if !ok {
		role.Unknown = append(role.Unknown, unreadPolicy(arn))
		return
	}
	if len(p.Document.Statement.Items) > 0 { // else it says nothing about a pull
		role.Policies = append(role.Policies, p)
	}
}

// setBoundary does the same for the permissions boundary of a role.
func setBoundary(role *Role, arn String, own map[string]Policy) {
	p, ok := own[arn.Value]
	if !ok {
		doc, known := managed(arn.Value)
		p, ok = Policy{Where: arn.Where, Name: arn.Value, Document: doc}, known
	}
	if !ok {
		role.Unknown = append(role.Unknown, unreadPolicy(arn))
		return
	}
	role.Boundary = &p
}

// unreadPolicy is a policy of which only the ARN is known.
func unreadPolicy(arn String) Gap {
	for _, g := range arn.Gaps {
		if g.Text == arn.Value {
			g.Why = "a policy of the role is not known: " + g.Why
			return g
		}
	}
	if d, ok := awsARN(arn.Value); ok {
		return Gap{Text: arn.Value, Where: arn.Where, Why: "AWS has no managed policy " + arn.Value, Tell: "write " + d}
	}
	return Gap{Text: arn.Value, Where: arn.Where,
		Why:  fmt.Sprintf("the document of the policy %s is not known", arn.Value),
		Tell: "pass it with -policy: aws iam get-policy-version --policy-arn " + arn.Value + " --version-id VERSION"}
}

// awsManaged is a policy that AWS manages. The library carries those that grant
// anything on ECR; every other says nothing about a pull, but for those that deny.
func awsManaged(arn String) (Policy, bool) {
	doc, ok := managed(arn.Value)
	name := arn.Value[strings.LastIndexByte(arn.Value, '/')+1:]
	if _, elsewhere := recipe.Managed(name); elsewhere && !ok {
		return Policy{}, false // the path is another, so there is no such policy
	}
	if !ok && isAWSManaged(arn.Value) && !deniesEverything(name) {
		ok = true
	}
	return Policy{Where: arn.Where, Name: name, Document: doc}, ok
}

// awsARN is the ARN of AWS's policy that has the name of another ARN.
func awsARN(arn string) (string, bool) {
	parts := strings.SplitN(arn, ":", 3)
	for p := range recipe.ManagedPolicies() {
		if isAWSManaged(arn) && p.Name == arn[strings.LastIndexByte(arn, '/')+1:] {
			return p.ARN(parts[1]), p.ARN(parts[1]) != arn
		}
	}
	return "", false
}

// isAWSManaged reports whether an ARN is of AWS itself: only its policies have aws
// in the place of an account.
func isAWSManaged(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[2] == "iam" && parts[4] == "aws" && strings.HasPrefix(parts[5], "policy/") &&
		!strings.ContainsAny(arn, "${}<>* ")
}

// deniesEverything recognises the managed policies of AWS that deny more than
// their own service; a test compares with all that AWS has.
func deniesEverything(name string) bool {
	return strings.Contains(name, "Deny") || strings.Contains(name, "Quarantine")
}
