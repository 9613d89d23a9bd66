package iampolicy

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Of the items of a list and of statements, those are left out that another one
// covers. Once the work is spent nothing covers anything.

// uncovered returns v without the items that another item covers.
func uncovered[P match.Coverer[P]](v OneOrMany[string], compile func(string) P, work *match.Work) OneOrMany[string] {
	if slices.Contains(v.Items, "*") {
		return OneOrMany[string]{Items: []string{"*"}, Single: true}
	}
	if len(v.Items) < 2 || !slices.ContainsFunc(v.Items, match.HasWildcard) {
		return v
	}
	by, at := match.Covering(compiled(v.Items, compile), work), -1
	return v.filter(func(string) bool {
		at++
		return by[at] < 0
	})
}

func compiled[P any](items []string, compile func(string) P) []P {
	list := make([]P, len(items))
	for i, item := range items {
		list[i] = compile(item)
	}
	return list
}

func actionPattern(text string) *match.ActionPattern {
	p := match.NewActionPattern(text)
	return &p
}

func resourcePattern(text string) *match.ARNPattern {
	p := match.NewResource(text, match.Wildcards)
	return &p
}

// dropCovered drops the statements without a Sid that another one covers.
func dropCovered(list []Statement, work *match.Work) []Statement {
	isDropped := make([]bool, len(list))
	for _, group := range coverGroups(list) {
		if len(group) > 1 {
			dropIn(group, isDropped, work)
		}
	}
	left := make([]Statement, 0, len(list))
	for i := range list {
		if !isDropped[i] {
			left = append(left, list[i])
		}
	}
	return left
}

// dropIn marks the statements of a group that another one covers, from the last.
func dropIn(group []coverStatement, isDropped []bool, work *match.Work) {
	for k := range group {
		s := &group[k]
		s.actions, s.resources = compiled(s.Action.Items, actionPattern), compiled(s.Resource.Items, resourcePattern)
	}
	for k := len(group) - 1; k >= 0 && !work.IsSpent(); k-- {
		t := &group[k]
		isDropped[t.at] = !t.isNamed() && slices.ContainsFunc(group, func(s coverStatement) bool {
			return s.at != t.at && !isDropped[s.at] && s.covers(t, work)
		})
	}
}

// coverStatement is a statement, its place in the document, and a number that
// stands for its Condition, 0 for none.
type coverStatement struct {
	*Statement
	at, condition int
	actions       []*match.ActionPattern
	resources     []*match.ARNPattern
}

// coverGroups returns the statements that may cover each other: those that have
// all but Action, Resource and Condition in common.
func coverGroups(list []Statement) [][]coverStatement {
	var groups [][]coverStatement
	var text []byte
	places, conditions := map[string]int{}, map[string]int{}
	for i := range list {
		s := &list[i]
		text = appendCondition(text[:0], s)
		condition := textID(conditions, text)
		if len(s.Condition) == 0 {
			condition = 0
		}
		text = appendOthers(text[:0], s)
		group := textID(places, text) - 1
		if group == len(groups) {
			groups = append(groups, nil)
		}
		groups[group] = append(groups[group], coverStatement{Statement: s, at: i, condition: condition})
	}
	return groups
}

// textID returns the number of a text, the same for the same text: 1 and up.
func textID(numbers map[string]int, text []byte) int {
	n, found := numbers[string(text)]
	if !found {
		n = len(numbers) + 1
		numbers[string(text)] = n
	}
	return n
}

func appendCondition(b []byte, s *Statement) []byte {
	return Statement{Condition: s.Condition}.AppendJSON(b)
}

// appendOthers appends what a statement has to have in common with one that it
// covers. A list that is absent, as Resource is in a repository policy, covers an
// absent one only.
func appendOthers(b []byte, s *Statement) []byte {
	others := *s
	others.SID, others.EmptySID, others.Condition = "", false, nil
	for _, list := range []*OneOrMany[string]{&others.Action, &others.Resource} {
		if list.Items != nil {
			*list = OneOrMany[string]{Items: []string{}}
		}
	}
	return others.AppendJSON(b)
}

// covers reports whether s has the effect of t, which is of the same group, on
// every request that t matches.
func (s *coverStatement) covers(t *coverStatement, work *match.Work) bool {
	return (s.condition == 0 || s.condition == t.condition) &&
		coversAll(s.actions, t.actions, work) && coversAll(s.resources, t.resources, work)
}

// coversAll reports whether each pattern of w is covered by one of v.
func coversAll[P match.Coverer[P]](v, w []P, work *match.Work) bool {
	for _, q := range w {
		if !slices.ContainsFunc(v, func(p P) bool { return p.Covers(q, work) }) {
			return false
		}
	}
	return true
}
