package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// dockerHub is the upstream whose official images stand under library/.
const dockerHub = "registry-1.docker.io"

// cacheFindings judges the first pull through a cache rule: ECR then has to fetch
// the image, and for that asks for permissions that later pulls do not need.
func (q question) cacheFindings() []finding {
	c := q.container
	upstream, severity := q.upstreamOf(c.ref)
	if upstream == "" {
		return nil
	}
	var fs []finding
	at := func(fix, format string, args ...any) {
		fs = append(fs, finding{"cache-first-pull", severity, c.Name, c.Image.Where, fmt.Sprintf(format, args...), fix})
	}
	_, name, _ := strings.Cut(c.ref.Repository().Name(), "/")
	if upstream == dockerHub && !strings.Contains(name, "/") {
		at("write "+strings.Replace(c.ref.String(), "/"+name, "/library/"+name, 1), "Docker Hub's official images stand under library/, and %s does not", name)
	}
	request := q.request(c.ref)
	request.Action = "ecr:BatchImportUpstreamImage"
	request.Resource, _ = c.ref.Repository().ARN()
	if q.access.Decide(request).Outcome != authz.Allowed {
		at("add to the role's policy: "+iampolicy.NewDocument(iampolicy.Allow("ecr:BatchImportUpstreamImage", "ecr:CreateRepository").On(request.Resource)).String(),
			"the repository is filled from %s by a pull-through cache rule, and the role may not call ecr:BatchImportUpstreamImage: the first pull of an image fails", upstream)
	}
	return fs
}

// mayBeCached reports whether the repository stands under a cache rule, or looks
// so, or AWS refused to say.
func (p permissions) mayBeCached(ref ecrref.Ref) bool {
	upstream, _ := p.upstreamOf(ref)
	return upstream != "" || slices.ContainsFunc(p.in.unanswered, func(q awsfile.Question) bool {
		return q.Kind == "cache-rules" && p.in.concerns(q, ref)
	})
}

// upstreamOf returns the upstream of the cache rule that the repository stands
// under. A rule that was given leaves the answer open, because the image may be
// cached already; a prefix that only looks like one is worth a note.
func (p permissions) upstreamOf(ref ecrref.Ref) (upstream string, s severity) {
	for _, r := range p.in.cacheRules {
		if isOf(r.RegistryID, ref.Registry().AccountID()) && isOf(r.Region, ref.Registry().Region()) && under(r, ref) {
			return r.Upstream, warning
		}
	}
	if p.in.cacheRules != nil && p.in.cacheRegistries == nil || slices.Contains(p.in.cacheRegistries, registryID(ref)) {
		return "", note
	}
	prefix, _, _ := strings.Cut(ref.Repository().Name(), "/")
	for _, host := range []string{"public.ecr.aws", "registry.k8s.io", "quay.io", dockerHub, "ghcr.io", "registry.gitlab.com", "cgr.dev"} {
		if usual, _ := pullcache.DefaultPrefix(host); usual == prefix {
			return host, note
		}
	}
	return "", note
}

// isOf reports whether what a file says, if it does, is the value.
func isOf(said, value string) bool { return said == "" || said == value }

func under(r awsfile.CacheRule, ref ecrref.Ref) bool {
	return r.Prefix == pullcache.Root || strings.HasPrefix(ref.Repository().Name(), strings.TrimSuffix(r.Prefix, "/")+"/")
}
