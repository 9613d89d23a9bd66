package ecrref

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// maxCorrect is how long a text may be for corrected to look at it. The
// longest reference has fewer than 600 bytes.
const maxCorrect = 1024

// corrected returns what the author of s may have meant, in a form that fn
// takes as that part of registry g, and "" if it cannot be known. It repairs
// and fills nothing in: a missing account, region, repository or tag stays
// missing. In a text from which something was redacted it corrects nothing.
func corrected(g Registry, fn, s string, part Part) string {
	if len(s) > maxCorrect || !isASCII(s) || strings.Contains(s, redact.Mark) {
		return ""
	}
	if fn == "Registry.Repository" {
		s = inRegistry(plain(trimmed(s)), g)
	}
	for _, repair := range []func(string) string{trimmed, plain, hostRepaired, digestRepaired, lowered, partRepaired} {
		s = repair(s)
		if r, _, p := parseRef(s); p == none && fn == "ParseARN" && r.path == uint16(len(s)) {
			arn, _ := r.Repository().ARN()
			return arn
		}
		if end, p := scanFor(g, fn, s, part); p == none && end == len(s) {
			return s
		}
	}
	return ""
}

// inRegistry returns the name of the repository of g that s names by its host
// as well, s where there is no host, and "" for another registry.
func inRegistry(s string, g Registry) string {
	_, end, p := scanHost(withLowerHost(s))
	switch {
	case p != none || !has(s, end, '/'):
		return s
	case sameRegistry(lowerASCII(s[:end]), g.text):
		return s[end+1:]
	}
	return ""
}

// sameRegistry reports whether two hosts are of one registry.
func sameRegistry(a, b string) bool {
	x, errX := ParseRegistry(a)
	y, errY := ParseRegistry(b)
	return errX == nil && errY == nil && x.Kind() == y.Kind() && x.AccountID() == y.AccountID() && x.Region() == y.Region()
}

// scanFor scans s as fn does, and as that part where fn takes a part.
func scanFor(g Registry, fn, s string, part Part) (end int, p problem) {
	switch fn {
	case "Parse", "ParseAny":
		_, end, p = parseRef(s)
	case "ParseRepository":
		_, end, p = parseRepository(s)
	case "ParseRegistry", "ParseRegistryAny":
		_, end, p = scanHost(s)
	case "ParseARN":
		_, end, p = scanARN(s)
	case "Registry.Repository":
		return scanPath(s, 0, g.lay.form)
	case "Ref.WithRegistry": // there is no other path
		return 0, badName
	default:
		return scanPart(s, part)
	}
	return end, p
}

// scanPart scans one part of a reference.
func scanPart(s string, part Part) (int, problem) {
	switch part {
	case PartAccount:
		return scanAccount(s)
	case PartRegion:
		_, end, p := scanRegion(s, 0)
		return end, p
	case PartTag:
		return scanTag(s, 0)
	case PartDigest:
		return scanDigest(s, 0)
	}
	return 0, empty
}

// trimmed takes off what surrounds a reference in text.
func trimmed(s string) string {
	const around = " \t\r\n\"'`"
	return strings.TrimRight(strings.TrimLeft(s, around), around+",;/") // a dot may belong to a tag
}

// plain takes off the scheme and turns an ARN into a reference.
func plain(s string) string {
	if _, _, p := scanAny(s); p == apiURL {
		return ""
	}
	s = s[len(scheme(s)):]
	arn := arnRepaired(s)
	if r, _, p := scanAny(arn); p == none {
		return r.text
	}
	if r, _, p := scanAny(resolverHost + arn); p == none && !strings.Contains(arn, "/"+digestPrefix) { // a digest cut off is no tag
		return r.text
	}
	return s
}

// arnRepaired writes the partition that the region of an ARN belongs to.
func arnRepaired(s string) string {
	if rest, ok := strings.CutPrefix(s, "urn:"); ok {
		s = "arn:" + rest
	}
	fields := strings.SplitN(s, ":", 6)
	if len(fields) < 6 || fields[0] != "arn" {
		return s
	}
	if part, end, p := scanRegion(fields[3], 0); p == none && end == len(fields[3]) {
		fields[1] = partitions[part].id
	}
	return strings.Join(fields, ":")
}

// hostRepaired writes the host in lower case, without a port and with the
// service and suffix that belong to the region.
func hostRepaired(s string) string {
	end := indexOrEnd(s, "/")
	host, rest := lowerASCII(s[:end]), s[end:]
	if name, port, ok := strings.Cut(host, ":"); ok && run(port, 0, digit) == len(port) {
		host = name
	}
	i, p := scanAccount(host)
	if p != none || strings.Contains(host, "@") {
		return host + rest
	}
	f, i, p := scanService(host, i)
	if p != none {
		return host + rest
	}
	label, suffix, _ := strings.Cut(host[i:], ".")
	if !knownSuffix(suffix) {
		return host + rest
	}
	label = partRepaired(label)
	part, end, p := scanRegion(label, 0)
	if p != none || end != len(label) {
		return host + rest
	}
	if strings.HasPrefix(suffix, "on.") {
		f |= formDualStack
	}
	return host[:accountLen] + hostTail(part, f, label) + rest
}

// knownSuffix reports whether s is the suffix of some partition, perhaps with a
// dot behind it, or stands for one: a placeholder, or nothing.
func knownSuffix(s string) bool {
	s = strings.TrimSuffix(s, ".")
	for _, info := range partitions {
		if s == info.suffix || s == info.dualStack { // the zero partition has none
			return true
		}
	}
	return template(s) == s
}

// hostTail returns what follows the account ID in the host that is closest to
// form f among those that the partition has.
func hostTail(part partition, f form, region string) string {
	if !partitions[part].fips {
		f &^= formFIPS
	}
	suffix, _ := layout{partition: part, form: f}.suffix()
	return services[f] + region + "." + suffix
}

// digestRepaired mends the mark before a tag or digest and the case of a digest.
func digestRepaired(s string) string {
	if i := strings.Index(strings.ToLower(s), digestPrefix); i > 0 && s[i-1] == ':' {
		s = s[:i-1] + "@" + s[i:]
	}
	before, digest, ok := strings.Cut(s, "@")
	if !ok {
		return s
	}
	switch {
	case len(digest) == 64 && isDigest(digestPrefix+digest):
		digest = digestPrefix + digest
	case !beforeDigest(digest):
		return before + ":" + digest
	}
	return before + "@" + strings.ToLower(digest)
}

// lowered writes the path in lower case, with single slashes.
func lowered(s string) string {
	tail := strings.LastIndexByte(s, '/') + 1
	tail += indexOrEnd(s[tail:], ":@")
	for part := range strings.SplitSeq(s[:tail], "/") {
		if isPlaceholder(part, PartRepository) {
			return s
		}
	}
	path := strings.ToLower(s[:tail])
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path + s[tail:]
}

// partRepaired mends a part that stands alone: an account ID in groups, a
// region with underscores or the letter of an availability zone, a bare digest.
func partRepaired(s string) string {
	switch plain := strings.NewReplacer("-", "", " ", "").Replace(s); {
	case len(plain) == accountLen && run(plain, 0, digit) == accountLen:
		return plain
	case len(s) == 64 && run(s, 0, hexLower) == 64:
		return digestPrefix + s
	}
	if region, suffix, ok := strings.Cut(s, "."); ok && knownSuffix(suffix) {
		s = region
	}
	zone := strings.ReplaceAll(s, "_", "-")
	for _, region := range [...]string{zone, zone[:max(len(zone)-1, 0)]} {
		if _, end, p := scanRegion(region, 0); p == none && end == len(region) {
			return region
		}
	}
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
