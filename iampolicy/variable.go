package iampolicy

import "strings"

// syntax says what is special in a pattern.
type syntax uint8

const (
	wildcards    syntax = 1 << iota // * and ?
	variables                       // ${key}, ${key, 'default'}, ${*}, ${?}, ${$}
	caseless                        // ASCII letters match in any case
	plain        syntax = 0
	wildVariable        = wildcards | variables
)

// newPattern compiles text.
func newPattern(text string, x syntax) pattern {
	p := pattern{text: text, fold: x&caseless != 0}
	if x&wildcards != 0 && strings.ContainsAny(text, "*?") || x&variables != 0 && strings.Contains(text, "${") {
		p.tokens = tokens(text, x)
	}
	return p
}

func tokens(text string, x syntax) []token {
	var list []token
	for text != "" {
		t, rest := nextToken(text, x)
		list, text = appendToken(list, t), rest
	}
	return list
}

func nextToken(text string, x syntax) (t token, rest string) {
	if x&wildcards != 0 {
		switch text[0] {
		case '*':
			return token{kind: tokenRun}, text[1:]
		case '?':
			return token{kind: tokenOne}, text[1:]
		}
	}
	if x&variables != 0 && strings.HasPrefix(text, "${") {
		if t, rest, ok := nextVariable(text); ok {
			return t, rest
		}
	}
	return token{text: text[:1]}, text[1:]
}

// nextVariable reads ${key}, ${key, 'default'} or one of the three escapes.
// What is not closed is literal text.
func nextVariable(text string) (t token, rest string, ok bool) {
	key, fallback, rest, ok := cutVariable(text)
	switch {
	case !ok:
		return token{}, text, false
	case fallback == "" && (key == "*" || key == "?" || key == "$"):
		return token{text: key}, rest, true
	}
	t = token{kind: tokenVariable, text: key}
	t.fallback, t.defaults = unquote(fallback)
	return t, rest, true
}

// cutVariable splits "${key, 'default'}rest". The default may hold a brace.
func cutVariable(text string) (key, fallback, rest string, ok bool) {
	body, rest, ok := strings.Cut(text[len("${"):], "}")
	key, _, hasDefault := strings.Cut(body, ",")
	if !hasDefault {
		return key, "", rest, ok
	}
	body = text[len("${")+len(key)+len(","):]
	end := strings.Index(body, "'}")
	if end < 0 {
		return key, " ", rest, ok // a default that is none: the variable has no value
	}
	return key, body[:end+1], body[end+2:], true
}

// unquote reads 'default', white space before it allowed.
func unquote(s string) (value string, ok bool) {
	s = strings.TrimLeft(s, " ")
	if len(s) < 2 || s[0] != '\'' || s[len(s)-1] != '\'' {
		return "", false
	}
	return s[1 : len(s)-1], true
}

// appendToken joins literal text and runs of *.
func appendToken(list []token, t token) []token {
	if n := len(list); n > 0 && list[n-1].kind == t.kind {
		switch t.kind {
		case tokenRun:
			return list
		case tokenText:
			list[n-1].text += t.text
			return list
		}
	}
	return append(list, t)
}

// value is what stands for the variable. Only a key with exactly one value has
// one; the default stands for a key that is absent, not for a list.
func (t *token) value(in contextMap) (string, bool) {
	values := in.values(t.text)
	switch len(values) {
	case 0:
		return t.fallback, t.defaults
	case 1:
		return values[0], true
	}
	return "", false
}

// resolved reports whether all variables of p have a value.
func (p *pattern) resolved(in contextMap) bool {
	for i := range p.tokens {
		if t := &p.tokens[i]; t.kind == tokenVariable {
			if _, ok := t.value(in); !ok {
				return false
			}
		}
	}
	return true
}
