package match

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Glob is a pattern as a sequence of tokens, for asking which texts match it.
type Glob []globToken

// globToken is one character, any one character, or any run of characters.
type globToken struct {
	kind    tokenKind // tokenText, tokenOne or tokenRun; in an automaton tokenEnd
	char    rune      // of tokenText; else 0
	owner   int       // of tokenEnd: which glob
	noColon bool      // tokenOne and tokenRun do not take a colon
	Fold    bool      // tokenText takes the ASCII letter in any case
	unicode bool      // … and the letters beyond ASCII that Unicode takes for it
}

// takes reports whether the token takes c.
func (t *globToken) takes(c rune) bool {
	switch {
	case t.kind == tokenEnd:
		return false
	case t.kind != tokenText:
		return !t.noColon || c != ':'
	case t.Fold:
		return t.folded(t.char) == t.folded(c)
	}
	return t.char == c
}

// folded folds ASCII, and the two letters beyond it that Unicode folds into ASCII.
func (t *globToken) folded(c rune) rune {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case t.unicode && c == '\u212a':
		return 'k'
	case t.unicode && c == '\u017f':
		return 's'
	}
	return c
}

// spellings are the characters that the token, a tokenText, takes.
func (t *globToken) spellings() []rune {
	l := t.folded(t.char)
	switch {
	case !t.Fold:
		return []rune{t.char}
	case l < 'a' || l > 'z':
		return []rune{l}
	case t.unicode && l == 'k':
		return []rune{'k', 'K', '\u212a'}
	case t.unicode && l == 's':
		return []rune{'s', 'S', '\u017f'}
	}
	return []rune{l, l - 'a' + 'A'}
}

// with appends a token. Two runs in a row are one.
func (g Glob) with(t globToken) Glob {
	if n := len(g); n > 0 && t.kind == tokenRun && g[n-1].kind == tokenRun {
		return g
	}
	return append(g, t)
}

// GlobOfPattern turns a compiled pattern into a glob, with the values that its
// variables have in r. ok is false if one has none: then nothing matches.
func GlobOfPattern(p *Pattern, noColon bool, in Context) (g Glob, ok bool) {
	return make(Glob, 0, len(p.Text)).withPattern(p, noColon, in)
}

func (g Glob) withPattern(p *Pattern, noColon bool, in Context) (with Glob, ok bool) {
	if p.Tokens == nil {
		return g.withText(p.Text, p), true
	}
	for i := range p.Tokens {
		switch t := &p.Tokens[i]; t.Kind {
		case tokenText:
			g = g.withText(t.Text, p)
		case TokenVariable:
			v, ok := t.value(in)
			if !ok {
				return nil, false
			}
			g = g.withText(v, p)
		default:
			g = g.with(globToken{kind: t.Kind, noColon: noColon})
		}
	}
	return g, true
}

// WithText appends literal text.
func (g Glob) WithText(text string) Glob { return g.withText(text, &Pattern{}) }

// withText appends text of a pattern.
func (g Glob) withText(text string, of *Pattern) Glob {
	for _, c := range text {
		g = g.with(globToken{kind: tokenText, char: c, Fold: of.Fold, unicode: of.unicode})
	}
	return g
}

// GlobOfARN turns the pattern of an ARN into a glob.
func GlobOfARN(p *ARNPattern, in Context) (g Glob, ok bool) {
	if p.All {
		return anyARN(), true
	}
	if p.Parts == nil {
		return nil, false
	}
	g = make(Glob, 0, len(p.Text))
	for i := range p.Parts {
		start := len(g)
		if g, ok = g.withPattern(&p.Parts[i], i < ARNResource, in); !ok || i < ARNResource && g[start:].hasColon() {
			return nil, false
		}
		if i < ARNResource {
			g = g.WithText(":")
		}
	}
	return g, true
}

func (g Glob) hasColon() bool {
	return slices.ContainsFunc(g, func(t globToken) bool { return t.char == ':' })
}

// isARN reports whether g, which is text, has six parts.
func (g Glob) isARN() bool {
	_, ok := SplitARN(g.Example())
	return ok
}

func (g Glob) isASCII() bool {
	return !slices.ContainsFunc(g, func(t globToken) bool { return t.char >= utf8.RuneSelf })
}

// anyARN matches texts with six parts.
func anyARN() Glob { return ARNOfAccount("", "") }

// ValidARN matches what can be the resource of a request, by arn.IsARN.
func ValidARN() Glob {
	one, run := globToken{kind: tokenOne, noColon: true}, globToken{kind: tokenRun, noColon: true}
	g := Glob(nil).WithText("arn:").with(one).with(run).WithText(":").with(one).with(run).WithText(":")
	g = g.with(run).WithText(":").with(run).WithText(":")
	return g.with(globToken{kind: tokenOne}).with(globToken{kind: tokenRun})
}

// ARNOfAccount matches ARNs of an account; "" stands for all.
func ARNOfAccount(partition, account string) Glob {
	var g Glob
	for i, text := range [6]string{ARNPartition: partition, ARNAccount: account} {
		if i > 0 {
			g = g.WithText(":")
		}
		if text == "" {
			g = g.with(globToken{kind: tokenRun, noColon: i < ARNResource})
		}
		g = g.WithText(text)
	}
	return g
}

// Example returns an ARN that g matches and that reads like one.
func (g Glob) Example() string {
	plausible := [6]string{"arn", "aws", "ecr", "us-east-1", "123456789012", "app"}
	var b strings.Builder
	part := 0
	for i := range g {
		switch t := &g[i]; {
		case t.kind == tokenRun:
			b.WriteString(plausible[part])
		case t.kind == tokenOne:
			b.WriteByte('x')
		default:
			b.WriteRune(t.char)
		}
		if g[i].char == ':' {
			part = min(part+1, ARNResource)
		}
	}
	return b.String()
}
