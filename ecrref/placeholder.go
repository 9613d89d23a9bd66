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
	if len(word) <= 64 && isPlaceholder(strings.ToLower(word), part) {
		return word
	}
	return ""
}

// templates holds how templates begin and end.
var templates = [...]struct{ open, end string }{
	{"${", "}"}, {"$(", ")"}, {"{{", "}}"}, {"#{", "}"}, {"{", "}"}, {"<", ">"}, {"[", "]"}, {"%", "%"},
}

// template returns the template or variable that s begins with.
func template(s string) string {
	for _, t := range templates {
		rest, ok := strings.CutPrefix(s, t.open)
		if !ok {
			continue
		}
		if i := strings.Index(rest[:min(len(rest), 80)], t.end); i > 0 && (t.open != "%" || run(rest, 0, alnum|upper|underscore) == i) {
			return s[:len(t.open)+i+len(t.end)]
		}
	}
	if len(s) > 1 && s[0] == '$' {
		if n := run(s[:min(len(s), 80)], 1, alnum|upper|underscore); n > 1 {
			return s[:n]
		}
	}
	return ""
}

// around returns the bounds of the word at offset at: a label in a host,
// everything up to the next delimiter elsewhere.
func around(s string, at int, part Part) (start, end int) {
	delimiters := "/:@"
	if part == PartAccount || part == PartRegion {
		delimiters = "./:@"
	}
	start = strings.LastIndexAny(s[:at], delimiters) + 1
	return start, at + indexOrEnd(s[at:], delimiters)
}

// isPlaceholder reports whether a word in lower case is one that documentation
// writes in that part in place of a real one.
func isPlaceholder(word string, part Part) bool {
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

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
