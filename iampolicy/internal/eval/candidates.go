package eval

// Candidates are the statements to look at for an action.
type Candidates struct {
	Named        sides  // they match the action
	shared       *sides // of the action's service; may be nil
	any          *sides // of every service; may be nil
	isNamed      bool   // the action is one that a statement names
	wildcardOnly bool   // … and has no resource types
}

// sides are statements in the order of the documents, Deny and Allow apart.
type sides struct{ Deny, Allow []*Statement }

// add adds s behind the others unless it is the last of them already.
func (l *sides) add(s *Statement) {
	list := &l.Allow
	if s.Deny {
		list = &l.Deny
	}
	if n := len(*list); n == 0 || (*list)[n-1] != s {
		*list = append(*list, s)
	}
}

func (l *sides) len() int {
	if l == nil {
		return 0
	}
	return len(l.Deny) + len(l.Allow)
}

// IsEmpty reports whether no statement may be about the action.
func (c *Candidates) IsEmpty() bool { return c.Named.len()+c.shared.len()+c.any.len() == 0 }

// Walk goes through candidates: first those that deny, then those that allow,
// each in the order of the documents.
type Walk struct {
	named, shared, any []*Statement
	then               *Candidates // whose Allow statements come next
}

// Walk starts at the first Deny statement.
func (c *Candidates) Walk() Walk {
	if len(c.Named.Deny) == 0 && c.shared == nil && c.any == nil {
		return Walk{named: c.Named.Allow}
	}
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
