package iampolicy

import (
	"strings"
	"unicode/utf8"
)

// pattern is text of a policy that a request is compared with: literal text,
// the wildcards * and ?, and policy variables. The zero pattern matches "".
type pattern struct {
	text   string  // as the policy wrote it; if tokens is nil, the text to equal
	tokens []token // nil for literal text
	fold   bool    // ASCII letters match in any case
}

// token is one piece of a pattern.
type token struct {
	kind     tokenKind
	text     string // tokenText: the text; tokenVariable: the condition key
	fallback string // tokenVariable: the default value
	defaults bool   // tokenVariable: there is a default value
}

type tokenKind uint8

const (
	tokenText     tokenKind = iota // this text
	tokenOne                       // ?: any one character
	tokenRun                       // *: any run of characters
	tokenVariable                  // ${key}: the value of a condition key, literally
	tokenNever                     // nothing matches
)

// match reports whether all of s matches. A variable that has no value in r
// matches nothing.
func (p *pattern) match(s string, in contextMap) bool {
	if p.tokens == nil {
		return p.equal(s)
	}
	ok, _ := p.run(s, in)
	return ok && p.resolved(in)
}

func (p *pattern) equal(s string) bool {
	if p.fold {
		return equalFold(p.text, s)
	}
	return p.text == s
}

// run matches greedily and goes back to the last * only: what an earlier * took
// never needs to change, because the last one can take whatever follows. So a
// token is tried at most once for each position of s: the steps, which run
// counts, are at most (len(s)+1) * (len(tokens)+1).
func (p *pattern) run(s string, in contextMap) (ok bool, steps int) {
	i, star, rest := 0, -1, ""
	for i < len(p.tokens) || s != "" {
		steps++
		if i < len(p.tokens) {
			t := &p.tokens[i]
			if t.kind == tokenRun {
				star, rest = i, s
				i++
				continue
			}
			if after, ok := t.take(s, p.fold, in); ok {
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
		rest = rest[firstLen(rest):]
		s, i = rest, star+1
	}
	return true, steps
}

// take returns what is left of s behind the token.
func (t *token) take(s string, fold bool, in contextMap) (rest string, ok bool) {
	switch t.kind {
	case tokenOne:
		return s[firstLen(s):], s != ""
	case tokenVariable:
		v, _ := t.value(in)
		return strings.CutPrefix(s, v)
	case tokenNever:
		return s, false
	}
	if fold {
		n := len(t.text)
		if len(s) < n || !equalFold(s[:n], t.text) {
			return s, false
		}
		return s[n:], true
	}
	return strings.CutPrefix(s, t.text)
}

// firstLen is the length of the first character of s in bytes.
func firstLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// hasVariable reports whether the match depends on the request's context.
func (p *pattern) hasVariable() bool {
	for i := range p.tokens {
		if p.tokens[i].kind == tokenVariable {
			return true
		}
	}
	return false
}
