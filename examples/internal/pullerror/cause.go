package pullerror

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed causes.json
var causesJSON []byte

// cause is what a message known from the wild means, in all its wordings. The
// first row that fits wins, so the file goes from the particular to the general.
//
// When names parts that the message must have: alternatives are separated by "|",
// and "!" in front means none of them. In Match, <name> stands for a detail, … for
// anything, ^ and $ for the beginning and the end of the text; letter case, white
// space and quotes do not count. A row without Match asks for parts alone. In Means
// and Do, <name> is what the text holds.
type cause struct {
	Name      string // for tests and for people who talk about the row
	When      map[string]string
	Match     []string // each wording
	Means, Do string
	Source    string

	wordings []wording // of Match
}

// wording is one of the ways in which a message is put.
type wording struct {
	text  string   // plain
	parts []string // of it, in lower case, between what does not stand for itself
}

// loadCauses reads the table, once.
var loadCauses = sync.OnceValue(func() []cause {
	var causes []cause
	if err := json.Unmarshal(causesJSON, &causes); err != nil {
		panic(err) // the file is part of the program
	}
	for i, c := range causes {
		for _, m := range c.Match {
			text := plain(m)
			causes[i].wordings = append(causes[i].wordings, wording{text, special.Split(strings.ToLower(text), -1)})
		}
	}
	return causes
})

func find(parts Parts, text string) (row cause, found map[string]string, ok bool) {
	lower := strings.ToLower(text)
	for _, row := range loadCauses() {
		if !row.fits(parts) {
			continue
		}
		if len(row.Match) == 0 {
			return row, nil, true
		}
		for _, w := range row.wordings {
			if found, ok := w.match(text, lower); ok {
				return row, found, true
			}
		}
	}
	return cause{}, nil, false
}

// fits reports whether the message has the parts that the row asks for.
func (c cause) fits(parts Parts) bool {
	for name, want := range c.When {
		list, not := strings.CutPrefix(want, "!")
		fits := slices.ContainsFunc(strings.Split(list, "|"), func(v string) bool { return strings.EqualFold(v, parts[name]) })
		if fits == not {
			return false
		}
	}
	return true
}

// special are the parts of a wording that do not stand for themselves.
var special = regexp.MustCompile(`<([a-z]+)>|…|^\^|\$$`)

// match looks for a wording and returns the details it names. A regular
// expression in Go takes time linear in the text.
func (w wording) match(text, lower string) (map[string]string, bool) {
	if !holds(lower, w.parts) {
		return nil, false
	}
	pattern, names := compile(w.text)
	m := pattern.FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	found := map[string]string{}
	for i, name := range names {
		found[name] = trim(m[i+1])
	}
	return found, true
}

// holds tells if text has all parts in their order. Most wordings fail here, long
// before the slower regular expression.
func holds(text string, parts []string) bool {
	for _, part := range parts {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return true
}

func compile(wording string) (pattern *regexp.Regexp, names []string) {
	expr := "(?i)"
	for at := 0; at < len(wording); {
		next := special.FindStringSubmatchIndex(wording[at:])
		if next == nil {
			return regexp.MustCompile(expr + regexp.QuoteMeta(wording[at:])), names
		}
		expr += regexp.QuoteMeta(wording[at : at+next[0]])
		switch token := wording[at+next[0] : at+next[1]]; {
		case token == "…":
			expr += ".*?"
		case next[2] < 0:
			expr += token
		default:
			name := token[1 : len(token)-1]
			expr, names = expr+details[name].is, append(names, name)
		}
		at += next[1]
	}
	return regexp.MustCompile(expr), names
}
