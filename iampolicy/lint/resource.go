package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

func imageAsResource(r *resource) {
	if r.form == resourceImage {
		r.report(r.at, quote.Text(r.text)+" is the URI of a repository and matches nothing", "write "+arnOfImage(r.text))
	}
}

func noARN(r *resource) {
	if r.form == resourceText {
		r.report(r.at, quote.Text(r.text)+` is neither "*" nor an ARN`, `begin with "arn:aws:"`)
	}
}

func shortARN(r *resource) {
	if r.form == resourceShort && !strings.HasSuffix(r.text, "*") {
		r.report(r.at, quote.Text(r.text)+" has fewer than six parts", "write arn:partition:service:region:account:resource")
	}
}

// isImage reports whether text is the URI of a registry, a repository or an image, as
// docker pull takes it, where an ARN belongs. A host that a template or a wildcard
// leaves open is known by its middle.
func isImage(text string) bool {
	if strings.HasPrefix(text, "arn:") {
		return false
	}
	host, _ := cutHost(text)
	if strings.Contains(host, ".dkr.ecr") || strings.Contains(host, ".dkr-ecr") {
		return true
	}
	_, ok := registryOf(host)
	return ok
}

// registryOf parses a host, behind which a tag may stand.
func registryOf(host string) (ecrref.Registry, bool) {
	host, _, _ = strings.Cut(host, ":")
	r, err := ecrref.ParseRegistry(host)
	return r, err == nil
}

// cutHost cuts a URI into its host and what follows, without the scheme.
func cutHost(uri string) (host, path string) {
	if _, rest, ok := strings.Cut(uri, "://"); ok {
		uri = rest
	}
	host, path, _ = strings.Cut(uri, "/")
	return match.LowerCase(host), path
}

// arnOfImage returns the ARN, quoted, of the repository that a URI is about. The name
// may hold wildcards; the alias of the public gallery is no part of it.
func arnOfImage(uri string) string {
	host, name := cutHost(uri)
	registry, ok := registryOf(host)
	if !ok {
		return "arn:aws:ecr:REGION:ACCOUNT:repository/NAME"
	}
	arn := match.ARN{"arn", registry.Partition(), "ecr", registry.Region(), registry.AccountID(), ""}
	if registry.Kind() == ecrref.Public {
		_, name, _ = strings.Cut(name, "/")
		arn = match.ARN{"arn", "aws", "ecr-public", "", "*", ""}
	}
	if i := strings.IndexAny(name, ":@"); i >= 0 {
		name = name[:i]
	}
	return literal(repositoryOf(arn, orStar(name)))
}

// otherServiceOfECR reports ARNs of other services in a statement about ECR alone.
func otherServiceOfECR(s *statement) {
	if !isAboutECR(s.Statement) {
		return
	}
	s.each("Resource", s.Resource, func(at, text string) {
		a, ok := match.SplitOutsideVariables(text, match.Variables)
		if service := a[match.ARNService]; ok && a[match.ARNPrefix] == "arn" && !match.IsOpen(service) && !match.IsECR(match.LowerCase(service)) {
			s.report(
				at,
				"no action of ECR is about "+quote.Text(service),
				"write the ARN of a repository, arn:aws:ecr:REGION:ACCOUNT:repository/NAME",
			)
		}
	})
}

// isAboutECR reports whether every action of the statement is one of ECR.
func isAboutECR(s *iampolicy.Statement) bool {
	for _, a := range s.Action.Items {
		if service, _, _ := strings.Cut(match.LowerCase(a), ":"); !match.IsECR(service) {
			return false
		}
	}
	return len(s.Action.Items) > 0
}
