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
func (d Document) Minimize() Document {
	if d.Validate() != nil {
		return d
	}
	list := make([]Statement, len(d.Statement.Items))
	for i, s := range d.Statement.Items {
		list[i] = s.minimized()
	}
	for range minimizePasses {
		n := len(list)
		list = mergeStatements(list, (*Statement).actionList)
		list = mergeStatements(list, (*Statement).resourceList)
		if list = dropCovered(list); len(list) == n {
			break
		}
	}
	d.Statement.Items = list
	return d
}

// minimizePasses is more than documents need: each pass merges all that can be
// merged, and only what it makes equal is left to the next.
const minimizePasses = 10

func (s *Statement) actionList() *OneOrMany[string] { return &s.Action }

func (s *Statement) resourceList() *OneOrMany[string] { return &s.Resource }

// minimized returns s with shorter lists.
func (s Statement) minimized() Statement {
	s.Action = uncovered(distinctActions(s.Action), coversAction)
	s.NotAction = uncovered(distinctActions(s.NotAction), coversAction)
	s.Resource = uncovered(distinct(s.Resource), coversResource)
	s.NotResource = uncovered(distinct(s.NotResource), coversResource)
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
	seen := make(map[K]bool, len(v.Items))
	return v.filter(func(item T) bool {
		again := seen[key(item)]
		seen[key(item)] = true
		return !again
	})
}

// filter returns the items that keep wants, a single one bare. An absent list
// stays absent.
func (v OneOrMany[T]) filter(keep func(T) bool) OneOrMany[T] {
	if v.Items == nil {
		return v
	}
	items := make([]T, 0, len(v.Items))
	for _, item := range v.Items {
		if keep(item) {
			items = append(items, item)
		}
	}
	return OneOrMany[T]{Items: items, Single: len(items) == 1}
}

// mergeStatements joins the statements without a Sid that differ in one list only.
func mergeStatements(list []Statement, member func(*Statement) *OneOrMany[string]) []Statement {
	merged := make([]Statement, 0, len(list))
	place := map[string]int{}
	for _, s := range list {
		items := member(&s).Items
		if items == nil || s.isNamed() {
			merged = append(merged, s)
			continue
		}
		key := s.without(member)
		i, found := place[key]
		if !found {
			place[key] = len(merged)
			merged = append(merged, s)
			continue
		}
		to := member(&merged[i])
		*to = to.with(items)
	}
	for i := range merged {
		merged[i] = merged[i].minimized()
	}
	return merged
}

func (s *Statement) isNamed() bool { return s.SID != "" }

// without returns the text of s without one member, its other lists sorted.
func (s Statement) without(member func(*Statement) *OneOrMany[string]) string {
	*member(&s) = OneOrMany[string]{}
	for _, list := range []*OneOrMany[string]{&s.Action, &s.NotAction, &s.Resource, &s.NotResource} {
		list.Items = slices.Clone(list.Items)
		slices.Sort(list.Items)
	}
	return s.String()
}
