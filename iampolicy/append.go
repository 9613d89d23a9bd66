package iampolicy

import "github.com/seed-293f0d42/ecrkit/internal/jsonscan"

// AppendJSON appends the document to b as compact JSON and returns the longer
// slice: the members in the order of AWS's documents, nothing escaped that JSON
// allows bare. For a document that came from [Parse] it is the same JSON value as
// the one that was parsed. A document that [Document.Validate] refuses is written
// as it is, so that it can be shown; [Document.MarshalJSON] returns an error for it.
func (d Document) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	if d.Version != "" {
		b = appendMember(b, `"Version":`, string(d.Version))
	}
	if d.ID != "" || d.EmptyID {
		b = appendMember(b, `"Id":`, d.ID)
	}
	if d.Statement.Items != nil {
		b = append(b, `"Statement":`...)
		b = appendStatements(b, &d.Statement)
	}
	return withoutComma(appendEnd(b, '}'))
}

// AppendJSON appends the statement to b as [Document.AppendJSON] would show it.
func (s Statement) AppendJSON(b []byte) []byte { return withoutComma(appendStatement(b, &s)) }

// String returns the document as [Document.AppendJSON] writes it.
func (d Document) String() string { return string(d.AppendJSON(nil)) }

// String returns the statement as [Statement.AppendJSON] writes it.
func (s Statement) String() string { return string(s.AppendJSON(nil)) }

// The functions below write a comma behind each value, which the bracket after
// the last one overwrites. Names of members are given as they are written.

// appendEnd closes an object or list.
func appendEnd(b []byte, bracket byte) []byte {
	if last := len(b) - 1; b[last] == ',' {
		b[last] = bracket
		return append(b, ',')
	}
	return append(b, bracket, ',')
}

func withoutComma(b []byte) []byte { return b[:len(b)-1] }

func appendText(b []byte, s string) []byte { return append(jsonscan.AppendString(b, s), ',') }

func appendMember(b []byte, name, value string) []byte { return appendText(append(b, name...), value) }

// isBare reports whether v is written without a list around it.
func (v *OneOrMany[T]) isBare() bool { return v.Single && len(v.Items) == 1 }

func appendStatements(b []byte, v *OneOrMany[Statement]) []byte {
	if v.isBare() {
		return appendStatement(b, &v.Items[0])
	}
	b = append(b, '[')
	for i := range v.Items {
		b = appendStatement(b, &v.Items[i])
	}
	return appendEnd(b, ']')
}

func appendStatement(b []byte, s *Statement) []byte {
	b = append(b, '{')
	if s.SID != "" || s.EmptySID {
		b = appendMember(b, `"Sid":`, s.SID)
	}
	if s.Effect != "" {
		b = appendMember(b, `"Effect":`, string(s.Effect))
	}
	b = appendPrincipal(b, `"Principal":`, &s.Principal)
	b = appendPrincipal(b, `"NotPrincipal":`, &s.NotPrincipal)
	b = appendList(b, `"Action":`, &s.Action)
	b = appendList(b, `"NotAction":`, &s.NotAction)
	b = appendList(b, `"Resource":`, &s.Resource)
	b = appendList(b, `"NotResource":`, &s.NotResource)
	if s.Condition != nil {
		b = append(b, `"Condition":`...)
		b = appendConditions(b, s.Condition)
	}
	return appendEnd(b, '}')
}

func appendList(b []byte, name string, v *OneOrMany[string]) []byte {
	switch {
	case v.Items == nil:
		return b
	case v.isBare():
		return appendMember(b, name, v.Items[0])
	}
	b = append(append(b, name...), '[')
	for _, s := range v.Items {
		b = appendText(b, s)
	}
	return appendEnd(b, ']')
}

func appendPrincipal(b []byte, name string, v *Principal) []byte {
	switch {
	case v.Any:
		return appendMember(b, name, "*")
	case !v.Empty && v.AWS.Items == nil && v.Service.Items == nil && v.Federated.Items == nil && v.CanonicalUser.Items == nil:
		return b
	}
	b = append(append(b, name...), '{')
	b = appendList(b, `"AWS":`, &v.AWS)
	b = appendList(b, `"Service":`, &v.Service)
	b = appendList(b, `"Federated":`, &v.Federated)
	b = appendList(b, `"CanonicalUser":`, &v.CanonicalUser)
	return appendEnd(b, '}')
}

// appendConditions writes the conditions of one operator together, where the
// first of them stands.
func appendConditions(b []byte, list []Condition) []byte {
	b = append(b, '{')
	for i := range list {
		if !operatorIn(list[:i], list[i].Operator) {
			b = appendKey(b, list[i].Operator)
			b = appendConditionKeys(b, list[i:])
		}
	}
	return appendEnd(b, '}')
}

// appendKey writes an operator or key, which may be any text.
func appendKey(b []byte, key string) []byte { return append(jsonscan.AppendString(b, key), ':') }

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

// appendConditionKeys writes the keys of the operator of list[0].
func appendConditionKeys(b []byte, list []Condition) []byte {
	b = append(b, '{')
	for i := range list {
		if c := &list[i]; c.Operator == list[0].Operator && !c.isEmptyOperator() {
			b = appendKey(b, c.Key)
			b = appendScalars(b, &c.Values)
		}
	}
	return appendEnd(b, '}')
}

// isEmptyOperator reports whether c is an operator without keys.
func (c *Condition) isEmptyOperator() bool { return c.Key == "" && c.Values.Items == nil }

// appendScalars writes null for values that are absent, which is invalid: the
// key must not vanish from what is shown.
func appendScalars(b []byte, v *OneOrMany[Scalar]) []byte {
	switch {
	case v.Items == nil:
		return append(b, "null,"...)
	case v.isBare():
		return appendScalar(b, &v.Items[0])
	}
	b = append(b, '[')
	for i := range v.Items {
		b = appendScalar(b, &v.Items[i])
	}
	return appendEnd(b, ']')
}

// appendScalar writes a number or Boolean bare only if it is one.
func appendScalar(b []byte, s *Scalar) []byte {
	if !s.isBare() {
		return appendText(b, s.Text)
	}
	return append(append(b, s.Text...), ',')
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
