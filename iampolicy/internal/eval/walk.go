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

// Next takes the next statements off the walk, none at the end. They are named
// if they are known to match the action.
func (w *Walk) Next() (run []*Statement, named bool) {
	if run, named = w.next(); len(run) > 0 || w.then == nil {
		return run, named
	}
	*w = w.then.allowing()
	return w.next()
}

// next takes the earliest statement off the lists, or the whole list if there is
// one only.
func (w *Walk) next() (run []*Statement, named bool) {
	if len(w.shared) == 0 && len(w.any) == 0 {
		run, w.named = w.named, nil
		return run, true
	}
	s := earlier(earlier(first(w.named), first(w.shared)), first(w.any))
	named = first(w.named) == s
	for _, list := range [...]*[]*Statement{&w.named, &w.shared, &w.any} {
		if first(*list) == s {
			run, *list = (*list)[:1], (*list)[1:]
		}
	}
	return run, named
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
