package ecrref

import "strings"

// The scanners walk a text once, left to right, in the order of the grammar
// in the package documentation. Each takes the text and where to start, and
// returns where its rule ends; on a problem that place is the first byte that
// no longer fits.

const (
	digit uint8 = 1 << iota
	lower
	upper
	hexLower // 0-9 a-f
	underscore
	tagMore // bytes of a tag after its first
	between // bytes between the words of a repository name
)

const (
	alnum    = digit | lower
	tagFirst = alnum | upper | underscore
)

const (
	d = digit | hexLower | tagMore
	h = lower | hexLower | tagMore
	l = lower | tagMore
	u = upper | tagMore
)

// class says what each byte may be part of.
var class = [256]uint8{
	'0': d, '1': d, '2': d, '3': d, '4': d, '5': d, '6': d, '7': d, '8': d, '9': d,
	'a': h, 'b': h, 'c': h, 'd': h, 'e': h, 'f': h,
	'g': l, 'h': l, 'i': l, 'j': l, 'k': l, 'l': l, 'm': l, 'n': l, 'o': l, 'p': l,
	'q': l, 'r': l, 's': l, 't': l, 'u': l, 'v': l, 'w': l, 'x': l, 'y': l, 'z': l,
	'A': u, 'B': u, 'C': u, 'D': u, 'E': u, 'F': u, 'G': u, 'H': u, 'I': u, 'J': u, 'K': u, 'L': u, 'M': u,
	'N': u, 'O': u, 'P': u, 'Q': u, 'R': u, 'S': u, 'T': u, 'U': u, 'V': u, 'W': u, 'X': u, 'Y': u, 'Z': u,
	'_': underscore | tagMore | between, '.': tagMore | between, '-': tagMore | between, '/': between,
}

// run returns the end of the longest run of bytes of class want at i.
func run(s string, i int, want uint8) int {
	for uint(i) < uint(len(s)) && class[s[i]]&want != 0 { // uint: spares the bounds check
		i++
	}
	return i
}

const (
	accountLen    = 12
	maxRegion     = 25
	newHead       = 2
	minName       = 2
	maxName       = 256
	maxPublicName = 205
	minAlias      = 2
	maxAlias      = 50
	maxTag        = 128
	digestPrefix  = "sha256:"
	digestLen     = len(digestPrefix) + 64
)

const (
	publicHost     = "public.ecr.aws"
	publicDualHost = "ecr-public.aws.com"
)

// host = private-host / public-host
func scanHost(s string) (layout, int, problem) {
	switch {
	case s == "":
		return layout{}, 0, empty
	case s[0] == 'p':
		return scanWord(s, publicHost, layout{partition: partitionAWS, form: formPublic})
	case s[0] == 'e':
		return scanWord(s, publicDualHost, layout{partition: partitionAWS, form: formPublic | formDualStack})
	}
	return scanPrivateHost(s)
}

// public-host = "public.ecr.aws" / "ecr-public.aws.com"
func scanWord(s, word string, lay layout) (layout, int, problem) {
	if !strings.HasPrefix(s, word) {
		return layout{}, common(s, word), badHost
	}
	lay.host = uint8(len(word))
	return lay, len(word), none
}

// private-host = account "." service "." region "." suffix
func scanPrivateHost(s string) (layout, int, problem) {
	i, p := scanAccount(s)
	if p != none {
		return layout{}, i, p
	}
	form, i, p := scanService(s, i)
	if p != none {
		return layout{}, i, p
	}
	start := i
	part, i, p := scanRegion(s, start)
	if form&formFIPS != 0 && !partitions[part].FIPS { // nor has part 0, that of no region
		return fipsStop(s, start, p)
	}
	if p != none {
		return layout{}, i, p
	}
	lay := layout{partition: part, form: form, region: uint8(i)}
	i, p = scanSuffix(s, i, lay)
	lay.host = uint8(i)
	return lay, i, p
}

// account = 12DIGIT
func scanAccount(s string) (int, problem) {
	if len(s) >= accountLen && every8(s)&every8(s[4:])&digit != 0 {
		return accountLen, none
	}
	return run(s, 0, digit), badAccount
}

// every8 returns the classes that the first 8 bytes of s share.
func every8(s string) uint8 {
	_ = s[7]
	return class[s[0]] & class[s[1]] & class[s[2]] & class[s[3]] & class[s[4]] & class[s[5]] & class[s[6]] & class[s[7]]
}

// service = "dkr.ecr" / "dkr.ecr-fips" / "dkr-ecr" / "dkr-ecr-fips"
//
// It takes the dots on both sides along.
func scanService(s string, i int) (form, int, problem) {
	switch s := s[i:]; {
	case strings.HasPrefix(s, ipv4Service):
		return 0, i + len(ipv4Service), none
	case strings.HasPrefix(s, dualService):
		return formDualStack, i + len(dualService), none
	case strings.HasPrefix(s, fipsService):
		return formFIPS, i + len(fipsService), none
	case strings.HasPrefix(s, bothService):
		return formFIPS | formDualStack, i + len(bothService), none
	}
	far := i
	for _, label := range services {
		far = max(far, i+common(s[i:], label))
	}
	return 0, far, badService
}

const (
	ipv4Service = ".dkr.ecr."
	fipsService = ".dkr.ecr-fips."
	dualService = ".dkr-ecr."
	bothService = ".dkr-ecr-fips."
)

// services is indexed by form.
var services = [...]string{
	0:                        ipv4Service,
	formFIPS:                 fipsService,
	formDualStack:            dualService,
	formFIPS | formDualStack: bothService,
}

// region = head "-" 1*(lower / DIGIT) "-" 1*DIGIT, where head says the partition
//
//	/ 2lower "-" 1*lower "-" 1*DIGIT, in partition aws, which alone gets new heads
func scanRegion(s string, start int) (partition, int, problem) {
	last, second := start, start
	i := run(s, start, alnum)
	for i < len(s) && s[i] == '-' {
		second, last = last, i
		i = run(s, i+1, alnum)
	}
	part := partitionOf(s[start:second])
	// last: second+1 < last below
	if part == 0 && second == start+newHead && run(s, start, lower) == second && run(s, second+1, lower) == last {
		part = partitionAWS
	}
	if part == 0 || second+1 == last || last+1 == i || run(s, last+1, digit) != i || i-start > maxRegion {
		return 0, regionStop(s, start, anyPartition), badRegion
	}
	return part, i, none
}

func anyPartition(partition) bool { return true }

// fipsStop returns the problem of a FIPS host whose region has problem p or lies
// in a partition without FIPS hosts.
func fipsStop(s string, start int, p problem) (layout, int, problem) {
	if p == none {
		p = noFIPS
	}
	return layout{}, regionStop(s, start, func(part partition) bool { return partitions[part].FIPS }), p
}

// regionStop returns the first byte at which s cannot go on to be a region of
// one of the partitions that are in. Letters that are no known head count where
// nothing or a hyphen follows the second.
func regionStop(s string, start int, in func(partition) bool) int {
	far := start
	for _, head := range heads {
		if !in(partitionOf(head)) {
			continue
		}
		i := start + common(s[start:], head)
		if i == start+len(head) {
			i = shapeStop(s, i, alnum)
		}
		far = max(far, i)
	}
	if i := run(s[:min(len(s), start+newHead)], start, lower); in(partitionAWS) && (i == len(s) || i == start+newHead && s[i] == '-' &&
		partitionOf(s[start:i]) == 0) {
		far = max(far, shapeStop(s, i, lower))
	}
	return min(far, start+maxRegion)
}

// shapeStop does the same for what follows a head: "-" word "-" number.
func shapeStop(s string, i int, word uint8) int {
	for _, want := range [...]uint8{word, digit} {
		if i == len(s) || s[i] != '-' {
			return i
		}
		start := i + 1
		if i = run(s, start, want); i == start {
			return i
		}
	}
	return i
}

// suffix = the partition's DNS suffix, which for the dual-stack service is another one
func scanSuffix(s string, i int, lay layout) (int, problem) {
	suffix, _ := lay.suffix()
	switch {
	case i == len(s) || s[i] == '/' || s[i] == ':' || s[i] == '@':
		return i, noSuffix
	case s[i] != '.':
		return i, badRegion
	}
	if !strings.HasPrefix(s[i+1:], suffix) {
		return i + 1 + common(s[i+1:], suffix), badSuffix
	}
	return i + 1 + len(suffix), none
}

// path = name, or in the public gallery alias "/" name
func scanPath(s string, i int, f form) (int, problem) {
	if f&formPublic == 0 {
		end, p := scanName(s, i, false)
		return limit(i, end, minName, maxName, p, shortName, longName)
	}
	slash, p := scanAlias(s, i)
	if p != none {
		return slash, p
	}
	if slash == len(s) || s[slash] != '/' {
		return slash, noName
	}
	end, p := scanName(s, slash+1, true)
	return limit(slash+1, end, minName, maxPublicName, p, shortName, longName)
}

// alias = lower 1*(lower / DIGIT) *(("." / "_" / "-") 1*(lower / DIGIT))
func scanAlias(s string, i int) (int, problem) {
	if slash := strings.IndexByte(s[i:], '/'); slash >= 0 {
		s = s[:i+slash]
	}
	switch first := run(s, i, alnum); {
	case first == i || class[s[i]]&lower == 0:
		return i, badAlias
	case first == i+1:
		return first, shortAlias
	}
	end, p := scanName(s, i, true)
	if p == badName {
		p = badAlias
	}
	return limit(i, end, minAlias, maxAlias, p, shortAlias, longAlias)
}

// name      = component *("/" component)
// component = word *(separator word)
// word      = 1*(lower / DIGIT)
//
// By the old rule every separator is one byte.
func scanName(s string, i int, old bool) (int, problem) {
	for {
		end := run(s, i, alnum)
		if end == i {
			return i, badName
		}
		if end == len(s) || class[s[end]]&between == 0 {
			return end, none
		}
		i = end + 1
		if !old && s[end] != '/' && s[end] != '.' {
			i = end + separator(s[end:])
		}
	}
}

// separator = "." / "_" / "__" / 1*"-"
//
// It returns the length of the separator that s begins with.
func separator(s string) int {
	switch {
	case s[0] == '-':
		return len(s) - len(strings.TrimLeft(s, "-"))
	case strings.HasPrefix(s, "__"):
		return 2
	}
	return 1
}

// limit holds the part that runs from start to end to its length.
func limit(start, end, least, most int, p, short, long problem) (int, problem) {
	if end-start > most {
		return start + most, long
	}
	if p == none && end-start < least {
		return end, short
	}
	return end, p
}

// tag = (letter / DIGIT / "_") *127(letter / DIGIT / "_" / "." / "-")
func scanTag(s string, i int) (int, problem) {
	if i == len(s) || class[s[i]]&tagFirst == 0 {
		return i, badTag
	}
	end := run(s, i, tagMore)
	return limit(i, end, 1, maxTag, none, badTag, longTag)
}

// digest = "sha256:" 64(DIGIT / "a"-"f")
func scanDigest(s string, i int) (int, problem) {
	if !strings.HasPrefix(s[i:], digestPrefix) {
		return i + common(s[i:], digestPrefix), badAlgorithm
	}
	start, end := i+len(digestPrefix), i+digestLen
	shared := hexLower
	for i := start; i < end && end <= len(s); i += 8 {
		shared &= every8(s[i:])
	}
	if end > len(s) || shared == 0 {
		return run(s, start, hexLower), badDigest
	}
	return end, none
}

// common returns the length of the longest common prefix of a and b.
func common(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
