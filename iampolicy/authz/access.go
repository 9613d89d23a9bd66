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

// Decide says whether q.Principal may do q.Action, as the IAM guide's "Policy
// evaluation logic" has it:
//
//   - A Deny that matches anywhere wins. A statement of a resource policy
//     without Resource, as ECR repository policies have them, is about that
//     resource: it neither allows nor denies an action without resource types,
//     such as ecr:GetAuthorizationToken or ecr:DescribeRegistry.
//   - A Principal names callers of its member's kind: AWS accounts and what is in
//     them, Service services, Federated identity providers. A Deny with
//     NotPrincipal spares a user or role that is named together with its account,
//     and a session whose role is named together with the account; naming the
//     session is not asked for, and does not do in the place of the role. It
//     spares no user, role or session that has a boundary; services and providers
//     have no account, and root users no boundary. An Allow with NotPrincipal,
//     which AWS advises against, counts as naming the account.
//   - Each SCP level must allow, and the endpoint policy.
//   - In the caller's own account, identity policies, boundary and session
//     policy must allow. A resource policy that names the caller itself or
//     everyone replaces all three, one that names the caller's role replaces the
//     identity policies, one that names the account replaces none.
//   - In another account, all three and a resource policy must allow.
//   - For KMS keys and roles to assume a resource policy must allow even in the
//     own account; ecr:GetAuthorizationToken is never granted by one.
//   - For a service or an identity provider the resource policies decide, within
//     RCPs and the endpoint policy; nothing else allows or denies it anything.
//   - The root user needs no identity policy.
//
// The account of the resource is the one in its ARN, else q.ResourceAccount,
// else for Resource "*" the caller's own, and else it is taken for another's.
// A Principal that is empty, has a wildcard or names no possible caller is never
// allowed, and neither is a caller of another partition. IPv4 addresses within
// IPv6, such as ::ffff:10.1.2.3, count as IPv4.
func (a Access) Decide(q Request) Decision {
	r, ok := split(&q)
	if !ok {
		return Decision{Reasons: []Reason{r.fault()}}
	}
	h := a.hear(r)
	return h.decision()
}

// split takes a request apart. It is not ok if it asks nothing.
func split(q *Request) (r *request, ok bool) {
	r = new(request)
	*r = newRequest(q)
	ok = r.Split()
	if q.OpenContext {
		r.open = new(unknowns)
	}
	return r, ok
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
			do(stand{LayerResource, i, at.bounded, b}, a.Resource[i].Policy)
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
