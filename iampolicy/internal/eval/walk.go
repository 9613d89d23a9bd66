package eval

// Walk goes through candidates in the order of the documents.
type Walk struct{ named, shared, any []*Statement }

// Denying walks through the Deny statements.
func (c *Candidates) Denying() Walk {
	w := Walk{named: c.Named.Deny}
	if c.shared != nil {
		w.shared = c.shared.Deny
	}
	if c.any != nil {
		w.any = c.any.Deny
	}
	return w
}

// Allowing walks through the Allow statements.
func (c *Candidates) Allowing() Walk {
	w := Walk{named: c.Named.Allow}
	if c.shared != nil {
		w.shared = c.shared.Allow
	}
	if c.any != nil {
		w.any = c.any.Allow
	}
	return w
}

// Next takes the earliest statement off the lists, nil at the end. It is named
// if it is known to match the action.
func (w *Walk) Next() (s *Statement, named bool) {
	s = earlier(earlier(first(w.named), first(w.shared)), first(w.any))
	named = first(w.named) == s
	for _, list := range [...]*[]*Statement{&w.named, &w.shared, &w.any} {
		if s != nil && first(*list) == s {
			*list = (*list)[1:]
		}
	}
	return s, named
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
