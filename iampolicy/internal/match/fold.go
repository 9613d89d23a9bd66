package match

// The names of the policy language are ASCII, and so are the cases that AWS
// takes for the same.

// CompareFold compares a and b as strings.Compare does, ASCII letters in lower case.
func CompareFold(a, b string) int {
	for i := range min(len(a), len(b)) {
		if x, y := Lower(a[i]), Lower(b[i]); x != y {
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

// EqualFold reports whether a and b differ in the case of ASCII letters at most.
func EqualFold(a, b string) bool { return len(a) == len(b) && CompareFold(a, b) == 0 }

// LowerCase returns s with ASCII letters in lower case.
func LowerCase(s string) string {
	b := []byte(s)
	for i, c := range b {
		b[i] = Lower(c)
	}
	return string(b)
}

// Lower returns c, an ASCII letter in lower case.
func Lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// indexFold is strings.Index without regard to case.
func indexFold(s, text string) int {
	for i := range len(s) - len(text) + 1 {
		if Lower(s[i]) == Lower(text[0]) && EqualFold(s[i:i+len(text)], text) {
			return i
		}
	}
	return -1
}

// CutPrefixFold is strings.CutPrefix without regard to case.
func CutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
