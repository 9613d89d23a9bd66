package iampolicy

// PolicyKind is the place a policy is attached to; it decides which members
// are allowed, which limits hold and what the policy can grant.
// The zero PolicyKind is KindIdentity.
type PolicyKind uint8

// The kinds of policy.
const (
	KindIdentity   PolicyKind = iota // inline or managed policy of a user, group or role
	KindRepository                   // ECR repository policy
	KindRegistry                     // ECR registry policy
	KindTrust                        // trust policy of a role
	KindBoundary                     // permissions boundary
	KindSession                      // session policy
	KindEndpoint                     // VPC endpoint policy
	KindSCP                          // service control policy
	KindRCP                          // resource control policy
)

var kindNames = [...]string{"identity", "repository", "registry", "trust", "boundary", "session", "endpoint", "scp", "rcp"}

// String returns the name of the kind, such as "identity" or "scp", and
// "unknown" for a number that is no kind.
func (k PolicyKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}
