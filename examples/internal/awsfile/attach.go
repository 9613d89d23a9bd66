package awsfile

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// attachTo adds a managed policy to a role: one of the file, one of AWS's, or one
// whose document is not known.
func attachTo(role *Role, arn String, own map[string]Policy) {
	role.Attached = append(role.Attached, arn.Value)
	arn = meant(role, arn)
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
	arn = meant(role, arn)
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

// meant is the ARN that a role has to name for the policy that it names: where that
// differs, there is no such policy, IAM refuses it, and the role is not made.
func meant(role *Role, arn String) String {
	if gap, right, ok := otherPartition(*role, arn); ok {
		role.Absent, arn.Value = append(role.Absent, gap), right
	}
	if right, ok := awsARN(arn.Value); ok {
		role.Absent = append(role.Absent, Gap{Text: arn.Value, Where: arn.Where, Tell: "write " + right,
			Why: "AWS has no managed policy " + arn.Value + ", so the role is not made"})
		arn.Value = right
	}
	return arn
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
// than the role's. The second result is the ARN in the role's.
func otherPartition(role Role, arn String) (gap Gap, right string, ok bool) {
	partition := partitionOf(role.ARN.Value)
	if !isPolicyARN(arn.Value) || partition == "" || strings.Contains(partition, "$") || partitionOf(arn.Value) == partition {
		return Gap{}, "", false
	}
	right = "arn:" + partition + ":" + strings.SplitN(arn.Value, ":", 3)[2]
	return Gap{Text: arn.Value, Where: arn.Where,
		Why:  fmt.Sprintf("there is no policy %s in the partition %s of the role, so the role is not made", arn.Value, partition),
		Tell: "write " + right + ", in a template with ${AWS::Partition}, in Terraform with data.aws_partition"}, right, true
}

// unreadPolicy is a policy of which only the ARN is known.
func unreadPolicy(arn String) Gap {
	for _, g := range arn.Gaps {
		if g.Text == arn.Value {
			g.Why = "a policy of the role is not known: " + g.Why
			return g
		}
	}
	return Gap{Text: arn.Value, Where: arn.Where,
		Why:  fmt.Sprintf("the document of the policy %s is not known", arn.Value),
		Tell: "pass it with -policy: aws iam get-policy-version --policy-arn " + arn.Value + " --version-id VERSION" + misspelled(arn.Value)}
}

// misspelled is the policy of AWS's that one of its own was most likely meant to be.
// It may be new, so that is not certain.
func misspelled(arn string) string {
	near := nearest.Word(policyName(arn), 3, ManagedNames)
	if near == "" || !isAWSManaged(arn) {
		return ""
	}
	_, path, _ := managedByName(near)
	return "\nif it is misspelled, write arn:" + partitionOf(arn) + ":iam::aws:policy" + path + near
}
