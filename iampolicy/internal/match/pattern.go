package match

import (
	"strings"
	"unicode/utf8"
)

// Pattern is text of a policy that a request is compared with: literal text,
// the wildcards * and ?, and policy variables. The zero pattern matches "".
type Pattern struct {
	Text   string  // as the policy wrote it; if tokens is nil, the text to equal
	Tokens []Token // nil for literal text
	Fold   bool    // ASCII letters match in any case

	unicode bool // … and all others, in Unicode's simple case folding
}

// Token is one piece of a pattern.
type Token struct {
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
	tokenEnd                       // in an automaton: the end of a glob
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
	switch {
	case p.unicode:
		return strings.EqualFold(p.Text, s)
	case p.Fold:
		return EqualFold(p.Text, s)
	}
	return p.Text == s
}

// run matches greedily and goes back to the last * only: what an earlier * took
// never needs to change, because the last one can take whatever follows. So a
// Token is tried at most once for each position of s: the steps, which run
// counts, are at most (len(s)+1) * (len(tokens)+1). Where literal text follows a
// *, it goes to the next place that has it.
func (p *Pattern) run(s string, in Context) (ok bool, steps int) {
	i, star, rest := 0, -1, ""
	for i < len(p.Tokens) || s != "" {
		steps++
		if i < len(p.Tokens) {
			t := &p.Tokens[i]
			if t.Kind == tokenRun {
				star = i
				i++
				if s, ok = p.skip(i, s); !ok {
					return false, steps
				}
				rest = s
				continue
			}
			if after, ok := p.take(t, s, in); ok {
				s = after
				i++
				continue
			}
		} else if star == i-1 {
			return true, steps // a * at the end takes everything
		}
		if rest == "" { // there is no * before, or nothing left for it to take
			return false, steps
		}
		if rest, ok = p.skip(star+1, rest[FirstLen(rest):]); !ok {
			return false, steps
		}
		s, i = rest, star+1
	}
	return true, steps
}

// skip goes to the next place in s where token i, which follows a *, can match if
// it is literal text; at the end of the pattern that is the end of s. In Unicode's
// case folding text has no fixed length, and nothing is skipped.
func (p *Pattern) skip(i int, s string) (rest string, ok bool) {
	if i == len(p.Tokens) || p.Tokens[i].Kind != tokenText || p.unicode {
		return s, true
	}
	text := p.Tokens[i].Text
	if i == len(p.Tokens)-1 {
		end := s[max(0, len(s)-len(text)):]
		return end, end == text || p.Fold && EqualFold(end, text)
	}
	at := -1
	if p.Fold {
		at = indexFold(s, text)
	} else {
		at = strings.Index(s, text)
	}
	if at < 0 {
		return s, false
	}
	return s[at:], true
}

// take returns what is left of s behind the token.
func (p *Pattern) take(t *Token, s string, in Context) (rest string, ok bool) {
	text := t.Text
	switch t.Kind {
	case tokenOne:
		return s[FirstLen(s):], s != ""
	case TokenVariable:
		text, _ = t.value(in)
	case tokenNever:
		return s, false
	}
	switch {
	case p.unicode:
		return cutPrefixFolded(s, text)
	case p.Fold:
		return CutPrefixFold(s, text)
	}
	return strings.CutPrefix(s, text)
}

func cutPrefixFolded(s, prefix string) (rest string, ok bool) {
	for prefix != "" {
		n, m := FirstLen(s), FirstLen(prefix)
		if !strings.EqualFold(s[:n], prefix[:m]) {
			return s, false
		}
		s, prefix = s[n:], prefix[m:]
	}
	return s, true
}

// Weight bounds what matching costs: in run at most Weight/4*(len(s)+1) steps, and
// two more for each token. A * weighs something if it has to look for what follows
// it: little for literal text, four for each token of anything else.
func (p *Pattern) Weight() (weight int) {
	for i := 0; i < len(p.Tokens); i++ {
		if p.Tokens[i].Kind != tokenRun || i+1 == len(p.Tokens) {
			continue
		}
		n := 0
		for i+n+1 < len(p.Tokens) && p.Tokens[i+n+1].Kind != tokenRun {
			n++
		}
		if n == 1 && p.Tokens[i+1].Kind == tokenText && !p.Fold {
			weight++
			continue
		}
		weight += 4 * (n + 1)
	}
	return weight
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

// value is what stands for the variable. Only a key with exactly one value has
// one; the default stands for a key that is absent, not for a list.
func (t *Token) value(in Context) (string, bool) {
	if t.Never {
		return "", false
	}
	values := in.Values(t.Text)
	switch len(values) {
	case 0:
		return t.Fallback, t.Defaults
	case 1:
		return values[0], true
	}
	return "", false
}

// Resolved reports whether all variables of p have a value.
func (p *Pattern) Resolved(in Context) bool {
	for i := range p.Tokens {
		if t := &p.Tokens[i]; t.Kind == TokenVariable {
			if _, ok := t.value(in); !ok {
				return false
			}
		}
	}
	return true
}
