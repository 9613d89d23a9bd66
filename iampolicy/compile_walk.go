package iampolicy

// walk goes through candidates in the order of the documents.
type walk struct{ named, shared, any []*statement }

func (c *candidates) denying() walk {
	w := walk{named: c.named.deny}
	if c.shared != nil {
		w.shared = c.shared.deny
	}
	if c.any != nil {
		w.any = c.any.deny
	}
	return w
}

func (c *candidates) allowing() walk {
	w := walk{named: c.named.allow}
	if c.shared != nil {
		w.shared = c.shared.allow
	}
	if c.any != nil {
		w.any = c.any.allow
	}
	return w
}

// next takes the earliest statement off the lists, nil at the end. It is named
// if it is known to match the action.
func (w *walk) next() (s *statement, named bool) {
	s = earlier(earlier(first(w.named), first(w.shared)), first(w.any))
	named = first(w.named) == s
	for _, list := range [...]*[]*statement{&w.named, &w.shared, &w.any} {
		if s != nil && first(*list) == s {
			*list = (*list)[1:]
		}
	}
	return s, named
}

func first(list []*statement) *statement {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// earlier returns the statement that stands first in the policy; nil is none.
func earlier(s, t *statement) *statement {
	switch {
	case s == nil:
		return t
	case t == nil || s.place <= t.place:
		return s
	}
	return t
}
