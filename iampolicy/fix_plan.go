package iampolicy

import (
	"slices"
	"strings"
)

// plan collects what the fixes have to grant.
type plan struct{ items []planItem }

// planItem is one policy to change.
type planItem struct {
	kind      PolicyKind
	resource  string // whose policy it is, for policies of resources
	principal Principal
	grants    []grant
}

// grant is a set of actions on one resource.
type grant struct {
	resource string
	actions  []string
}

// layerKinds are the kinds of policy at the layers of the caller's side.
var layerKinds = [...]struct {
	layer Layer
	kind  PolicyKind
}{{LayerIdentity, KindIdentity}, {LayerBoundary, KindBoundary}, {LayerSession, KindSession}, {LayerSCP, KindSCP}, {LayerEndpoint, KindEndpoint}}

// add plans for one need that is not met. It is not ok if no addition helps.
func (p *plan) add(a *Access, res *Result) (ok bool) {
	r := request{Request: &res.Request}
	if !r.split() {
		return false
	}
	own := a.before(&r.caller)
	h := own.hearWorst(&r)
	if h.denied || h.nobody {
		return false
	}
	lacks := h.lacks &^ r.covered(h.lacks)
	for _, lk := range layerKinds {
		if lacks.has(lk.layer) {
			p.grant(lk.kind, &r)
		}
	}
	return !lacks.has(LayerResource) || p.grantByResource(&r)
}

// hearWorst hears the request and takes what is unknown for the worse.
func (a *Access) hearWorst(r *request) hearing {
	if r.OpenContext {
		a.collect(r)
		r.open.hopeful = false
	}
	return a.hear(r)
}

// covered are the caller's layers that a grant of the resource's policy, which
// is needed anyway, makes superfluous in the own account.
func (r *request) covered(lacks layerSet) layerSet {
	if !lacks.has(LayerResource) || !r.isOwnAccount() {
		return noLayer
	}
	if r.caller.kind == callerRole || r.caller.kind == callerSession {
		return 1 << LayerIdentity
	}
	return ownLayers
}

// grant plans for a policy of the caller's side.
func (p *plan) grant(k PolicyKind, r *request) {
	item := p.item(k, "")
	if k == KindEndpoint {
		item.principal = Anyone()
	}
	item.grant(r.fixedResource(), r.Action)
}

// grantByResource plans for the policy of the resource.
func (p *plan) grantByResource(r *request) (ok bool) {
	kind, ok := r.resourceKind()
	if !ok {
		return false
	}
	owner, resource := r.Resource, ""
	if kind == KindRegistry {
		owner, resource = "", r.fixedResource()
	}
	item := p.item(kind, owner)
	item.principal = r.grantee()
	item.grant(resource, r.Action)
	return true
}

// resourceKind is the kind of policy that the request's resource has.
func (r *request) resourceKind() (PolicyKind, bool) {
	switch {
	case r.isToken():
		return 0, false
	case equalFold(r.service, "ecr") && (r.wildcardOnly || equalFold(r.name, "CreateRepository") || equalFold(r.name, "ReplicateImage")):
		return KindRegistry, true
	case equalFold(r.service, "ecr"), equalFold(r.service, "ecr-public"):
		return KindRepository, true
	case equalFold(r.service, "sts"):
		return KindTrust, true
	}
	return 0, false
}

// grantee is the principal to name. For a session it is the role, since a
// session ends: the ARN in the context, which has the role's path, or else the
// one without path.
func (r *request) grantee() Principal {
	c := &r.caller
	switch {
	case c.kind == callerService:
		return Service(c.text)
	case c.kind == callerProvider:
		return Federated(c.text)
	case c.kind != callerSession:
		return AWS(c.text)
	}
	for _, known := range r.values("aws:PrincipalArn") {
		if e := newPrincipalEntry(known); e.strength(c) == strengthRole {
			return AWS(known)
		}
	}
	return AWS("arn:" + c.partition + ":iam::" + c.account + ":role/" + c.role)
}

// fixedResource is the request's resource as a statement writes it.
func (r *request) fixedResource() string {
	if r.wildcardOnly || r.Resource == "*" {
		return "*"
	}
	return strings.NewReplacer("*", "${*}", "?", "${?}", "$", "${$}").Replace(r.Resource)
}

func (p *plan) item(k PolicyKind, resource string) *planItem {
	for i := range p.items {
		if p.items[i].kind == k && p.items[i].resource == resource {
			return &p.items[i]
		}
	}
	p.items = append(p.items, planItem{kind: k, resource: resource})
	return &p.items[len(p.items)-1]
}

func (i *planItem) grant(resource, action string) {
	if info, ok := LookupAction(action); ok {
		action = info.Name
	}
	for j := range i.grants {
		if g := &i.grants[j]; g.resource == resource {
			if !slices.ContainsFunc(g.actions, func(a string) bool { return equalFold(a, action) }) {
				g.actions = append(g.actions, action)
			}
			return
		}
	}
	i.grants = append(i.grants, grant{resource, []string{action}})
}

func (p *plan) fixes() (list []Fix) {
	for _, item := range p.items {
		list = append(list, Fix{item.kind, item.resource, NewDocument(item.statements()...)})
	}
	slices.SortStableFunc(list, func(a, b Fix) int { return int(a.Kind) - int(b.Kind) })
	return list
}

// statements writes the grants. Resources with the same actions share a statement.
func (i *planItem) statements() (list []Statement) {
	for _, g := range i.grants {
		if k := slices.IndexFunc(list, func(s Statement) bool { return slices.Equal(s.Action.Items, g.actions) }); k >= 0 {
			list[k] = list[k].On(g.resource)
			continue
		}
		s := Allow(g.actions...).For(i.principal)
		if g.resource != "" {
			s = s.On(g.resource)
		}
		list = append(list, s)
	}
	return list
}
