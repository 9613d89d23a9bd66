package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// looksLikeJSON reports whether s begins with a JSON object, a JSON string, or a
// JSON array that can hold a version. A log line may begin with [INFO].
func looksLikeJSON(s string) bool {
	switch {
	case s == "":
		return false
	case s[0] == '[':
		inner := strings.TrimLeft(s[1:], whiteSpace)
		return inner != "" && strings.IndexByte(`{["]`, inner[0]) >= 0 || strings.HasPrefix(inner, "null")
	}
	return s[0] == '{' || s[0] == '"'
}

// document reads a text that begins as JSON does. It returns false for one that begins
// with a quote and is no JSON, such as a line of a file, which is a text like any other.
func (x *reader) document(s string, at int) bool {
	_, err := x.json(jsonText{text: s, at: at}, place{alone: true})
	switch {
	case err == nil:
		return true
	case s[0] == '"':
		return false
	}
	msg, hint := "broken JSON", err.Hint
	if err.TooDeep {
		msg = err.Msg
	}
	if hint == "" {
		hint = "the text begins as JSON does; pass all of it"
	}
	x.fail(at+min(err.Offset, len(s)), msg, hint)
	return true
}

// jsonText is a text that is read as JSON.
type jsonText struct {
	jsonscan.Scanner
	text   string
	at     int  // offset of text in the input
	folded bool // text was decoded from a string: offsets inside are not those of the input
}

// offset returns where in the input the scanner stands.
func (t *jsonText) offset() int {
	if t.folded {
		return t.at
	}
	return t.at + t.Offset()
}

// place says where a value stands.
type place struct {
	depth     int  // how many objects, arrays and strings stand around it
	alone     bool // only arrays and strings do, so that the value may be a version and nothing else
	instances bool // it is an element of containerInstances
}

func (p place) within() place { return place{depth: p.depth + 1} }

// json reads a text with one or more values. What was found in a text that is not
// JSON after all does not count.
func (x *reader) json(t jsonText, p place) (r report, err *jsonscan.Error) {
	before := x.findings
	t.Scanner = jsonscan.Loose(t.text, p.depth)
	var g group
	for t.Peek() != jsonscan.None {
		r = x.element(&t, p, &g)
	}
	t.End()
	if err := t.Err(); err != nil {
		x.findings = before
		return report{}, err
	}
	x.missing = x.missing || g.reported && g.silent
	return r, nil
}

// group tells whether one of several values reports a version and another does
// not. If one of them is the versionInfo of an instance, or has one, then every
// object among them should.
type group struct{ reported, silent bool }

func (x *reader) element(t *jsonText, p place, g *group) report {
	kind, before := t.Peek(), x.count
	r := x.value(t, p)
	found := x.count > before
	switch {
	case kind == jsonscan.Object:
		g.reported = g.reported || found && r.isSet
		g.silent = g.silent || !found
	case p.instances:
		x.silentInstance()
	}
	return r
}

// value looks for a version in a value.
func (x *reader) value(t *jsonText, p place) (r report) {
	switch t.Peek() {
	case jsonscan.Object:
		return x.object(t, p)
	case jsonscan.Array:
		p.depth++
		var g group
		for t.Open('['); t.Element(); {
			x.element(t, p, &g)
		}
		x.missing = x.missing || g.reported && g.silent
		return r
	case jsonscan.String:
		at := t.offset()
		return x.string(t.String(), at, p)
	case jsonscan.Null:
		if p.alone {
			x.missing = true
			x.not(somethingElse("null"))
		}
	}
	t.Raw()
	return r
}

// string looks for a version in a string, which may hold JSON. A string that only
// begins as JSON does, such as a template, is a text like any other.
func (x *reader) string(text string, at int, p place) report {
	s := strings.Trim(text, whiteSpace)
	inside := at + len(`"`) + strings.Index(text, s)
	if looksLikeJSON(s) {
		inner := p
		inner.depth++
		if r, err := x.json(jsonText{text: s, at: at, folded: true}, inner); err == nil {
			return r
		}
	}
	switch {
	case !p.alone:
		x.scan(s, inside)
	case isMissing(s):
		x.missing = true
		x.not(somethingElse(s))
	default:
		x.whole(s, inside)
		x.missing = x.missing || isMangled(s)
	}
	return report{}
}
