package ecrref

import (
	"iter"
	"strings"
)

// A Match is a reference that [Find] has found in a text.
type Match struct {
	Ref        Ref
	Start, End int // text[Start:End] is Ref.String()
}

// FindWindow is how far [Find] looks. Whether a match begins at offset i, and
// where it ends, depends on the FindWindow bytes before i and the FindWindow
// bytes from i on, and on nothing else. Every match is shorter than FindWindow.
//
// So a stream can be searched in pieces with exact results: begin each piece
// 2*FindWindow bytes before the end of the last one, and take from each the
// matches that begin at least FindWindow bytes after its start and more than
// FindWindow bytes before its end, except at the two ends of the stream.
const FindWindow = 1024

// Find yields every reference in text, from left to right, none overlapping
// another. The text may be of any kind: task definitions, Dockerfiles, YAML,
// Terraform, logs, error messages, Markdown, JSON inside JSON, bytes that are
// not UTF-8.
//
// A match is what [Parse] accepts: hosts in capitals, ARNs, bare registries
// and placeholders are not found. Within that it is as long as it can be:
//
//	HOST/app:v1, HOST/app:v1.        HOST/app:v1       the comma and the last dot are the sentence's
//	docker://HOST/app@sha256:…       HOST/app@sha256:…
//	HOST/app:${TAG}                  HOST/app          it ends before a tag or digest that is none
//	HOST/app:1:2, HOST/app@sha256:1  HOST/app
//	HOST/app-${ENV}:1, HOST/appName  nothing           the name goes on, and not as a name
//	HOST/app//web, HOST/app-*        nothing
//	HOST.example.com/app             nothing           another host
//	https://HOST/https://HOST/app    HOST/app          the second URL: the first has no path of its own
//	xHOST/app, x.HOST/app, -HOST/app nothing           nor behind any other of . / - _ @ \ $ % }
//	example.com/HOST/app             nothing           a path on another host
//	AWS:token@HOST/app               nothing           user info, which Parse refuses
//	https://HOST/v2/app/tags/list    nothing           a call of the registry's HTTP API
//	\nHOST/app, \u003cHOST/app       HOST/app          behind an escape of JSON, a URL (%20) or a terminal
//	%22HOST/app:v1%22                HOST/app:v1       and before one
//	${IMAGE:-HOST/app:v1}            HOST/app:v1       the default of a shell variable
//	HOST/app:v1->HOST/web            both              an arrow is not of the tag
//	HOST/app:v*                      HOST/app          the tag is a glob; in *HOST/app:v1* it is not
//	_HOST/app:v1_                    nothing           an underscore may be of a longer name, as tags end in it
//	HOST\/app                        nothing           no text of Parse: read JSON with a JSON decoder first
//
// Find does not allocate and takes time linear in the text. A Ref shares the
// memory of the text: to keep one for longer than a large text, parse a clone
// of its String.
func Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { find(text, yield) }
}

func find(text string, yield func(Match) bool) {
	for i := 0; ; {
		start, next := findHost(text, i)
		if start < 0 {
			return
		}
		r := findRef(text, start)
		end := start + len(r.text)
		if r.IsValid() && !yield(Match{r, start, end}) {
			return
		}
		i = max(next, end)
	}
}

// findRef returns the reference that begins at start, or the zero Ref.
func findRef(text string, start int) Ref {
	if !begins(text, start) {
		return Ref{}
	}
	s := text[start:min(len(text), start+FindWindow)]
	lay, host, p := scanHost(s)
	if p != none || host == len(s) || s[host] != '/' {
		return Ref{}
	}
	path := pathEnd(s, host+1)
	_, p = scanPath(s[:path], host+1, lay.form)
	if p != none || isAPI(text[:start], s[host+1:path]) {
		return Ref{}
	}
	return findEnd(s, lay, path, start > 0 && text[start-1] == '*')
}

// findEnd returns the longest reference in s with that path that has a place
// to end: after a digest, after a tag, or after the path.
func findEnd(s string, lay layout, path int, starred bool) Ref {
	tag := path
	if has(s, path, ':') {
		if end, p := scanTag(s, path+1); p == none || p == longTag {
			tag = end
		}
	}
	if has(s, tag, '@') {
		if end, p := scanDigest(s, tag+1); p == none && ends(s, end, starred) {
			return Ref{s[:end], lay, uint16(path), uint16(tag)}
		}
	}
	if end := trimTag(s, tag); end > path && (has(s, end, '@') || ends(s, end, starred)) {
		return Ref{s[:end], lay, uint16(path), uint16(end)}
	}
	if strings.HasPrefix(s[path:], "://") { // a URL begins with the last part of the path
		return Ref{}
	}
	if has(s, path, ':') || has(s, path, '@') || ends(s, path, starred) {
		return Ref{s[:path], lay, uint16(path), uint16(path)}
	}
	return Ref{}
}

func has(s string, i int, c byte) bool { return i < len(s) && s[i] == c }

// pathEnd returns the end of the bytes of a path at i, without separators at the end.
func pathEnd(s string, i int) int {
	start := i
	i = run(s, i, alnum|between)
	for i > start && class[s[i-1]]&between != 0 {
		i--
	}
	return i
}

// trimTag returns the end of the tag, or of the path without one, that ends at
// tag, without the dots at its end or the hyphens of an arrow. A path ends in
// neither.
func trimTag(s string, tag int) int {
	for arrow := has(s, tag, '>'); arrow && s[tag-1] == '-'; {
		tag--
	}
	for s[tag-1] == '.' {
		tag--
	}
	return tag
}
