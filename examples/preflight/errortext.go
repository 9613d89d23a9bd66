package main

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"strings"
	"unicode"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// pullErrors are the messages of failed pulls and what to do about them. Each row
// names where its message was seen.
//
//go:embed data/pull-errors.json
var pullErrors []byte

// pullError is a message known from the wild, in all its wordings. The first row
// that matches wins, so the file goes from the particular to the general.
//
// In Match, <name> stands for a detail, … for anything, ^ and $ for the beginning
// and the end of the text; letter case, white space and quotes do not count. In
// Means and Do, <name> is what the text holds.
type pullError struct {
	Name      string   // for tests and for people who talk about the row
	Match     []string // each wording
	Means, Do string
	Source    string
}

// addError adds what the message of a failed pull means. Without a task there is
// nothing else to say, and a message that nobody knows leaves the answer open.
func (r *report) addError(text string) {
	f, known := explainError(text)
	r.Findings = append(r.Findings, f)
	if !known && len(r.Images) == 0 {
		r.Verdict = undecided
	}
}

// explainError says what the text of a failed pull means. The finding is a note:
// it explains, the other findings decide.
func explainError(text string) (finding, bool) {
	f := finding{Rule: "pull-error", Severity: note, Where: awsfile.Where{Pointer: "-error"}}
	text = plain(text)
	row, found, ok := findPullError(text)
	if !ok {
		f.Message = "this message is not among the known ones"
		f.Fix = "check what can be checked without it: -task, -policy, -instances"
		return f, false
	}
	f.Message, f.Fix = fill(row.Means, text, found), fill(row.Do, text, found)
	if rest, lower := strings.CutPrefix(f.Message, "the "); lower { // it began with a detail that the text does not hold
		f.Message = "The " + rest
	}
	return f, true
}

func findPullError(text string) (row pullError, found map[string]string, ok bool) {
	for _, row := range loadPullErrors() {
		for _, wording := range row.Match {
			if found, ok := match(wording, text); ok {
				return row, found, true
			}
		}
	}
	return pullError{}, nil, false
}

func loadPullErrors() []pullError {
	var known []pullError
	if err := json.Unmarshal(pullErrors, &known); err != nil {
		panic(err) // the file is part of the program
	}
	return known
}

// plain folds what differs between the places people copy a message from: line
// breaks (also escaped ones), quotes and typographic apostrophes. Credentials,
// colours and control characters go.
func plain(s string) string {
	s = colours.ReplaceAllString(credentials.ReplaceAllStringFunc(s, withoutCredentials), "")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, quotes.Replace(s))
	return strings.Join(strings.Fields(s), " ")
}

var quotes = strings.NewReplacer(`\u2019`, "", `\\n`, " ", `\n`, " ", `\r`, " ", `\t`, " ", `\`, "",
	`"`, "", "'", "", "`", "", "‘", "", "’", "", "“", "", "”", "")

// credentials are any login, NAME:PASSWORD@, in a URL or not. A tag with a digest
// looks like one: "app:v1@sha256:…".
var credentials = regexp.MustCompile(`://[^\s/@]+@|[^\s/@:"']+:[^\s/@"'][^\s@"']*@(?:sha256:)?`)

// colours are what a terminal is told between the characters.
var colours = regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`)

func withoutCredentials(s string) string {
	switch {
	case strings.HasPrefix(s, "://"):
		return "://"
	case strings.HasSuffix(strings.ToLower(s), "@sha256:"):
		return s
	}
	return ""
}

// detail is a value inside a message.
type detail struct {
	is        string // the form it has where a pattern names it: a regular expression with one group
	anywhere  string // how to find it in a text whose pattern does not name it
	otherwise string // what to write when the text does not hold it
}

const (
	registryIs = `[^\s/]*dkr[.-]ecr[^\s/]*`
	regionIs   = `[a-z]{2,4}(?:-[a-z]+)+-\d`
)

// details are all values that patterns and answers may name. None can hold white
// space or what follows a "?", so the signature of a URL is never repeated.
var details = map[string]detail{
	"account": {`(\d{12})`, `(?:(\d{12})\.dkr[.-]ecr|:ecr:` + regionIs + `:(\d{12}):)`, "ACCOUNT"},
	"action":  {`((?:ecr|ecr-public):[a-z]+|secretsmanager:GetSecretValue|ssm:GetParameters?|kms:Decrypt|sts:AssumeRole)`, "", "the call"},
	"caller":  {`(?:arn:\S*?:(?:assumed-role|role|user)/)?([^\s/]+)\S*`, "", "the role that pulls"},
	"digest":  {`(sha256:[0-9a-f]+)`, `@(sha256:[0-9a-f]{64})`, "the digest"},
	"host":    {`([^\s/?]+)`, "", "the registry"},
	"image":   {`([^\s?,]+)`, `(?:failed to resolve ref(?:erence)?|manifest for|access denied for|repository|matching) ([^\s?,]+[/:][^\s?,]+)`, "the image"},
	"n":       {`(\d+)`, "", ""},
	"platform": {`((?:linux|windows)[^\s,]*)`, `\b((?:linux|windows)/[a-z0-9]+(?:/v\d)?)`,
		"the platform that the task asks for"},
	"policy":     {`(arn:\S+)`, `explicit deny in an? [a-z -]+: (arn:\S+)`, "that policy"},
	"registry":   {`(` + registryIs + `)`, `(` + registryIs + `)`, "ACCOUNT.dkr.ecr.REGION.amazonaws.com"},
	"region":     {`(` + regionIs + `)`, `(?:\becr(?:-fips)?[.:](` + regionIs + `)|prod-(` + regionIs + `)-starport)`, "REGION"},
	"repository": {`([^\s?,:@]+)`, `(?:` + registryIs + `/(?:v2/)?|:repository/)([a-z0-9._/-]*?[a-z0-9])(?:/manifests/|/blobs/|[:@,\s]|$)`, "REPOSITORY"},
	"resource":   {`([^\s?,]+)`, "", "the repository"},
	"role":       {`([^\s?,]+)`, "", "the role"},
	"secret":     {`(arn:\S+)`, `(arn:[a-z-]+:(?:secretsmanager|ssm):[^\s?,]+)`, "the secret"},
	"time":       {`([0-9hms.]+)`, "", "some time"},
}

// special are the parts of a pattern that do not stand for themselves.
var special = regexp.MustCompile(`<([a-z]+)>|…|^\^|\$$`)

// match looks for a wording and returns the details it names. A regular
// expression in Go takes time linear in the text.
func match(wording, text string) (map[string]string, bool) {
	wording = plain(wording)
	if !holds(strings.ToLower(text), special.Split(strings.ToLower(wording), -1)) {
		return nil, false
	}
	pattern, names := compile(wording)
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

// fill puts the details of the text into an answer.
func fill(answer, text string, found map[string]string) string {
	return special.ReplaceAllStringFunc(answer, func(token string) string {
		name := strings.Trim(token, "<>")
		d, ok := details[name]
		switch {
		case !ok:
			return token
		case found[name] != "":
			return found[name]
		case d.anywhere == "":
			return d.otherwise
		}
		return d.find(text)
	})
}

// find looks for the detail in a text whose pattern does not name it.
func (d detail) find(text string) string {
	m := regexp.MustCompile("(?i)" + d.anywhere).FindStringSubmatch(text)
	for i := 1; i < len(m); i++ {
		if m[i] != "" {
			return trim(m[i])
		}
	}
	return d.otherwise
}

func trim(value string) string { return strings.TrimRight(value, ":;.,)]") }
