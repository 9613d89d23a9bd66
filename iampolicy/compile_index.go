package iampolicy

import (
	"math/bits"
	"slices"
	"strings"
)

// index finds the statements that are about an action without looking at the
// others. Which statements match an action that a policy names is settled here;
// for any other action the statements with wildcards or NotAction remain.
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

// candidates are the statements to look at for an action, Deny and Allow apart.
type candidates struct {
	deny, allow  []*statement
	settled      bool // the statements match the action
	wildcardOnly bool // the action has no resource types; set if settled
}

func (c *candidates) isEmpty() bool { return len(c.deny)+len(c.allow) == 0 }

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
	var broad []*statement
	exact, services := map[string]*named{}, map[string]bool{}
	for i := range list {
		list[i].fileNames(exact)
		list[i].actions.services(services)
		if list[i].actions.isBroad() {
			broad = append(broad, &list[i])
		}
	}
	x.slots = make([]slot, 2<<bits.Len(uint(len(exact)+len(services))))
	for action, n := range exact {
		x.fileAction(action, n, broad)
	}
	x.other = filter(broad, func(c *actionClause) bool { return c.mayMatch("") })
	for service := range services {
		x.fileService(service, broad)
	}
	return x
}

// named is an action that statements name without wildcards.
type named struct {
	spelled    string
	statements []*statement
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
		exact[key].statements = append(exact[key].statements, s)
	}
}

func (x *index) fileAction(action string, exact *named, broad []*statement) {
	service, name, _ := strings.Cut(action, ":")
	c := filter(broad, func(c *actionClause) bool { return c.matches(service, name) })
	for _, s := range exact.statements {
		c.add(s)
	}
	c.sort()
	c.settled, c.wildcardOnly = true, isWildcardOnly(action)
	x.file(action, exact.spelled, c)
}

// fileService files a service that has more statements than one that no policy names.
func (x *index) fileService(service string, broad []*statement) {
	c := filter(broad, func(c *actionClause) bool { return c.mayMatch(service) })
	if len(c.deny) != len(x.other.deny) || len(c.allow) != len(x.other.allow) {
		x.file(service, service, c)
	}
}

func (x *index) file(key, spelled string, c candidates) {
	hash, _, _ := hashAction(key)
	mask := uint64(len(x.slots) - 1)
	for x.slots[hash&mask].key != "" {
		hash++
	}
	x.slots[hash&mask] = slot{key, spelled, c}
}

func filter(list []*statement, keep func(*actionClause) bool) (c candidates) {
	for _, s := range list {
		if keep(&s.actions) {
			c.add(s)
		}
	}
	return c
}

// add adds s unless it is there already.
func (c *candidates) add(s *statement) {
	list := &c.allow
	if s.deny {
		list = &c.deny
	}
	if !slices.Contains(*list, s) {
		*list = append(*list, s)
	}
}

// sort puts the statements in the order of the documents.
func (c *candidates) sort() {
	byPlace := func(a, b *statement) int { return a.reason.compare(&b.reason) }
	slices.SortFunc(c.deny, byPlace)
	slices.SortFunc(c.allow, byPlace)
}

// services collects the services that the clause names without wildcards.
func (c *actionClause) services(set map[string]bool) {
	for i := range c.patterns {
		if p := &c.patterns[i]; p.valid && p.service.tokens == nil && p.service.text != "" {
			set[p.service.text] = true
		}
	}
}

// isBroad reports whether the clause matches actions that it does not name.
func (c *actionClause) isBroad() bool {
	for i := range c.patterns {
		if p := &c.patterns[i]; !p.isExact() && (p.valid || p.all) {
			return true
		}
	}
	return c.not
}

// mayMatch reports whether the clause can match an action of the service that
// it does not name; "" stands for a service that no statement names.
func (c *actionClause) mayMatch(service string) bool {
	for i := range c.patterns {
		p := &c.patterns[i]
		if p.all || p.service.tokens != nil || p.service.text == service && p.valid && !p.isExact() {
			return true
		}
	}
	return c.not
}
