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
// It is lenient in the form and in nothing else: it takes off no spaces, ports
// or user info, and fills nothing in. A https URL whose path begins with v2/
// is a call of the registry API and is refused.
func ParseAny(s string) (Ref, error) {
	r, end, p := scanAny(s)
	if p != none {
		return Ref{}, newError("ParseAny", s, end, p)
	}
	return r, nil
}

func scanAny(s string) (Ref, int, problem) {
	switch {
	case strings.HasPrefix(s, "arn:"):
		return scanImageARN(s)
	case strings.HasPrefix(s, resolverHost):
		return scanResolverARN(s)
	}
	start, p := scanScheme(s)
	if p != none {
		return Ref{}, start, p
	}
	r, end, p := parseRef(withLowerHost(s[start:]))
	switch {
	case p == noPath, p == afterHost && s[start+end:] == "/":
		p = registryOnly
	case p == none && start == len("https://") && strings.HasPrefix(r.Repository().Path(), "v2/"):
		return Ref{}, start + int(r.lay.host) + 1, apiURL
	}
	return r, start + end, p
}

// schemes are the schemes that a reference may follow.
var schemes = [...]string{"https://", "docker://", "docker-pullable://", "oci://"}

// scanScheme returns the end of the scheme that s begins with, 0 if it begins with none.
func scanScheme(s string) (int, problem) {
	given := scheme(s)
	for _, known := range schemes {
		if strings.EqualFold(given, known) {
			if beforeDigest(s[len(given):]) {
				return len(given), digestOnly
			}
			return len(given), none
		}
	}
	switch {
	case strings.EqualFold(given, "http://"):
		return 0, plainHTTP
	case given != "":
		return 0, badURL
	}
	return 0, none
}

// scheme returns the scheme that s begins with, with its "://".
func scheme(s string) string {
	i := run(s[:min(len(s), 32)], 0, lower|upper|digit|between)
	if i > 0 && strings.HasPrefix(s[i:], "://") {
		return s[:i+3]
	}
	return ""
}

// maxHost is more than the longest host of a registry has.
const maxHost = 100

// withLowerHost returns s with the ASCII letters of its host in lower case. A
// host with any other character outside ASCII stays as it is: case folding
// must not turn it into a letter.
func withLowerHost(s string) string {
	host := s[:indexOrEnd(s, "/")]
	if len(host) > maxHost || !isASCII(host) || strings.ToLower(host) == host {
		return s
	}
	return strings.ToLower(host) + s[len(host):]
}

// resolverHost is what Amazon's resolver for containerd puts before an ARN.
const resolverHost = "ecr.aws/"

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
	if i := strings.LastIndex(s, "/"+digestPrefix); i >= 0 {
		arn = s[:i]
	}
	repo, end, p := scanARN(arn)
	switch image := len(arn) < len(s); {
	case p == badResource && image && end == len(arn):
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
