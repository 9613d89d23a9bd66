package recipe

import (
	"iter"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// ManagedPolicy is a policy that AWS manages. The zero ManagedPolicy is none.
type ManagedPolicy struct {
	Name    string // "AmazonECSTaskExecutionRolePolicy"
	Path    string // "/service-role/"
	Version string // "v1"
	Updated string // the day AWS published that version, "2017-11-16"
	text    string
}

// Document returns the document of the policy, a copy of its own.
func (m ManagedPolicy) Document() iampolicy.Document {
	d, _ := iampolicy.Parse([]byte(m.text)) // a test parses every text of the table
	return d
}

// ARN returns the ARN of the policy in a partition, such as "aws" or "aws-cn".
func (m ManagedPolicy) ARN(partition string) string {
	return "arn:" + partition + ":iam::aws:policy" + m.Path + m.Name
}

// Managed returns the document of the AWS managed policy called name, as of
// ManagedEdition, if it is one of those that grant access to Amazon ECR. The
// name is the last part of the policy's ARN; its case counts. [ManagedPolicies] has
// the version and date of each.
func Managed(name string) (iampolicy.Document, bool) {
	for _, m := range managedTable {
		if m.Name == name {
			return m.Document(), true
		}
	}
	return iampolicy.Document{}, false
}

// ManagedPolicies yields the policies that Managed knows.
func ManagedPolicies() iter.Seq[ManagedPolicy] {
	return func(yield func(ManagedPolicy) bool) {
		for _, m := range managedTable {
			if !yield(m) {
				return
			}
		}
	}
}
