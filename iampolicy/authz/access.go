package authz

// Access is everything that stands between a caller and a resource. A nil
// field is a policy that does not exist: no boundary, no session policy, no
// VPC endpoint; a policy that exists and is not known is said in Unseen. The
// zero Access allows only the root user of the account.
//
// Compile what is attached at one place into one Policy: all identity policies
// of a role with those of its groups, or all SCPs of one organizational unit.
type Access struct {
	Identity *Policy          // of the user or role
	Resource []ResourcePolicy // of resources: repository policies, and ECR's registry policies beside them
	Boundary *Policy          // permissions boundary of the user or role
	Session  *Policy          // session policy of the role session or federated user
	Endpoint *Policy          // policy of the VPC endpoint that the call goes through
	SCP      []*Policy        // of the caller's organization, one for each level from root to account
	RCP      []*Policy        // of the resource's organization; RCPFullAWSAccess is implied

	// Unseen lists layers that hold a policy which was not given, or not all of
	// it. What was given of them counts all the same: a Deny denies, and an SCP
	// level that does not allow is a level that does not. An answer that hangs on
	// what was not given is Undetermined. LayerResource is about resources
	// without an entry of their own in Resource, and never about the token.
	Unseen []Layer
}

// eachPolicy yields the policies that apply to the caller and where they stand, those that take
// away first. What hangs on users, roles and accounts neither allows nor denies
// anything to a service or an identity provider.
func (a *Access) eachPolicy(r *request, do func(stand, *Policy)) {
	at := stand{bounded: a.isBounded()}
	each := func(l Layer, list ...*Policy) {
		at.layer = l
		for at.policy = range list {
			do(at, list[at.policy])
		}
	}
	each(LayerRCP, a.RCP...)
	if !r.Caller.IsOutside() {
		each(LayerSCP, a.SCP...)
	}
	each(LayerEndpoint, present(a.Endpoint)...)
	if !r.Caller.IsOutside() {
		each(LayerBoundary, present(a.Boundary)...)
		each(LayerSession, present(a.Session)...)
		each(LayerIdentity, a.Identity) // one that is nil says nothing, and lacks an Allow
	}
	for i := range a.Resource {
		if b := a.Resource[i].bearing(r); b != bearsNothing {
			do(stand{LayerResource, i, at.bounded, b, a.Resource[i].On}, a.Resource[i].Policy)
		}
	}
}

func present(p *Policy) []*Policy {
	if p == nil {
		return nil
	}
	return []*Policy{p}
}

// isBounded reports whether the caller has a permissions boundary.
func (a *Access) isBounded() bool {
	for _, l := range a.Unseen {
		if l == LayerBoundary {
			return true
		}
	}
	return a.Boundary != nil
}
