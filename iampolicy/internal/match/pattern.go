package match

import (
	"strings"
	"unicode/utf8"
)

// Pattern is text of a policy that a request is compared with: literal text,
// the wildcards * and ?, and policy variables. The zero pattern matches "".
type Pattern struct {
	Text   string  // as the policy wrote it; if tokens is nil, the text to equal
	Tokens []token // nil for literal text
	Fold   bool    // ASCII letters match in any case
}

// token is one piece of a pattern.
type token struct {
	Kind     tokenKind
	Text     string // tokenText: the text; tokenVariable: the condition key
	Fallback string // tokenVariable: the default value
	Defaults bool   // tokenVariable: there is a default value
	Never    bool   // tokenVariable: the key has several values, and so the variable none
}

type tokenKind uint8

const (
	tokenText     tokenKind = iota // this text
	tokenOne                       // ?: any one character
	tokenRun                       // *: any run of characters
	TokenVariable                  // ${key}: the value of a condition key, literally
	tokenNever                     // nothing matches
)

// Match reports whether all of s matches. A variable that has no value in r
// matches nothing.
func (p *Pattern) Match(s string, in Context) bool {
	if p.Tokens == nil {
		return p.equal(s)
	}
	ok, _ := p.run(s, in)
	return ok && p.Resolved(in)
}

func (p *Pattern) equal(s string) bool {
	if p.Fold {
		return EqualFold(p.Text, s)
	}
	return p.Text == s
}

// run matches greedily and goes back to the last * only: what an earlier * took
// never needs to change, because the last one can take whatever follows. So a
// token is tried at most once for each position of s: the steps, which run
// counts, are at most (len(s)+1) * (len(tokens)+1).
func (p *Pattern) run(s string, in Context) (ok bool, steps int) {
	i, star, rest := 0, -1, ""
	for i < len(p.Tokens) || s != "" {
		steps++
		if i < len(p.Tokens) {
			t := &p.Tokens[i]
			if t.Kind == tokenRun {
				star, rest = i, s
				i++
				continue
			}
			if after, ok := t.take(s, p.Fold, in); ok {
				s = after
				i++
				continue
			}
		} else if star == i-1 {
			return true, steps // a * at the end takes everything
		}
		if star < 0 || rest == "" {
			return false, steps
		}
		rest = rest[FirstLen(rest):]
		s, i = rest, star+1
	}
	return true, steps
}

// take returns what is left of s behind the token.
func (t *token) take(s string, fold bool, in Context) (rest string, ok bool) {
	switch t.Kind {
	case tokenOne:
		return s[FirstLen(s):], s != ""
	case TokenVariable:
		v, _ := t.value(in)
		return strings.CutPrefix(s, v)
	case tokenNever:
		return s, false
	}
	if fold {
		n := len(t.Text)
		if len(s) < n || !EqualFold(s[:n], t.Text) {
			return s, false
		}
		return s[n:], true
	}
	return strings.CutPrefix(s, t.Text)
}

// FirstLen is the length of the first character of s in bytes.
func FirstLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// HasVariable reports whether the match depends on the request's context.
func (p *Pattern) hasVariable() bool {
	for i := range p.Tokens {
		if p.Tokens[i].Kind == TokenVariable {
			return true
		}
	}
	return false
}
