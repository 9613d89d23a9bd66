package eval

// Walk goes through candidates: first those that deny, then those that allow,
// each in the order of the documents.
type Walk struct {
	named, shared, any []*Statement
	then               *Candidates // whose Allow statements come next
}

// Walk starts at the first Deny statement.
func (c *Candidates) Walk() Walk {
	w := Walk{named: c.Named.Deny, then: c}
	if c.shared != nil {
		w.shared = c.shared.Deny
	}
	if c.any != nil {
		w.any = c.any.Deny
	}
	return w
}

// allowing starts at the first Allow statement.
func (c *Candidates) allowing() Walk {
	w := Walk{named: c.Named.Allow}
	if c.shared != nil {
		w.shared = c.shared.Allow
	}
	if c.any != nil {
		w.any = c.any.Allow
	}
	return w
}

// Next takes the next statement off the walk, nil at the end. It is named if it
// is known to match the action.
func (w *Walk) Next() (s *Statement, named bool) {
	if s, named = w.next(); s != nil || w.then == nil {
		return s, named
	}
	*w = w.then.allowing()
	return w.next()
}

// next takes the earliest statement off the lists.
func (w *Walk) next() (s *Statement, named bool) {
	if len(w.shared) == 0 && len(w.any) == 0 {
		return pop(&w.named), true
	}
	s = earlier(earlier(first(w.named), first(w.shared)), first(w.any))
	named = first(w.named) == s
	for _, list := range [...]*[]*Statement{&w.named, &w.shared, &w.any} {
		if s != nil && first(*list) == s {
			*list = (*list)[1:]
		}
	}
	return s, named
}

func pop(list *[]*Statement) *Statement {
	s := first(*list)
	if s != nil {
		*list = (*list)[1:]
	}
	return s
}

func first(list []*Statement) *Statement {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// earlier returns the statement that stands first in the policy; nil is none.
func earlier(s, t *Statement) *Statement {
	switch {
	case s == nil:
		return t
	case t == nil || s.Place <= t.Place:
		return s
	}
	return t
}
