package ecrref

import "strings"

// placeholder returns the placeholder that is at offset at in s, such as
// "${AWS::AccountId}" or "aws_account_id", and "" if there is none.
func placeholder(s string, at int, part Part) string {
	if t := template(s[at:]); t != "" {
		return t
	}
	start, end := around(s, at, part)
	word := s[start:end]
	if len(word) <= 64 && isPlaceholder(word, part) {
		return word
	}
	return ""
}

// templates holds how templates begin and end.
var templates = [...]struct{ open, end string }{
	{"${{", "}}"}, {"${", "}"}, {"$(", ")"}, {"{{", "}}"}, {"#{", "}"}, {"{", "}"}, {"((", "))"}, {"%(", ")s"},
	{"<", ">"}, {"[", "]"}, {"%", "%"}, {"!", "!"}, {"@@", "@@"},
}

// template returns the template or variable that s begins with.
func template(s string) string {
	for _, t := range templates {
		rest, ok := strings.CutPrefix(s, t.open)
		if !ok {
			continue
		}
		i := strings.Index(rest[:min(len(rest), 80)], t.end)
		link := t.open == "[" && has(rest, i+1, '(') // of Markdown
		if i > 0 && !link && isTemplate(t.open, rest[:i]) {
			return s[:len(t.open)+i+len(t.end)]
		}
	}
	if n := len(s) - len(strings.TrimLeft(s, "*")); n >= 3 { // as GitHub hides a secret
		return s[:n]
	}
	if strings.HasPrefix(s, "$") {
		if n := run(s[:min(len(s), 80)], 1, alnum|upper|underscore); n > 1 {
			return s[:n]
		}
	}
	return ""
}

// isTemplate reports whether text between an opening mark and its end is that
// of a template: between marks that are common otherwise only a word is, and
// in brackets no IPv6 address.
func isTemplate(open, text string) bool {
	switch open {
	case "%", "!", "@@":
		return run(text, 0, alnum|upper|underscore) == len(text)
	case "[", "<", "{": // these also stand around a whole reference
		return indexOrEnd(text, "/\"'") == len(text) && !beginsLikeRegistry(text) && (open != "[" || !strings.Contains(text, ":"))
	}
	return true
}

// around returns the bounds of the word at offset at: a label in a host,
// everything up to the next delimiter elsewhere.
func around(s string, at int, part Part) (start, end int) {
	delimiters := "/:@"
	if part == PartAccount || part == PartRegion {
		delimiters = "./:@"
	}
	return wordAt(s, at, delimiters)
}

// wordAt returns the bounds of what stands around offset at between two of
// those bytes.
func wordAt(s string, at int, delimiters string) (start, end int) {
	start = at
	for start > 0 && strings.IndexByte(delimiters, s[start-1]) < 0 {
		start--
	}
	return start, at + indexOrEnd(s[at:], delimiters)
}

// isPlaceholder reports whether a word is one that documentation writes in that
// part in place of a real one. In a repository name, where most of these would
// be legal in lower case, it has to be in capitals.
func isPlaceholder(word string, part Part) bool {
	if part == PartRepository || part == PartAlias {
		return run(word, 0, digit|upper|between) == len(word) && holdsWord(word)
	}
	word = lowerASCII(word)
	switch part {
	case PartAccount:
		return containsAny(word, "account", "acct", "registry_id", "registry-id", "xxx")
	case PartRegion:
		return containsAny(word, "region", "xxx", "your")
	case PartDigest:
		return containsAny(word, "example", "...", "xxx")
	}
	return false
}

// holdsWord reports whether one of the words of s, which "_" or "-" part, is
// one that stands for another.
func holdsWord(s string) bool {
	for s != "" {
		end := indexOrEnd(s, "_-")
		switch s[:end] {
		case "ALIAS", "IMAGE", "MY", "NAME", "NAMESPACE", "REPO", "REPOSITORY", "YOUR":
			return true
		}
		s = s[min(end+1, len(s)):]
	}
	return false
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
