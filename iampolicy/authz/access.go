package authz

import "github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"

// Access is everything that stands between a caller and a resource. A nil
// field is a policy that does not exist: no boundary, no session policy, no
// VPC endpoint. The zero Access allows only the root user of the account.
//
// Compile what is attached at one place into one Policy: all identity policies
// of a role with those of its groups, or all SCPs of one organizational unit.
type Access struct {
	Identity *Policy   // of the user or role
	Resource []*Policy // of the resource: the repository policy, and ECR's registry policy beside it
	Boundary *Policy   // permissions boundary of the user or role
	Session  *Policy   // session policy of the role session or federated user
	Endpoint *Policy   // policy of the VPC endpoint that the call goes through
	SCP      []*Policy // of the caller's organization, one for each level from root to account
	RCP      []*Policy // of the resource's organization; RCPFullAWSAccess is implied
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
//     NotPrincipal spares a caller whose account and who itself, or whose role,
//     are both named, but no user, role or session that has a boundary; services
//     and providers have no account, and root users no boundary. An Allow with
//     NotPrincipal, which AWS advises against, counts as naming the account.
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
	r := newRequest(&q)
	if !r.Split() {
		return Decision{Reasons: []Reason{r.fault()}}
	}
	a = a.before(&r.Caller)
	if q.OpenContext {
		return a.decideOpen(&r)
	}
	h := a.hear(&r)
	return Decision{Outcome: h.outcome(), Reasons: a.reasons(&r, &h)}
}

// before is a without the policies that do not apply to the caller: what hangs
// on users, roles and accounts neither allows nor denies anything to a service
// or an identity provider.
func (a Access) before(c *eval.Caller) Access {
	if c.IsOutside() {
		a.Identity, a.Boundary, a.Session, a.SCP = nil, nil, nil, nil
	}
	return a
}

// hearing is what the policies of an Access say to one request.
type hearing struct {
	denied bool
	lacks  layerSet // the layers where an Allow is missing
	nobody bool     // the caller can never be allowed
}

// layerSet is a set of layers.
type layerSet uint16

func (s layerSet) has(l Layer) bool { return s&(1<<l) != 0 }

func (h *hearing) outcome() Outcome {
	switch {
	case h.denied:
		return ExplicitDeny
	case h.lacks != 0 || h.nobody:
		return ImplicitDeny
	}
	return Allowed
}

// need adds the layer to what is lacking unless v allows.
func (h *hearing) need(l Layer, v *verdict) {
	h.denied = h.denied || v.deny != nil
	if v.allow == nil {
		h.lacks |= 1 << l
	}
}

// hear asks all policies and weighs what they say.
func (a *Access) hear(r *request) (h hearing) {
	r.bounded = a.Boundary != nil
	h.nobody = r.Caller.Kind == eval.CallerUnknown || r.crossesPartitions()
	a.hearGuardrails(r, &h)
	resource := a.hearResource(r, &h)
	if caller := a.hearCaller(r, &h); r.needsCaller(resource) {
		h.lacks |= caller & r.callerLayers(resource)
	}
	if resource == eval.StrengthNone && r.needsResource() {
		h.lacks |= 1 << LayerResource
	}
	return h
}

// hearGuardrails asks the policies that can only take away.
func (a *Access) hearGuardrails(r *request, h *hearing) {
	for _, p := range a.RCP {
		v := p.hear(LayerRCP, r)
		h.denied = h.denied || v.deny != nil
	}
	for _, p := range a.SCP {
		v := p.hear(LayerSCP, r)
		h.need(LayerSCP, &v)
	}
	if a.Endpoint != nil {
		v := a.Endpoint.hear(LayerEndpoint, r)
		h.need(LayerEndpoint, &v)
	}
}

// hearResource asks the resource policies how directly they grant.
func (a *Access) hearResource(r *request, h *hearing) eval.Strength {
	best := eval.StrengthNone
	for _, p := range a.Resource {
		v := p.hear(LayerResource, r)
		h.denied = h.denied || v.deny != nil
		best = max(best, v.strength)
	}
	if r.IsToken() {
		return eval.StrengthNone
	}
	return best
}

// hearCaller asks the policies of the caller and returns those that lack an Allow.
func (a *Access) hearCaller(r *request, h *hearing) layerSet {
	var c hearing
	identity := a.Identity.hear(LayerIdentity, r)
	c.need(LayerIdentity, &identity)
	if a.Boundary != nil {
		v := a.Boundary.hear(LayerBoundary, r)
		c.need(LayerBoundary, &v)
	}
	if a.Session != nil {
		v := a.Session.hear(LayerSession, r)
		c.need(LayerSession, &v)
	}
	h.denied = h.denied || c.denied
	return c.lacks
}

// hear judges the request as the policies of a layer do.
func (p *Policy) hear(l Layer, r *request) verdict {
	r.layer = l
	return p.judge(r)
}

const (
	noLayer     layerSet = 0
	limitingOwn layerSet = 1<<LayerBoundary | 1<<LayerSession
	ownLayers   layerSet = 1<<LayerIdentity | limitingOwn
)

// needsCaller reports whether the caller's own policies count at all.
func (r *request) needsCaller(resource eval.Strength) bool {
	return r.Caller.IsIAM() && r.callerLayers(resource) != noLayer
}

// callerLayers are those of the caller's policies that must allow.
func (r *request) callerLayers(resource eval.Strength) layerSet {
	switch {
	case r.Caller.Kind == eval.CallerRoot:
		return noLayer // a root user has none of them
	case !r.isOwnAccount() || resource <= eval.StrengthAccount:
		return ownLayers
	case resource == eval.StrengthRole:
		return limitingOwn
	}
	return noLayer
}

// needsResource reports whether a resource policy must allow, whatever the
// caller's policies say.
func (r *request) needsResource() bool {
	return !r.isOwnAccount() || r.IsGuarded()
}

// isOwnAccount reports whether the resource is certainly in the caller's account.
func (r *request) isOwnAccount() bool {
	if !r.Caller.IsIAM() {
		return false
	}
	switch account := r.account(); account {
	case "":
		return r.Resource == "*"
	default:
		return account == r.Caller.Account
	}
}

// account is the resource's account, "" if nothing says it.
func (r *request) account() string {
	if r.IsARN && r.ARN[4] != "" {
		return r.ARN[4]
	}
	return r.owner
}

// crossesPartitions reports whether caller and resource are in different
// partitions, between which AWS knows no access.
func (r *request) crossesPartitions() bool {
	return r.IsARN && r.Caller.Partition != "" && r.Caller.Partition != r.ARN[1]
}
