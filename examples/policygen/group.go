package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// group is the images that go into one document.
type group struct {
	key     string
	first   use
	refs    []ecrref.Ref
	pullers []principal
}

// groupBy parts the uses by a key, in the order in which the keys come.
func groupBy(uses []use, key func(use) string) []group {
	var groups []group
	for _, u := range uses {
		i := slices.IndexFunc(groups, func(g group) bool { return g.key == key(u) })
		if i < 0 {
			i, groups = len(groups), append(groups, group{key: key(u), first: u})
		}
		groups[i].add(u)
	}
	return groups
}

func (g *group) add(u use) {
	if !slices.Contains(g.refs, u.ref) {
		g.refs = append(g.refs, u.ref)
	}
	if u.puller.isNamed() && !slices.Contains(g.pullers, u.puller) {
		g.pullers = append(g.pullers, u.puller)
	}
}

// principals are the pullers as a policy names them, each once.
func (g group) principals() []string {
	var ids []string
	for _, p := range g.pullers {
		if id := p.inPolicy(g.first.ref.Registry().Partition()); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
