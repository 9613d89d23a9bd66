package awsfile

import "strings"

// LooksLikeECR reports whether somebody who wrote this image meant an ECR
// registry, so that what ecrref cannot parse is told from an image elsewhere.
// The host decides: a path that holds an ECR host does not count. Emulators put
// the names of ECR below localhost; theirs is a registry like any other.
func LooksLikeECR(image string) bool {
	host := strings.ToLower(image)
	if i := strings.Index(host, "://"); i >= 0 {
		host = host[i+3:]
	}
	if strings.HasPrefix(host, "arn:") || strings.HasPrefix(host, "ecr.aws/") {
		return true
	}
	host, _, _ = strings.Cut(host, "/")
	if strings.HasSuffix(host, ".ecr.aws") { // also gallery.ecr.aws, the web site of the public gallery
		return true
	}
	if strings.Contains(host, ".localhost") {
		return false
	}
	for _, mark := range []string{"dkr.ecr", "dkr-ecr", "public.ecr", "ecr-public.aws", ".amazonaws."} {
		if strings.Contains(host, mark) {
			return true
		}
	}
	return false
}
