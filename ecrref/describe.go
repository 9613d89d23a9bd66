package ecrref

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// newError describes problem p at offset at of the text that fn was given.
// Nothing that may be a secret reaches the error.
func newError(fn, text string, at int, p problem) *ParseError {
	return newErrorIn(Registry{}, fn, text, at, p)
}

// newErrorIn does the same for what fn makes a part of registry g.
func newErrorIn(g Registry, fn, text string, at int, p problem) *ParseError {
	if p == badAccount && isOtherHost(fn, text) {
		p = badHost
	}
	safe := redacted(text)
	e := &ParseError{Func: fn, Input: safe.Text, Offset: min(at, safe.At), Part: problems[p].part, Msg: problems[p].msg}
	switch {
	case safe.UserInfo:
		e.Part, e.Offset = PartUserInfo, safe.At
		e.Msg = "what stands before the last \"@\" looks like user info, which a reference cannot hold"
		e.Hint = "leave out everything up to the \"@\""
		if !strings.Contains(text, "@") {
			e.Msg, e.Hint = "this looks like user info, which a reference cannot hold", "leave it out"
		}
	case !e.describePlaceholder():
		e.describe(p)
		e.describeByte(p, g)
	}
	if p == apiURL || e.Placeholder != "" && e.Part != PartSuffix {
		return e
	}
	rest := safe.Text
	if _, after, ok := strings.Cut(rest, redact.Mark+"@"); ok {
		rest = after
	}
	if better := corrected(g, fn, rest, e.Part); better != "" && better != text {
		e.Hint = "write " + better
	}
	return e
}

// cleanStart returns how much of s holds no user info: the host of a registry,
// perhaps with a scheme before it, or the ARN of a repository up to its name.
func cleanStart(s string) (clean int, image bool) {
	start := resolverEnd(s)
	if arn := s[start:]; strings.HasPrefix(arn, "arn:") {
		_, end, _ := scanARN(arn)
		if i := strings.Index(arn[:end], ":repository/"); i >= 0 {
			return start + i + len(":repository"), true
		}
		return 0, false
	}
	clean = len(scheme(s))
	if _, end, p := scanHost(withLowerHost(s[clean:])); p == none {
		return clean + end, true
	}
	return 0, false
}

// describePlaceholder reports whether a placeholder is what is wrong.
func (e *ParseError) describePlaceholder() bool {
	word := placeholder(e.Input, e.Offset, e.Part)
	if word == "" {
		return false
	}
	e.Placeholder, e.Msg = word, fmt.Sprintf("the placeholder %q is not filled in", word)
	switch e.Part {
	case PartAccount:
		e.Hint = "put the 12-digit account ID in its place"
	case PartRegion:
		e.Hint = "put a region such as us-west-2 in its place"
	default:
		e.Hint = "put the value in its place"
	}
	return true
}

// describe says in the words of the text what problem p is.
func (e *ParseError) describe(p problem) {
	rest := e.Input[e.Offset:]
	host := e.Input[len(scheme(e.Input)):max(e.Offset, len(scheme(e.Input)))]
	switch p {
	case empty:
		e.Hint = "an image in ECR is host/repository:tag"
	case badHost:
		e.describeHost()
	case badAccount:
		e.describeAccount()
	case badService:
		if run(e.Input, 0, digit) > accountLen {
			e.describeAccount()
		}
	case badRegion:
		word := e.word("./:@")
		e.Msg = fmt.Sprintf("%q is not shaped like the region of any partition", word)
		e.Hint = "a region looks like us-west-2"
	case afterRegion:
		e.Msg = fmt.Sprintf("%q after the region does not belong to it", clip(rest))
	case noSuffix:
		e.describeSuffix(p, rest)
		e.Msg = "the host ends after the region; the suffix is " + strings.TrimPrefix(e.Hint, "use ")
	case badSuffix, noFIPS:
		e.describeSuffix(p, rest)
	case badName:
		e.describeName()
	case shortName:
		e.Hint = "a namespace counts: team/a has 6"
	case noName:
		e.Hint = "an image of the gallery is public.ecr.aws/ALIAS/NAME"
	case badARN, badARNService, badResource:
		e.Hint = "an ARN of a repository looks like arn:aws:ecr:us-west-2:123456789012:repository/name"
	case afterName:
		e.Msg = fmt.Sprintf("%q cannot stand in a repository name", rest[:1])
	case afterHost:
		e.describeAfterHost(host, rest)
	case noPath, registryOnly:
		host = lowerASCII(strings.TrimSuffix(host, "/"))
		e.Hint = fmt.Sprintf("an image is %s/REPOSITORY:TAG; for the registry use ParseRegistry(%q)", host, host)
	case afterRegistry:
		e.Hint = "for a repository there is ParseRepository, for an image Parse"
	case afterRepository:
		e.Hint = "for an image there is Parse"
	case afterTag, badTag:
		e.describeTag(rest)
	case badDigest:
		e.describeDigest()
	case badAlgorithm:
		e.Hint = "ECR and ECS know sha256 digests only; a tag comes after \":\""
	case otherPartition, badPartition:
		e.describePartition()
	case publicARN:
		e.Hint = "the image is public.ecr.aws/ALIAS/NAME"
	case imageARN:
		e.Hint = "ParseAny reads it"
	case apiURL:
		e.describeAPI(host, rest)
	}
}

// word returns what stands around Offset between two of those bytes, shortened.
func (e *ParseError) word(delimiters string) string {
	start := strings.LastIndexAny(e.Input[:e.Offset], delimiters) + 1
	end := e.Offset + indexOrEnd(e.Input[e.Offset:], delimiters)
	return clip(e.Input[start:end])
}

// clip shortens a text that a message quotes.
func clip(s string) string {
	if len(s) > 64 {
		return s[:64] + "…"
	}
	return s
}

// describeName says which two bytes cannot follow one another.
func (e *ParseError) describeName() {
	before, after := "/", e.Input[e.Offset:]
	if e.Offset > 0 {
		before = e.Input[e.Offset-1 : e.Offset]
	}
	switch end := after == "" || after[0] == ':' || after[0] == '@' || after[0] == '/'; {
	case end && before == "/":
		e.Msg = "a part of the repository name is empty"
	case end:
		e.Msg = fmt.Sprintf("a part of a repository name does not end with %q", before)
	default:
		e.Msg = fmt.Sprintf("%q cannot follow %q in a repository name", after[:1], before)
	}
}

// describeAPI names the image that a call of the registry API is about.
func (e *ParseError) describeAPI(host, rest string) {
	e.Hint = "name the image; for a repository whose name begins with v2/ leave the scheme out"
	name, tag, ok := strings.Cut(strings.TrimPrefix(rest, "v2/"), "/manifests/")
	for _, mark := range [...]string{":", "@"} {
		if r, _, p := parseRef(withLowerHost(host) + name + mark + tag); ok && p == none {
			e.Hint = "write " + r.text
		}
	}
}

func (e *ParseError) describeTag(rest string) {
	owner, builder := strings.CutSuffix(e.Func, "Tag")
	switch {
	case builder && strings.Contains(e.Input, digestPrefix):
		e.Msg, e.Hint = "a digest is not part of a tag", "a digest goes to "+strings.TrimPrefix(owner+"Digest", "Ref.")
	case builder && rest == "" && e.Offset == 0:
		e.Msg, e.Hint = "the tag is empty", tagless(owner)+" gives the image without a tag"
	case rest == "" || rest[0] == '@':
		e.Msg, e.Hint = "the tag after \":\" is empty", "put a tag there, or leave the \":\" out"
	case rest[0] == ':':
		e.Msg = "a reference has one tag"
	case rest[0] == '.' || rest[0] == '-':
		// the general message fits
	default:
		e.Msg = fmt.Sprintf("%q cannot stand in a tag", rest[:1])
	}
}

// tagless names the method that leaves the tag out.
func tagless(owner string) string {
	if owner == "Repository.With" {
		return "Ref"
	}
	return "WithoutTag"
}

func (e *ParseError) describeDigest() {
	start := strings.LastIndexByte(e.Input[:e.Offset], ':') + 1
	end := run(e.Input, start, alnum|upper)
	if e.Offset == len(e.Input) || end-start != 64 {
		e.Msg = fmt.Sprintf("a sha256 digest has 64 hexadecimal digits, this one has %d characters", end-start)
	}
}

// describePartition says which partition the region of an ARN belongs to.
func (e *ParseError) describePartition() {
	fields := strings.SplitN(e.Input, ":", 5)
	if len(fields) < 5 {
		return
	}
	if part, end, p := scanRegion(fields[3], 0); p == none && end == len(fields[3]) {
		e.Msg = fmt.Sprintf("%q is not the partition of %s, which is %s", clip(fields[1]), fields[3], partitions[part].id)
	}
}

// describeByte says what is special about the byte at Offset, if it is.
func (e *ParseError) describeByte(p problem, g Registry) {
	if e.Offset == len(e.Input) || p >= otherProblems {
		return
	}
	c, size := utf8.DecodeRuneInString(e.Input[e.Offset:])
	switch {
	case c == utf8.RuneError && size == 1:
		e.Msg = "the text is not UTF-8"
	case c >= utf8.RuneSelf:
		e.Msg = fmt.Sprintf("%s (%U) is not ASCII", strconv.QuoteToASCII(string(c)), c)
	case c <= ' ' || c == 0x7f:
		e.Msg, e.Hint = fmt.Sprintf("a reference holds no %q", c), ""
		if e.Offset == 0 || e.Offset == len(e.Input)-1 {
			e.Hint = "take it out"
		}
	case 'A' <= c && c <= 'Z' && e.Part != PartTag && e.Part != PartHost && e.fitsLowered(g):
		e.Msg, e.Hint = fmt.Sprintf("%q is upper case; the %s is written in lower case", c, e.Part), "use lower case"
	case strings.ContainsRune("%\\?#\"'`!+*,;=()&|", c):
		e.Msg = fmt.Sprintf("%q cannot stand in the %s", c, e.Part)
		if p == shortName {
			e.Hint = ""
		}
	}
}

// fitsLowered reports whether the word at Offset would fit in lower case.
func (e *ParseError) fitsLowered(g Registry) bool {
	start, end := e.Offset, run(e.Input, e.Offset, alnum|upper)
	if e.Part == PartRegion {
		start, end = around(e.Input, e.Offset, e.Part)
		_, stop, p := scanRegion(lowerASCII(e.Input[start:end]), 0)
		return p == none && start+stop == end
	}
	s := e.Input[:start] + lowerASCII(e.Input[start:end]) + e.Input[end:]
	stop, p := scanFor(g, e.Func, s, e.Part)
	if e.Func == "ParseAny" {
		_, stop, p = scanAny(s)
	}
	return p == none || stop >= end
}
