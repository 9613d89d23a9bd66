package awsfile

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// attachTo adds a managed policy to a role: one of the file, one of AWS's, or one
// whose document is not known.
func attachTo(role *Role, arn String, own map[string]Policy) {
	role.Attached = append(role.Attached, arn.Value)
	if gap, ok := otherPartition(*role, arn); ok {
		role.Unknown = append(role.Unknown, gap)
		return
	}
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
	if gap, ok := otherPartition(*role, arn); ok {
		role.Unknown = append(role.Unknown, gap)
		return
	}
	p, ok := own[arn.Value]
	if !ok {
		p, ok = managedBoundary(arn)
	}
	if !ok {
		role.Unknown = append(role.Unknown, unreadPolicy(arn))
		return
	}
	role.Boundary = &p
}

// managedBoundary is a policy of AWS's as a boundary. One that says nothing of a pull
// allows none: it stands for what needs no permission.
func managedBoundary(arn String) (Policy, bool) {
	p, ok := awsManaged(arn)
	p.Name = arn.Value
	if ok && len(p.Document.Statement.Items) == 0 {
		p.Document = iampolicy.NewDocument(iampolicy.Allow("sts:GetCallerIdentity").On("*"))
	}
	return p, ok
}

// otherPartition is about the ARN of a policy that is written for another partition
// than the role's: there is no such policy, so the role is not made.
func otherPartition(role Role, arn String) (Gap, bool) {
	right := partitionOf(role.ARN.Value)
	if !isPolicyARN(arn.Value) || right == "" || strings.Contains(right, "$") || partitionOf(arn.Value) == right {
		return Gap{}, false
	}
	return Gap{Text: arn.Value, Where: arn.Where,
		Why: fmt.Sprintf("there is no policy %s in the partition %s of the role", arn.Value, right),
		Tell: "write arn:" + right + ":" + strings.SplitN(arn.Value, ":", 3)[2] +
			", in a template with ${AWS::Partition}, in Terraform with data.aws_partition"}, true
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
