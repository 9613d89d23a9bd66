package match

import "strings"

// Syntax says what is special in a pattern.
type Syntax uint8

const (
	Wildcards    Syntax = 1 << iota // * and ?
	Variables                       // ${key}, ${key, 'default'}, ${*}, ${?}, ${$}
	Caseless                        // ASCII letters match in any case
	Plain        Syntax = 0
	wildVariable        = Wildcards | Variables
)

// NewPattern compiles text.
func NewPattern(text string, x Syntax) Pattern {
	p := Pattern{Text: text, Fold: x&Caseless != 0}
	if x&Wildcards != 0 && strings.ContainsAny(text, "*?") || x&Variables != 0 && strings.Contains(text, "${") {
		p.Tokens = tokens(text, x)
	}
	return p
}

func tokens(text string, x Syntax) []token {
	var list []token
	for text != "" {
		t, rest := NextToken(text, x)
		list, text = appendToken(list, t), rest
	}
	return list
}

// NextToken takes the first token off text, which is not empty.
func NextToken(text string, x Syntax) (t token, rest string) {
	if x&Wildcards != 0 {
		switch text[0] {
		case '*':
			return token{Kind: tokenRun}, text[1:]
		case '?':
			return token{Kind: tokenOne}, text[1:]
		}
	}
	if x&Variables != 0 && strings.HasPrefix(text, "${") {
		if t, rest, ok := nextVariable(text); ok {
			return t, rest
		}
	}
	return token{Text: text[:1]}, text[1:]
}

// nextVariable reads ${key}, ${key, 'default'} or one of the three escapes.
// What is not closed is literal text.
func nextVariable(text string) (t token, rest string, ok bool) {
	key, fallback, rest, ok := cutVariable(text)
	switch {
	case !ok:
		return token{}, text, false
	case fallback == "" && (key == "*" || key == "?" || key == "$"):
		return token{Text: key}, rest, true
	}
	t = token{Kind: TokenVariable, Text: key}
	t.Fallback, t.Defaults = unquote(fallback)
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
	if n := len(list); n > 0 && list[n-1].Kind == t.Kind {
		switch t.Kind {
		case tokenRun:
			return list
		case tokenText:
			list[n-1].Text += t.Text
			return list
		}
	}
	return append(list, t)
}

// value is what stands for the variable. Only a key with exactly one value has
// one; the default stands for a key that is absent, not for a list.
func (t *token) value(in Context) (string, bool) {
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

// HasVariable reports whether text may hold a policy variable.
func HasVariable(text string) bool { return strings.Contains(text, "${") }
