package authz

import "github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"

// unseenBy lists the layers of Unseen that can make a difference to r.
func (a *Access) unseenBy(r *request) (s layerSet) {
	for _, l := range a.Unseen {
		if l.concerns(r) && !(l == LayerResource && a.isSeen(r)) {
			s |= 1 << l
		}
	}
	return s
}

// concerns reports whether policies of the layer can speak of the request at all.
func (l Layer) concerns(r *request) bool {
	switch l {
	case LayerIdentity, LayerBoundary, LayerSession:
		return r.Caller.IsIAM() && r.Caller.Kind != eval.CallerRoot
	case LayerSCP:
		return r.Caller.IsIAM()
	case LayerResource:
		return !r.IsToken() // no resource policy is asked about a token
	}
	return l == LayerRCP || l == LayerEndpoint
}

// isSeen reports whether the policy of the request's resource was given.
func (a *Access) isSeen(r *request) bool {
	for i := range a.Resource {
		if a.Resource[i].isOf(r) {
			return true
		}
	}
	return false
}

// unseenReasons says which layers an answer hangs on.
func (s layerSet) unseenReasons() (list []Reason) {
	for l := LayerNone; l <= LayerEndpoint; l++ {
		if s.has(l) {
			list = append(list, Reason{Layer: l, Document: -1, Statement: -1, Clause: ClauseUnseen})
		}
	}
	return list
}
