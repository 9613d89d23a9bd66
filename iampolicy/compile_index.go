package iampolicy

import "strings"

// index finds the statements that are about an action without looking at the
// others. Which statements match an action that a policy names is settled here;
// for any other action the statements with wildcards or NotAction remain.
type index struct {
	action  map[string]candidates // by the action in lower case
	service map[string]candidates // by the service in lower case
	other   candidates
}

// candidates are the statements to look at for an action, Deny and Allow apart.
type candidates struct {
	deny, allow  []*statement
	settled      bool // the statements match the action
	wildcardOnly bool // the action has no resource types; set if settled
}

func newIndex(list []statement) index {
	x := index{action: map[string]candidates{}, service: map[string]candidates{}}
	var broad []*statement
	for i := range list {
		x.addNames(&list[i].actions)
		if list[i].actions.isBroad() {
			broad = append(broad, &list[i])
		}
	}
	x.addExact(list)
	for _, s := range broad {
		x.addBroad(s)
	}
	for name, c := range x.action {
		x.action[name] = c.sorted(name)
	}
	return x
}

// addNames makes an entry for each action and service that the clause names.
func (x *index) addNames(c *actionClause) {
	for i := range c.patterns {
		p := &c.patterns[i]
		if p.isExact() && !c.not {
			x.action[lowerCase(p.text)] = candidates{settled: true}
		}
		if p.valid && p.service.tokens == nil {
			x.service[p.service.text] = candidates{}
		}
	}
}

// addExact adds the statements that name an action to its entry.
func (x *index) addExact(list []statement) {
	for i := range list {
		if list[i].actions.isBroad() {
			continue
		}
		for j := range list[i].actions.patterns {
			name := lowerCase(list[i].actions.patterns[j].text)
			if list[i].actions.patterns[j].isExact() {
				x.action[name] = x.action[name].with(&list[i])
			}
		}
	}
}

// addBroad adds a statement with wildcards or NotAction to every entry that it may be about.
func (x *index) addBroad(s *statement) {
	for name, c := range x.action {
		if service, action, _ := strings.Cut(name, ":"); s.actions.matches(service, action) {
			x.action[name] = c.with(s)
		}
	}
	for name, c := range x.service {
		if s.actions.mayMatch(name) {
			x.service[name] = c.with(s)
		}
	}
	if s.actions.mayMatch("") {
		x.other = x.other.with(s)
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

// mayMatch reports whether the clause can match an action of the service; ""
// stands for a service that no statement names.
func (c *actionClause) mayMatch(service string) bool {
	for i := range c.patterns {
		p := &c.patterns[i]
		if p.all || p.service.tokens != nil || p.service.text == service {
			return true
		}
	}
	return c.not
}

// with adds s, unless it was the last one added.
func (c candidates) with(s *statement) candidates {
	list := &c.allow
	if s.deny {
		list = &c.deny
	}
	if n := len(*list); n == 0 || (*list)[n-1] != s {
		*list = append(*list, s)
	}
	return c
}
