package ecrref

import "strings"

// CacheRoot is the prefix that stands for none: as Prefix of a [CacheRule] it
// caches under the upstream's own names, as UpstreamPrefix it caches everything.
const CacheRoot = "ROOT"

// A CacheRule is a pull-through cache rule of a private registry: pulling an
// image under its prefix makes ECR fetch it from an upstream registry. Each rule
// is a one-to-one mapping between images of the upstream and of the cache:
//
//	Prefix      Upstream              UpstreamPrefix  upstream image              cached image
//	docker-hub  registry-1.docker.io  ROOT            docker.io/grafana/grafana   HOST/docker-hub/grafana/grafana
//	docker-hub  registry-1.docker.io  ROOT            nginx                       HOST/docker-hub/library/nginx
//	ecr-public  public.ecr.aws        ROOT            public.ecr.aws/nginx/nginx  HOST/ecr-public/nginx/nginx
//	team/hub    HOST2                 base            HOST2/base/go               HOST/team/hub/go
//	ROOT        HOST2                 ROOT            HOST2/base/go               HOST/base/go
//
// The zero CacheRule is invalid: its methods return errors.
//
// Source: the ECR user guide on pull-through cache rules and the API's
// CreatePullThroughCacheRule, whose names for the fields are given below.
type CacheRule struct {
	Registry       Registry // registryId and region: the private registry that caches
	Prefix         string   // ecrRepositoryPrefix: 2 to 30 characters, a "/" at the end is the same as none, or ROOT
	Upstream       string   // upstreamRegistryUrl: a host such as "registry-1.docker.io"
	UpstreamPrefix string   // upstreamRepositoryPrefix: empty and ROOT are the same
}

// DefaultCachePrefix returns the prefix that the ECR console proposes for an
// upstream host, such as "docker-hub" for "registry-1.docker.io". It proposes
// none for other registries of ECR.
func DefaultCachePrefix(upstream string) (prefix string, ok bool) {
	switch upstream {
	case publicHost:
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

// Check returns what is wrong with the rule, as a [*ParseError]. It does not ask
// whether ECR supports the upstream: AWS adds some.
func (r CacheRule) Check() error { return r.check("CacheRule.Check") }

// FromUpstream returns the reference under which the cache serves an image of
// the upstream. The tag and the digest stay; none is filled in.
//
// An image without a host is one of Docker Hub, where a name without a "/" is
// that of an official image: "nginx" is "docker.io/library/nginx". The hosts
// docker.io, index.docker.io and registry-1.docker.io are one registry, and so
// are the IPv4, FIPS and dual-stack hosts of a registry in ECR.
func (r CacheRule) FromUpstream(image string) (Ref, error) {
	const fn = "CacheRule.FromUpstream"
	if err := r.check(fn); err != nil {
		return Ref{}, err
	}
	host, name := cutUpstreamHost(image)
	at := len(image) - len(name)
	if !sameRegistry(host, r.Upstream) {
		return Ref{}, ruleError(fn, image, 0, PartHost, "this is no image of "+r.Upstream, "")
	}
	if end, p := scanUpstream(host, name); p != none {
		return Ref{}, imageError(fn, image, host+"/"+name, len(host)+1+end, p)
	}
	if host == dockerHub && !hasNamespace(name) {
		name = officialImages + name
	}
	rest, ok := strings.CutPrefix(name, under(r.UpstreamPrefix))
	if !ok {
		return Ref{}, ruleError(fn, image, at, PartRepository, "this is not under the upstream prefix "+under(r.UpstreamPrefix), "")
	}
	return r.cached(fn, image, rest)
}

// cached returns what image, which ends in rest, is in the cache.
func (r CacheRule) cached(fn, image, rest string) (Ref, error) {
	text := r.Registry.text + "/" + under(r.Prefix) + rest
	ref, end, p := parseRef(text)
	if p != none {
		return Ref{}, imageError(fn, image, text, end, p)
	}
	return ref, nil
}

// imageError says about image what problem p at offset at of text, which ends
// as image does, says about text.
func imageError(fn, image, text string, at int, p problem) error {
	about := newError(fn, text, at, p)
	e := ruleError(fn, image, max(0, len(image)-(len(text)-at)), about.Part, about.Msg, "")
	e.Placeholder, e.Hint = about.Placeholder, about.Hint
	return e
}

// ToUpstream returns the upstream image that the cache serves as ref, with the
// tag and the digest of ref. Images of Docker Hub begin with "docker.io/".
//
// It is the inverse of FromUpstream, save for other spellings of the host and
// for the "library/" of official images, which it writes out.
func (r CacheRule) ToUpstream(ref Ref) (string, error) {
	const fn = "CacheRule.ToUpstream"
	if err := r.check(fn); err != nil {
		return "", err
	}
	if !sameRegistry(ref.Registry().text, r.Registry.text) {
		return "", ruleError(fn, ref.text, 0, PartHost, "this is no image of "+r.Registry.text, "")
	}
	at := len(ref.Registry().text) + 1
	rest, ok := strings.CutPrefix(ref.text[at:], under(r.Prefix))
	if !ok {
		return "", ruleError(fn, ref.text, at, PartRepository, "this is not under the prefix "+under(r.Prefix), "")
	}
	at = len(ref.text) - len(rest)
	name := under(r.UpstreamPrefix) + rest
	if r.Upstream == dockerHub && !hasNamespace(name) {
		return "", ruleError(fn, ref.text, at, PartRepository, "the official images of Docker Hub are cached under "+officialImages,
			"write "+ref.text[:at]+officialImages+rest)
	}
	if end, p := scanUpstream(r.Upstream, name); p != none {
		return "", ruleError(fn, ref.text, max(at, len(ref.text)-len(name)+end), PartRepository, "no image of "+r.Upstream+" has this name: "+problems[p].msg, "")
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
)

// under returns a prefix with the "/" that ECR assumes, and nothing for ROOT.
func under(prefix string) string {
	if isRoot(prefix) {
		return ""
	}
	return strings.TrimSuffix(prefix, "/") + "/"
}

func isRoot(prefix string) bool { return prefix == "" || prefix == CacheRoot }

// hasNamespace reports whether a name, before its tag and digest, holds a "/".
func hasNamespace(name string) bool {
	if end := strings.IndexAny(name, ":@"); end >= 0 {
		name = name[:end]
	}
	return strings.Contains(name, "/")
}

// cutUpstreamHost cuts an image into its host and the rest as Docker does: what
// stands before the first "/" is a host if it looks like one.
func cutUpstreamHost(image string) (host, name string) {
	host, name, ok := strings.Cut(image, "/")
	switch {
	case !ok || !strings.ContainsAny(host, ".:@") && host != "localhost":
		return dockerHub, image
	case host == dockerIO || host == "index."+dockerIO:
		return dockerHub, name
	}
	return host, name
}

// sameRegistry reports whether two hosts are of one registry.
func sameRegistry(a, b string) bool {
	if a == b {
		return a != ""
	}
	x, okX := registryOf(a)
	y, okY := registryOf(b)
	return okX && okY && x.Kind() == y.Kind() && x.AccountID() == y.AccountID() && x.Region() == y.Region()
}

func registryOf(host string) (Registry, bool) {
	lay, end, p := scanHost(host)
	return Registry{host, lay}, p == none && end == len(host)
}

// scanUpstream holds the name of an image to the rules of its upstream if that
// is in ECR; the rules of others are theirs.
func scanUpstream(host, name string) (int, problem) {
	if _, ok := registryOf(host); !ok {
		return 0, none
	}
	_, at, p := parseRef(host + "/" + name)
	return at - len(host) - 1, p
}
