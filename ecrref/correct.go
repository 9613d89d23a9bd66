package ecrref

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// maxCorrect is how long a text may be for correct to look at it. The longest
// reference has fewer than 600 bytes.
const maxCorrect = 1024

// correct writes into the hint what the author of text may have meant, in a
// form that the function takes, if that can be known. It repairs and fills
// nothing in: a missing account, region, repository or tag stays missing. It
// offers nothing that may hold a secret.
func (r report) correct(text string) {
	if r.entry.scan == nil {
		return
	}
	s := r.Input
	if _, after, ok := strings.Cut(s, redact.Mark+"@"); ok {
		s = after
	}
	better, what := "", ""
	if len(s) <= maxCorrect && !strings.Contains(s, redact.Mark) {
		better = r.entry.corrected(s)
	}
	if better == "" && len(text) <= maxCorrect {
		better, what = r.entry.pasted(text, s)
	}
	if what != "" {
		r.Part, r.Msg, r.Hint = PartReference, "this is "+what+", not a reference", "give the image alone"
	}
	if better != "" && better != text && redact.Text(better).Text == better {
		r.Hint, r.NotECR = "write "+better, false
	}
}

// corrected returns s in a form that f takes, "" if it has none.
func (f *entry) corrected(s string) string {
	for _, repair := range [...]func(string) string{asIs, trimmed, unescapedSlashes, plain, hostRepaired, digestRepaired, helmTag, lowered,
		partRepaired} {
		s = repair(s)
		better := s
		if f.mend != nil {
			better = f.mend(s)
		}
		if f.takes(better) {
			return better
		}
	}
	return ""
}

func asIs(s string) string { return s }

// trimmed takes off what surrounds a reference in text.
func trimmed(s string) string {
	const around = " \t\r\n\"'`"
	if bold, ok := strings.CutPrefix(s, "**"); ok { // of Markdown
		s = strings.TrimSuffix(bold, "**")
	}
	return strings.TrimRight(strings.TrimLeft(s, around), around+",;/") // a dot may belong to a tag
}

// unescapedSlashes takes off what PHP writes before each slash in JSON.
func unescapedSlashes(s string) string {
	for strings.Contains(s, `\/`) { // what was written twice, too
		s = strings.ReplaceAll(s, `\/`, "/")
	}
	return s
}

// plain takes off the scheme and turns an ARN into a reference. Of a call of the
// registry API it makes nothing, whatever is wrong with its host.
func plain(s string) string {
	given, s := scheme(s), s[len(scheme(s)):]
	if lowerASCII(given) == https && strings.HasPrefix(s[indexOrEnd(s, "/"):], "/v2/") {
		return ""
	}
	arn := arnRepaired(s)
	if r, _, p := scanAny(arn); p == none {
		return r.text
	}
	if r, _, p := scanAny(resolverHost + arn); p == none && !strings.Contains(arn, "/"+digestPrefix) { // a digest cut off is no tag
		return r.text
	}
	return s
}

// arnRepaired writes the partition that the region of an ARN belongs to, and
// what an ARN of ECR holds before the name.
func arnRepaired(s string) string {
	if begins := lowerASCII(s[:min(len(s), 4)]); begins == "urn:" || begins == "arn:" {
		s = "arn:" + s[4:]
	}
	service, _, region, resource, ok := cutARN(s)
	if !ok {
		return s
	}
	part, _, _ := scanRegion(region, 0)
	account, name, _ := strings.Cut(resource, ":")
	if image, ok := strings.CutPrefix(name, "image/"); ok {
		name = "repository/" + image
	}
	return "arn:" + partitions[part].ID + ":" + lowerASCII(service) + ":" + region + ":" + account + ":" + digestRepaired(name)
}

// cutARN cuts an ARN into its parts; resource begins with the account.
func cutARN(s string) (service, partition, region, resource string, ok bool) {
	s, ok = strings.CutPrefix(s, "arn:")
	partition, s, _ = strings.Cut(s, ":")
	service, s, _ = strings.Cut(s, ":")
	region, resource, _ = strings.Cut(s, ":")
	return service, partition, region, resource, ok
}

// hostRepaired writes the host in lower case, without a port, with the digits
// of the account alone and with the service and suffix that belong to the region.
func hostRepaired(s string) string {
	end := indexOrEnd(s, "/")
	host, rest := lowerASCII(s[:end]), s[end:]
	if name, port, _ := strings.Cut(host, ":"); run(port, 0, digit) == len(port) {
		host = name
	}
	dot := indexOrEnd(host, ".")
	host = joined(host[:dot]) + host[dot:]
	i, p := scanAccount(host)
	if p != none {
		return s
	}
	host = host[:i] + serviceRepaired(host[i:])
	f, i, p := scanService(host, i)
	if p != none {
		return host + rest
	}
	label, suffix, _ := strings.Cut(host[i:], ".")
	if !knownSuffix(suffix) {
		return host + rest
	}
	label = partRepaired(label)
	part, _, p := scanRegion(label, 0)
	if p != none {
		return host + rest
	}
	if strings.HasPrefix(suffix, "on.") {
		f |= formDualStack
	}
	if !partitions[part].FIPS {
		f &^= formFIPS
	}
	host, _, _ = privateHost(host[:accountLen], label, part, f)
	return host + rest
}

// serviceRepaired completes a host after the account where one of the labels of
// ".dkr.ecr." is missing.
func serviceRepaired(s string) string {
	switch {
	case strings.HasPrefix(s, ".ecr.") || strings.HasPrefix(s, ".ecr-fips."):
		return ".dkr" + s
	case strings.HasPrefix(s, ".dkr.") && !strings.HasPrefix(s, ".dkr.ecr"):
		return ".dkr.ecr" + strings.TrimPrefix(s, ".dkr")
	}
	return s
}

// knownSuffix reports whether s is the suffix of some partition, perhaps with a
// dot behind it, or stands for one: a placeholder, or nothing.
func knownSuffix(s string) bool {
	s = strings.TrimSuffix(s, ".")
	for _, info := range partitions {
		if s == info.Suffix || s == info.DualStackSuffix || "on."+s == info.DualStackSuffix { // the zero partition has none
			return true
		}
	}
	return template(s) == s
}

// digestRepaired mends the mark before a tag or digest and the case of a digest.
func digestRepaired(s string) string {
	if i := strings.Index(lowerASCII(s), digestPrefix); i > 0 && s[i-1] == ':' {
		s = s[:i-1] + "@" + s[i:]
	}
	before, digest, ok := strings.Cut(s, "@")
	if !ok {
		return s
	}
	switch {
	case run(lowerASCII(digest), 0, hexLower) > 40: // the ID of a commit, which tags are called by, has 40
		digest = digestPrefix + digest
	case !beforeDigest(digest):
		return before + ":" + digest
	}
	return before + "@" + lowerASCII(digest)
}

// helmTag writes "_" for each "+" in a tag, as Helm does with versions.
func helmTag(s string) string {
	tag := strings.LastIndexByte(s, ':') + 1
	if tag == 0 || strings.Contains(s[tag:], "/") {
		return s
	}
	b := []byte(s)
	for i := tag; i < len(b); i++ {
		if b[i] == '+' {
			b[i] = '_'
		}
	}
	return string(b)
}

// lowered writes the path in lower case, with single slashes and none at its
// beginning.
func lowered(s string) string {
	tail := strings.LastIndexByte(s, '/') + 1
	tail += indexOrEnd(s[tail:], ":@")
	path := ""
	for rest := s[:tail]; rest != ""; {
		end := indexOrEnd(rest, "/")
		if isPlaceholder(rest[:end], PartRepository) {
			return s
		}
		if end > 0 {
			path += rest[:min(end+1, len(rest))]
		}
		rest = rest[min(end+1, len(rest)):]
	}
	return lowerASCII(path) + s[tail:]
}

// partRepaired mends a part that stands alone: an account ID in groups, a
// region with underscores, without its hyphens or with the letter of an
// availability zone, a bare digest.
func partRepaired(s string) string {
	switch plain := joined(strings.ReplaceAll(s, " ", "")); {
	case len(plain) == accountLen && run(plain, 0, digit) == accountLen:
		return plain
	case len(s) == 64:
		return digestPrefix + s
	}
	if region, suffix, _ := strings.Cut(s, "."); knownSuffix(suffix) {
		s = region
	}
	zone := strings.ReplaceAll(s, "_", "-")
	for _, region := range [...]string{zone, zone[:max(len(zone)-1, 0)]} {
		if _, end, p := scanRegion(region, 0); p == none && end == len(region) {
			return region
		}
	}
	plain := joined(zone)
	for _, row := range regions {
		if joined(row.name) == plain {
			return row.name
		}
	}
	return s
}

// joined leaves the hyphens out.
func joined(s string) string { return strings.ReplaceAll(s, "-", "") }

// beforeDigest reports whether s begins as a digest does: "sha256:".
func beforeDigest(s string) bool {
	end := run(s, 3, digit)
	return lowerASCII(s[:min(len(s), 3)]) == "sha" && end > 3 && has(s, end, ':')
}

// indexOrEnd returns where the first of those bytes is in s, len(s) if there is none.
func indexOrEnd(s, chars string) int {
	i := 0
	for i < len(s) && strings.IndexByte(chars, s[i]) < 0 {
		i++
	}
	return i
}
