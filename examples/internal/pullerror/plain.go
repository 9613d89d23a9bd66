package pullerror

import (
	"regexp"
	"strings"
	"unicode"
)

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
var credentials = regexp.MustCompile(`://[^\s/@]+@|[^\s/@:"']+:[^\s/@"'][^\s@"']*@(?:(?i:sha256):)?`)

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
