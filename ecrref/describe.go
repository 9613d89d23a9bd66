package ecrref

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A report is an error that is being written. Its methods find the words for
// one problem each, in the order of the table of problems; what they see of the
// text holds no secret.
type report struct {
	*ParseError
	entry   *entry
	problem problem
}

// say sets what is wrong and what to do, where that is the same for all functions.
//
//go:noinline // two dozen copies would weigh in every program that imports the package
func (r report) say(msg, hint string) { r.Msg, r.Hint = msg, r.entry.hint(r.problem, hint) }

// advise says what to do.
func (r report) advise(hint string) { r.say(r.Msg, hint) }

// rest returns the text from Offset on.
func (r report) rest() string { return r.Input[r.Offset:] }

// userInfo says that there is user info; at tells whether there is an "@".
func (r report) userInfo(at bool) {
	r.Part = PartUserInfo
	r.Msg, r.Hint = "this looks like user info, which a reference cannot hold", "leave it out"
	if at {
		r.Msg, r.Hint = "what stands before the last \"@\" looks like user info, which a reference cannot hold",
			"leave out everything up to the \"@\""
	}
}

// placeholder reports whether a placeholder is what is wrong, and says so.
func (r report) placeholder() bool {
	word := placeholder(r.Input, r.Offset, r.Part)
	if word == "" {
		return false
	}
	r.Placeholder, r.Msg = word, "the placeholder "+strconv.Quote(word)+" is not filled in"
	switch r.Part {
	case PartAccount:
		r.Hint = "put the 12-digit account ID in its place"
	case PartRegion:
		r.Hint = "put a region such as us-west-2 in its place"
	default:
		r.Hint = "put the value in its place"
	}
	return true
}

func (r report) badHost() {
	host := hostOf(r.Input)
	r.say(strconv.Quote(clip(host))+" is not the host of an ECR registry",
		"an image in ECR begins with ACCOUNT.dkr.ecr.REGION.amazonaws.com/ or public.ecr.aws/")
	for _, known := range hosts {
		if strings.Contains(lowerASCII(host), known.holds) {
			r.say(known.is, known.instead)
			return
		}
	}
	switch {
	case host == "":
		r.Msg = "the host is missing"
	case r.entry.loose == nil && scheme(r.Input) != "":
		r.Part = PartScheme
		r.say("a reference has no scheme", "leave the scheme out; "+r.Hint)
	case strings.HasPrefix(r.Input, "arn:"):
		r.Part = PartARN
		r.say("this is an ARN, not a reference", "ParseAny reads ARNs")
	default:
		image := r.Input[len(scheme(r.Input)):] // of a text of several words or with another URL in it host is only the first
		r.NotECR = isForeign(host) && len(strings.Fields(image)) == 1 && !strings.Contains(image, "://")
	}
}

// hosts are those that AWS has beside its registries.
var hosts = [...]struct{ holds, is, instead string }{
	{"gallery.ecr.aws", "gallery.ecr.aws is a web site", "images of the gallery begin with public.ecr.aws/"},
	{"console.aws", "this is a page of the AWS console", "an image is ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG"},
	{"console.amazonaws", "this is a page of the AWS console", "an image is ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG"},
	{"api.ecr.", "this is the host of the ECR API", "the registry is ACCOUNT.dkr.ecr.REGION.amazonaws.com"},
	{"api.ecr-public.", "this is the host of the ECR Public API", "images of the gallery begin with public.ecr.aws/"},
}

// hostOf returns what stands in s where the host belongs.
func hostOf(s string) string {
	s = s[len(scheme(s)):]
	if address, _, ok := strings.Cut(s, "]"); ok && strings.HasPrefix(s, "[") { // IPv6
		return address + "]"
	}
	return s[:indexOrEnd(s, "/:@?#")]
}

// isForeign reports whether a host is an ordinary one, or the name of an image
// that has no host, and does not look as if it were meant to be one of ECR.
func isForeign(host string) bool {
	labels := "." + lowerASCII(host)
	plain := run(host, 0, tagMore) == len(host) && class[host[len(host)-1]]&(alnum|upper) != 0
	address := strings.Contains(host, ":")
	return (plain || address) && !containsAny(labels, ".ecr.", ".ecr-")
}

func (r report) badAccount() {
	word := r.word("./:@")
	r.Part = PartAccount
	r.advise("the 12-digit ID of the account that owns the registry belongs here")
	switch n := run(word, 0, digit); {
	case n == accountLen:
		// the general message fits
	case strings.Contains(hostOf(r.Input), ".vpce."):
		r.endpoint("host of an interface endpoint", "ACCOUNT.dkr.ecr.REGION.amazonaws.com")
	case strings.HasPrefix(r.Input, "com.amazonaws."):
		r.endpoint("name of a VPC endpoint service", "ACCOUNT.dkr.ecr.REGION.amazonaws.com")
	case n < len(word):
		r.Msg = "the account ID " + strconv.Quote(word) + " is not 12 digits"
	case n == accountLen-1:
		r.say("the account ID has 11 digits instead of 12", "a leading zero may have been lost: 0"+word)
	default:
		r.Msg = "the account ID has " + strconv.Itoa(n) + " digits instead of 12"
	}
}

// endpoint says that the text names an endpoint in a VPC, and the host to use.
func (r report) endpoint(what, host string) {
	r.say("this is the "+what, "an interface endpoint is reached by the ordinary host, "+host)
}

func (r report) badService() {
	if run(r.Input, 0, digit) > accountLen {
		r.badAccount()
	}
}

func (r report) badRegion() {
	r.say(strconv.Quote(r.word("./:@"))+" is not shaped like the region of any partition", "a region looks like us-west-2")
}

func (r report) afterRegion() {
	r.Msg = strconv.Quote(clip(r.rest())) + " after the region does not belong to it"
}

func (r report) noSuffix() {
	r.badSuffix()
	r.Msg = "the host ends after the region; the suffix is " + strings.TrimPrefix(r.Hint, "use ")
}

// badSuffix says which suffix belongs to the region.
func (r report) badSuffix() {
	f, part, region := hostRegion(r.Input)
	info := partitions[part]
	host := hostOf(r.Input)
	switch {
	case part == 0:
		r.advise("end the host there")
	case isEmulator(host):
		r.say("this is the host of an emulator, not of ECR", "")
	case strings.Contains(host, ".vpce."):
		ordinary, _, _ := privateHost(host[:accountLen], region, part, 0)
		r.endpoint("host of an interface endpoint", ordinary)
	default:
		of, suffix, other := "host suffix", info.Suffix, ""
		if f&formDualStack != 0 {
			of, suffix = "dual-stack "+of, info.DualStackSuffix
		} else if strings.HasPrefix(r.rest(), "on.") {
			other = "; " + info.DualStackSuffix + " goes with dkr-ecr"
		}
		r.say("the "+of+" for "+region+" is "+suffix+other, "use "+suffix)
	}
}

func (r report) noFIPS() {
	_, part, _ := hostRegion(r.Input)
	r.say(partitions[part].ID+" has no FIPS registry hosts", "leave -fips out")
}

// isEmulator reports whether host is one that LocalStack gives to registries.
func isEmulator(host string) bool {
	return strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".localstack.cloud")
}

// hostRegion returns what a host, or a region alone, says about the suffix.
func hostRegion(s string) (f form, part partition, region string) {
	s = withLowerHost(s[len(scheme(s)):])
	start, p := scanAccount(s)
	if p == none {
		f, start, _ = scanService(s, start)
	}
	part, end, p := scanRegion(s, start)
	if p != none {
		return f, 0, ""
	}
	return f, part, s[start:end]
}

func (r report) afterHost() {
	rest := r.rest()
	host := r.Input[min(len(scheme(r.Input)), r.Offset):r.Offset]
	switch port := run(rest, 1, digit); {
	case rest[0] == ':' && port > 1 && (port == len(rest) || rest[port] == '/'):
		r.Part = PartPort
		r.say("the registries of ECR take no port", "leave "+rest[:port]+" out")
	case rest[0] == ':', rest[0] == '@':
		r.Part = PartRepository
		r.say("the repository between the host and "+strconv.Quote(rest[:1])+" is missing", "an image is "+host+"/REPOSITORY:TAG")
	case rest == "." || strings.HasPrefix(rest, "./"):
		r.say("the host ends with a dot", "leave the dot out")
	case rest[0] == '.' || rest[0] == '-' || class[rest[0]]&(alnum|upper|underscore) != 0:
		r.Part = PartSuffix
		r.Msg = "the host goes on after " + host
		r.badSuffix()
	}
}

func (r report) registryOnly() {
	host := lowerASCII(strings.TrimSuffix(r.Input[min(len(scheme(r.Input)), r.Offset):r.Offset], "/"))
	r.advise("an image is " + host + "/REPOSITORY:TAG; for the registry use ParseRegistry(" + strconv.Quote(host) + ")")
}

// badName says which two bytes cannot follow one another.
func (r report) badName() {
	before, after := "/", r.rest()
	if r.Offset > 0 {
		before = r.Input[r.Offset-1 : r.Offset]
	}
	switch end := after == "" || after[0] == ':' || after[0] == '@' || after[0] == '/'; {
	case end && before == "/":
		r.Msg = "a part of the repository name is empty"
		if _, p := r.entry.read(strings.TrimSuffix(r.Input, "/")); p == registryOnly {
			r.Hint = "for the registry use ParseRegistryAny, which takes URLs"
		}
	case end:
		r.Msg = "a part of a repository name does not end with " + strconv.Quote(before)
	default:
		r.Msg = strconv.Quote(after[:1]) + " cannot follow " + strconv.Quote(before) + " in a repository name"
	}
}

func (r report) afterName() {
	mark := r.rest()[:1]
	r.Msg = strconv.Quote(mark) + " cannot stand in a repository name"
	if r.entry.mend != nil && (mark == ":" || mark == "@") {
		r.Hint = "give the tag or the digest to WithTag or WithDigest of the repository"
	}
}

func (r report) badTag() {
	switch rest := r.rest(); {
	case rest == "" || rest[0] == '@':
		r.say("the tag after \":\" is empty", "put a tag there, or leave the \":\" out")
	case rest[0] == ':':
		r.Msg = "a reference has one tag"
	case rest[0] == '.' || rest[0] == '-':
		// the general message fits
	default:
		r.Msg = strconv.Quote(rest[:1]) + " cannot stand in a tag"
	}
}

func (r report) badDigest() {
	start := strings.LastIndexByte(r.Input[:r.Offset], ':') + 1
	end := run(r.Input, start, alnum|upper)
	if n := end - start; n != 64 {
		r.Msg = "a sha256 digest has 64 hexadecimal digits, this one has " + strconv.Itoa(n) + " characters"
	}
}

func (r report) badResource() {
	if strings.HasPrefix(r.rest(), "image/") {
		r.Msg = "ECR has ARNs of repositories, and this is one of an image"
	}
}

// badPartition says which partition the region of an ARN belongs to.
func (r report) badPartition() {
	_, partition, region, _, _ := cutARN(r.Input[resolverEnd(r.Input):])
	if part, end, p := scanRegion(region, 0); p == none && end == len(region) {
		r.Msg = strconv.Quote(clip(partition)) + " is not the partition of " + region + ", which is " + partitions[part].ID
	}
}

// apiURL names the image that a call of the registry API is about.
func (r report) apiURL() {
	r.advise("name the image; for a repository whose name begins with v2/ leave the scheme out")
	host := withLowerHost(r.Input[min(len(scheme(r.Input)), r.Offset):r.Offset])
	name, tag, _ := strings.Cut(strings.TrimPrefix(r.rest(), "v2/"), "/manifests/")
	for _, mark := range [...]string{":", "@"} {
		if image, _, p := parseRef(host + name + mark + tag); p == none {
			r.advise("write " + image.text)
		}
	}
}

// word returns what stands around Offset between two of those bytes, shortened.
func (r report) word(delimiters string) string {
	start, end := wordAt(r.Input, r.Offset, delimiters)
	return clip(r.Input[start:end])
}

// clip shortens a text that a message quotes.
func clip(s string) string {
	if len(s) > 64 {
		return s[:64] + "…"
	}
	return s
}

// specialByte says what is special about the byte at Offset, if it is.
func (r report) specialByte() {
	if r.Offset == len(r.Input) || r.problem >= otherProblems {
		return
	}
	c, size := utf8.DecodeRuneInString(r.rest())
	switch {
	case c == utf8.RuneError && size == 1:
		r.Msg = "the text is not UTF-8"
	case c >= utf8.RuneSelf:
		r.Msg = strconv.QuoteToASCII(string(c)) + " (" + codePoint(c) + ") is not ASCII"
	case c <= ' ' || c == 0x7f:
		r.Msg, r.Hint = blank(c)+" cannot stand in a reference", ""
		if r.Offset == 0 || r.Offset == len(r.Input)-1 {
			r.Hint = "take it out"
		}
	case 'A' <= c && c <= 'Z' && r.Part != PartHost && r.fitsLowered():
		r.Msg, r.Hint = strconv.QuoteRune(c)+" is upper case; the "+r.Part.String()+" is written in lower case", "use lower case"
	case strings.IndexByte("%\\?#\"'`!+*,;=()&|", byte(c)) >= 0:
		r.Msg = strconv.QuoteRune(c) + " cannot stand in the " + r.Part.String()
		r.pattern(c)
	}
}

// blank is a character that cannot be seen, with what a person calls it.
func blank(c rune) string {
	switch quoted := strconv.QuoteRune(c); c {
	case ' ':
		return quoted + " (a space)"
	case '\t':
		return quoted + " (a tab)"
	case '\n':
		return quoted + " (a line break)"
	case '\r':
		return quoted + " (a carriage return)"
	default:
		return quoted
	}
}

// pattern says what a byte that stands for others means.
func (r report) pattern(c rune) {
	switch {
	case (c == '*' || c == '?') && strings.HasPrefix(r.Input[resolverEnd(r.Input):], "arn:"):
		r.Hint = "this is a pattern of a policy, which stands for many repositories; name one of them"
	case c == '+' && r.Part == PartTag:
		r.Msg += `; Helm writes "_" in its place`
	case r.problem == shortName:
		r.Hint = ""
	}
}

// codePoint writes c as Unicode does, U+212A.
func codePoint(c rune) string {
	s := ""
	for ; c > 0 || len(s) < 4; c >>= 4 {
		s = "0123456789ABCDEF"[c&15:][:1] + s
	}
	return "U+" + s
}

// fitsLowered reports whether the word at Offset would fit in lower case.
func (r report) fitsLowered() bool {
	start, end := r.Offset, run(r.Input, r.Offset, alnum|upper)
	if r.Part == PartRegion {
		start, end = around(r.Input, r.Offset, r.Part)
		_, stop, p := scanRegion(lowerASCII(r.Input[start:end]), 0)
		return p == none && start+stop == end
	}
	stop, _ := r.entry.read(r.Input[:start] + lowerASCII(r.Input[start:end]) + r.Input[end:])
	return stop >= end
}
