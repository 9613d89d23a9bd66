package iampolicy

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fail returns an error at the byte where the reader stands.
func (r *reader) fail(msg, hint string) *ParseError { return failAt(r.i, msg, hint) }

func failAt(offset int, msg, hint string) *ParseError {
	return &ParseError{Offset: int64(offset), Msg: msg, Hint: hint}
}

// unexpected says that something else than want stands here.
func (r *reader) unexpected(want string) *ParseError {
	if r.i >= len(r.s) {
		return r.endOf("document, where " + want + " should follow")
	}
	return r.fail("want "+want+", found "+r.found(), r.syntaxHint())
}

func (r *reader) endOf(what string) *ParseError {
	return failAt(len(r.s), "unexpected end of the "+what, "the text looks cut off: give the whole document")
}

// found names the value or character where the reader stands.
func (r *reader) found() string {
	switch c := r.peek(); {
	case c == '{':
		return "an object"
	case c == '[':
		return "a list"
	case c == '"':
		return "a string"
	case c == '-' || '0' <= c && c <= '9':
		return "a number"
	}
	switch word := r.word(); word {
	case "":
		char, _ := utf8.DecodeRuneInString(r.s[r.i:])
		return strconv.QuoteRune(char)
	case "true", "false", "null":
		return word
	default:
		return quote(word)
	}
}

// syntaxHint knows what people write that JSON does not have.
func (r *reader) syntaxHint() string {
	switch rest := r.s[r.i:]; {
	case rest[0] == '\'':
		return "JSON has double quotes only"
	case rest[0] == '/' || rest[0] == '#':
		return "JSON has no comments: remove it"
	case strings.HasPrefix(rest, "null"):
		return r.nullHint()
	}
	return ""
}

// nullHint says what to do with null, by what stands before it.
func (r *reader) nullHint() string {
	switch before := strings.TrimRight(r.s[:r.i], " \t\r\n"); {
	case before == "":
		return wholeDocument + "; null is what programs write for a policy that does not exist"
	case strings.HasSuffix(before, ":"):
		return "leave the member out"
	}
	return "leave it out"
}

func (r *reader) badEscape() *ParseError {
	if _, ok := hex4(r.s[r.i:]); ok {
		return r.fail("half of a surrogate pair in a string", `write both halves, or the character itself in UTF-8`)
	}
	return r.fail("bad escape in a string", `write one of \" \\ \/ \b \f \n \r \t \uXXXX; a backslash itself is \\`)
}

// checkUTF8 returns an error for the first byte of s that is not UTF-8.
func checkUTF8(s string) *ParseError {
	if utf8.ValidString(s) {
		return nil
	}
	for i, char := range s {
		if char == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return failAt(i, fmt.Sprintf("byte 0x%02X is not UTF-8", s[i]), "save the document as UTF-8")
		}
	}
	return nil
}

const quoteLimit = 60 // bytes of the input that a message repeats

// quote quotes s for a message, a long s in part.
func quote(s string) string {
	if len(s) > quoteLimit {
		return strconv.Quote(s[:quoteLimit]) + "…"
	}
	return strconv.Quote(s)
}

func quoteByte(c byte) string { return strconv.QuoteRune(rune(c)) }
