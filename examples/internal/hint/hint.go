// Package hint words what the core packages say to write for those who write no Go.
package hint

import "strings"

// Plain is what a core package says to write, for somebody who writes no Go: it
// leaves out the part of a sentence that names a function, and what follows.
func Plain(hint string) string {
	at := 0
	for word := range strings.SplitAfterSeq(hint, " ") {
		if isFunction(word) {
			kept := hint[:at]
			return kept[:max(strings.LastIndex(kept, "; "), strings.LastIndex(kept, ", "), 0)]
		}
		at += len(word)
	}
	return hint
}

// isFunction reports whether a word names a function of the core packages: one whose
// name begins as such names do, or one with its package.
func isFunction(word string) bool {
	for _, verb := range []string{"Parse", "With", "ReleaseBy", "OSFrom", "Private", "Public"} {
		if rest, ok := strings.CutPrefix(word, verb); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return true
		}
	}
	for _, name := range []string{"ecrref.", "agentver.", "agenttext.", "fleet.", "iampolicy.", "authz.", "Repository.", "Ref."} {
		if rest, ok := strings.CutPrefix(word, name); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return true
		}
	}
	return false
}
