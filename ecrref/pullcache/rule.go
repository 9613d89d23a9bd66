package pullcache

import (
	"errors"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Root is the prefix that stands for none: as Prefix of a [Rule] it
// caches under the upstream's own names, as UpstreamPrefix it caches everything.
const Root = "ROOT"

// A Rule is a pull-through cache rule of a private registry: pulling an
// image under its prefix makes ECR fetch it from an upstream registry. Each rule
// is a one-to-one mapping between images of the upstream and of the cache:
//
//	Prefix      Upstream              UpstreamPrefix  upstream image             cached image
//	docker-hub  registry-1.docker.io  ROOT            docker.io/org/app          HOST/docker-hub/org/app
//	docker-hub  registry-1.docker.io  ROOT            nginx                      HOST/docker-hub/library/nginx
//	ecr-public  public.ecr.aws        ROOT            public.ecr.aws/nginx/app   HOST/ecr-public/nginx/app
//	team/hub    HOST2                 base            HOST2/base/go              HOST/team/hub/go
//	ROOT        HOST2                 ROOT            HOST2/base/go              HOST/base/go
//
// The zero Rule is invalid: its methods return errors.
//
// Source: the ECR user guide on pull-through cache rules and the API's
// CreatePullThroughCacheRule, whose names for the fields are given below.
type Rule struct {
	Registry       ecrref.Registry // registryId and region: the private registry that caches
	Prefix         string          // ecrRepositoryPrefix: 2 to 30 characters, "a" or "a/", or ROOT
	Upstream       string          // upstreamRegistryUrl: a host such as "registry-1.docker.io"
	UpstreamPrefix string          // upstreamRepositoryPrefix: empty and ROOT are the same
}

// DefaultPrefix returns the prefix that the ECR console proposes for an
// upstream host, such as "docker-hub" for "registry-1.docker.io". It proposes
// none for other registries of ECR.
func DefaultPrefix(upstream string) (prefix string, ok bool) {
	switch upstream {
	case publicGallery:
		return "ecr-public", true
	case "registry.k8s.io":
		return "kubernetes", true
	case "quay.io":
		return "quay", true
	case dockerHub:
		return "docker-hub", true
	case "ghcr.io":
		return "github", true
	case "registry.gitlab.com":
		return "gitlab", true
	case "cgr.dev":
		return "chainguard", true
	}
	if name, azure := strings.CutSuffix(upstream, ".azurecr.io"); azure && name != "" {
		return "azure", true
	}
	return "", false
}

// Check returns what is wrong with the rule, as a [*ecrref.ParseError]. It does not ask
// whether ECR supports the upstream: AWS adds some.
func (r Rule) Check() error { return r.check("Rule.Check") }

// FromUpstream returns the reference under which the cache serves an image of
// the upstream. The tag and the digest stay; none is filled in.
//
// An image without a host is one of Docker Hub, where a name without a "/" is
// that of an official image: "nginx" is "docker.io/library/nginx". The hosts
// docker.io, index.docker.io and registry-1.docker.io are one registry, and so
// are the IPv4, FIPS and dual-stack hosts of a registry in ECR. As with
// [ecrref.ParseAny] the host may be in any case, with "https://", "docker://",
// "docker-pullable://" or "oci://" before it. The error is an
// [*ecrref.ParseError]; what is near an image of the upstream gets a hint that
// this method takes.
func (r Rule) FromUpstream(image string) (ecrref.Ref, error) {
	const fn = "Rule.FromUpstream"
	if err := r.check(fn); err != nil {
		return ecrref.Ref{}, err
	}
	ref, err := r.fromUpstream(image)
	if err == nil {
		return ref, nil
	}
	if better, ok := strings.CutPrefix(err.Hint, "write "); ok && r.taken(better) == "" {
		err.Hint = "" // right for the cache, and another registry's image here
	}
	if better := r.near(image); better != "" {
		err.Hint, err.NotECR = "write "+better, false
	}
	return ecrref.Ref{}, err
}

func (r Rule) fromUpstream(image string) (ecrref.Ref, *ecrref.ParseError) {
	const fn = "Rule.FromUpstream"
	host, name := cutUpstreamHost(image[schemeEnd(image):])
	at := len(image) - len(name)
	switch {
	case !sameRegistry(host, r.Upstream):
		return ecrref.Ref{}, ruleError(fn, image, 0, ecrref.PartHost, "this is no image of "+r.Upstream, "")
	case isPage(image):
		return ecrref.Ref{}, ruleError(fn, image, at, ecrref.PartRepository, "this is the address of a page or of a call, not an image", "")
	}
	if err := checkImage(host, name); err != nil {
		return ecrref.Ref{}, imageError(fn, image, host+"/"+name, name, err)
	}
	full := name
	if host == dockerHub && !hasNamespace(name) {
		full = officialImages + name
	}
	rest, ok := strings.CutPrefix(full, under(r.UpstreamPrefix))
	if !ok {
		return ecrref.Ref{}, ruleError(fn, image, at, ecrref.PartRepository, "this is not under the upstream prefix "+under(r.UpstreamPrefix), "")
	}
	text := r.Registry.Host() + "/" + under(r.Prefix) + rest
	ref, err := ecrref.Parse(text)
	if err != nil {
		return ecrref.Ref{}, imageError(fn, image, text, name[max(0, len(name)-len(rest)):], parseError(err))
	}
	return ref, nil
}

// imageError says about image what about says about text, which ends as image
// does in rest, and corrects in image what about corrects there in text.
func imageError(fn, image, text, rest string, about *ecrref.ParseError) *ecrref.ParseError {
	before := text[:len(text)-len(rest)]
	at := len(image) - len(rest) + max(about.Offset-len(before), 0)
	hint, write := strings.CutPrefix(about.Hint, "write ")
	if write {
		end, ok := strings.CutPrefix(hint, before)
		hint = "write " + image[:len(image)-len(rest)] + end
		if !ok {
			hint = ""
		}
	}
	e := ruleError(fn, image, at, about.Part, about.Msg, hint)
	e.Placeholder = about.Placeholder
	return e
}

// ToUpstream returns the upstream image that the cache serves as ref, with the
// tag and the digest of ref. Images of Docker Hub begin with "docker.io/".
//
// It is the inverse of FromUpstream, save for other spellings of the host and
// for the "library/" of official images, which it writes out.
func (r Rule) ToUpstream(ref ecrref.Ref) (string, error) {
	const fn = "Rule.ToUpstream"
	if err := r.check(fn); err != nil {
		return "", err
	}
	text := ref.String()
	if !sameRegistry(ref.Registry().Host(), r.Registry.Host()) {
		return "", ruleError(fn, text, 0, ecrref.PartHost, "this is no image of "+r.Registry.Host(), "")
	}
	at := len(ref.Registry().Host()) + 1
	rest, ok := strings.CutPrefix(text[at:], under(r.Prefix))
	if !ok {
		return "", ruleError(fn, text, at, ecrref.PartRepository, "this is not under the prefix "+under(r.Prefix), "")
	}
	at = len(text) - len(rest)
	name := under(r.UpstreamPrefix) + rest
	if r.Upstream == dockerHub && !hasNamespace(name) {
		return "", ruleError(fn, text, at, ecrref.PartRepository, "the official images of Docker Hub are cached under "+officialImages,
			"write "+text[:at]+officialImages+rest)
	}
	if about := checkImage(r.Upstream, name); about != nil {
		end := about.Offset - len(r.Upstream) - 1
		return "", ruleError(fn, text, max(at, len(text)-len(name)+end), ecrref.PartRepository,
			"no image of "+r.Upstream+" has this name: "+about.Msg, "")
	}
	if r.Upstream == dockerHub {
		return dockerIO + "/" + name, nil
	}
	return r.Upstream + "/" + name, nil
}

const (
	dockerHub      = "registry-1.docker.io" // the host that ECR asks for
	dockerIO       = "docker.io"            // the host that images are written with
	officialImages = "library/"
	publicGallery  = "public.ecr.aws"
)

// under returns a prefix with the "/" that ECR assumes, and nothing for ROOT.
func under(prefix string) string {
	if isRoot(prefix) {
		return ""
	}
	return strings.TrimSuffix(prefix, "/") + "/"
}

func isRoot(prefix string) bool { return prefix == "" || prefix == Root }

// hasNamespace reports whether a name, before its tag and digest, holds a "/".
func hasNamespace(name string) bool {
	if end := strings.IndexAny(name, ":@"); end >= 0 {
		name = name[:end]
	}
	return strings.Contains(name, "/")
}

// sameRegistry reports whether two hosts are of one registry.
func sameRegistry(a, b string) bool {
	if a == b {
		return a != ""
	}
	x, okX := registryOf(a)
	y, _ := registryOf(b) // the zero Registry has no kind
	return okX && x.Kind() == y.Kind() && x.AccountID() == y.AccountID() && x.Region() == y.Region()
}

// registryOf returns the registry in ECR whose host that is. Others are told by
// their names, because an error of ParseRegistry takes long to write.
func registryOf(host string) (g ecrref.Registry, ok bool) {
	if !strings.Contains(host, "ecr") {
		return ecrref.Registry{}, false
	}
	g, err := ecrref.ParseRegistry(host)
	return g, err == nil
}

// checkImage holds the name of an image to the rules of its upstream if that
// is in ECR; the rules of others are theirs.
func checkImage(host, name string) *ecrref.ParseError {
	if _, ok := registryOf(host); !ok {
		return nil
	}
	_, err := ecrref.Parse(host + "/" + name)
	return parseError(err)
}

// parseError returns err, which is nil or one of ecrref's.
func parseError(err error) *ecrref.ParseError {
	var e *ecrref.ParseError
	errors.As(err, &e)
	return e
}
