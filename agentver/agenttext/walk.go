package agenttext

import "strings"

// between are the characters that separate the names of files and images.
const between = whiteSpace + "\"'`,;()<>[]{}|"

// endOf returns where the word that s begins with ends.
func endOf(s string) int {
	if end := strings.IndexAny(s, between); end >= 0 {
		return end
	}
	return len(s)
}

// maxLine is how far from a marker to look for what belongs to it, so that a
// text with many markers takes no longer than one with few.
const maxLine = 1024

// near returns what s begins with, as far as to look, without the word that is cut
// there: 1.30.1 may be the front of 1.30.10.
func near(s string) string {
	if len(s) <= maxLine {
		return s
	}
	s = s[:maxLine]
	return s[:strings.LastIndexAny(s, between)+1]
}

// lineOf returns the rest of the line that s begins in.
func lineOf(s string) string {
	s = near(s)
	return s[:endOfLine(s, "\n")]
}

// endOfLine returns where the first of the characters stands in s.
func endOfLine(s, characters string) int {
	if end := strings.IndexAny(s, characters); end >= 0 {
		return end
	}
	return len(s)
}

// lineBefore returns the line that byte i of s stands in, up to there.
func lineBefore(s string, i int) string {
	s = s[max(0, i-maxLine):i]
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// cutParentheses reads " (inside)" at the front of s; what is none holds nothing, and
// nothing follows it.
func cutParentheses(s string) (inside, after string) {
	s, ok := strings.CutPrefix(s, " (")
	if !ok {
		return "", ""
	}
	end := strings.IndexByte(s[:min(len(s), maxLine)], ')')
	if end < 0 {
		return "", ""
	}
	return s[:end], s[end+1:]
}

// insideWord reports whether the text at byte i of s goes on a word, so that it
// is a part of another name.
func insideWord(s string, i int) bool {
	return i > 0 && (isIdentifierByte(s[i-1]) || strings.IndexByte("_.", s[i-1]) >= 0)
}

// leading returns the letters, digits, hyphens and extra characters that s
// begins with.
func leading(s, extra string) string {
	n := 0
	for n < len(s) && (isIdentifierByte(s[n]) || strings.IndexByte(extra, s[n]) >= 0) {
		n++
	}
	return s[:n]
}

// indexFold is strings.Index for an ASCII text in any case, which is given in
// lower case.
func indexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if s[i]|0x20 == lower[0] && beginsFold(s[i:], lower) {
			return i
		}
	}
	return -1
}

// beginsFold reports whether s, which is long enough, begins with a text in any case.
func beginsFold(s, lower string) bool {
	for i := range len(lower) {
		c := s[i]
		if isLetter(c) {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

func containsFold(s, lower string) bool { return indexFold(s, lower) >= 0 }

func isDigit(c byte) bool { return c-'0' <= 9 }

func isLetter(c byte) bool { return c|0x20-'a' < 26 }

func isIdentifierByte(c byte) bool { return isDigit(c) || isLetter(c) || c == '-' }

// isNumber reports whether s holds digits only.
func isNumber(s string) bool { return spanDigits(s) == len(s) }

func spanDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
