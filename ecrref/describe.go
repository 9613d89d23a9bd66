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
	if p == badAccount && isOtherHost(fn, text) {
		p = badHost
	}
	clean, host := cleanStart(text, at)
	safe, cut, userInfo := redact(text, clean, host)
	e := &ParseError{Func: fn, Input: safe, Offset: min(at, cut), Part: problems[p].part, Msg: problems[p].msg}
	switch {
	case userInfo:
		e.Part, e.Offset = PartUserInfo, clean
		e.Msg = "what stands before the last \"@\" looks like user info, which a reference cannot hold"
		e.Hint = "leave out everything up to the \"@\""
	case !e.describePlaceholder():
		e.describe(p)
		e.describeByte(p)
	}
	if _, rest, ok := strings.Cut(safe, redacted+"@"); ok {
		safe = rest
	}
	if better := corrected(fn, safe, e.Part); better != "" && p != apiURL {
		e.Hint = "write " + better
	}
	return e
}

// isOtherHost reports whether s, which begins with no account ID, is better
// called another registry's host, a URL or an ARN than a wrong account ID.
func isOtherHost(fn, s string) bool {
	switch isARN := strings.HasPrefix(s, "arn:"); {
	case fn == "ParseARN", !strings.HasPrefix(fn, "Parse"), fn == "ParseAny" && (isARN || strings.HasPrefix(s, resolverHost)):
		return false
	case isARN, fn != "ParseAny" && scheme(s) != "":
		return true
	}
	s = s[len(scheme(s)):]
	return !strings.Contains(s[:indexOrEnd(s, "/")], ".dkr")
}

// hostOf returns what stands in s where the host belongs.
func hostOf(s string) string {
	s = s[len(scheme(s)):]
	return s[:indexOrEnd(s, "/:@?#")]
}

// cleanStart returns how much of s holds no user info: a scheme, or what was
// read as part of a reference, up to byte at or further. host reports whether
// the host of a registry, or the ARN of a repository, is among it.
func cleanStart(s string, at int) (clean int, host bool) {
	if arn := strings.TrimPrefix(s, resolverHost); strings.HasPrefix(arn, "arn:") {
		if _, end, p := scanARN(arn); p == none {
			return max(at, len(s)-len(arn)+end), true
		}
		return 0, false
	}
	if looksLikeLogin(s) { // AWS://… is a password that begins with slashes
		return 0, false
	}
	clean = len(scheme(s))
	if _, end, p := scanHost(withLowerHost(s[clean:])); p == none {
		return max(at, clean+end), true
	}
	return clean, false
}

// describePlaceholder reports whether a placeholder is what is wrong.
func (e *ParseError) describePlaceholder() bool {
	word := placeholder(e.Input, e.Offset, e.Part)
	if word == "" {
		return false
	}
	e.Msg = fmt.Sprintf("the placeholder %q is not filled in", word)
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
	case badSuffix, noFIPS:
		e.describeSuffix(p, rest)
	case badName:
		e.describeName()
	case shortName:
		e.Hint = "a namespace counts: team/a has 6"
	case noName:
		e.Hint = "write public.ecr.aws/ALIAS/NAME"
	case badARN, badARNService, badResource:
		e.Hint = "an ARN of a repository looks like arn:aws:ecr:us-west-2:123456789012:repository/name"
	case afterName:
		e.Msg = fmt.Sprintf("%q cannot stand in a repository name", rest[:1])
	case afterHost:
		e.describeAfterHost(host, rest)
	case noPath, registryOnly:
		e.Hint = "write " + strings.TrimSuffix(host, "/") + "/REPOSITORY:TAG, or use ParseRegistry for a host alone"
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
		e.Hint = "write public.ecr.aws/ALIAS/NAME"
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
	if end-start > 64 {
		return e.Input[start:start+64] + "…"
	}
	return e.Input[start:end]
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
	case scheme(e.Input) != "" && e.Func != "ParseAny":
		e.Part, e.Msg, e.Hint = PartScheme, "a reference has no scheme", "leave the scheme out; "+e.Hint
	case strings.HasPrefix(e.Input, "arn:"):
		e.Part, e.Msg, e.Hint = PartARN, "this is an ARN, not a reference", "ParseAny reads ARNs"
	case strings.HasSuffix(host, "gallery.ecr.aws"):
		e.Msg, e.Hint = "gallery.ecr.aws is a web site", "images of the gallery begin with public.ecr.aws/"
	}
}

func (e *ParseError) describeAccount() {
	word := e.word("./:@")
	e.Part, e.Hint = PartAccount, "write the 12-digit ID of the account that owns the registry"
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
		e.Msg, e.Hint = info.id+" has no FIPS registry hosts", "leave -fips out"
	case f&formDualStack != 0:
		e.Msg, e.Hint = fmt.Sprintf("the dual-stack host suffix for %s is %s", region, info.dualStack), "use "+info.dualStack
	case strings.HasPrefix(rest, "on."):
		e.Msg = fmt.Sprintf("the host suffix for %s is %s; %s goes with dkr-ecr", region, info.suffix, info.dualStack)
	default:
		e.Msg = fmt.Sprintf("the host suffix for %s is %s", region, info.suffix)
	}
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
		e.Hint = "write " + host + "/REPOSITORY" + e.Input[e.Offset:e.Offset+1] + "…"
	case rest == "." || strings.HasPrefix(rest, "./"):
		e.Msg, e.Hint = "the host ends with a dot", "leave the dot out"
	case rest[0] == '.' || rest[0] == '-' || class[rest[0]]&(alnum|upper|underscore) != 0:
		e.Part, e.Msg = PartSuffix, "the host goes on after "+host
		e.describeSuffix(badSuffix, "")
	}
}

// describeAPI names the image that a call of the registry API is about.
func (e *ParseError) describeAPI(host, rest string) {
	e.Hint = "write the image; for a repository whose name begins with v2/ leave the scheme out"
	name, tag, ok := strings.Cut(strings.TrimPrefix(rest, "v2/"), "/manifests/")
	for _, mark := range [...]string{":", "@"} {
		if r, _, p := parseRef(withLowerHost(host) + name + mark + tag); ok && p == none {
			e.Hint = "write " + r.text
		}
	}
}

func (e *ParseError) describeTag(rest string) {
	switch {
	case rest == "" || rest[0] == '@':
		e.Msg, e.Hint = "the tag after \":\" is empty", "write a tag, or leave the \":\" out"
	case rest[0] == ':':
		e.Msg = "a reference has one tag"
	case rest[0] == '.' || rest[0] == '-':
		// the general message fits
	default:
		e.Msg = fmt.Sprintf("%q cannot stand in a tag", rest[:1])
	}
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
		e.Msg = fmt.Sprintf("%q is not the partition of %s, which is %s", fields[1], fields[3], partitions[part].id)
	}
}

// describeByte says what is special about the byte at Offset, if it is.
func (e *ParseError) describeByte(p problem) {
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
		e.Msg, e.Hint = fmt.Sprintf("a reference holds no %q", c), "take it out"
	case 'A' <= c && c <= 'Z' && e.Part != PartTag && e.Part != PartHost:
		e.Msg, e.Hint = fmt.Sprintf("%q is upper case; the %s is written in lower case", c, e.Part), "use lower case"
	case strings.ContainsRune("%\\?#\"'`!+*,;=()&|", c):
		e.Msg = fmt.Sprintf("%q cannot stand in the %s", c, e.Part)
	}
}
