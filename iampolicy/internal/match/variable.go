package match

import "strings"

// Syntax says what is special in a pattern.
type Syntax uint8

const (
	Wildcards    Syntax = 1 << iota // * and ?
	Variables                       // ${key}, ${key, 'default'}, ${*}, ${?}, ${$}
	Caseless                        // ASCII letters match in any case
	Folded                          // letters match in Unicode's simple case folding
	Plain        Syntax = 0
	wildVariable        = Wildcards | Variables
)

// NewPattern compiles text.
func NewPattern(text string, x Syntax) Pattern {
	p := Pattern{Text: text, Fold: x&(Caseless|Folded) != 0, unicode: x&Folded != 0}
	if x&Wildcards != 0 && strings.ContainsAny(text, "*?") || x&Variables != 0 && strings.Contains(text, "${") {
		p.Tokens = tokens(text, x)
	}
	return p
}

// lexer reads a text with wildcards and variables once, from left to right.
type lexer struct {
	text   string
	syntax Syntax
	brace  int // the last "}", and the last "'}": behind them no variable is closed
	quoted int
	read   int // characters looked at
}

func newLexer(text string, x Syntax) lexer {
	return lexer{text: text, syntax: x, brace: strings.LastIndexByte(text, '}'), quoted: strings.LastIndex(text, "'}")}
}

// tokens splits text. Literal text and runs of * are joined.
func tokens(text string, x Syntax) (list []Token) {
	list = make([]Token, 0, min(len(text), 1+2*(strings.Count(text, "*")+strings.Count(text, "?")+strings.Count(text, "${"))))
	var first [1]string
	literal := first[:0] // pieces of text that belong together
	flush := func() {
		if len(literal) > 0 {
			list, literal = append(list, Token{Text: strings.Join(literal, "")}), literal[:0]
		}
	}
	EachToken(text, x, func(t Token, _ string) {
		if t.Kind == tokenText {
			literal = append(literal, t.Text)
			return
		}
		flush()
		if n := len(list); t.Kind != tokenRun || n == 0 || list[n-1].Kind != tokenRun {
			list = append(list, t)
		}
	})
	flush()
	return list
}

// EachToken calls do with each token of text and how the text spells it.
func EachToken(text string, x Syntax, do func(t Token, source string)) {
	l := newLexer(text, x)
	l.each(do)
}

func (l *lexer) each(do func(t Token, source string)) {
	for i := 0; i < len(l.text); {
		t, end := l.next(i)
		do(t, l.text[i:end])
		i = end
	}
}

// next reads the token at i and returns where it ends.
func (l *lexer) next(i int) (t Token, end int) {
	switch c := l.text[i]; {
	case c == '*' && l.syntax&Wildcards != 0:
		return Token{Kind: tokenRun}, i + 1
	case c == '?' && l.syntax&Wildcards != 0:
		return Token{Kind: tokenOne}, i + 1
	}
	if t, end, ok := l.variable(i); ok {
		return t, end
	}
	end = i + 1
	for end < len(l.text) && strings.IndexByte("*?$", l.text[end]) < 0 {
		end++
	}
	l.read += end - i
	return Token{Text: l.text[i:end]}, end
}

// variable reads ${key}, ${key, 'default'} or one of the three escapes at i.
// What is not closed is literal text.
func (l *lexer) variable(i int) (t Token, end int, ok bool) {
	key, fallback, end, ok := l.cut(i)
	switch {
	case !ok:
		return Token{}, i, false
	case fallback == "" && (key == "*" || key == "?" || key == "$"):
		return Token{Text: key}, end, true
	}
	t = Token{Kind: TokenVariable, Text: key}
	t.Fallback, t.Defaults = unquote(fallback)
	return t, end, true
}

// cut splits "${key, 'default'}" at i. The default may hold a brace.
func (l *lexer) cut(i int) (key, fallback string, end int, ok bool) {
	start := i + len("${")
	if l.syntax&Variables == 0 || l.brace < start || !strings.HasPrefix(l.text[i:], "${") {
		return "", "", i, false
	}
	end = start + strings.IndexByte(l.text[start:], '}')
	l.read += end - i
	key, _, hasDefault := strings.Cut(l.text[start:end], ",")
	if !hasDefault {
		return key, "", end + 1, true
	}
	body := start + len(key) + len(",")
	if l.quoted < body {
		return key, " ", end + 1, true // a default that is none: the variable has no value
	}
	end = body + strings.Index(l.text[body:], "'}") + 1
	l.read += end - body
	return key, l.text[body:end], end + 1, true
}

// unquote reads 'default', white space before it allowed, where cut ended it with
// its quote.
func unquote(s string) (value string, ok bool) {
	s = strings.TrimLeft(s, " ")
	if len(s) < 2 || s[0] != '\'' {
		return "", false
	}
	return s[1 : len(s)-1], true
}

// HasVariable reports whether text may hold a policy variable.
func HasVariable(text string) bool { return strings.Contains(text, "${") }

// HasWildcard reports whether text has a * or a ?.
func HasWildcard(text string) bool { return strings.ContainsAny(text, "*?") }
