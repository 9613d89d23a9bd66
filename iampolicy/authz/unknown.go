package authz

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// A request with OpenContext has a different answer in each world: in each
// assignment of values to the keys that it does not give. What a statement says
// hangs on facts: on conditions and resource patterns that ask for such keys.
// Facts about the same keys are one group, with the finitely many ways in which
// they can turn out together.

// unknowns collects what is not known about a request.
type unknowns struct {
	groups []*group
	byName map[string]*group
	atoms  map[string]atom // of conditions on one key, by what they mean
	work   match.Work      // for listing options, all groups together
}

// group is what hangs on the same keys.
type group struct {
	keys    []string
	members []*match.Condition // what the bits of an option are; nil: bit 0 is a fact and bit 1 its opposite
	isKnown bool               // the options were listed
	options []uint64           // the ways in which the bits turn out; nil: too many to list
	assumed bool               // in the world that is looked at
	option  uint64             // … this is how
}

// atom is one bit of a group.
type atom struct {
	group *group
	bit   int
}

// fact is a clause of a statement that hangs on atoms: one of them has to hold,
// or none.
type fact struct {
	clause failure
	atoms  []atom
	none   bool
}

func (o *unknowns) member(c *match.Condition) atom {
	key := match.LowerCase(c.Key)
	meaning := joinKeys(key, c.Meaning())
	a, ok := o.atoms[meaning]
	if !ok {
		g := o.group(joinKeys("key", key), c.Key)
		a = atom{g, len(g.members)}
		g.members = append(g.members, c)
		if o.atoms == nil {
			o.atoms = map[string]atom{}
		}
		o.atoms[meaning] = a
	}
	return a
}

func (o *unknowns) group(name string, keys ...string) *group {
	g := o.byName[name]
	if g == nil {
		g = &group{keys: keys}
		if o.byName == nil {
			o.byName = map[string]*group{}
		}
		o.byName[name], o.groups = g, append(o.groups, g)
	}
	return g
}

// joinKeys is a name for a group that no condition key has.
func joinKeys(parts ...string) string { return strings.Join(parts, "\x00") }

// list works out the options of a group, once.
func (g *group) list(o *unknowns, in match.Context) []uint64 {
	switch {
	case g.isKnown:
	case g.members == nil:
		g.options = []uint64{0b10, 0b01}
	case len(g.members) <= 64: // there is room in a mask
		g.options = match.KeyOptions(g.members, in, &o.work)
	}
	g.isKnown = true
	return g.options
}

// truth is what is known of a fact in a world.
type truth uint8

const (
	no truth = iota
	maybe
	yes
)

func (f *fact) truth() truth {
	found := no
	for _, a := range f.atoms {
		switch {
		case !a.group.assumed:
			found = max(found, maybe)
		case a.group.option>>a.bit&1 == 1:
			found = yes
		}
	}
	if f.none {
		return yes - found
	}
	return found
}

// world is an assignment of options to some groups, kept in the groups, and what
// is thought of the others.
type world struct {
	hopeful bool // what hangs on them helps: Allow statements match, Deny statements do not
}

// holds reports whether a statement matches that hangs on facts.
func (w *world) holds(facts []fact, deny bool) bool {
	least := yes
	for i := range facts {
		least = min(least, facts[i].truth())
	}
	if least == maybe {
		return w.hopeful != deny
	}
	return least == yes
}
