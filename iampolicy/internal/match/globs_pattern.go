package match

import "strings"

// GlobOfPattern turns a compiled pattern into a glob, with the values that its
// variables have in r. ok is false if one has none: then nothing matches.
func GlobOfPattern(p *Pattern, noColon bool, in Context) (g Glob, ok bool) {
	if p.Tokens == nil {
		return g.WithText(p.Text, p.Fold), true
	}
	for i := range p.Tokens {
		switch t := &p.Tokens[i]; t.Kind {
		case tokenText:
			g = g.WithText(t.Text, p.Fold)
		case TokenVariable:
			v, ok := t.value(in)
			if !ok {
				return nil, false
			}
			g = g.WithText(v, p.Fold)
		default:
			g = g.with(globToken{kind: t.Kind, noColon: noColon})
		}
	}
	return g, true
}

// WithText appends literal text.
func (g Glob) WithText(text string, fold bool) Glob {
	for _, c := range text {
		g = g.with(globToken{kind: tokenText, char: c, Fold: fold})
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
	for i := range p.Parts {
		part, ok := GlobOfPattern(&p.Parts[i], i < ARNResource, in)
		if !ok || i < ARNResource && part.hasColon() {
			return nil, false
		}
		g = append(g, part...)
		if i < ARNResource {
			g = g.WithText(":", false)
		}
	}
	return g, true
}

func (g Glob) hasColon() bool {
	for _, t := range g {
		if t.kind == tokenText && t.char == ':' {
			return true
		}
	}
	return false
}

// anyARN matches texts with six parts.
func anyARN() Glob { return ARNOfAccount("", "") }

// ValidARN matches what can be the resource of a request, by arn.IsARN.
func ValidARN() Glob {
	one, run := globToken{kind: tokenOne, noColon: true}, globToken{kind: tokenRun, noColon: true}
	g := Glob(nil).WithText("arn:", false).with(one).with(run).WithText(":", false).with(one).with(run).WithText(":", false)
	g = g.with(run).WithText(":", false).with(run).WithText(":", false)
	return g.with(globToken{kind: tokenOne}).with(globToken{kind: tokenRun})
}

// ARNOfAccount matches ARNs of an account; "" stands for all.
func ARNOfAccount(partition, account string) Glob {
	var g Glob
	for i, text := range [6]string{ARNPartition: partition, ARNAccount: account} {
		if i > 0 {
			g = g.WithText(":", false)
		}
		if text == "" {
			g = g.with(globToken{kind: tokenRun, noColon: i < ARNResource})
		}
		g = g.WithText(text, false)
	}
	return g
}

// Example returns an ARN that g matches and that reads like one.
func (g Glob) Example() string {
	plausible := [6]string{"arn", "aws", "ecr", "us-east-1", "123456789012", "app"}
	var b strings.Builder
	part := 0
	for _, t := range g {
		switch {
		case t.kind == tokenRun:
			b.WriteString(plausible[part])
		case t.kind == tokenOne:
			b.WriteByte('x')
		default:
			b.WriteRune(t.char)
		}
		if t.kind == tokenText && t.char == ':' {
			part = min(part+1, ARNResource)
		}
	}
	return b.String()
}
