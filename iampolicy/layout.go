package iampolicy

import "strings"

// span is a piece of a text.
type span struct{ start, end int }

// layout says where the statements of a document stand in its text.
type layout struct {
	list       span // the list around them, brackets included; empty when the statement is written bare
	statements []span
}

// mark notes a statement, if anybody wants to know.
func (l *layout) mark(s span) {
	if l != nil {
		l.statements = append(l.statements, s)
	}
}

func (l *layout) markList(s span) {
	if l != nil {
		l.list = s
	}
}

// style is how a document writes its statements.
type style struct {
	lead   string // the white space before a statement
	indent string // line break and indentation of a statement; "" if it is on one line
	unit   string // what each level of nesting adds to the indentation
}

// styleOf returns the style of the statement at s.
func styleOf(text string, s span) style {
	before := strings.TrimRight(text[:s.start], jsonSpace)
	st := style{lead: text[len(before):s.start]}
	inside := text[s.start+1 : s.end]
	inner := inside[:len(inside)-len(strings.TrimLeft(inside, jsonSpace))]
	if !strings.Contains(inner, "\n") {
		return st
	}
	inner = lastLine(inner)
	st.indent = lastLine(st.lead)
	if st.indent == "" { // the statement does not begin its line: take its closing brace
		closing := strings.TrimRight(text[s.start:s.end-1], jsonSpace)
		st.indent = lastLine(text[s.start+len(closing) : s.end-1])
	}
	if unit, ok := strings.CutPrefix(inner, st.indent); ok && unit != "" {
		st.unit = unit
	} else {
		st.unit = "    "
	}
	if len(st.indent)+len(st.unit) > maxIndent {
		st.indent = ""
	}
	return st
}

// maxIndent is where indentation ends to be a style: a line for each item would
// multiply it.
const maxIndent = 200

const jsonSpace = " \t\r\n"

// lastLine returns the last line break of white space and what follows it, "" if there is none.
func lastLine(space string) string {
	i := strings.LastIndexByte(space, '\n')
	switch {
	case i < 0:
		return ""
	case i > 0 && space[i-1] == '\r':
		i--
	}
	return space[i:]
}

// write returns a statement in the style.
func (st *style) write(s Statement) string {
	if st.indent == "" {
		return s.String()
	}
	return indentJSON(s.String(), st.indent, st.unit)
}

// indentJSON puts each member and element of compact JSON on a line of its own.
func indentJSON(s, indent, unit string) string {
	var b strings.Builder
	depth, inString := 0, false
	line := func() { b.WriteString(indent + strings.Repeat(unit, depth)) }
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case inString:
			b.WriteByte(c)
			if c == '\\' {
				i++
				b.WriteByte(s[i])
			}
			inString = c != '"'
		case (c == '{' || c == '[') && s[i+1] != c+2: // in ASCII the closing bracket is two further on
			depth++
			b.WriteByte(c)
			line()
		case (c == '}' || c == ']') && s[i-1] != c-2:
			depth--
			line()
			b.WriteByte(c)
		case c == ',':
			b.WriteByte(c)
			line()
		case c == ':':
			b.WriteString(": ")
		default:
			inString = c == '"'
			b.WriteByte(c)
		}
	}
	return b.String()
}
