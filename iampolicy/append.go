package iampolicy

import "github.com/seed-293f0d42/ecrkit/internal/jsonscan"

// AppendJSON appends the document to b as compact JSON and returns the longer
// slice: the members in the order of AWS's documents, nothing escaped that JSON
// allows bare. For a document that came from Parse it is the same JSON value as
// the one that was parsed. A document that Validate refuses is written as it
// is, so that it can be shown; MarshalJSON returns an error for it.
func (d Document) AppendJSON(b []byte) []byte {
	w := writer{b: b}
	w.open('{')
	if d.Version != "" {
		w.member("Version", string(d.Version))
	}
	if d.ID != "" || d.EmptyID {
		w.member("Id", d.ID)
	}
	if d.Statement.Items != nil {
		w.name("Statement")
		w.statements(d.Statement)
	}
	w.close('}')
	return w.b
}

// AppendJSON appends the statement to b as a Document would show it.
func (s Statement) AppendJSON(b []byte) []byte {
	w := writer{b: b}
	w.statement(&s)
	return w.b
}

// String returns the document as AppendJSON writes it.
func (d Document) String() string { return string(d.AppendJSON(nil)) }

// String returns the statement as AppendJSON writes it.
func (s Statement) String() string { return string(s.AppendJSON(nil)) }

// isBare reports whether v is written without a list around it.
func (v OneOrMany[T]) isBare() bool { return v.Single && len(v.Items) == 1 }

func (w *writer) openList(bare bool) {
	if !bare {
		w.open('[')
	}
}

func (w *writer) closeList(bare bool) {
	if !bare {
		w.close(']')
	}
}

func (w *writer) statements(v OneOrMany[Statement]) {
	w.openList(v.isBare())
	for i := range v.Items {
		w.statement(&v.Items[i])
	}
	w.closeList(v.isBare())
}

func (w *writer) statement(s *Statement) {
	w.element()
	w.open('{')
	if s.SID != "" || s.EmptySID {
		w.member("Sid", s.SID)
	}
	if s.Effect != "" {
		w.member("Effect", string(s.Effect))
	}
	w.principal("Principal", &s.Principal)
	w.principal("NotPrincipal", &s.NotPrincipal)
	w.list("Action", s.Action)
	w.list("NotAction", s.NotAction)
	w.list("Resource", s.Resource)
	w.list("NotResource", s.NotResource)
	if s.Condition != nil {
		w.name("Condition")
		w.conditions(s.Condition)
	}
	w.close('}')
}

func (w *writer) list(name string, v OneOrMany[string]) {
	if v.Items == nil {
		return
	}
	w.name(name)
	w.openList(v.isBare())
	for _, s := range v.Items {
		w.string(s)
	}
	w.closeList(v.isBare())
}

func (w *writer) principal(name string, v *Principal) {
	switch {
	case v.Any:
		w.member(name, "*")
	case !v.IsZero():
		w.name(name)
		w.open('{')
		for k, name := range principalMembers {
			w.list(name, *v.list(k))
		}
		w.close('}')
	}
}

// conditions writes the conditions of one operator together, where the first
// of them stands.
func (w *writer) conditions(list []Condition) {
	w.open('{')
	for i := range list {
		if !operatorIn(list[:i], list[i].Operator) {
			w.key(list[i].Operator)
			w.conditionKeys(list[i:])
		}
	}
	w.close('}')
}

// operatorIn looks at the nearest condition first: Parse leaves those of one
// operator side by side.
func operatorIn(list []Condition, operator string) bool {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Operator == operator {
			return true
		}
	}
	return false
}

// conditionKeys writes the keys of the operator of list[0].
func (w *writer) conditionKeys(list []Condition) {
	w.open('{')
	for i := range list {
		if c := &list[i]; c.Operator == list[0].Operator && !c.isEmptyOperator() {
			w.key(c.Key)
			w.scalars(c.Values)
		}
	}
	w.close('}')
}

// isEmptyOperator reports whether c is an operator without keys.
func (c *Condition) isEmptyOperator() bool { return c.Key == "" && c.Values.Items == nil }

// scalars writes null for values that are absent, which is invalid: the key
// must not vanish from what is shown.
func (w *writer) scalars(v OneOrMany[Scalar]) {
	if v.Items == nil {
		w.element()
		w.b = append(w.b, "null"...)
		return
	}
	w.openList(v.isBare())
	for i := range v.Items {
		w.scalar(&v.Items[i])
	}
	w.closeList(v.isBare())
}

// scalar writes a number or Boolean bare only if it is one.
func (w *writer) scalar(s *Scalar) {
	if s.Kind == ScalarString || !s.isBare() {
		w.string(s.Text)
		return
	}
	w.element()
	w.b = append(w.b, s.Text...)
}

// isBare reports whether s.Text is a number or Boolean as s.Kind says.
func (s *Scalar) isBare() bool {
	switch s.Kind {
	case ScalarNumber:
		return jsonscan.IsNumber(s.Text)
	case ScalarBool:
		return s.Text == "true" || s.Text == "false"
	}
	return false
}
