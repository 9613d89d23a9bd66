package eval

import (
	"math/bits"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// index finds the statements that are about an action without looking at the
// others. For an action that a policy names these are the ones that name it;
// for others, and beside them, there are lists that many actions share: the
// statements with a wildcard behind the service's name, and those that may be
// about any service. Where it costs little, what the shared lists say about an
// action that a policy names is settled here; else when it is asked. So the
// index is never much larger than the policy.
//
// It is a hash table, open addressing, of lower-case actions ("ecr:putimage")
// and services ("ecr"), because a map would want the action in lower case first.
type index struct {
	slots []slot // its length is a power of two
	other Candidates
}

type slot struct {
	key     string // lower case; "" where the slot is free
	spelled string // as a policy spells it, which is how requests mostly do
	Candidates
}

// Find returns the candidates for an action, and where its colon is (-1: none).
func (x *index) Find(action string) (c *Candidates, colon int) {
	hash, service, colon := hashAction(action)
	if s := x.slot(hash, action); s != nil {
		return &s.Candidates, colon
	}
	if colon >= 0 {
		if s := x.slot(service, action[:colon]); s != nil {
			return &s.Candidates, colon
		}
	}
	return &x.other, colon
}

// hashAction hashes all of s, and what is before the first colon. It does not
// look at bit 5, in which ASCII's upper and lower case differ.
func hashAction(s string) (all, service uint64, colon int) {
	colon = -1
	for i := range len(s) {
		if s[i] == ':' && colon < 0 {
			service, colon = all, i
		}
		all = bits.RotateLeft64(all, 7) ^ uint64(s[i]|0x20)
	}
	return mix(all), mix(service), colon
}

func mix(h uint64) uint64 { return h * 0x9e3779b97f4a7c15 >> 20 }

func (x *index) slot(hash uint64, key string) *slot {
	for n := range uint64(len(x.slots)) {
		s := &x.slots[(hash+n)&uint64(len(x.slots)-1)]
		if s.key == "" {
			return nil
		}
		if s.spelled == key || match.EqualFold(s.key, key) {
			return s
		}
	}
	return nil
}

// newIndex files the statements, which are in the order of the documents.
func newIndex(list []Statement) (x index) {
	all := new(sides)
	exact, services := map[string]*named{}, map[string]*sides{}
	for i := range list {
		list[i].fileNames(exact)
		list[i].fileServices(services)
		if list[i].Actions.isAboutAny() {
			all.add(&list[i])
		}
	}
	budget := maxSettling + 16*len(list)
	x.slots = make([]slot, 2<<bits.Len(uint(len(exact)+len(services))))
	x.other = Candidates{any: all}
	for action, n := range exact {
		service, _, _ := strings.Cut(action, ":")
		x.file(action, n.spelled, settle(action, Candidates{Named: n.sides, shared: services[service], any: all}, &budget))
	}
	for service, l := range services {
		x.file(service, service, Candidates{shared: l, any: all})
	}
	return x
}

// maxSettling is the least budget of comparisons for settling actions.
const maxSettling = 1 << 14

// named is an action that statements name without wildcards.
type named struct {
	spelled string
	sides
}

// fileNames collects the actions that s names.
func (s *Statement) fileNames(exact map[string]*named) {
	for i := range s.Actions.Patterns {
		p := &s.Actions.Patterns[i]
		if !p.IsExact() || s.Actions.Not {
			continue
		}
		key := match.LowerCase(p.Text)
		if exact[key] == nil {
			exact[key] = &named{spelled: p.Text}
		}
		exact[key].add(s)
	}
}

// fileServices collects the services that s names, with wildcards behind them.
func (s *Statement) fileServices(services map[string]*sides) {
	for i := range s.Actions.Patterns {
		p := &s.Actions.Patterns[i]
		if s.Actions.Not || p.IsExact() || p.Service.Tokens != nil || p.Service.Text == "" {
			continue
		}
		if services[p.Service.Text] == nil {
			services[p.Service.Text] = new(sides)
		}
		services[p.Service.Text].add(s)
	}
}

// settle compares the action with what many actions share, if that is not too much.
func settle(action string, c Candidates, budget *int) Candidates {
	c.isNamed, c.wildcardOnly = true, IsWildcardOnly(action)
	cost := c.shared.len() + c.any.len()
	if cost > *budget {
		return c
	}
	*budget -= cost
	if cost > 0 {
		service, name, _ := strings.Cut(action, ":")
		c.Named = c.about(service, name)
	}
	c.shared, c.any = nil, nil
	return c
}

// about returns the candidates that match an action.
func (c *Candidates) about(service, name string) (l sides) {
	w := c.Walk()
	for run, matches := w.Next(); len(run) > 0; run, matches = w.Next() {
		for _, s := range run {
			if matches || s.Actions.Matches(service, name) {
				l.add(s)
			}
		}
	}
	return l
}

func (x *index) file(key, spelled string, c Candidates) {
	hash, _, _ := hashAction(key)
	mask := uint64(len(x.slots) - 1)
	for x.slots[hash&mask].key != "" {
		hash++
	}
	x.slots[hash&mask] = slot{key, spelled, c}
}
