package redact

import "strings"

// names holds the words with which the name of a secret ends, without hyphens
// and underscores: X-Amz-Security-Token, SECRET_ACCESS_KEY.
var names = [...]string{"password", "passwd", "passphrase", "pwd", "pass", "token", "secret", "signature", "auth", "authorization",
	"accesskey", "secretkey", "apikey", "privatekey", "credential", "creds"}

// valueStart returns where the value of a name that means a secret begins in s,
// len(s) if there is none. Nothing has to follow it.
func valueStart(s string) int {
	login := strings.Index(s, "login")
	for i := range len(s) {
		isLogin := 0 <= login && login < i // a command whose -p is a password, whatever follows it
		switch c := s[i]; {
		case c == '=', c == '%' && max(encoded(s[i:], "3D"), encoded(s[i:], "3d")) > 0:
			if word := wordBefore(s, i); isName(word) || isLogin && word == "-p" {
				return i + 1
			}
		case c == ':':
			if isMember(s, i) {
				return i + 1
			}
		case c <= ' ':
			if isFlag(s, i, isLogin) || isScheme(s, i) {
				return i + 1
			}
		case c == 'p' && i >= 2 && s[i-1] == '-' && s[i-2] <= ' ' && isLogin && i+1 < len(s) && s[i+1] > ' ' && s[i+1] != '=': // -phunter2
			return i + 1
		}
	}
	return len(s)
}

// maxName is how far back from its end the name of a secret is looked for.
const maxName = 40

// wordBefore returns the word that ends before i, or before the quotes and
// spaces there: a name in a setting, a flag, a member of JSON.
func wordBefore(s string, i int) string {
	s = strings.TrimRight(s[max(0, i-maxName):i], " \"'\\")
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

// isName reports whether a word is the name of a secret.
func isName(word string) bool {
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
	if !isName(word) {
		return false
	}
	if start := strings.LastIndexByte(s[:i], word[len(word)-1]) + 1 - len(word); start > 0 && strings.IndexByte("/:.", s[start-1]) >= 0 {
		return false
	}
	for _, name := range [...]string{"password", "passwd", "passphrase", "authorization"} {
		if len(word) == len(name) && endsIn(word, name) {
			return true
		}
	}
	return i+1 < len(s) && (s[i+1] <= ' ' || s[i+1] == '"' || s[i+1] == '\'' || s[i-1] == '"' || s[i-1] == '\'')
}

// isFlag reports whether the space at i ends a flag that a secret follows:
// "--password x", "-p x" where x is no port that is published, "-u name:x".
func isFlag(s string, i int, login bool) bool {
	word := wordBefore(s, i)
	if word == "" || word[0] != '-' || s[i-1] <= ' ' {
		return false
	}
	value := strings.TrimLeft(s[i:], space)
	value = value[:indexOrEnd(value, space)]
	switch word {
	case "-p":
		return login || !isOnly(value, digits+".:-/tcpud")
	case "-u", "--user": // name:password for curl, two numbers for docker run
		return strings.Contains(value, ":") && !isOnly(value, digits+":")
	}
	return isName(word)
}

// isScheme reports whether the space at i ends the name of a scheme of HTTP
// authorization and no other word follows that it stands before in prose.
func isScheme(s string, i int) bool {
	if word := wordBefore(s, i); !endsIn(word, "bearer") && !endsIn(word, "basic") {
		return false
	}
	next := strings.TrimLeft(s[i:min(len(s), i+20)], " ")
	for _, word := range [...]string{"auth", "cred", "token ", "challenge"} {
		if len(next) >= len(word) && endsIn(next[:len(word)], word) {
			return false
		}
	}
	return true
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

func holdsAny(s, chars string) bool { return indexOrEnd(s, chars) < len(s) }

func isOnly(s, chars string) bool { return strings.Trim(s, chars) == "" }
