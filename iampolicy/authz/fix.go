package authz

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Fixes returns the smallest additions that grant what is missing, one for
// each policy to change: none, and ok, if nothing is missing. In the caller's
// own account it adds to the policies of the caller, across accounts to the
// resource's as well. It is ok exactly if the decisions with the additions are
// all Allowed, and if not, Blockers says why.
//
// Of policies of resources it writes those of ECR repositories and registries
// and the trust policies of roles. It is not ok where another service's policy
// lacks something, such as that of a bucket in another account or of a KMS key.
//
// The additions hold no conditions, so they grant in every context, and name
// only the caller: of a session its role.
func (r Report) Fixes() (fixes []Fix, ok bool) {
	fixes, blockers := r.repair()
	if blockers != nil {
		return nil, false
	}
	return fixes, true
}

// Blockers lists why Fixes is not ok, each reason once: the Deny statements that
// match, or may match in an open context, when everything is added that can be,
// with what to change in them; policies that exist and were not given; callers
// and requests that can never be allowed; and requests whose resource has a
// policy that no Fix can write. It is empty if Fixes is ok.
func (r Report) Blockers() []Reason {
	_, blockers := r.repair()
	var list []Reason
	for i := range blockers {
		list = append(list, blockers[i].reason())
	}
	return list
}

// repair plans for all needs that are not met. What grants one need never takes
// anything from another.
func (r *Report) repair() (fixes []Fix, blockers []blocker) {
	var p plan
	for i := range r.Results {
		res := &r.Results[i]
		if res.Decision.Outcome == Allowed {
			continue
		}
		blockers = addBlockers(blockers, p.repair(&r.access, &res.Request))
	}
	return p.fixes(), blockers
}

// repair plans for one request, or says why no addition grants it.
func (p *plan) repair(a *Access, q *Request) []blocker {
	r, ok := split(q)
	if !ok {
		return blockedBy(r.fault())
	}
	h := a.hear(r)
	if h.nobody {
		return blockedBy(r.callerFault())
	}
	if why := h.grantLeast(); why != nil {
		return why
	}
	for _, lk := range layerKinds {
		switch {
		case !h.grants.has(lk.layer):
		case lk.layer == LayerSCP:
			for _, level := range h.lacking(LayerSCP) {
				p.grant(lk.kind, level, r)
			}
		default:
			p.grant(lk.kind, 0, r)
		}
	}
	return nil
}

// grantLeast finds the fewest layers that need an addition. Statements that hang
// on unknown keys may grant together, each in the worlds where the others do not.
func (h *hearing) grantLeast() []blocker {
	lacks := h.weigh(&world{}).lacks
	h.grants = lacks &^ h.r.covered(lacks)
	if h.grants.has(LayerResource) {
		if _, why := h.r.resourceKind(); why != nil { // its statements have to grant together
			if h.grants = lacks &^ (1 << LayerResource); h.decision().Outcome != Allowed {
				return blockedBy(*why)
			}
		}
	}
	if d := h.decision(); d.Outcome != Allowed {
		return h.blockers(&d)
	}
	for l := LayerEndpoint; h.r.open != nil && l > LayerNone; l-- {
		if all := h.grants; all.has(l) {
			if h.grants &^= 1 << l; h.decision().Outcome != Allowed {
				h.grants = all
			}
		}
	}
	if h.grants&^(1<<LayerResource) != 0 && !h.r.isNameable() {
		return blockedBy(h.r.unnameable())
	}
	return nil
}

// lacking lists the policies of a layer in which no statement is sure to allow.
func (h *hearing) lacking(l Layer) (policies []int) {
	for i := range h.said {
		if t := &h.said[i]; t.at.layer == l && t.voice(&world{}).strength == eval.StrengthNone {
			policies = append(policies, t.at.policy)
		}
	}
	return policies
}

// covered are the caller's layers that a grant of the resource's policy, which
// is needed anyway, makes superfluous: in another account none.
func (r *request) covered(lacks layerSet) layerSet {
	if !lacks.has(LayerResource) {
		return 0
	}
	return ownLayers &^ r.callerLayers(r.Caller.NamedStrength())
}

// isNameable reports whether a statement can name the resource and no other.
func (r *request) isNameable() bool {
	p := match.NewResource(r.fixedResource(), match.Wildcards|match.Variables)
	return eval.Covers(&p, &r.Request)
}

func (r *request) unnameable() Reason {
	return Reason{Document: -1, Statement: -1, Clause: ClauseResource, Want: "an action and a resource that a statement can name",
		Got: r.Action + " " + r.Resource}
}
