package authz

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// registry is what the policy of the resource's registry is On; "" if the request
// does not say which registry it is about.
func (r *request) registry() string {
	on := r.ARN
	on[match.ARNResource] = "*"
	if !on.IsRegistry() {
		return ""
	}
	return on.String()
}

// resourceKind is the kind of policy that the request's resource has, or the
// reason that no Fix writes it.
func (r *request) resourceKind() (iampolicy.PolicyKind, *Reason) {
	switch {
	case r.IsToken():
		return 0, r.noResourceFix("a caller of the registry's own account: no resource policy grants a token")
	case match.EqualFold(r.Service, "ecr") && (r.WildcardOnly || match.EqualFold(r.Name, "CreateRepository") || match.EqualFold(r.Name,
		"ReplicateImage")):
		return iampolicy.KindRegistry, nil
	case !r.IsARN && (match.EqualFold(r.Service, "ecr") || match.EqualFold(r.Service, "ecr-public") || match.EqualFold(r.Service, "sts")):
		return 0, &Reason{Layer: LayerResource, Document: -1, Statement: -1, Clause: ClauseResource,
			Want: "the ARN of the one whose policy has to allow it", Got: r.Resource}
	case match.EqualFold(r.Service, "ecr"), match.EqualFold(r.Service, "ecr-public"):
		return iampolicy.KindRepository, nil
	case match.EqualFold(r.Service, "sts"):
		return iampolicy.KindTrust, nil
	}
	return 0, r.noResourceFix("an action of ecr, ecr-public or sts: no Fix writes the policies of other services' resources")
}

func (r *request) noResourceFix(want string) *Reason {
	return &Reason{Layer: LayerResource, Document: -1, Statement: -1, Clause: ClauseAction, Want: want, Got: r.Action}
}

// grantee is the principal to name.
func (r *request) grantee() iampolicy.Principal {
	switch r.Caller.Kind {
	case eval.CallerService:
		return iampolicy.Service(r.Caller.Text)
	case eval.CallerProvider:
		return iampolicy.Federated(r.Caller.Text)
	}
	return iampolicy.AWS(r.granteeName())
}

// granteeName is the caller to name. For a session it is the role, since a
// session ends: the ARN in the context, which has the role's path, or else the
// one without path.
func (r *request) granteeName() string {
	c := &r.Caller
	if c.Kind != eval.CallerSession {
		return c.Text
	}
	for _, known := range r.Context.Values("aws:PrincipalArn") {
		if e := eval.NewPrincipalEntry(known); e.Strength(c) == eval.StrengthRole {
			return known
		}
	}
	return "arn:" + c.Partition + ":iam::" + c.Account + ":role/" + c.Role
}

// fixedResource is the request's resource as a statement writes it.
func (r *request) fixedResource() string {
	if r.WildcardOnly || r.Resource == "*" {
		return "*"
	}
	return strings.NewReplacer("*", "${*}", "?", "${?}", "$", "${$}").Replace(r.Resource)
}
