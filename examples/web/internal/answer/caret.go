package answer

import (
	"strings"
	"unicode/utf8"
)

// Caret is a place in a text, with what stands around it.
type Caret struct {
	Before, At, After string // the line up to the place, its character, the rest
	Line, Column      int    // from 1; Column in characters
	InImage           bool   // Line and Column count in the image, not in the field around it
	Start, End        int    // in the field, in UTF-16 units, as a browser counts; -1 when it is not there
}

// place finds a Caret, which takes a walk over the text: only what is shown needs one.
// There is none where it is nil.
type place func() *Caret

// caretAt is the place of a byte of a field.
func caretAt(text string, offset int) place { return func() *Caret { return findAt(text, offset) } }

// caretIn is the place of a byte of an image that stands in a field at base. The
// image that a message shows differs from the one in the field where something had
// to be taken out.
func caretIn(field string, base int, image string, offset int) place {
	return func() *Caret { return findIn(field, base, image, offset) }
}

// How much of a long line is shown.
const (
	shownBefore = 160
	shownAfter  = 80
)

func findAt(text string, offset int) *Caret {
	offset = min(max(offset, 0), len(text))
	c := lineAt(text, offset)
	c.Start = utf16Length(text[:offset])
	c.End = c.Start + utf16Length(c.At)
	return c
}

func findIn(field string, base int, image string, offset int) *Caret {
	if strings.HasPrefix(field[min(base, len(field)):], image) {
		c := findAt(field, base+offset)
		line := lineAt(image, min(offset, len(image)))
		c.Before, c.At, c.After = line.Before, line.At, line.After
		if !strings.Contains(field, "\n") {
			c.Column, c.InImage = line.Column, strings.TrimSpace(field) != image
		}
		return c
	}
	c := lineAt(image, min(offset, len(image)))
	c.InImage, c.Start, c.End = strings.TrimSpace(field) != image, -1, -1
	return c
}

func lineAt(text string, offset int) *Caret {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line := text[start:]
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	before, at, after := line[:min(offset-start, len(line))], "", ""
	if rest := line[len(before):]; rest != "" {
		_, n := utf8.DecodeRuneInString(rest)
		at, after = rest[:n], rest[n:]
	}
	return &Caret{Before: cutStart(before), At: at, After: cutEnd(after),
		Line: 1 + strings.Count(text[:start], "\n"), Column: 1 + utf8.RuneCountInString(before)}
}

func cutStart(s string) string {
	if len(s) <= shownBefore {
		return s
	}
	s = s[len(s)-shownBefore:]
	for s != "" && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return "…" + s
}

func cutEnd(s string) string {
	if len(s) <= shownAfter {
		return s
	}
	n := shownAfter
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

func utf16Length(s string) (n int) {
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
