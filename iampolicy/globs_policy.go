package iampolicy

import "strings"

// globOfPattern turns a compiled pattern into a glob, with the values that its
// variables have in r. ok is false if one has none: then nothing matches.
func globOfPattern(p *pattern, noColon bool, in contextMap) (g glob, ok bool) {
	if p.tokens == nil {
		return g.withText(p.text, p.fold), true
	}
	for i := range p.tokens {
		switch t := &p.tokens[i]; t.kind {
		case tokenText:
			g = g.withText(t.text, p.fold)
		case tokenVariable:
			v, ok := t.value(in)
			if !ok {
				return nil, false
			}
			g = g.withText(v, p.fold)
		default:
			g = g.with(globToken{kind: t.kind, noColon: noColon})
		}
	}
	return g, true
}

func (g glob) withText(text string, fold bool) glob {
	for _, c := range text {
		g = g.with(globToken{kind: tokenText, char: c, fold: fold})
	}
	return g
}

// globOfARN turns the pattern of an ARN into a glob.
func globOfARN(p *arnPattern, in contextMap) (g glob, ok bool) {
	if p.all {
		return anyARN(), true
	}
	if p.parts == nil {
		return nil, false
	}
	for i := range p.parts {
		part, ok := globOfPattern(&p.parts[i], i < arnResource, in)
		if !ok || i < arnResource && part.hasColon() {
			return nil, false
		}
		g = append(g, part...)
		if i < arnResource {
			g = g.withText(":", false)
		}
	}
	return g, true
}

func (g glob) hasColon() bool {
	for _, t := range g {
		if t.kind == tokenText && t.char == ':' {
			return true
		}
	}
	return false
}

// anyARN matches texts with six parts.
func anyARN() glob { return arnOfAccount("", "") }

// validARN matches what can be the resource of a request, by arn.isARN.
func validARN() glob {
	one, run := globToken{kind: tokenOne, noColon: true}, globToken{kind: tokenRun, noColon: true}
	g := glob(nil).withText("arn:", false).with(one).with(run).withText(":", false).with(one).with(run).withText(":", false)
	g = g.with(run).withText(":", false).with(run).withText(":", false)
	return g.with(globToken{kind: tokenOne}).with(globToken{kind: tokenRun})
}

// arnOfAccount matches ARNs of an account; "" stands for all.
func arnOfAccount(partition, account string) glob {
	var g glob
	for i, text := range [6]string{arnPartition: partition, arnAccount: account} {
		if i > 0 {
			g = g.withText(":", false)
		}
		if text == "" {
			g = g.with(globToken{kind: tokenRun, noColon: i < arnResource})
		}
		g = g.withText(text, false)
	}
	return g
}

// example returns an ARN that g matches and that reads like one.
func (g glob) example() string {
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
			part = min(part+1, arnResource)
		}
	}
	return b.String()
}
