package iampolicy

import (
	"sort"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// cutter cuts a statement that is too large by itself into parts: what its lists
// hold together is what several statements mean with a part of the lists each.
// The size of any part is known from sums, without writing it.
type cutter struct {
	*packer
	s           *Statement
	named, bare int // size of s with empty lists, with and without its Sid
	actions     []int
	resources   []int // the size of the first n items, each with a comma
}

// part is what of the lists of a statement stands in a part of it.
type part struct {
	actions, resources span
	isFirst            bool // it keeps the Sid
}

func newCutter(p *packer, s *Statement) *cutter {
	c := &cutter{packer: p, s: s, actions: p.sums(s.Action.Items), resources: p.sums(s.Resource.Items)}
	empty := *s
	for _, list := range []*OneOrMany[string]{&empty.Action, &empty.Resource} {
		if list.Items != nil {
			*list = OneOrMany[string]{Items: []string{}}
		}
	}
	c.named = p.size(&empty)
	empty.SID, empty.EmptySID = "", false
	c.bare = p.size(&empty)
	return c
}

func (p *packer) sums(items []string) []int {
	sums := make([]int, 1, len(items)+1)
	var b []byte
	for i, item := range items {
		b = append(jsonscan.AppendString(b[:0], item), ',')
		sums = append(sums, sums[i]+TextSize(b, p.kind))
	}
	return sums
}

// add packs the statement and returns the size of a part that cannot be cut, 0
// if there is none.
func (c *cutter) add() int {
	return c.addPart(part{span{0, len(c.s.Action.Items)}, span{0, len(c.s.Resource.Items)}, true})
}

func (c *cutter) addPart(t part) int {
	for c.size(t) > c.room {
		n := c.fitting(t)
		if n == 0 {
			return c.size(t)
		}
		first, rest := c.cut(t, n)
		if size := c.addPart(first); size > 0 {
			return size
		}
		if len(c.docs) > maxSplit {
			return 0
		}
		t = rest
	}
	s := c.statement(t)
	c.pack(s, c.size(t))
	return 0
}

// size is the size of a part.
func (c *cutter) size(t part) int {
	size := c.bare
	if t.isFirst {
		size = c.named
	}
	return size + listSize(&c.s.Action, c.actions, t.actions) + listSize(&c.s.Resource, c.resources, t.resources)
}

// listSize is the size of the items in a list that is there and empty otherwise.
func listSize(v *OneOrMany[string], sums []int, items span) int {
	n := items.end - items.start
	size := sums[items.end] - sums[items.start]
	switch {
	case n == 0:
		return 0
	case n == 1 && (v.Single || len(v.Items) > 1):
		return size - len(",[]")
	}
	return size - len(",")
}

// fitting returns how many items of the list that is to be cut fit an empty
// document beside the rest, but never all; half of them if none does, because
// the other list is too long as well; 0 if there is nothing to cut.
func (c *cutter) fitting(t part) int {
	list := c.longest(&t)
	start, n := list.start, list.end-list.start
	if n < 2 {
		return 0
	}
	fits := sort.Search(n-1, func(k int) bool {
		list.end = start + k + 1
		return c.size(t) > c.room
	})
	if fits == 0 {
		return n / 2
	}
	return fits
}

// longest returns the list to cut: of those with two items or more the one with
// the longer text.
func (c *cutter) longest(t *part) *span {
	a, r := t.actions, t.resources
	if r.end-r.start < 2 || a.end-a.start > 1 && c.actions[a.end]-c.actions[a.start] > c.resources[r.end]-c.resources[r.start] {
		return &t.actions
	}
	return &t.resources
}

// cut returns t with the first n items of the list, and t with the others.
func (c *cutter) cut(t part, n int) (first, rest part) {
	first, rest = t, t
	at := c.longest(&t).start + n
	c.longest(&first).end, c.longest(&rest).start = at, at
	rest.isFirst = false
	return first, rest
}

// statement returns a part as a statement.
func (c *cutter) statement(t part) *Statement {
	s := *c.s
	s.Action, s.Resource = cutList(s.Action, t.actions), cutList(s.Resource, t.resources)
	if !t.isFirst {
		s.SID, s.EmptySID = "", false
	}
	return &s
}

func cutList(v OneOrMany[string], items span) OneOrMany[string] {
	if items.end-items.start == len(v.Items) {
		return v
	}
	return oneOrMany(v.Items[items.start:items.end])
}
