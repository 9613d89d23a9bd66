package iampolicy_test

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// slowAccepts is the grammar of policy documents a second time, over the
// tokens of encoding/json: a witness for Parse that shares no code with it.
func slowAccepts(b []byte) bool {
	if !utf8.Valid(b) || len(b) > 1<<20 || loneSurrogate(b) {
		return false // encoding/json replaces these
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	v, ok := slowValue(dec)
	if _, err := dec.Token(); err != io.EOF {
		return false
	}
	doc, isObject := v.(slowObject)
	return ok && isObject && doc.only("Version", "Id", "Statement") && doc.slowDocument()
}

var escapedUnit = regexp.MustCompile(`\\(?:u[0-9a-fA-F]{4}|.)`)

var surrogatePair = regexp.MustCompile(`(?i)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}`)

// loneSurrogate takes the pairs out and looks for what is left. Other escapes
// go first, so that a backslash that is escaped begins nothing.
func loneSurrogate(b []byte) bool {
	units := escapedUnit.ReplaceAllFunc(b, func(e []byte) []byte {
		if len(e) == 6 && (e[2] == 'd' || e[2] == 'D') {
			return e
		}
		return []byte("--")
	})
	left := surrogatePair.ReplaceAll(units, nil)
	return regexp.MustCompile(`(?i)\\ud[89a-f]`).Match(left)
}

type slowMember struct {
	name  string
	value any
}

type slowObject []slowMember

type slowList []any

// slowValue reads one value; objects keep their order and their duplicates.
func slowValue(dec *json.Decoder) (any, bool) {
	t, err := dec.Token()
	if err != nil {
		return nil, false
	}
	switch t {
	case json.Delim('{'):
		o := slowObject{}
		for dec.More() {
			name, err := dec.Token()
			v, ok := slowValue(dec)
			if err != nil || !ok {
				return nil, false
			}
			o = append(o, slowMember{name.(string), v})
		}
		_, err = dec.Token()
		return o, err == nil
	case json.Delim('['):
		l := slowList{}
		for dec.More() {
			v, ok := slowValue(dec)
			if !ok {
				return nil, false
			}
			l = append(l, v)
		}
		_, err = dec.Token()
		return l, err == nil
	}
	_, isDelim := t.(json.Delim)
	return t, !isDelim
}

// only reports whether o has no other members than names, each once.
func (o slowObject) only(names ...string) bool {
	for _, m := range o {
		if !slices.Contains(names, m.name) {
			return false
		}
	}
	return o.distinct(func(s string) string { return s })
}

func (o slowObject) distinct(key func(string) string) bool {
	seen := map[string]bool{}
	for _, m := range o {
		if seen[key(m.name)] {
			return false
		}
		seen[key(m.name)] = true
	}
	return true
}

func (o slowObject) get(name string) (any, bool) {
	for _, m := range o {
		if m.name == name {
			return m.value, true
		}
	}
	return nil, false
}

func (o slowObject) slowDocument() bool {
	version, has := o.get("Version")
	if has && version != "2012-10-17" && version != "2008-10-17" {
		return false
	}
	if id, has := o.get("Id"); has && !isString(id) {
		return false
	}
	statement, has := o.get("Statement")
	return has && oneOrAll(statement, func(v any) bool {
		s, ok := v.(slowObject)
		return ok && s.slowStatement()
	})
}

func (o slowObject) slowStatement() bool {
	if !o.only("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition") {
		return false
	}
	effect, _ := o.get("Effect")
	_, action := o.get("Action")
	_, notAction := o.get("NotAction")
	_, resource := o.get("Resource")
	_, notResource := o.get("NotResource")
	_, principal := o.get("Principal")
	_, notPrincipal := o.get("NotPrincipal")
	if effect != "Allow" && effect != "Deny" || action == notAction || resource && notResource || principal && notPrincipal {
		return false
	}
	for _, m := range o {
		if !slowMemberValue(m) {
			return false
		}
	}
	return true
}

func slowMemberValue(m slowMember) bool {
	switch m.name {
	case "Sid", "Effect":
		return isString(m.value)
	case "Principal", "NotPrincipal":
		types, isObject := m.value.(slowObject)
		return m.value == any("*") || isObject && types.only("AWS", "Service", "Federated", "CanonicalUser") &&
			!slices.ContainsFunc(types, func(m slowMember) bool { return !oneOrAll(m.value, isString) })
	case "Condition":
		operators, ok := m.value.(slowObject)
		return ok && len(operators) <= 200 && operators.distinct(asciiLower) && !slices.ContainsFunc(operators, func(m slowMember) bool {
			keys, ok := m.value.(slowObject)
			return !ok || !keys.distinct(asciiLower) || slices.ContainsFunc(keys, func(m slowMember) bool { return !oneOrAll(m.value, isScalar) })
		})
	}
	return oneOrAll(m.value, isString)
}

func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

func isString(v any) bool { _, ok := v.(string); return ok }

func isScalar(v any) bool {
	switch v.(type) {
	case string, bool, json.Number:
		return true
	}
	return false
}

func oneOrAll(v any, ok func(any) bool) bool {
	if l, isList := v.(slowList); isList {
		return !slices.ContainsFunc(l, func(v any) bool { return !ok(v) })
	}
	return ok(v)
}
