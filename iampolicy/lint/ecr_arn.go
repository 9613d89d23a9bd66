package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// ecrResource checks the last part of an ARN of ECR: repository/ and a name.
func (s statementLinter) ecrResource(at string, a match.ARN) {
	kind, name, _ := strings.Cut(a[match.ARNResource], "/")
	switch {
	case a[match.ARNResource] == "*" || strings.Contains(kind, "${"): // a variable may hold the slash
	case match.HasWildcard(kind):
		s.add("ECR_WILDCARD_IN_RESOURCE_TYPE", at, "AWS does not say what a wildcard before the slash matches", "write "+literal(repositoryOf(a, wildcardName(kind, name))))
	case kind == "registry" && a[match.ARNService] == "ecr-public" && name != "":
	case kind == "repository" && name != "":
		s.repositoryName(at, a, name)
	default:
		s.add("INVALID_ARN_RESOURCE", at, "resources of ECR are called repository/NAME, not "+match.Quote(a[match.ARNResource]), "write "+literal(repositoryOf(a, afterType(a[match.ARNResource]))))
	}
}

// repositoryOf returns the ARN of the repository called name beside a.
func repositoryOf(a match.ARN, name string) string {
	a[match.ARNResource] = "repository/" + name
	return a.String()
}

// wildcardName returns the repository name that kind/name was meant to hold:
// everything for repo*, and */app itself.
func wildcardName(kind, name string) string {
	switch {
	case strings.HasPrefix("repository", strings.TrimRight(kind, "*?")) && kind[0] == 'r':
		return "*"
	case name == "":
		return kind
	}
	return kind + "/" + name
}

// afterType returns what follows a misspelled resource type, as in
// repositories/app, repository:app and app.
func afterType(resource string) string {
	for _, t := range [...]string{"repositories", "repository", "repos", "repo", "image"} {
		if rest, ok := strings.CutPrefix(resource, t); ok && (rest == "" || rest[0] == '/' || rest[0] == ':') {
			return orStar(strings.TrimLeft(rest, "/:"))
		}
	}
	return resource
}

func orStar(name string) string {
	if name == "" {
		return "*"
	}
	return name
}

// repositoryName checks the name of a repository, or the pattern for names.
func (s statementLinter) repositoryName(at string, a match.ARN, name string) {
	bare, _, _ := strings.Cut(name, "${")
	if i := strings.IndexAny(bare, ":@"); i >= 0 {
		s.add("ECR_TAG_IN_ARN", at, match.Quote(name[i:])+" is no part of a repository's name, and permissions are for all images of a repository", "write "+literal(repositoryOf(a, name[:i])))
		return
	}
	if bad := strings.Trim(bare, "abcdefghijklmnopqrstuvwxyz0123456789._-/*?"); bad != "" {
		s.add("INVALID_ARN_RESOURCE", at, "no repository has "+match.Quote(firstChar(bad))+" in its name", "write "+literal(repositoryOf(a, match.LowerCase(name))))
	}
}

// isRepositoryURI reports whether r is the URI of a repository or an image, as
// docker pull takes it, where an ARN belongs. The host decides.
func isRepositoryURI(r string) bool {
	host, _, _ := strings.Cut(withoutScheme(r), "/")
	return host == "public.ecr.aws" || host == "ecr-public.aws.com" || strings.Contains(host, ".dkr.ecr") || strings.Contains(host, ".dkr-ecr")
}

func withoutScheme(uri string) string {
	if _, rest, ok := strings.Cut(uri, "://"); ok {
		return rest
	}
	return uri
}

// uriToARN returns the ARN of the repository that a URI is about.
func uriToARN(uri string) string {
	host, name, _ := strings.Cut(withoutScheme(uri), "/")
	name = orStar(name[:indexOrEnd(name, ":@")])
	label := strings.Split(host, ".")
	if len(label) < 4 {
		_, name, _ = strings.Cut(name, "/") // public.ecr.aws/ALIAS/NAME
		return repositoryOf(match.ARN{"arn", "aws", "ecr-public", "", "*", ""}, orStar(name))
	}
	region := label[2]
	if label[1] == "dkr" { // ACCOUNT.dkr.ecr.REGION, unlike ACCOUNT.dkr-ecr.REGION
		region = label[3]
	}
	return repositoryOf(match.ARN{"arn", partitionOf(region), "ecr", region, label[0], ""}, name)
}

func indexOrEnd(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
