package cli

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks the lines of text between words so that none is longer than width
// where its words allow it. Lines that begin with a space stay as they are: they
// hold commands or documents to paste. So does everything with a width of 0.
func Wrap(text string, width int) string {
	if width <= 0 {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, " ") {
			lines[i] = wrapLine(line, width)
		}
	}
	return strings.Join(lines, "\n")
}

func wrapLine(line string, width int) string {
	var b strings.Builder
	used := 0
	for i, word := range strings.Split(line, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case used+1+n > width:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// Hang wraps text to width and begins each line but the first with indent, for
// a text whose first line stands behind as much.
func Hang(text, indent string, width int) string {
	if width > 0 {
		text = Wrap(text, max(width-len(indent), 20))
	}
	return strings.ReplaceAll(text, "\n", "\n"+indent)
}
