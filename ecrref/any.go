package ecrref

import "strings"

// ParseAny parses every text that AWS and container tools write for an image
// in ECR, and returns the canonical reference:
//
//	host/path[:tag][@digest]                       the host in any case
//	https://…  oci://…  docker://…  docker-pullable://…
//	arn:aws:ecr:us-west-2:123456789012:repository/name
//	arn:aws:ecr:us-west-2:123456789012:repository/name/sha256:…
//	ecr.aws/arn:aws:ecr:us-west-2:123456789012:repository/name[:tag][@digest]
//
// "ecr.aws", too, may be in any case.
//
// It is lenient in the form and in nothing else: it takes off no spaces, ports
// or user info, and fills nothing in. A https URL whose path begins with v2/
// is a call of the registry API and is refused.
func ParseAny(s string) (Ref, error) {
	r, end, p := scanAny(s)
	if p != none {
		return Ref{}, parseAnyEntry.err(s, end, p)
	}
	return r, nil
}

var parseAnyEntry = entry{name: "ParseAny", host: true, scan: refOnly, loose: func(s string) (int, problem) {
	_, end, p := scanAny(s)
	return end, p
}}

// ParseRegistryAny parses the registry of whatever a login tool holds:
//
//	host                                           in any case
//	https://host  https://host/  https://host/v2/…  a server URL, a proxyEndpoint, a call of the registry API
//	what [ParseAny] takes                          an image reference, the ARN of a repository
//
// It is as strict as these are in everything else: a port, user info, a query
// or another scheme is an error. An ARN names the IPv4 host of its registry.
func ParseRegistryAny(s string) (Registry, error) {
	g, end, p := scanRegistryAny(s)
	if p != none {
		return Registry{}, parseRegistryAnyEntry.err(s, end, p)
	}
	return g, nil
}

var parseRegistryAnyEntry = entry{name: "ParseRegistryAny", host: true, scan: hostOnly, loose: func(s string) (int, problem) {
	_, end, p := scanRegistryAny(s)
	return end, p
}}

func scanRegistryAny(s string) (Registry, int, problem) {
	start := 0
	if strings.HasPrefix(lowerASCII(s[:min(len(s), len(https))]), https) {
		start = len(https)
	}
	host := withLowerHost(s[start:])
	lay, end, p := scanHost(host)
	if p == none && (end == len(host) || start > 0 && isServerPath(host[end:])) {
		return Registry{host[:end], lay}, len(s), none
	}
	r, at, q := scanAny(s)
	switch {
	case q == none:
		return r.Registry(), at, none
	case p != none && start > 0: // nothing but a host can follow
		return Registry{}, start + end, p
	case q == registryOnly, q == badName && at == len(s), q == apiURL:
		return Registry{}, start + end, afterRegistry
	}
	return Registry{}, at, q
}

const https = "https://"

// isServerPath reports whether s, which follows the host of a URL, is the path
// of a server or of a call of its registry API: "/", "/v2", "/v2/team/app/manifests/v1".
func isServerPath(s string) bool {
	if s == "/" || s == "/v2" {
		return true
	}
	path, ok := strings.CutPrefix(s, "/v2/")
	for i := 0; ok && i < len(path); i++ {
		ok = class[path[i]]&(alnum|upper|tagMore|between) != 0 || path[i] == ':'
	}
	return ok
}

func scanAny(s string) (Ref, int, problem) {
	switch {
	case strings.HasPrefix(s, "arn:"):
		return scanImageARN(s)
	case resolverEnd(s) > 0:
		return scanResolverARN(s)
	}
	start, p := scanScheme(s)
	if p != none {
		return Ref{}, start, p
	}
	text := withLowerHost(s[start:])
	if start == len(https) {
		if _, host, p := scanHost(text); p == none && strings.HasPrefix(text[host:], "/v2/") {
			return Ref{}, start + host + 1, apiURL
		}
	}
	r, end, p := parseRef(text)
	switch {
	case p == noPath:
		p = registryOnly
	case p != none && start == 0:
		end = max(end, anyStart(s))
	}
	return r, start + end, p
}

// anyStart returns how much of s is the beginning of what ParseAny takes apart
// from hosts.
func anyStart(s string) int {
	far := max(common(s, "arn:"), common(lowerASCII(s[:min(len(s), len(resolverHost))]), resolverHost))
	start := lowerASCII(s[:min(len(s), 32)])
	for _, known := range schemes {
		far = max(far, common(start, known))
	}
	return far
}

// schemes are the schemes that a reference may follow.
var schemes = [...]string{https, "docker://", "docker-pullable://", "oci://"}

// scanScheme returns the end of the scheme that s begins with, 0 if it begins with none.
func scanScheme(s string) (int, problem) {
	given := scheme(s)
	for _, known := range schemes {
		if lowerASCII(given) == known {
			if beforeDigest(s[len(given):]) {
				return len(given), digestOnly
			}
			return len(given), none
		}
	}
	switch {
	case lowerASCII(given) == "http://":
		return anyStart(s), plainHTTP
	case beforeDigest(s[len(given):]): // containerd://sha256:… is an image ID of Kubernetes
		return anyStart(s), digestOnly
	case given != "":
		return anyStart(s), badURL
	}
	return 0, none
}

// scheme returns the scheme that s begins with, with its "://".
//
//go:noinline // two dozen copies would weigh in every program that imports the package
func scheme(s string) string {
	i := run(s[:min(len(s), 32)], 0, tagMore)
	if i > 0 && strings.HasPrefix(s[i:], "://") {
		return s[:i+3]
	}
	return ""
}

// maxHost is more than the longest host of a registry has.
const maxHost = 100

// withLowerHost returns s with the host in lower case.
func withLowerHost(s string) string {
	host := s[:indexOrEnd(s[:min(len(s), maxHost)], "/")]
	low := lowerASCII(host)
	if low == host {
		return s
	}
	return low + s[len(host):]
}

// lowerASCII returns s with the letters of ASCII in lower case. Others stay as
// they are: folding must not turn the Kelvin sign into a k.
//
//go:noinline // two dozen copies would weigh in every program that imports the package
func lowerASCII(s string) string {
	i := 0
	for i < len(s) && class[s[i]]&upper == 0 {
		i++
	}
	if i == len(s) {
		return s
	}
	b := []byte(s)
	for ; i < len(b); i++ {
		if class[b[i]]&upper != 0 {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

// resolverHost is what Amazon's resolver for containerd puts before an ARN.
const resolverHost = "ecr.aws/"

// resolverEnd returns the end of the resolverHost, in any case, that s begins
// with, 0 if it begins with another.
func resolverEnd(s string) int {
	if n := len(resolverHost); len(s) >= n && lowerASCII(s[:n]) == resolverHost {
		return n
	}
	return 0
}

// scanResolverARN scans ecr.aws/arn[:tag][@digest].
func scanResolverARN(s string) (Ref, int, problem) {
	start := len(resolverHost)
	repo, end, p := scanARN(s[start:])
	if p != none {
		return Ref{}, start + end, p
	}
	end += start
	r, n, p := parseRef(repo.text + s[end:])
	if strings.HasSuffix("/"+repo.Name(), "/sha256") && len(r.Tag()) == 64 {
		return Ref{}, end + 1, ambiguousARN
	}
	return r, end + n - len(repo.text), p
}

// scanImageARN scans the ARN of a repository, or of an image as Amazon
// Inspector writes it: the digest follows the name after a slash. A name holds
// no ":", so there is one way to read it.
func scanImageARN(s string) (Ref, int, problem) {
	arn := s
	if slash := strings.LastIndexByte(s, '/'); strings.HasPrefix(s[slash+1:], digestPrefix) {
		arn = s[:slash]
	}
	repo, end, p := scanARN(arn)
	switch image := len(arn) < len(s); {
	case image && end == len(arn) && strings.HasSuffix(arn, ":repository"):
		return Ref{}, end + 1, shortName // :repository/sha256:…
	case p != none:
		return Ref{}, end, p
	case end < len(arn):
		return Ref{}, end, afterName
	case !image:
		return repo.Ref(), end, none
	}
	digest := len(arn) + 1
	if end, p = scanDigest(s, digest); p == none && end < len(s) {
		p = afterDigest
	}
	if p != none {
		return Ref{}, end, p
	}
	r := repo.Ref()
	r.text += "@" + s[digest:]
	return r, end, none
}
