package iampolicy

import (
	"math/bits"
	"strings"
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
	other candidates
}

type slot struct {
	key     string // lower case; "" where the slot is free
	spelled string // as a policy spells it, which is how requests mostly do
	candidates
}

// candidates are the statements to look at for an action.
type candidates struct {
	named        sides  // they match the action
	shared       *sides // of the action's service; may be nil
	any          *sides // of every service; may be nil
	isNamed      bool   // the action is one that a statement names
	wildcardOnly bool   // … and has no resource types
}

// isShared reports whether there are candidates that may not match the action.
func (c *candidates) isShared() bool { return c.shared != nil || c.any != nil }

// sides are statements in the order of the documents, Deny and Allow apart.
type sides struct{ deny, allow []*statement }

// add adds s behind the others unless it is the last of them already.
func (l *sides) add(s *statement) {
	list := &l.allow
	if s.deny {
		list = &l.deny
	}
	if n := len(*list); n == 0 || (*list)[n-1] != s {
		*list = append(*list, s)
	}
}

func (l *sides) len() int {
	if l == nil {
		return 0
	}
	return len(l.deny) + len(l.allow)
}

func (c *candidates) isEmpty() bool { return c.named.len()+c.shared.len()+c.any.len() == 0 }

// find returns the candidates for an action, and where its colon is (-1: none).
func (x *index) find(action string) (c *candidates, colon int) {
	hash, service, colon := hashAction(action)
	if s := x.slot(hash, action); s != nil {
		return &s.candidates, colon
	}
	if colon >= 0 {
		if s := x.slot(service, action[:colon]); s != nil {
			return &s.candidates, colon
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
		if s.spelled == key || equalFold(s.key, key) {
			return s
		}
	}
	return nil
}

// newIndex files the statements, which are in the order of the documents.
func newIndex(list []statement) (x index) {
	all := new(sides)
	exact, services := map[string]*named{}, map[string]*sides{}
	for i := range list {
		list[i].fileNames(exact)
		list[i].fileServices(services)
		if list[i].actions.isAboutAny() {
			all.add(&list[i])
		}
	}
	budget := maxSettling + 16*len(list)
	x.slots = make([]slot, 2<<bits.Len(uint(len(exact)+len(services))))
	x.other = candidates{any: all}
	for action, n := range exact {
		service, _, _ := strings.Cut(action, ":")
		x.file(action, n.spelled, settle(action, candidates{named: n.sides, shared: services[service], any: all}, &budget))
	}
	for service, l := range services {
		x.file(service, service, candidates{shared: l, any: all})
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
func (s *statement) fileNames(exact map[string]*named) {
	for i := range s.actions.patterns {
		p := &s.actions.patterns[i]
		if !p.isExact() || s.actions.not {
			continue
		}
		key := lowerCase(p.text)
		if exact[key] == nil {
			exact[key] = &named{spelled: p.text}
		}
		exact[key].add(s)
	}
}

// fileServices collects the services that s names, with wildcards behind them.
func (s *statement) fileServices(services map[string]*sides) {
	for i := range s.actions.patterns {
		p := &s.actions.patterns[i]
		if s.actions.not || !p.valid || p.isExact() || p.service.tokens != nil || p.service.text == "" {
			continue
		}
		if services[p.service.text] == nil {
			services[p.service.text] = new(sides)
		}
		services[p.service.text].add(s)
	}
}

// settle compares the action with what many actions share, if that is not too much.
func settle(action string, c candidates, budget *int) candidates {
	c.isNamed, c.wildcardOnly = true, isWildcardOnly(action)
	cost := c.shared.len() + c.any.len()
	if cost > *budget {
		return c
	}
	*budget -= cost
	if cost > 0 {
		service, name, _ := strings.Cut(action, ":")
		c.named = c.about(service, name)
	}
	c.shared, c.any = nil, nil
	return c
}

// about returns the candidates that match an action.
func (c *candidates) about(service, name string) (l sides) {
	for _, w := range [2]walk{c.denying(), c.allowing()} {
		for s, matches := w.next(); s != nil; s, matches = w.next() {
			if matches || s.actions.matches(service, name) {
				l.add(s)
			}
		}
	}
	return l
}

func (x *index) file(key, spelled string, c candidates) {
	hash, _, _ := hashAction(key)
	mask := uint64(len(x.slots) - 1)
	for x.slots[hash&mask].key != "" {
		hash++
	}
	x.slots[hash&mask] = slot{key, spelled, c}
}

// isAboutAny reports whether the clause may match actions of services that it
// does not name.
func (c *actionClause) isAboutAny() bool {
	for i := range c.patterns {
		if p := &c.patterns[i]; p.all || p.valid && p.service.tokens != nil {
			return true
		}
	}
	return c.not
}
