package iampolicy

import "iter"

// Circumstance is what is known of a request beside its context, a set of the
// values below. The zero Circumstance says nothing.
type Circumstance uint8

// The circumstances of which AWS documents that keys are absent.
const (
	// NoResource: the action is about no resource, as ecr:GetAuthorizationToken.
	NoResource Circumstance = 1 << iota
	// ServiceRole: an AWS service signs the request with a role that it has assumed,
	// as ECS does with task execution roles and EC2 with the roles of instances.
	ServiceRole
	// FargateLogin: the request is the ecr:GetAuthorizationToken of a task on AWS
	// Fargate, which does not come through the task's own network.
	FargateLogin
)

// AbsentKey is a condition key that a request never holds under a circumstance.
type AbsentKey struct {
	Name   string       // as in KeyInfo
	When   Circumstance // one of the values above
	Source string       // the page that says so
}

// AbsentKeys yields the keys that a request never holds under the circumstances,
// which is less than may be absent: only what AWS documents. So it does not hold
// aws:MultiFactorAuthPresent for a ServiceRole, of which one page says that it is
// false without MFA and another that it is absent.
func AbsentKeys(c Circumstance) iter.Seq[AbsentKey] {
	return func(yield func(AbsentKey) bool) {
		for _, k := range absentTable {
			if c&k.When != 0 && !yield(k) {
				return
			}
		}
	}
}
