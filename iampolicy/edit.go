package iampolicy

import "strconv"

// The edits change one statement of a document's text and leave every other
// byte as it was: white space, order of members, escapes. What they write looks
// like the statement beside it. They take what [Parse] takes.

// AddStatement returns the document in b with s after its last statement. A
// statement that is written bare, without a list, gets a list around it.
func AddStatement(b []byte, s Statement) ([]byte, error) {
	e, err := newEdit(b, &s)
	if err != nil {
		return nil, err
	}
	n := len(e.statements)
	if n == 0 {
		return e.put(span{e.list.start + 1, e.list.start + 1}, s.String()), nil
	}
	last := e.statements[n-1]
	st := styleOf(e.text, last)
	added := "," + st.lead + st.write(s)
	if e.list.end == 0 {
		return e.put(last, "["+e.text[last.start:last.end]+added+"]"), nil
	}
	return e.put(span{last.end, last.end}, added), nil
}

// ReplaceStatement returns the document in b with s in place of statement i,
// counted from 0.
func ReplaceStatement(b []byte, i int, s Statement) ([]byte, error) {
	e, err := newEdit(b, &s)
	if err == nil {
		err = e.checkIndex(i)
	}
	if err != nil {
		return nil, err
	}
	st := styleOf(e.text, e.statements[i])
	return e.put(e.statements[i], st.write(s)), nil
}

// RemoveStatement returns the document in b without statement i, counted from
// 0. Without its last statement it keeps an empty list, which [Parse] takes and
// AWS may not: delete the policy instead.
func RemoveStatement(b []byte, i int) ([]byte, error) {
	e, err := newEdit(b, nil)
	if err == nil {
		err = e.checkIndex(i)
	}
	if err != nil {
		return nil, err
	}
	switch s := e.statements[i]; {
	case e.list.end == 0:
		return e.put(s, "[]"), nil
	case i > 0:
		return e.put(span{e.statements[i-1].end, s.end}, ""), nil
	case len(e.statements) > 1:
		return e.put(span{s.start, e.statements[1].start}, ""), nil
	default:
		return e.put(s, ""), nil
	}
}

// edit is a document's text with the places of its statements.
type edit struct {
	text string
	layout
}

// newEdit parses b and checks the statement that goes in, if one does.
func newEdit(b []byte, s *Statement) (*edit, error) {
	if s != nil {
		if err := s.validate(); err != nil {
			return nil, err.in(-1)
		}
	}
	e := &edit{}
	if _, err := parse(b, &e.layout); err != nil {
		return nil, err
	}
	e.text = string(b)
	return e, nil
}

func (e *edit) checkIndex(i int) error {
	if i < 0 || i >= len(e.statements) {
		has := "the document has " + strconv.Itoa(len(e.statements)) + ", counted from 0"
		return &DocumentError{i, "Statement", "there is no such statement", has}
	}
	return nil
}

// put returns the text with another text at s.
func (e *edit) put(s span, text string) []byte {
	return []byte(e.text[:s.start] + text + e.text[s.end:])
}
