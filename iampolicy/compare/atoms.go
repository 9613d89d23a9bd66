package compare

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// atoms finds, by its hash, where a document speaks of one action, resource and
// principal. The zero atoms is empty.
type atoms struct {
	at   map[uint64]atom
	left int // how many more atoms may be looked at; 0 before the first
	s, t *iampolicy.Statement
	same bool // s and t are the same in the clauses that are no lists
}

// atom is the place of one action, resource and principal in a document, by
// index; an action or resource is 0 in a statement without the clause.
type atom struct {
	statement, action, resource int32
	principal                   name
}

// maxAtoms bounds what is hashed for one document.
const maxAtoms = 1 << 17

// isWithinAtoms reports whether e says all that s says, in any statements.
func (r reader) isWithinAtoms(s *iampolicy.Statement, e *iampolicy.Document, t *atoms) bool {
	if t.at == nil {
		t.at, t.left = map[uint64]atom{}, maxAtoms
		for i := range e.Statement.Items {
			r.eachAtom(&e.Statement.Items[i], &t.left, func(hash uint64, a atom) bool {
				if _, taken := t.at[hash]; !taken {
					a.statement = int32(i)
					t.at[hash] = a
				}
				return true
			})
		}
		t.left = maxAtoms
	}
	return r.eachAtom(s, &t.left, func(hash uint64, a atom) bool {
		b, found := t.at[hash]
		return found && r.sameAtom(s, a, &e.Statement.Items[b.statement], b, t)
	})
}

// eachAtom calls do for the atoms of s until it returns false, or too many were
// looked at. It returns whether do was called for all.
func (r reader) eachAtom(s *iampolicy.Statement, left *int, do func(uint64, atom) bool) bool {
	actions, resources, principals := hashes(s.Action.Items), hashes(s.Resource.Items), principalsOf(&s.Principal)
	if *left -= len(actions) * len(resources) * len(principals); *left < 0 {
		return false
	}
	rest := restHash(s)
	names := make([]uint64, len(principals))
	for i, p := range principals {
		names[i] = r.nameHash(p)
	}
	for i, action := range actions {
		for j, resource := range resources {
			for k, principal := range principals {
				h := ((rest*prime^action)*prime^resource)*prime ^ names[k]
				if !do(h, atom{action: int32(i), resource: int32(j), principal: principal}) {
					return false
				}
			}
		}
	}
	return true
}

// sameAtom compares what the hashes stand for.
func (r reader) sameAtom(s *iampolicy.Statement, a atom, t *iampolicy.Statement, b atom, last *atoms) bool {
	if last.s != s || last.t != t {
		last.s, last.t, last.same = s, t, s.Effect == t.Effect && r.sameRest(s, t)
	}
	return last.same && a.principal.member == b.principal.member && r.compareNames(a.principal.text, b.principal.text) == 0 &&
		match.EqualFold(itemAt(s.Action.Items, a.action), itemAt(t.Action.Items, b.action)) &&
		itemAt(s.Resource.Items, a.resource) == itemAt(t.Resource.Items, b.resource)
}

// itemAt is "" for a statement without the clause; no action or resource that
// matches anything is.
func itemAt(items []string, i int32) string {
	if len(items) == 0 {
		return ""
	}
	return items[i]
}

// hashes returns the hash of each item, in any case, and that of "" for none.
func hashes(items []string) []uint64 {
	if len(items) == 0 {
		return []uint64{textHash("")}
	}
	list := make([]uint64, len(items))
	for i, item := range items {
		list[i] = textHash(item)
	}
	return list
}

// principalsOf returns the principals that v names, or one that says that there
// is no Principal, or that it names nobody.
func principalsOf(v *iampolicy.Principal) (list []name) {
	switch {
	case v.IsZero():
		return []name{{member: noPrincipal}}
	case v.Any:
		list = []name{{text: "*"}}
	}
	for k, member := range membersOf(v) {
		for _, text := range member.Items {
			list = append(list, name{text, k})
		}
	}
	if list == nil {
		return []name{{member: nobody}}
	}
	return list
}

func (r reader) nameHash(n name) uint64 {
	text := n.text
	if n.member == 0 {
		text, _ = rootAccount(text)
		if text == "" {
			text = n.text
		}
	}
	return textHash(text) + uint64(n.member)
}

// restHash hashes the clauses that are no union of what they list.
func restHash(s *iampolicy.Statement) uint64 {
	h := textHash(string(s.Effect))
	h = h*prime ^ setHash(s.NotAction.Items)
	h = h*prime ^ setHash(s.NotResource.Items)
	h = h*prime ^ setHash(s.NotPrincipal.Service.Items)
	conditions := uint64(0)
	for i := range s.Condition {
		c, value := &s.Condition[i], uint64(0)
		for _, v := range c.Values.Items {
			value = max(value, textHash(v.Text))
		}
		conditions += (textHash(c.Operator)*prime^textHash(c.Key))*prime ^ value
	}
	return h*prime ^ conditions
}

// setHash hashes a list without regard to order and repetition: it takes the
// greatest hash of an item.
func setHash(items []string) uint64 {
	if items == nil {
		return 0
	}
	return slices.Max(append(hashes(items), 1))
}

const prime = 1099511628211

// textHash is FNV-1a without regard to case.
func textHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(match.Lower(s[i]))) * prime
	}
	return h
}
