package redact

import "strings"

// names holds the words with which the name of a secret ends, without hyphens
// and underscores: X-Amz-Security-Token, SECRET_ACCESS_KEY.
var names = [...]string{"password", "passwd", "passphrase", "authorization", "pwd", "pass", "token", "secret", "signature", "auth",
	"accesskey", "secretkey", "apikey", "privatekey", "credential", "creds"}

// plainNames is how many of the names are not also those of images.
const plainNames = 4

// valueStart returns where the value of a name that means a secret begins in s,
// len(s) if there is none. Nothing has to follow it.
func valueStart(s string) int {
	login := strings.Index(s, "login")
	for i := range len(s) {
		switch c := s[i]; {
		case c == '=' || c == '%' && encoded(s[i:], "3D", "3d") > 0:
			if endsInName(wordBefore(s, i), names[:]) {
				return i + 1
			}
		case c == ':':
			if isMember(s, i) {
				return i + 1
			}
		case c <= ' ':
			if isFlag(s, i) || isScheme(s, i) || i < login && wordBefore(s, i) == "echo" { // echo x | docker login --password-stdin
				return i + 1
			}
		case c == 'p' && 0 <= login && login < i && s[i-1] == '-' && s[i-2] <= ' ': // -p x, -p=x, -px
			return len(s) - len(strings.TrimLeft(s[i+1:], space+"="))
		}
	}
	return len(s)
}

// wordBefore returns the word that ends before i, or before the quotes and
// spaces there: a name in a setting, a flag, a member of JSON.
func wordBefore(s string, i int) string {
	s = strings.TrimRight(s[max(0, i-40):i], " \"'\\")
	start := len(s)
	for start > 0 && isWord(s[start-1]) {
		start--
	}
	return s[start:]
}

func isWord(c byte) bool {
	letter := c | 0x20
	return 'a' <= letter && letter <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// endsInName reports whether a word ends in one of the names of a secret.
func endsInName(word string, names []string) bool {
	for _, name := range names {
		if endsIn(word, name) {
			return true
		}
	}
	return false
}

// endsIn reports whether word ends in name, which is in lower case: in any case
// and with any hyphens and underscores in it.
//
//go:noinline // a dozen copies would weigh in every program that imports the package
func endsIn(word, name string) bool {
	i, n := len(word), len(name)
	for i > 0 && n > 0 {
		i--
		switch c := word[i]; {
		case c|0x20 == name[n-1]:
			n--
		case c != '-' && c != '_':
			return false
		}
	}
	return n == 0
}

// isMember reports whether the colon at i ends the name of a secret and is not
// that of a tag or an ARN: "password:x", "token: x", but neither HOST/token:v1,
// token:v1 nor arn:aws:secretsmanager:us-west-2:123456789012:secret:x.
func isMember(s string, i int) bool {
	word := wordBefore(s, i)
	start := strings.LastIndex(s[:i], word)
	switch {
	case !endsInName(word, names[:]), start > 0 && strings.IndexByte("/:.", s[start-1]) >= 0:
		return false
	case endsInName(word, names[:plainNames]), start+len(word) < i: // behind a quote
		return true
	}
	return i+1 < len(s) && strings.IndexByte(space+`"'`, s[i+1]) >= 0
}

// isFlag reports whether the space at i ends a flag that a secret follows:
// "--password x", "-p x" where x is no port that is published, "-u name:x".
func isFlag(s string, i int) bool {
	word := wordBefore(s, i)
	if word == "" || word[0] != '-' || s[i-1] <= ' ' {
		return false
	}
	value := strings.TrimLeft(s[i:], space)
	value = value[:indexOrEnd(value, space)]
	numbers := strings.Trim(strings.TrimSuffix(strings.TrimSuffix(value, "/tcp"), "/udp"), digits+".:-") == ""
	switch word {
	case "-p":
		return !numbers
	case "-u", "--user": // name:password for curl, two numbers for docker run
		return !numbers && strings.Contains(value, ":")
	}
	return endsInName(word, names[:])
}

// isScheme reports whether the space at i ends the name of a scheme of HTTP
// authorization; "no basic auth credentials" is what Docker says without any.
func isScheme(s string, i int) bool {
	word := wordBefore(s, i)
	return endsIn(word, "bearer") || endsIn(word, "basic") && !strings.HasPrefix(s[i:], " auth ")
}

const (
	space  = " \t\r\n"
	digits = "0123456789"
)

// indexOrEnd returns where the first of those bytes is in s, len(s) if there is none.
func indexOrEnd(s, chars string) int {
	i := 0
	for i < len(s) && strings.IndexByte(chars, s[i]) < 0 {
		i++
	}
	return i
}
