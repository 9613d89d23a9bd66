package answer

import "strings"

// byteOrderMark begins what some editors save, and is no part of it.
const byteOrderMark = "\ufeff"

// withoutMark takes a byte order mark out of the beginning of a field.
func withoutMark(field string) string {
	text := strings.TrimLeft(field, " \t\r\n")
	rest, ok := strings.CutPrefix(text, byteOrderMark)
	if !ok {
		return field
	}
	return field[:len(field)-len(text)] + rest
}

// putBack moves the places of findings about a field to where they are with the mark,
// which is one UTF-16 unit.
func putBack(findings []Finding, about Field) {
	for _, f := range findings {
		if f.Field == about && f.Caret != nil && f.Caret.Start >= 0 {
			f.Caret.Start++
			f.Caret.End++
		}
	}
}
