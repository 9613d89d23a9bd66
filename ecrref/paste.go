package ecrref

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// pastes says what the texts are that people paste in place of a reference, by
// how they begin. The first that fits counts; where of is nil, what stands in
// the text is looked for word by word.
var pastes = [...]struct {
	begins, what string
	of           func(s string) string // the reference that the text is about, "" if it tells none
}{
	{"pkg:", "a package URL", ofPackageURL},
	{"https://gallery.ecr.aws/", "a page of the public gallery", ofGallery},
	{"gallery.ecr.aws/", "", ofGallery},
	{resolverHost, "", ofGallery}, // no ARN follows
	{"https://", "", ofConsole},
	{"from ", "a line of a Dockerfile", nil},
	{"- image:", "a line of YAML", nil},
	{"image:", "a line of YAML", nil},
	{"docker-daemon:", "an image of a Docker daemon", nil},
	{"docker-archive:", "an image in an archive", nil},
	{"oci-archive:", "an image in an archive", nil},
	{"containers-storage:", "an image in local storage", nil},
	{"ostree-", "an image of ostree", nil},
	{"registry:", "an image with a transport before it", nil},
	{"docker ", "a command line", nil},
	{"aws ", "a command line", nil},
	{"sudo ", "a command line", nil},
	{"$ ", "a command line", nil},
	{"podman ", "a command line", nil},
	{"nerdctl ", "a command line", nil},
	{"finch ", "a command line", nil},
	{"skopeo ", "a command line", nil},
	{"crane ", "a command line", nil},
	{"oras ", "a command line", nil},
	{"helm ", "a command line", nil},
	{"trivy ", "a command line", nil},
	{"crictl ", "a command line", nil},
	{"ctr ", "a command line", nil},
	{"kubectl ", "a command line", nil},
	{"{", "JSON", nil},
	{"[", "a text in brackets", nil},
	{"<", "a text in brackets", nil},
}

// pasted returns the text that f takes and that s, or what is shown of it, is
// about, and what s is; each is "" if it cannot be known.
func (f *entry) pasted(s, shown string) (better, what string) {
	low := lowerASCII(strings.TrimLeft(s, " \t"))
	for _, paste := range pastes {
		if !strings.HasPrefix(low, paste.begins) {
			continue
		}
		if paste.of == nil {
			better = f.inWords(shown)
			if better == "" && !strings.HasSuffix(paste.begins, " ") { // registry:5000/app is an image
				return "", ""
			}
			return better, paste.what
		}
		if better = paste.of(s); better != "" {
			return f.corrected(better), paste.what
		}
	}
	return f.inWords(shown), ""
}

// ofPackageURL reads pkg:docker/namespace/name@version and pkg:oci/name@digest,
// where the qualifier repository_url tells the registry, or all before the
// version, and tag the tag.
func ofPackageURL(s string) string {
	s, qualifiers, _ := strings.Cut(s, "?")
	_, s, _ = strings.Cut(s, "/")
	name, version, ok := strings.Cut(unescaped(s), "@")
	for qualifier := range strings.SplitSeq(qualifiers, "&") {
		switch key, value, _ := strings.Cut(unescaped(qualifier), "="); key {
		case "repository_url":
			value = strings.TrimSuffix(value[len(scheme(value)):], "/")
			if !strings.Contains(value, "/") { // it is a registry
				value += "/" + name
			}
			name = value
		case "tag":
			version = strings.TrimSuffix(value+"@"+version, "@")
			ok = true
		}
	}
	if !ok {
		return name
	}
	return name + "@" + version // which of tag and digest it is, corrected sees
}

// unescaped decodes %2F, %3A and %40 in a URL.
func unescaped(s string) string {
	for _, escape := range [...]struct{ from, to string }{{"%2F", "/"}, {"%2f", "/"}, {"%3A", ":"}, {"%3a", ":"}, {"%40", "@"}} {
		s = strings.ReplaceAll(s, escape.from, escape.to)
	}
	return s
}

// ofGallery reads [https://]gallery.ecr.aws/alias/name.
func ofGallery(s string) string {
	_, path, _ := strings.Cut(s[len(scheme(s)):], "/")
	return publicHost + "/" + path
}

// ofConsole reads the address of a repository's page,
// https://REGION.console.aws.amazon.com/ecr/repositories/private/ACCOUNT/NAME,
// where REGION may stand in the query and /_/image/DIGEST behind the name.
func ofConsole(s string) string {
	page, query, _ := strings.Cut(s[len(https):], "?")
	host, path, _ := strings.Cut(page, "/ecr/repositories/private/")
	region, _, _ := strings.Cut(host, ".")
	if _, value, ok := strings.Cut(query, "region="); ok {
		region = value[:indexOrEnd(value, "&#")]
	}
	account, name, _ := strings.Cut(path, "/")
	name, image, _ := strings.Cut(name, "/_/image/")
	name, _, _ = strings.Cut(name, "/_/")
	registry := account + ipv4Service + region // corrected adds the suffix
	if _, end, _ := scanHost(registry); end < len(registry) || !strings.Contains(host, "console.") {
		return ""
	}
	if digest := image[:indexOrEnd(image, "/")]; digest != "" {
		name += "@" + digest
	}
	return registry + "/" + name
}

// inWords returns the one text that f takes among the words of s. What follows
// it is nothing that could belong to it: the end, a mark that closes, or, where
// it stands first, what a tool puts behind an image.
func (f *entry) inWords(s string) string {
	found := ""
	for start := 0; start < len(s); {
		end := start + indexOrEnd(s[start:], wordEnds)
		word := f.wordIn(s, start, end)
		switch {
		case word == "":
		case found != "" && word != found: // which one?
			return ""
		case start > 0 && s[start-1] == '}', end < len(s) && strings.IndexByte("<{[(=|", s[end]) >= 0: // a placeholder is a part of it
			return ""
		default:
			if found = f.withMember(word, s[end:]); found != "" {
				found = f.withColumns(found, s[end:], strings.TrimLeft(s[:start], "\"'`") == "")
			}
			if found == "" {
				return ""
			}
		}
		start = end + 1
	}
	return found
}

// wordIn returns what f takes in the word between start and end, without the
// hyphens of an arrow and the marks of a sentence.
func (f *entry) wordIn(s string, start, end int) string {
	word := s[start:end]
	if has(s, end, '>') {
		word = strings.TrimRight(word, "-")
	}
	if len(word) < len(s) {
		word = strings.TrimRight(word, ":.")
	}
	if strings.Contains(word, redact.Mark) {
		return ""
	}
	return f.inWord(word)
}

// wordEnds are the bytes that part words.
const wordEnds = " \t\r\n\"'`<>[](){}=|,;"

// inWord returns what f takes in a word: the whole, or what stands after a ":"
// or ":/".
// A scheme belongs to what follows it, since https makes a call of /v2/.
func (f *entry) inWord(s string) string {
	for start := range len(s) {
		rest := s[start:]
		before := s[:start]
		begins := start == 0 || s[start-1] == ':' || strings.HasSuffix(before, ":/") || strings.HasSuffix(before, "://") && scheme(rest) != ""
		if !begins || !beginsLikeRegistry(rest[len(scheme(rest)):]) {
			continue
		}
		if better := f.corrected(rest); better != "" {
			return better
		}
	}
	return ""
}

// beginsLikeRegistry reports whether s begins as the host of a registry or an ARN does.
func beginsLikeRegistry(s string) bool {
	low := lowerASCII(s[:min(len(s), 32)])
	if n, p := scanAccount(low); p == none {
		return strings.HasPrefix(low[n:], ".dkr")
	}
	for _, start := range [...]string{publicHost, publicDualHost, "arn:", resolverHost} {
		if strings.HasPrefix(low, start) {
			return true
		}
	}
	return false
}

// members are the names under which charts and kustomizations give what belongs
// to the repository before them.
var members = [...]struct{ name, mark string }{{"tag", ":"}, {"newtag", ":"}, {"imagetag", ":"}, {"digest", "@"}}

// withMember returns what f takes of word and the member of YAML or JSON behind
// it that tells its tag or digest, word if there is none, and "" if f takes no
// such tag.
func (f *entry) withMember(word, rest string) string {
	const quotes = "\"' \t\r\n"
	rest = strings.TrimLeft(rest, quotes+",")
	end := run(rest, 0, lower|upper)
	value, ok := strings.CutPrefix(strings.TrimLeft(rest[end:], quotes), ":")
	for _, member := range members {
		if ok && lowerASCII(rest[:end]) == member.name {
			value = strings.TrimLeft(value, quotes)
			if word += member.mark + value[:indexOrEnd(value, wordEnds)]; !f.takes(word) {
				return ""
			}
		}
	}
	return word
}

// withColumns returns what f takes of word and the rest of its line: with the
// tag and digest of a table's columns, "" if rest could belong to word in a way
// that is not known. first reports whether nothing stands before word.
func (f *entry) withColumns(word, rest string, first bool) string {
	column, after := nextColumn(rest)
	switch {
	case column == "" || !first || strings.IndexByte("\"'`>)]}", rest[0]) >= 0:
		return word
	case column[0] == '(' || strings.Contains(word, "@") || column[0] == '#' || lowerASCII(column) == "as":
		return word
	case !strings.HasPrefix(rest, "  ") && rest[0] != '\t':
		return ""
	}
	for _, mark := range [...]string{":", "@"} {
		if f.takes(word + mark + column) {
			word += mark + column
			column, after = nextColumn(after)
		}
	}
	return word
}

// nextColumn cuts the first word, without the space before it, off s.
func nextColumn(s string) (column, after string) {
	s = strings.TrimLeft(s, " \t")
	end := indexOrEnd(s, " \t\r\n")
	return s[:end], s[end:]
}
