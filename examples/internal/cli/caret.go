package cli

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Caret returns the image that did not parse, and in a second line a caret under
// the byte where it goes wrong. Of an image that is wider than width, when that
// is not 0, it shows what stands around the caret.
func Caret(err *ecrref.ParseError, width int) string {
	at := min(max(err.Offset, 0), len(err.Input))
	before, behind := shownInside(err.Input[:at]), shownInside(err.Input[at:])
	if n := utf8.RuneCountInString(before); width > 0 && n+utf8.RuneCountInString(behind) > width {
		half := width / 2
		if n > half {
			before = "…" + string([]rune(before)[n-half+1:])
		}
		if room := width - utf8.RuneCountInString(before); utf8.RuneCountInString(behind) > room {
			behind = string([]rune(behind)[:room-1]) + "…"
		}
	}
	return before + behind + "\n" + strings.Repeat(" ", utf8.RuneCountInString(before)) + "^"
}

// shownInside is a part of an image with what drives a terminal escaped.
func shownInside(text string) string {
	if shown := Printable(text); shown == text {
		return text
	}
	quoted := strconv.Quote(text)
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
}
