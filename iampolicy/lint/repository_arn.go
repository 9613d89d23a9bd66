package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// The last part of an ARN of ECR is repository/ and a name.

// cutKind cuts the last part of an ARN of ECR at its slash. ok is false for other
// ARNs, and where nothing can be said: for "*", and where a variable may hold the
// slash.
func (r *resource) cutKind() (kind, name string, ok bool) {
	if r.form != resourceARN || !match.IsECR(r.arn[match.ARNService]) || r.arn[match.ARNResource] == "*" {
		return "", "", false
	}
	kind, name, _ = strings.Cut(r.arn[match.ARNResource], "/")
	return kind, name, !match.HasVariable(kind)
}

func wildcardInKind(r *resource) {
	if kind, name, ok := r.cutKind(); ok && match.HasWildcard(kind) {
		r.report(r.at, "AWS does not say what a wildcard before the slash matches",
			"write "+literal(repositoryOf(r.arn, wildcardName(kind, name))))
	}
}

func invalidRepository(r *resource) {
	kind, name, ok := r.cutKind()
	switch {
	case !ok || match.HasWildcard(kind) || kind == "registry" && r.arn[match.ARNService] == "ecr-public" && name != "":
	case kind != "repository" || name == "":
		r.report(r.at, "resources of ECR are called repository/NAME, not "+quote.Text(r.arn[match.ARNResource]),
			"write "+literal(repositoryOf(r.arn, afterType(r.arn[match.ARNResource]))))
	case cutTag(name) < 0:
		if bad := notInNames(name); bad != "" {
			r.report(r.at, "no repository has "+quote.Text(firstChar(bad))+" in its name", r.fixName(match.LowerCase(name)))
		}
	}
}

// notInNames returns what no name of a repository holds, with what follows it, or "".
func notInNames(name string) string {
	return strings.Trim(beforeVariable(name), "abcdefghijklmnopqrstuvwxyz0123456789._-/*?")
}

func (r *resource) fixName(name string) string {
	if notInNames(name) != "" {
		return "write a name of lower-case letters, digits and . _ - /"
	}
	return "write " + literal(repositoryOf(r.arn, name))
}

func tagInARN(r *resource) {
	kind, name, ok := r.cutKind()
	if i := cutTag(name); ok && kind == "repository" && i >= 0 {
		r.report(r.at, quote.Text(name[i:])+" is no part of a repository's name, and permissions are for all images of a repository",
			"write "+literal(repositoryOf(r.arn, orStar(name[:i]))))
	}
}

// cutTag returns where a tag or digest begins in a name, or -1.
func cutTag(name string) int { return strings.IndexAny(beforeVariable(name), ":@") }

func beforeVariable(name string) string {
	name, _, _ = strings.Cut(name, "${")
	return name
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
	case kind[0] == 'r' && strings.HasPrefix("repository", strings.TrimRight(kind, "*?")):
		return "*"
	case name == "":
		return kind
	}
	return kind + "/" + name
}

// afterType returns the name that follows a misspelled resource type, as in
// repositories/app, repository:app, image/app:v1 and app.
func afterType(resource string) string {
	for _, t := range [...]string{"repositories", "repository", "repos", "repo", "image"} {
		if rest, ok := strings.CutPrefix(resource, t); ok && (rest == "" || rest[0] == '/' || rest[0] == ':') {
			return orStar(withoutTag(strings.TrimLeft(rest, "/:")))
		}
	}
	return orStar(withoutTag(resource))
}

func withoutTag(name string) string {
	if i := cutTag(name); i >= 0 {
		return name[:i]
	}
	return name
}

func orStar(name string) string {
	if name == "" {
		return "*"
	}
	return name
}
