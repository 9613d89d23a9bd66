package lint

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// variables checks ${…} wherever it stands. A variable works in the part of a
// resource behind the fifth colon and in the values of String, Arn and Bool
// operators, and only in the language of 2012.
func (s statementLinter) variables() {
	s.eachAction(s.noVariable)
	for member, list := range s.Principal.Members() {
		s.each("Principal/"+member, list, s.noVariable)
	}
	for member, list := range s.NotPrincipal.Members() {
		s.each("NotPrincipal/"+member, list, s.noVariable)
	}
	s.eachResource(s.variablesOfResource)
	s.eachCondition(s.variablesOfCondition)
}

// noVariable reports a variable where none works.
func (s statementLinter) noVariable(at, text string) {
	if i := strings.Index(text, "${"); i >= 0 {
		s.add("VARIABLE_UNSUPPORTED_IN_ELEMENT", at, match.Quote(text[i:])+" is taken as it stands here", "write the value itself; if this is a template, fill it in first")
	}
}

func (s statementLinter) variablesOfResource(at, resource string) {
	a, ok := match.SplitOutsideVariables(resource, match.Variables)
	if !ok {
		s.variablesOf(at, resource)
		return
	}
	if i := slices.IndexFunc(a[:match.ARNResource], match.HasVariable); i >= 0 {
		s.noVariable(at, a[i])
	}
	s.variablesOf(at, a[match.ARNResource])
}

func (s statementLinter) variablesOfCondition(at string, c iampolicy.Condition) {
	op := newOperatorParts(c.Operator)
	supported := strings.HasPrefix(op.base, "string") || strings.HasPrefix(op.base, "arn") || op.base == "bool"
	for i, v := range c.Values.Items {
		at := itemPointer(at[:strings.LastIndexByte(at, '/')], escapePointer(c.Key), c.Values, i)
		if supported {
			s.variablesOf(at, v.Text)
		} else if strings.Contains(v.Text, "${") {
			s.add("INVALID_VARIABLE_FOR_OPERATOR", at, c.Operator+" takes "+match.Quote(v.Text)+" as it stands", "write the value itself")
		}
	}
}

// variablesOf checks the variables of one text, and the version that they need.
func (s statementLinter) variablesOf(at, text string) {
	_, text, found := strings.Cut(text, "${")
	if found && s.doc.Version != iampolicy.Version2012 {
		s.add("VARIABLE_UNSUPPORTED_IN_VERSION", at, match.Quote("${"+text)+" is plain text without Version 2012-10-17", `write "Version": "2012-10-17"`)
	}
	for found {
		var variable string
		var closed bool
		if variable, text, closed = strings.Cut(text, "}"); !closed {
			s.add("MISSING_BRACE_IN_VARIABLE", at, match.Quote("${"+variable)+" is not closed", `add "}"`)
			return
		}
		s.variable(at, variable)
		_, text, found = strings.Cut(text, "${")
	}
}

// variable checks what stands between the braces: a key, and perhaps a default.
func (s statementLinter) variable(at, variable string) {
	key, fallback, hasDefault := strings.Cut(variable, ",")
	fallback = strings.TrimSpace(fallback)
	switch {
	case key == "":
		s.add("EMPTY_VARIABLE", at, "a variable has no name", `write a condition key such as "${aws:username}"`)
	case strings.Contains(key, " "):
		s.add("UNSUPPORTED_SPACE_IN_VARIABLE", at, match.Quote(key)+" has a space", "write "+literal(strings.ReplaceAll(key, " ", "")))
	case hasDefault && !(len(fallback) > 1 && fallback[0] == '\'' && fallback[len(fallback)-1] == '\''):
		s.add("MISSING_QUOTE_IN_VARIABLE", at, "the default "+match.Quote(fallback)+" is not in single quotes", "write "+literal("${"+key+", '"+strings.Trim(fallback, "'")+"'}"))
	}
}
