package ecrref

import (
	"fmt"
	"strings"
)

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
