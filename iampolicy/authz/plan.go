package authz

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// plan collects what the fixes have to grant.
type plan struct{ items []planItem }

// planItem is one policy to change.
type planItem struct {
	kind      iampolicy.PolicyKind
	resource  string // whose policy it is, for policies of resources
	principal iampolicy.Principal
	grants    []grant
}

// grant is a set of actions on one resource.
type grant struct {
	resource string
	actions  []string
}

// layerKinds are the kinds of policy at the layers; that of a resource's policy
// hangs on the resource.
var layerKinds = [...]struct {
	layer Layer
	kind  iampolicy.PolicyKind
}{{LayerResource, iampolicy.KindRepository}, {LayerIdentity, iampolicy.KindIdentity}, {LayerBoundary, iampolicy.KindBoundary},
	{LayerSession, iampolicy.KindSession}, {LayerSCP, iampolicy.KindSCP}, {LayerEndpoint, iampolicy.KindEndpoint}}

// grant plans for the policy of a kind.
func (p *plan) grant(k iampolicy.PolicyKind, r *request) {
	on, resource := "", r.fixedResource()
	if k == iampolicy.KindRepository {
		if k, _ = r.resourceKind(); k == iampolicy.KindRegistry {
			on = r.registry()
		} else {
			on, resource = r.Resource, ""
		}
	}
	item := p.item(k, on)
	if k != iampolicy.KindIdentity && k != iampolicy.KindBoundary && k != iampolicy.KindSession && k != iampolicy.KindSCP {
		item.principal = r.grantee()
	}
	item.grant(resource, r.Action)
}

// registry is what the policy of the resource's registry is On; "" if the request
// does not say which registry it is about.
func (r *request) registry() string {
	on := r.ARN
	on[match.ARNResource] = "*"
	if !r.IsARN || !on.IsRegistry() {
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
	case match.EqualFold(r.Service, "ecr") && (r.WildcardOnly || match.EqualFold(r.Name, "CreateRepository") || match.EqualFold(r.Name, "ReplicateImage")):
		return iampolicy.KindRegistry, nil
	case !r.IsARN && (match.EqualFold(r.Service, "ecr") || match.EqualFold(r.Service, "ecr-public") || match.EqualFold(r.Service, "sts")):
		return 0, &Reason{Layer: LayerResource, Document: -1, Statement: -1, Clause: ClauseResource, Want: "the ARN of the one whose policy has to allow it", Got: r.Resource}
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

func (p *plan) item(k iampolicy.PolicyKind, resource string) *planItem {
	for i := range p.items {
		if p.items[i].kind == k && p.items[i].resource == resource {
			return &p.items[i]
		}
	}
	p.items = append(p.items, planItem{kind: k, resource: resource})
	return &p.items[len(p.items)-1]
}

func (i *planItem) grant(resource, action string) {
	if info, ok := iampolicy.LookupAction(action); ok {
		action = info.Name
	}
	for j := range i.grants {
		if g := &i.grants[j]; g.resource == resource {
			if !slices.ContainsFunc(g.actions, func(a string) bool { return match.EqualFold(a, action) }) {
				g.actions = append(g.actions, action)
			}
			return
		}
	}
	i.grants = append(i.grants, grant{resource, []string{action}})
}

func (p *plan) fixes() (list []Fix) {
	for _, item := range p.items {
		list = append(list, Fix{item.kind, item.resource, iampolicy.NewDocument(item.statements()...)})
	}
	slices.SortStableFunc(list, func(a, b Fix) int { return int(a.Kind) - int(b.Kind) })
	return list
}

// statements writes the grants. Resources with the same actions share a statement.
func (i *planItem) statements() (list []iampolicy.Statement) {
	for _, g := range i.grants {
		if k := slices.IndexFunc(list, func(s iampolicy.Statement) bool { return slices.Equal(s.Action.Items, g.actions) }); k >= 0 {
			list[k] = list[k].On(g.resource)
			continue
		}
		s := iampolicy.Allow(g.actions...).For(i.principal)
		if g.resource != "" {
			s = s.On(g.resource)
		}
		list = append(list, s)
	}
	return list
}
