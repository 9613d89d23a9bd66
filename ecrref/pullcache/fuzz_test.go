package pullcache_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
)

// FuzzFromUpstream: what is taken can be taken back, and taken again; what is
// not taken has an error that points into the text and a hint that is taken.
func FuzzFromUpstream(f *testing.F) {
	for _, s := range []string{"nginx", "docker.io/library/nginx:1", "https://quay.io/a/b", "GHCR.IO/a/b:v1", "k8s.gcr.io/pause:3",
		"docker pull quay.io/a/b",
		"https://hub.docker.com/_/nginx", cacheHost2 + "/team/app@" + cacheSHA, "AWS:x@quay.io/a/b", "quay.io/a/b?x=1", "nginx ",
		"localhost:5000/a", "/0.0/0"} {
		for upstream := range uint8(5) {
			f.Add(s, upstream, "")
		}
	}
	f.Fuzz(func(t *testing.T, image string, upstream uint8, prefix string) {
		upstreams := []string{"registry-1.docker.io", "quay.io", "ghcr.io", "public.ecr.aws", cacheHost2}
		r := pullcache.Rule{Registry: cacheRegistry(t), Prefix: "cache", Upstream: upstreams[int(upstream)%len(upstreams)],
			UpstreamPrefix: prefix}
		if r.Check() != nil {
			r.UpstreamPrefix = ""
		}
		ref, err := r.FromUpstream(image)
		if err != nil {
			checkRuleError(t, r, image, err)
			return
		}
		if _, err := ecrref.Parse(ref.String()); err != nil || !strings.HasPrefix(ref.Repository().Name(), "cache/") {
			t.Fatalf("FromUpstream(%q) = %v: %v", image, ref, err)
		}
		back, err := r.ToUpstream(ref)
		if err != nil {
			t.Fatalf("ToUpstream(%v) of %q: %v", ref, image, err)
		}
		if again, err := r.FromUpstream(back); err != nil || again != ref {
			t.Fatalf("FromUpstream(%q) = %v, %v, want %v as of %q", back, again, err, ref, image)
		}
	})
}

func checkRuleError(t *testing.T, r pullcache.Rule, image string, err error) {
	t.Helper()
	e, ok := err.(*ecrref.ParseError)
	if !ok || e.Msg == "" || e.Offset < 0 || e.Offset > len(e.Input) || !strings.HasPrefix(image, e.Input[:e.Offset]) {
		t.Fatalf("FromUpstream(%q): %#v", image, err)
	}
	if better, ok := strings.CutPrefix(e.Hint, "write "); ok {
		if _, err := r.FromUpstream(better); err != nil || better == image {
			t.Fatalf("FromUpstream(%q) says to write %q: %v", image, better, err)
		}
	}
}
