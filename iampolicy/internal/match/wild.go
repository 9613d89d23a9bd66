package match

import "strings"

// MatchFold reports whether pattern, in which * stands for any text and ? for
// one character, matches s without regard to case. It takes no time to prepare,
// unlike a compiled pattern. Names of actions are ASCII, so characters are bytes.
func MatchFold(pattern, s string) bool { return matchBytes(pattern, s, Lower) }

// MatchExact is MatchFold with regard to case.
func MatchExact(pattern, s string) bool {
	return matchBytes(pattern, s, func(c byte) byte { return c })
}

func matchBytes(pattern, s string, fold func(byte) byte) bool {
	star, mark, p, i := -1, 0, 0, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, i
			p++
		case p < len(pattern) && (pattern[p] == '?' || fold(pattern[p]) == fold(s[i])):
			p++
			i++
		case star >= 0:
			mark++
			p, i = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// HasWildcard reports whether s has a * or a ?.
func HasWildcard(s string) bool { return strings.ContainsAny(s, "*?") }
