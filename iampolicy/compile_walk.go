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

// next returns the next statement, nil at the end, and whether it is known to
// match the action.
func (w *walk) next() (s *statement, matches bool) {
	if len(w.shared)+len(w.any) == 0 {
		return takeFirst(&w.named), true
	}
	s = earlier(earlier(first(w.named), first(w.shared)), first(w.any))
	matches = first(w.named) == s
	for _, list := range [3]*[]*statement{&w.named, &w.shared, &w.any} {
		if first(*list) == s {
			takeFirst(list)
		}
	}
	return s, matches
}

func first(list []*statement) *statement {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func takeFirst(list *[]*statement) (s *statement) {
	if len(*list) > 0 {
		s, *list = (*list)[0], (*list)[1:]
	}
	return s
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
