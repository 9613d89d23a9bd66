package authz

import "strconv"

// Layer is where a policy stands between the caller and the resource: the
// fields of Access. The zero Layer is none: the policy is looked at alone.
type Layer uint8

// The layers.
const (
	LayerNone Layer = iota
	LayerIdentity
	LayerResource
	LayerBoundary
	LayerSession
	LayerSCP
	LayerRCP
	LayerEndpoint
)

var layers = [...]string{"policy", "identity policy", "resource policy", "permissions boundary", "session policy",
	"service control policy", "resource control policy", "endpoint policy"}

// String returns AWS's word for the layer's policies, "policy" for LayerNone.
func (l Layer) String() string {
	if int(l) < len(layers) {
		return layers[l]
	}
	return "Layer(" + strconv.Itoa(int(l)) + ")"
}

// isAttachedToCaller reports whether the layer's policies hang on the caller or
// its account, so that their statements have a Resource and no Principal.
func (l Layer) isAttachedToCaller() bool {
	switch l {
	case LayerIdentity, LayerBoundary, LayerSession, LayerSCP:
		return true
	}
	return false
}

// layerSet is a set of layers.
type layerSet uint16

const (
	guardLayers    layerSet = 1<<LayerSCP | 1<<LayerEndpoint
	limitingLayers layerSet = 1<<LayerBoundary | 1<<LayerSession
	ownLayers      layerSet = 1<<LayerIdentity | limitingLayers
)

func (s layerSet) has(l Layer) bool { return s&(1<<l) != 0 }

// lifting is the part of the unseen layers in which what was not given may allow
// what was given does not. Of SCPs each level must allow by itself.
func (s layerSet) lifting() layerSet { return s & (ownLayers | 1<<LayerEndpoint) }
