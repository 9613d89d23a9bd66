package authz

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// plan collects what the fixes have to grant.
type plan struct{ items []planItem }

// planItem is one policy to change.
type planItem struct {
	kind      iampolicy.PolicyKind
	policy    int    // which one of Access.SCP
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
func (p *plan) grant(k iampolicy.PolicyKind, policy int, r *request) {
	on, resource := "", r.fixedResource()
	if k == iampolicy.KindRepository {
		if k, _ = r.resourceKind(); k == iampolicy.KindRegistry {
			on = r.registry()
		} else {
			on, resource = r.Resource, ""
		}
	}
	item := p.item(k, policy, on)
	if k != iampolicy.KindIdentity && k != iampolicy.KindBoundary && k != iampolicy.KindSession && k != iampolicy.KindSCP {
		item.principal = r.grantee()
	}
	item.grant(resource, r.Action)
}

func (p *plan) item(k iampolicy.PolicyKind, policy int, resource string) *planItem {
	for i := range p.items {
		if i := &p.items[i]; i.kind == k && i.policy == policy && i.resource == resource {
			return i
		}
	}
	p.items = append(p.items, planItem{kind: k, policy: policy, resource: resource})
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
		list = append(list, Fix{item.kind, item.policy, item.resource, iampolicy.NewDocument(item.statements()...)})
	}
	slices.SortStableFunc(list, func(a, b Fix) int { return cmp.Or(int(a.Kind)-int(b.Kind), a.Policy-b.Policy) })
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

// Fix is an addition to one policy. The zero Fix adds nothing.
type Fix struct {
	Kind     iampolicy.PolicyKind
	Policy   int                // KindSCP: which level, the index in Access.SCP; each level that does not allow has a Fix of its own
	Resource string             // what the policy is attached to, as ResourcePolicy.On; "" for policies of the caller
	Add      iampolicy.Document // its statements go into the policy
}

// String returns the fix on one line, such as
//
//	scp policy of level 1: add {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"}]}
func (f Fix) String() string {
	s := f.Kind.String() + " policy"
	switch {
	case f.Kind == iampolicy.KindSCP:
		s += " of level " + strconv.Itoa(f.Policy)
	case f.Resource != "":
		s += " of " + f.Resource
	}
	return s + ": add " + f.Add.String()
}
