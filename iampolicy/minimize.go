package iampolicy

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Minimize returns a smaller document that grants and denies exactly the same:
// actions and resources that another pattern of their list covers are left out,
// statements that differ only in their actions, or only in their resources,
// become one, and statements that another one covers are dropped. It never
// invents a wildcard, which would cover actions to come. A statement with a Sid
// is neither merged nor dropped. An invalid document comes back as it is.
//
// Finding what is equal takes time in proportion to the document. Comparing
// patterns with each other does not, and ends after 16 million steps, far beyond
// what any policy needs that AWS takes: patterns that have not been compared by
// then are kept.
func (d Document) Minimize() Document {
	if d.Validate() != nil {
		return d
	}
	d.Statement.Items = minimize(d.Statement.Items, new(match.Work))
	return d
}

func minimize(statements []Statement, work *match.Work) []Statement {
	list := make([]Statement, len(statements))
	for i := range statements {
		list[i] = minimized(statements[i], work)
	}
	for range minimizePasses {
		n := len(list)
		list = mergeStatements(list, (*Statement).actionList, work)
		list = mergeStatements(list, (*Statement).resourceList, work)
		if list = dropCovered(list, work); len(list) == n {
			break
		}
	}
	return list
}

// minimizePasses is more than documents need: each pass merges all that can be
// merged, and only what it makes equal is left to the next.
const minimizePasses = 10

func (s *Statement) actionList() *OneOrMany[string] { return &s.Action }

func (s *Statement) resourceList() *OneOrMany[string] { return &s.Resource }

// minimized returns s with shorter lists.
func minimized(s Statement, work *match.Work) Statement {
	s.Action = uncovered(distinctActions(s.Action), actionPattern, work)
	s.NotAction = uncovered(distinctActions(s.NotAction), actionPattern, work)
	s.Resource = uncovered(distinct(s.Resource), resourcePattern, work)
	s.NotResource = uncovered(distinct(s.NotResource), resourcePattern, work)
	for _, p := range []*Principal{&s.Principal, &s.NotPrincipal} {
		for k := range principalMembers {
			*p.list(k) = distinct(*p.list(k))
		}
	}
	s.Condition = slices.Clone(s.Condition)
	for i := range s.Condition {
		s.Condition[i].Values = distinct(s.Condition[i].Values)
	}
	return s
}

// distinct returns v with each item once.
func distinct[T comparable](v OneOrMany[T]) OneOrMany[T] {
	return distinctBy(v, func(item T) T { return item })
}

// distinctActions is distinct for actions, whose case does not count.
func distinctActions(v OneOrMany[string]) OneOrMany[string] { return distinctBy(v, match.LowerCase) }

func distinctBy[T any, K comparable](v OneOrMany[T], key func(T) K) OneOrMany[T] {
	if len(v.Items) < 2 {
		return OneOrMany[T]{Items: v.Items, Single: len(v.Items) == 1}
	}
	seen := make(map[K]bool, len(v.Items))
	return v.filter(func(item T) bool {
		k := key(item)
		again := seen[k]
		seen[k] = true
		return !again
	})
}

// filter returns the items that keep wants, a single one bare. The list is there.
func (v OneOrMany[T]) filter(keep func(T) bool) OneOrMany[T] {
	items := make([]T, 0, len(v.Items))
	for _, item := range v.Items {
		if keep(item) {
			items = append(items, item)
		}
	}
	return OneOrMany[T]{Items: items, Single: len(items) == 1}
}

// mergeStatements joins the statements without a Sid that differ in one list only.
func mergeStatements(list []Statement, member func(*Statement) *OneOrMany[string], work *match.Work) []Statement {
	merged := make([]Statement, 0, len(list))
	place := make(map[string]int, len(list))
	isJoined := make([]bool, len(list)) // by place in merged: its list has memory of its own
	var key []byte
	for i := range list {
		s := &list[i]
		items := member(s).Items
		if items == nil || s.isNamed() {
			merged = append(merged, *s)
			continue
		}
		key = s.appendWithout(key[:0], member)
		at, found := place[string(key)]
		if !found {
			place[string(key)] = len(merged)
			merged = append(merged, *s)
			continue
		}
		to := member(&merged[at])
		if !isJoined[at] {
			isJoined[at] = true
			to.Items = slices.Clip(to.Items) // to be copied by the first append only
		}
		to.Items = append(to.Items, items...)
	}
	for at := range merged {
		if isJoined[at] {
			merged[at] = minimized(merged[at], work)
		}
	}
	return merged
}

func (s *Statement) isNamed() bool { return s.SID != "" }

// appendWithout appends the text of s without one member, its other lists sorted.
func (s Statement) appendWithout(b []byte, member func(*Statement) *OneOrMany[string]) []byte {
	*member(&s) = OneOrMany[string]{}
	for _, list := range []*OneOrMany[string]{&s.Action, &s.NotAction, &s.Resource, &s.NotResource} {
		if len(list.Items) > 1 {
			list.Items = slices.Clone(list.Items)
			slices.Sort(list.Items)
		}
	}
	return s.AppendJSON(b)
}
