package answer

import (
	"slices"
	"strconv"
	"strings"
)

// several says that the first field holds more than one image, or nil where it holds
// one. Which of them is meant nobody knows, so none is judged.
func several(field string) *Finding {
	words := strings.Fields(field)
	isImage := func(word string) bool { return strings.Contains(strings.Trim(word, "/"), "/") }
	lines := linesOf(field)
	if len(lines) < 2 && (len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return !isImage(w) })) {
		return nil
	}
	what, second := strconv.Itoa(len(words))+" images", strings.Index(field, words[0])+len(words[0])
	if len(lines) > 1 {
		what, second = strconv.Itoa(len(lines))+" lines", strings.Index(field, lines[0])+len(lines[0])
	}
	second += len(field[second:]) - len(strings.TrimLeft(field[second:], " \t\r\n"))
	return &Finding{Severity: Warning, Field: FieldImage, place: caretAt(field, second),
		Message: "one image at a time: these are " + what + ", and none of them was judged",
		Fix: "leave one image, or join the lines of one; several together are a list such as " +
			`[{"name":"a","image":"IMAGE"},{"name":"b","image":"IMAGE"}], or a task definition`}
}

// linesOf lists the lines that hold something.
func linesOf(text string) (lines []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
