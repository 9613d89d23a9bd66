package ecrref

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
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
	clean, host := cleanStart(text)
	safe, cut, userInfo := redact(text, clean, host)
	e := &ParseError{Func: fn, Input: safe, Offset: min(at, cut), Part: problems[p].part, Msg: problems[p].msg}
	switch {
	case userInfo:
		e.Part, e.Offset = PartUserInfo, clean
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
	if _, rest, ok := strings.Cut(safe, redacted+"@"); ok {
		safe = rest
	}
	if better := corrected(g, fn, safe, e.Part); better != "" && better != text {
		e.Hint = "write " + better
	}
	return e
}

// isOtherHost reports whether s, which begins with no account ID, is better
// called another registry's host, a URL or an ARN than a wrong account ID.
func isOtherHost(fn, s string) bool {
	switch isARN := strings.HasPrefix(s, "arn:"); {
	case fn == "ParseARN", !strings.HasPrefix(fn, "Parse"), fn == "ParseAny" && (isARN || resolverEnd(s) > 0):
		return false
	case isARN, !strings.HasSuffix(fn, "Any") && scheme(s) != "":
		return true
	}
	s = s[len(scheme(s)):]
	return !strings.Contains(s[:indexOrEnd(s, "/")], ".dkr")
}

// hostOf returns what stands in s where the host belongs.
func hostOf(s string) string {
	s = s[len(scheme(s)):]
	if end := strings.IndexByte(s, ']'); strings.HasPrefix(s, "[") && end > 0 { // IPv6
		return s[:end+1]
	}
	return s[:indexOrEnd(s, "/:@?#")]
}

// cleanStart returns how much of s holds no user info: a scheme, the host of a
// registry, the ARN of a repository up to its name. host reports whether it is
// one of the last two.
func cleanStart(s string) (clean int, host bool) {
	start := resolverEnd(s)
	if arn := s[start:]; strings.HasPrefix(arn, "arn:") {
		_, end, _ := scanARN(arn)
		if i := strings.Index(arn[:end], ":repository/"); i >= 0 {
			return start + i + len(":repository"), true
		}
		return 0, false
	}
	if looksLikeLogin(s) { // AWS://… is a password that begins with slashes
		return 0, false
	}
	clean = len(scheme(s))
	if _, end, p := scanHost(withLowerHost(s[clean:])); p == none {
		return clean + end, true
	}
	return clean, false
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

func (e *ParseError) describeHost() {
	host := hostOf(e.Input)
	if len(host) > maxHost {
		host = host[:maxHost] + "…"
	}
	e.Msg = fmt.Sprintf("%q is not the host of an ECR registry", host)
	e.Hint = "an image in ECR begins with ACCOUNT.dkr.ecr.REGION.amazonaws.com/ or public.ecr.aws/"
	switch {
	case host == "":
		e.Msg = "the host is missing"
	case scheme(e.Input) != "" && !strings.HasSuffix(e.Func, "Any"):
		e.Part, e.Msg, e.Hint = PartScheme, "a reference has no scheme", "leave the scheme out; "+e.Hint
	case strings.HasPrefix(e.Input, "arn:"):
		e.Part, e.Msg, e.Hint = PartARN, "this is an ARN, not a reference", "ParseAny reads ARNs"
	case strings.HasSuffix(host, "gallery.ecr.aws"):
		e.Msg, e.Hint = "gallery.ecr.aws is a web site", "images of the gallery begin with public.ecr.aws/"
	default:
		e.NotECR = isForeign(host)
	}
}

// isForeign reports whether a host is an ordinary one, or the name of an image
// that has no host, and does not look as if it were meant to be one of ECR.
func isForeign(host string) bool {
	labels := "." + lowerASCII(host)
	plain := run(host, 0, tagMore) == len(host) && class[host[len(host)-1]]&(alnum|upper) != 0
	return (plain || host[0] == '[') && !containsAny(labels, ".ecr.", ".ecr-")
}

func (e *ParseError) describeAccount() {
	word := e.word("./:@")
	e.Part, e.Hint = PartAccount, "the 12-digit ID of the account that owns the registry belongs here"
	switch n := run(word, 0, digit); {
	case n == accountLen:
		// the general message fits
	case n < len(word):
		e.Msg = fmt.Sprintf("the account ID %q is not 12 digits", word)
	case n == accountLen-1:
		e.Msg = "the account ID has 11 digits instead of 12"
		e.Hint = "a leading zero may have been lost: 0" + word
	default:
		e.Msg = fmt.Sprintf("the account ID has %d digits instead of 12", n)
	}
}

// describeSuffix says which suffix belongs to the region.
func (e *ParseError) describeSuffix(p problem, rest string) {
	f, part, region := hostRegion(e.Input)
	info := partitions[part]
	e.Hint = "use " + info.suffix
	switch {
	case part == 0: // the host of the public gallery
		e.Hint = "end the host there"
	case p == noFIPS:
		e.Msg, e.Hint = info.id+" has no FIPS registry hosts", noFIPSHint(e.Func)
	case isEmulator(hostOf(e.Input)):
		e.Msg, e.Hint = "this is the host of an emulator, not of ECR", ""
	case f&formDualStack != 0:
		e.Msg, e.Hint = fmt.Sprintf("the dual-stack host suffix for %s is %s", region, info.dualStack), "use "+info.dualStack
	case strings.HasPrefix(rest, "on."):
		e.Msg = fmt.Sprintf("the host suffix for %s is %s; %s goes with dkr-ecr", region, info.suffix, info.dualStack)
	default:
		e.Msg = fmt.Sprintf("the host suffix for %s is %s", region, info.suffix)
	}
}

// noFIPSHint says how fn does without a FIPS host.
func noFIPSHint(fn string) string {
	switch fn {
	case "Registry.WithRegion":
		return "take WithFIPS(false) first"
	case "Registry.WithFIPS":
		return ""
	}
	return "leave -fips out"
}

// isEmulator reports whether host is one that LocalStack gives to registries.
func isEmulator(host string) bool {
	return strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".localstack.cloud")
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

// hostRegion returns what a host, or a region alone, says about the suffix.
func hostRegion(s string) (f form, part partition, region string) {
	s = withLowerHost(s[len(scheme(s)):])
	start, p := scanAccount(s)
	if p == none {
		f, start, p = scanService(s, start)
	}
	if p != none {
		start = 0
	}
	part, end, p := scanRegion(s, start)
	if p != none {
		return f, 0, ""
	}
	return f, part, s[start:end]
}

func (e *ParseError) describeAfterHost(host, rest string) {
	switch port := run(rest, 1, digit); {
	case rest[0] == ':' && port > 1 && (port == len(rest) || rest[port] == '/'):
		e.Part, e.Msg, e.Hint = PartPort, "the registries of ECR take no port", "leave "+rest[:port]+" out"
	case rest[0] == ':', rest[0] == '@':
		e.Part, e.Msg = PartRepository, fmt.Sprintf("the repository between the host and %q is missing", rest[:1])
		e.Hint = "an image is " + host + "/REPOSITORY:TAG"
	case rest == "." || strings.HasPrefix(rest, "./"):
		e.Msg, e.Hint = "the host ends with a dot", "leave the dot out"
	case rest[0] == '.' || rest[0] == '-' || class[rest[0]]&(alnum|upper|underscore) != 0:
		e.Part, e.Msg = PartSuffix, "the host goes on after "+host
		e.describeSuffix(badSuffix, "")
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
	if owner == "Repository." {
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
