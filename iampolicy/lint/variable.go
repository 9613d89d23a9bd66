package lint

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// A policy variable, ${key} or ${key, 'default'}, works in the part of a resource
// behind the fifth colon and in the values of String, Arn and Bool operators, and only
// in the language of 2012.

// variable is what stands between the braces.
type variable struct {
	*statement
	at            string // pointer to the text that holds it
	key, fallback string
	hasFallback   bool
}

// eachVariable calls do with the different variables of a text. One that is not closed
// is none.
func eachVariable(text string, do func(variable)) {
	_, text, found := strings.Cut(text, "${")
	if !found {
		return
	}
	seen := map[string]bool{}
	for found {
		inside, rest, closed := strings.Cut(text, "}")
		if !closed {
			return
		}
		if !seen[inside] {
			seen[inside] = true
			key, fallback, has := strings.Cut(inside, ",")
			do(variable{key: key, fallback: strings.TrimSpace(fallback), hasFallback: has})
		}
		_, text, found = strings.Cut(rest, "${")
	}
}

// variableText returns the part of a resource in which variables work.
func (r *resource) variableText() string {
	if a, ok := match.SplitOutsideVariables(r.text, match.Variables); ok {
		return a[match.ARNResource]
	}
	return r.text
}

// takesVariables reports whether variables work in the values of the operator.
func (c *condition) takesVariables() bool {
	return c.op.isString() || strings.HasPrefix(c.op.base, "arn") || c.op.base == "bool"
}

func variableInPrincipal(p *principal) { p.noVariable(p.at, p.name) }

func variableInAction(a *action) { a.noVariable(a.at, a.text) }

func variableInARN(r *resource) {
	if a, ok := match.SplitOutsideVariables(r.text, match.Variables); ok {
		if i := slices.IndexFunc(a[:match.ARNResource], match.HasVariable); i >= 0 {
			r.noVariable(r.at, a[i])
		}
	}
}

// noVariable reports a variable where none works.
func (s *statement) noVariable(at, text string) {
	if i := strings.Index(text, "${"); i >= 0 {
		s.report(at, quote.Text(text[i:])+" is taken as it stands here", "write the value itself; if this is a template, fill it in first")
	}
}

func variableForOperator(v *value) {
	if match.HasVariable(v.text) && !v.takesVariables() {
		v.report(v.at(), v.Operator+" takes "+quote.Text(v.text)+" as it stands", "write the value itself")
	}
}

func oldVariableInResource(r *resource) {
	if text := r.variableText(); r.isOldVariable(text) {
		r.report(r.at, quote.Text(text[strings.Index(text, "${"):])+" is plain text without Version 2012-10-17", `write "Version": "2012-10-17"`)
	}
}

func oldVariableInValue(v *value) {
	if v.takesVariables() && v.isOldVariable(v.text) {
		v.report(
			v.at(),
			quote.Text(v.text[strings.Index(v.text, "${"):])+" is plain text without Version 2012-10-17",
			`write "Version": "2012-10-17"`,
		)
	}
}

func (l *linter) isOldVariable(text string) bool {
	return l.doc.Version != iampolicy.Version2012 && match.HasVariable(text)
}

func openVariableInResource(r *resource) {
	if v := openVariable(r.variableText()); v != "" {
		r.report(r.at, quote.Text(v)+" is not closed", `add "}"`)
	}
}

func openVariableInValue(v *value) {
	if !v.takesVariables() {
		return
	}
	if open := openVariable(v.text); open != "" {
		v.report(v.at(), quote.Text(open)+" is not closed", `add "}"`)
	}
}

// openVariable returns the variable of a text that is not closed, or "".
func openVariable(text string) string {
	for {
		i := strings.Index(text, "${")
		if i < 0 {
			return ""
		}
		end := strings.IndexByte(text[i:], '}')
		if end < 0 {
			return text[i:]
		}
		text = text[i+end:]
	}
}

func emptyVariable(v *variable) {
	if v.key == "" {
		v.report(v.at, "a variable has no name", `write a condition key such as "${aws:username}"`)
	}
}

func spaceInVariable(v *variable) {
	if strings.Contains(v.key, " ") {
		v.report(v.at, quote.Text(v.key)+" has a space", "write "+literal(strings.ReplaceAll(v.key, " ", "")))
	}
}

func unquotedDefault(v *variable) {
	f := v.fallback
	if quoted := len(f) > 1 && f[0] == '\'' && f[len(f)-1] == '\''; v.hasFallback && !quoted && v.key != "" && !strings.Contains(v.key, " ") {
		v.report(v.at, "the default "+quote.Text(f)+" is not in single quotes", "write "+literal("${"+v.key+", '"+strings.Trim(f, "'")+"'}"))
	}
}
