package pullcache_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
)

const (
	cacheHost  = "123456789012.dkr.ecr.us-west-2.amazonaws.com"
	cacheHost2 = "210987654321.dkr.ecr.eu-west-1.amazonaws.com"
	cacheSHA   = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
)

func cacheRegistry(t testing.TB) ecrref.Registry {
	g, err := ecrref.ParseRegistry(cacheHost)
	require.NoError(t, err)
	return g
}

func TestRule(t *testing.T) {
	tests := []struct {
		prefix, upstream, upstreamPrefix string
		image, cached                    string
		why                              string
	}{
		{"docker-hub", "registry-1.docker.io", "", "docker.io/grafana/grafana:11", "docker-hub/grafana/grafana:11", "Docker Hub"},
		{"docker-hub", "registry-1.docker.io", "", "docker.io/library/nginx", "docker-hub/library/nginx", "official image"},
		{"docker-hub", "registry-1.docker.io", "ROOT", "docker.io/library/nginx:1@" + cacheSHA, "docker-hub/library/nginx:1@" + cacheSHA,
			"tag and digest"},
		{"docker-hub/", "registry-1.docker.io", "", "docker.io/a/b", "docker-hub/a/b", "a slash at the end of the prefix is assumed"},
		{"official", "registry-1.docker.io", "library", "docker.io/library/nginx", "official/nginx", "upstream prefix library"},
		{"ecr-public", "public.ecr.aws", "", "public.ecr.aws/nginx/nginx:1", "ecr-public/nginx/nginx:1", "public gallery"},
		{"ecr-public", "public.ecr.aws", "", "public.ecr.aws/docker/library/nginx:1", "ecr-public/docker/library/nginx:1",
			"library only matters on Docker Hub"},
		{"kubernetes", "registry.k8s.io", "", "registry.k8s.io/pause:3.10", "kubernetes/pause:3.10", "no library elsewhere"},
		{"quay", "quay.io", "", "quay.io/prometheus/node-exporter", "quay/prometheus/node-exporter", "Quay"},
		{"github", "ghcr.io", "", "ghcr.io/aquasecurity/trivy:0.60.0", "github/aquasecurity/trivy:0.60.0", "GitHub"},
		{"azure", "contoso.azurecr.io", "", "contoso.azurecr.io/app", "azure/app", "Azure"},
		{"gitlab", "registry.gitlab.com", "", "registry.gitlab.com/g/p/i:1", "gitlab/g/p/i:1", "GitLab"},
		{"a/b", "cgr.dev", "", "cgr.dev/chainguard/go", "a/b/chainguard/go", "prefix with a slash"},
		{strings.Repeat("a", 30), "quay.io", "", "quay.io/a/b", strings.Repeat("a", 30) + "/a/b", "the longest prefix"},
		// the table of the ECR user guide, "Customizing repository prefixes for ECR to ECR pull through cache"
		{"ecr-public", cacheHost2, "ROOT", cacheHost2 + "/my-app/image1", "ecr-public/my-app/image1", "guide, row 1"},
		{"ROOT", cacheHost2, "ROOT", cacheHost2 + "/my-app/image1", "my-app/image1", "guide, row 2"},
		{"team-a", cacheHost2, "team-a", cacheHost2 + "/team-a/myapp/image1", "team-a/myapp/image1", "guide, row 3"},
		{"my-app", cacheHost2, "upstream-app", cacheHost2 + "/upstream-app/image1", "my-app/image1", "guide, row 4"},
	}
	for _, tt := range tests {
		r := pullcache.Rule{Registry: cacheRegistry(t), Prefix: tt.prefix, Upstream: tt.upstream, UpstreamPrefix: tt.upstreamPrefix}
		require.NoError(t, r.Check(), tt.why)
		ref, err := r.FromUpstream(tt.image)
		require.NoError(t, err, tt.why)
		require.Equal(t, ecrref.MustParse(cacheHost+"/"+tt.cached), ref, tt.why)
		image, err := r.ToUpstream(ref)
		require.NoError(t, err, tt.why)
		require.Equal(t, tt.image, image, tt.why)
	}
}

// TestRuleSpellings: ways to write an image of which ToUpstream writes one.
func TestRuleSpellings(t *testing.T) {
	hub := pullcache.Rule{Registry: cacheRegistry(t), Prefix: "docker-hub", Upstream: "registry-1.docker.io"}
	for image, cached := range map[string]string{
		"nginx":                                  "docker-hub/library/nginx",
		"nginx:1":                                "docker-hub/library/nginx:1",
		"nginx@" + cacheSHA:                      "docker-hub/library/nginx@" + cacheSHA,
		"library/nginx":                          "docker-hub/library/nginx",
		"grafana/grafana:1":                      "docker-hub/grafana/grafana:1",
		"docker.io/nginx":                        "docker-hub/library/nginx",
		"index.docker.io/library/nginx":          "docker-hub/library/nginx",
		"registry-1.docker.io/library/nginx:1":   "docker-hub/library/nginx:1",
		"registry-1.docker.io/grafana/grafana":   "docker-hub/grafana/grafana",
		"index.docker.io/nginx:1.27@" + cacheSHA: "docker-hub/library/nginx:1.27@" + cacheSHA,
	} {
		ref, err := hub.FromUpstream(image)
		require.NoError(t, err, image)
		require.Equal(t, cacheHost+"/"+cached, ref.String(), image)
	}
	public := pullcache.Rule{Registry: cacheRegistry(t), Prefix: "ecr-public", Upstream: "public.ecr.aws"}
	ref, err := public.FromUpstream("ecr-public.aws.com/nginx/nginx:1")
	require.NoError(t, err)
	require.Equal(t, cacheHost+"/ecr-public/nginx/nginx:1", ref.String())

	dual, err := ecrref.Parse("123456789012.dkr-ecr.us-west-2.on.aws/ecr-public/nginx/nginx:1")
	require.NoError(t, err)
	image, err := public.ToUpstream(dual)
	require.NoError(t, err)
	require.Equal(t, "public.ecr.aws/nginx/nginx:1", image, "any host of the registry")
}

// TestRuleLenient: the forms that ParseAny takes are taken of an upstream too,
// and what is near an image gets a hint that is taken.
func TestRuleLenient(t *testing.T) {
	t.Parallel()
	rule := func(prefix, upstream string) pullcache.Rule {
		return pullcache.Rule{Registry: cacheRegistry(t), Prefix: prefix, Upstream: upstream}
	}
	hub, quay, github := rule("hub", "registry-1.docker.io"), rule("quay", "quay.io"), rule("github", "ghcr.io")
	k8s, gallery, ecr := rule("k8s", "registry.k8s.io"), rule("public", "public.ecr.aws"), rule("ecr", cacheHost2)
	for _, tt := range []struct {
		rule          pullcache.Rule
		image, cached string // cached is empty where write is the hint
		write         string
	}{
		{github, "GHCR.IO/a/b", "github/a/b", ""},
		{quay, "https://quay.io/a/b", "quay/a/b", ""},
		{quay, "HTTPS://Quay.IO/a/b:v1", "quay/a/b:v1", ""},
		{quay, "docker://quay.io/a/b@" + cacheSHA, "quay/a/b@" + cacheSHA, ""},
		{github, "oci://ghcr.io/a/chart:1.0.0", "github/a/chart:1.0.0", ""},
		{hub, "docker-pullable://docker.io/library/nginx@" + cacheSHA, "hub/library/nginx@" + cacheSHA, ""},
		{hub, "docker://nginx:1.27", "hub/library/nginx:1.27", ""},
		{ecr, strings.ToUpper(cacheHost2) + "/app:V1", "ecr/app:V1", ""},

		{k8s, "k8s.gcr.io/pause:3", "", "registry.k8s.io/pause:3"},
		{hub, "https://hub.docker.com/_/nginx", "", "docker.io/library/nginx"},
		{hub, "https://hub.docker.com/r/grafana/grafana/", "", "docker.io/grafana/grafana"},
		{hub, "hub.docker.com/r/grafana/grafana", "", "docker.io/grafana/grafana"},
		{hub, "docker pull docker.io/grafana/grafana:ghp_hunter2", "", ""},
		{hub, "hub.docker.com/_/nginx", "", "docker.io/library/nginx"},
		{quay, "https://quay.io/repository/prometheus/node-exporter?tab=tags", "", "quay.io/prometheus/node-exporter"},
		{gallery, "https://gallery.ecr.aws/nginx/nginx", "", "public.ecr.aws/nginx/nginx"},
		{quay, "docker pull quay.io/a/b:v1", "", "quay.io/a/b:v1"},
		{quay, "FROM quay.io/a/b:v1 AS x", "", "quay.io/a/b:v1"},
		{quay, "'quay.io/a/b:v1'", "", "quay.io/a/b:v1"},
		{hub, "image: docker.io/grafana/grafana:11", "", "docker.io/grafana/grafana:11"},
		{quay, "https://quay.io/v2/a/b/manifests/v1", "", ""},
		{quay, "https://quay.io/v2", "", ""},
		{quay, "quay.io/v2/app:v1", "quay/v2/app:v1", ""},
		{quay, "docker tag quay.io/a/b:v1 quay.io/a/b:v1", "", "quay.io/a/b:v1"},
		{quay, "https://quay.io/repository/a/b:ghp_hunter2", "", ""},
		{quay, "http://quay.io/a/b", "", ""},
		{quay, "docker pull quay.io/a/b quay.io/a/c", "", ""},
		{quay, "docker pull -p hunter2 quay.io/a/b", "", ""},
		{github, "ghcr.\u0130o/a/b", "", ""},
		{quay, fmt.Sprintf("%1024s", "quay.io/a/b"), "", "quay.io/a/b"},
		{quay, fmt.Sprintf("%1025s", "quay.io/a/b"), "", ""},
		{quay, "quay.io/", "", ""},
		{hub, "@", "", ""},
	} {
		ref, err := tt.rule.FromUpstream(tt.image)
		if tt.cached != "" {
			if err != nil || ref.String() != cacheHost+"/"+tt.cached {
				t.Errorf("FromUpstream(%q) = %v, %v, want %s", tt.image, ref, err, tt.cached)
			}
			continue
		}
		var perr *ecrref.ParseError
		if !errors.As(err, &perr) {
			t.Errorf("FromUpstream(%q) = %v, %v, want an error", tt.image, ref, err)
			continue
		}
		better, ok := strings.CutPrefix(perr.Hint, "write ")
		if perr.NotECR || ok != (tt.write != "") || ok && better != tt.write || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("FromUpstream(%q): %v, want to write %q", tt.image, err, tt.write)
		}
		if _, err := tt.rule.FromUpstream(better); ok && err != nil {
			t.Errorf("FromUpstream(%q) says to write %q: %v", tt.image, better, err)
		}
	}
}

func requireRuleError(t *testing.T, err error, part ecrref.Part, offset int, text string) {
	t.Helper()
	var perr *ecrref.ParseError
	require.True(t, errors.As(err, &perr), "error %v", err)
	require.Contains(t, perr.Error(), text)
	require.Equal(t, part, perr.Part, "part of %v", err)
	require.Equal(t, offset, perr.Offset, "offset of %v", err)
}

func TestRuleCheck(t *testing.T) {
	tests := []struct {
		prefix, upstream, upstreamPrefix string
		part                             ecrref.Part
		offset                           int
		msg                              string
	}{
		{"", "quay.io", "", ecrref.PartRepository, 0, "2 to 30"},
		{"a", "quay.io", "", ecrref.PartRepository, 1, "2 to 30"},
		{strings.Repeat("a", 31), "quay.io", "", ecrref.PartRepository, 30, "2 to 30"},
		{"Quay", "quay.io", "", ecrref.PartRepository, 0, "lower-case"},
		{"root", "quay.io", "ROOTS", ecrref.PartRepository, 0, "lower-case"},
		{"a//", "quay.io", "", ecrref.PartRepository, 2, "lower-case"},
		{"/a", "quay.io", "", ecrref.PartRepository, 0, "lower-case"},
		{"quay:1", "quay.io", "", ecrref.PartRepository, 4, "lower-case"},
		{"ROOT", "quay.io", "team", ecrref.PartRepository, 0, "no upstream prefix"},
		{"quay", "quay.io", "x", ecrref.PartRepository, 1, "2 to 30"},
		{"quay", "", "", ecrref.PartHost, 0, "host"},
		{"quay", "quay", "", ecrref.PartHost, 4, "dot"},
		{"quay", "Quay.io", "", ecrref.PartHost, 0, "lower case"},
		{"quay", "quay.io:443", "", ecrref.PartHost, 7, "no port"},
		{"quay", "quay.io/prometheus", "", ecrref.PartHost, 7, "no path"},
		{"quay", "a_b.io", "", ecrref.PartHost, 1, "host"},
		{"quay", "quay..io", "", ecrref.PartHost, 5, "host"},
		{"quay", "user@quay.io", "", ecrref.PartHost, 0, "REDACTED@quay.io"},
		{"quay", "https://quay.io", "", ecrref.PartHost, 0, "write quay.io"},
		{"hub", "docker.io", "", ecrref.PartHost, 0, "write registry-1.docker.io"},
		{"hub", "https://index.docker.io/", "", ecrref.PartHost, 0, "write registry-1.docker.io"},
		{"k8s", "k8s.gcr.io", "", ecrref.PartHost, 0, "write registry.k8s.io"},
		{"pub", "ecr-public.aws.com", "", ecrref.PartHost, 0, "write public.ecr.aws"},
		{"ecr", "123456789012.dkr.ecr.cn-north-1.amazonaws.com", "", ecrref.PartHost, 0, "not the host of a registry in ECR"},
		{"ecr", "public.ecr.aws.evil.com", "", ecrref.PartHost, 0, "not the host of a registry in ECR"},
		{"ecr", "ecr-public.aws.com.evil.com", "", ecrref.PartHost, 0, "not the host of a registry in ECR"},
		{"quay", "Quay.io", "team", ecrref.PartHost, 0, "lower case"},
		{"ecr", "https://quay.io/path", "", ecrref.PartHost, 5, "no scheme"},
	}
	for _, tt := range tests {
		r := pullcache.Rule{Registry: cacheRegistry(t), Prefix: tt.prefix, Upstream: tt.upstream, UpstreamPrefix: tt.upstreamPrefix}
		requireRuleError(t, r.Check(), tt.part, tt.offset, tt.msg)
		_, err := r.FromUpstream("quay.io/a/b")
		requireRuleError(t, err, tt.part, tt.offset, "pullcache.Rule.FromUpstream")
		_, err = r.ToUpstream(ecrref.MustParse(cacheHost + "/quay/a/b"))
		requireRuleError(t, err, tt.part, tt.offset, "pullcache.Rule.ToUpstream")
	}
	secret := pullcache.Rule{Registry: cacheRegistry(t), Prefix: "ROOT", Upstream: cacheHost2, UpstreamPrefix: "user:hunter2@x.io"}
	var perr *ecrref.ParseError
	require.ErrorAs(t, secret.Check(), &perr)
	require.Equal(t, []string{"REDACTED@x.io", ""}, []string{perr.Input, perr.Hint}, "a hint could quote what was taken out")
	requireRuleError(t, pullcache.Rule{}.Check(), ecrref.PartHost, 0, "private")
	requireRuleError(t, pullcache.Rule{Registry: ecrref.PublicRegistry(), Prefix: "quay", Upstream: "quay.io"}.Check(), ecrref.PartHost, 0,
		"private")
}

func TestRuleErrors(t *testing.T) {
	rule := func(prefix, upstream, upstreamPrefix string) pullcache.Rule {
		return pullcache.Rule{Registry: cacheRegistry(t), Prefix: prefix, Upstream: upstream, UpstreamPrefix: upstreamPrefix}
	}
	hub, public, team := rule("docker-hub", "registry-1.docker.io", ""), rule("ecr-public", "public.ecr.aws", ""), rule("my-app", cacheHost2,
		"upstream-app")
	quay, official := rule("quay", "quay.io", ""), rule("official", "registry-1.docker.io", "library")
	for _, tt := range []struct {
		rule   pullcache.Rule
		image  string
		part   ecrref.Part
		offset int
		msg    string
	}{
		{hub, "", ecrref.PartRepository, 0, ""},
		{hub, "quay.io/a/b", ecrref.PartHost, 0, "no image of registry-1.docker.io"},
		{hub, "localhost/a/b", ecrref.PartHost, 0, "no image of"},
		{hub, "docker.io:443/a/b", ecrref.PartHost, 0, "no image of"},
		{hub, "docker.io/", ecrref.PartRepository, 10, ""},
		{hub, "docker.io/Team/app", ecrref.PartRepository, 10, "upper case"},
		{hub, "docker.io/team/app:", ecrref.PartTag, 19, ""},
		{hub, "docker.io/team/app:a:b", ecrref.PartTag, 20, ""},
		{hub, "nginx@sha256:12", ecrref.PartDigest, 15, ""},
		{hub, "nginx@sha512:" + strings.Repeat("0", 128), ecrref.PartDigest, 9, "sha256"},
		{hub, "nginx:${TAG}", ecrref.PartTag, 6, `placeholder "${TAG}"`},
		{hub, "Nginx", ecrref.PartRepository, 0, "upper case"},
		{hub, "nginx ", ecrref.PartRepository, 5, "write nginx"},
		{hub, "docker.io//nginx", ecrref.PartRepository, 10, ""},
		{hub, "https://", ecrref.PartRepository, 8, "empty"},
		{hub, "<tag>", ecrref.PartRepository, 0, "is not filled in; put the value in its place"},
		{quay, "https://quay.io/repository/a/b", ecrref.PartRepository, 16, "the address of a page"},
		{official, "docker.io/:a/b", ecrref.PartRepository, 10, "empty"},
		{official, "docker.io/nginx:a/b", ecrref.PartTag, 17, ""},
		{public, "nginx", ecrref.PartHost, 0, "no image of public.ecr.aws"},
		{quay, "public.ecr.aws/nginx/nginx", ecrref.PartHost, 0, "no image of quay.io"},
		{team, strings.Replace(cacheHost2, "eu-west-1", "eu-west-2", 1) + "/upstream-app/image1", ecrref.PartHost, 0, "no image of"},
		{team, strings.Replace(cacheHost2, "210987654321", "123456789012", 1) + "/upstream-app/image1", ecrref.PartHost, 0, "no image of"},
		{public, "public.ecr.aws/nginx:1", ecrref.PartRepository, 20, "alias"},
		{public, "public.ecr.aws/nginx/a__b", ecrref.PartRepository, 23, ""},
		{team, cacheHost2 + "/other/image1", ecrref.PartRepository, len(cacheHost2) + 1, "upstream-app/"},
		{team, cacheHost2 + "/upstream-apps/image1", ecrref.PartRepository, len(cacheHost2) + 1, "upstream-app/"},
		{team, cacheHost + "/upstream-app/image1", ecrref.PartHost, 0, "no image of"},
	} {
		_, err := tt.rule.FromUpstream(tt.image)
		requireRuleError(t, err, tt.part, tt.offset, tt.msg)
	}
	at := len(cacheHost) + 1
	for _, tt := range []struct {
		rule   pullcache.Rule
		ref    string
		part   ecrref.Part
		offset int
		msg    string
	}{
		{hub, cacheHost + "/quay/a/b", ecrref.PartRepository, at, "not under the prefix docker-hub/"},
		{hub, cacheHost + "/docker-hubs/a/b", ecrref.PartRepository, at, "not under the prefix docker-hub/"},
		{hub, cacheHost + "/docker-hub", ecrref.PartRepository, at, "not under"},
		{hub, cacheHost + "/docker-hub/nginx:1", ecrref.PartRepository, at + 11, "write " + cacheHost + "/docker-hub/library/nginx:1"},
		{hub, cacheHost2 + "/docker-hub/a/b", ecrref.PartHost, 0, "no image of " + cacheHost},
		{hub, "public.ecr.aws/docker-hub/a/b", ecrref.PartHost, 0, "no image of " + cacheHost},
		{public, cacheHost + "/ecr-public/nginx:1", ecrref.PartRepository, at + 16, "alias"},
	} {
		_, err := tt.rule.ToUpstream(ecrref.MustParse(tt.ref))
		requireRuleError(t, err, tt.part, tt.offset, tt.msg)
	}
	var perr *ecrref.ParseError
	_, err := hub.FromUpstream("nginx:${TAG}")
	require.ErrorAs(t, err, &perr)
	require.Equal(t, "${TAG}", perr.Placeholder)
	_, err = hub.ToUpstream(ecrref.Ref{})
	requireRuleError(t, err, ecrref.PartHost, 0, "no image of")
	_, err = hub.FromUpstream("AWS:secret-token@" + cacheHost + "/a/b")
	require.ErrorContains(t, err, "no image of")
	require.NotContains(t, err.Error(), "secret")
}

// TestRuleInverse: each way undoes the other, for random rules and images.
func TestRuleInverse(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	name := func() string {
		s := pick("app", "a1", "library", "team", "x__y", "a-b", "a--b", "0.9")
		for range rng.IntN(3) {
			s += "/" + pick("app", "web", "library", "nginx", "b_c", "z9")
		}
		return s
	}
	there, back := 0, 0
	for range 5000 {
		r := pullcache.Rule{Registry: cacheRegistry(t), Prefix: pick("hub", "a/b", "ROOT", "hub/"),
			Upstream: pick("registry-1.docker.io", "public.ecr.aws", "quay.io", "ghcr.io", cacheHost2)}
		if r.Prefix != "ROOT" {
			r.UpstreamPrefix = pick("", "ROOT", "library", "team/x", "app")
		}
		require.NoError(t, r.Check())
		rest := pick("", ":v1", "@"+cacheSHA, ":v1@"+cacheSHA)
		host := r.Upstream
		if host == "registry-1.docker.io" {
			host = "docker.io"
		}
		image := host + "/" + name() + rest
		if ref, err := r.FromUpstream(image); err == nil {
			got, err := r.ToUpstream(ref)
			require.NoError(t, err, "%+v %s", r, image)
			require.Equal(t, official(image), got, "%+v", r)
			there++
		}
		ref := ecrref.MustParse(cacheHost + "/" + pick("", "hub/", "a/b/") + name() + rest)
		if image, err := r.ToUpstream(ref); err == nil {
			got, err := r.FromUpstream(image)
			require.NoError(t, err, "%+v %s", r, image)
			require.Equal(t, ref, got, "%+v %s", r, image)
			back++
		}
	}
	require.Greater(t, there, 1000)
	require.Greater(t, back, 1000)
}

// official writes out the library/ of an official image.
func official(image string) string {
	if rest, ok := strings.CutPrefix(image, "docker.io/"); ok && !strings.Contains(rest, "/") {
		return "docker.io/library/" + rest
	}
	return image
}

func TestDefaultPrefix(t *testing.T) {
	data, err := os.ReadFile("testdata/source/pull-through-cache.tsv")
	require.NoError(t, err)
	rows := 0
	for line := range strings.Lines(string(data)) {
		upstream, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		require.True(t, ok)
		prefix, ok := pullcache.DefaultPrefix(upstream)
		require.True(t, ok, upstream)
		require.Equal(t, want, prefix)
		require.NoError(t, pullcache.Rule{Registry: cacheRegistry(t), Prefix: prefix, Upstream: upstream}.Check())
		rows++
	}
	require.Equal(t, 8, rows)
	for _, none := range []string{"", "docker.io", ".azurecr.io", "azurecr.io", "example.com", cacheHost2} {
		_, ok := pullcache.DefaultPrefix(none)
		require.False(t, ok, none)
	}
}

func ExampleRule() {
	registry, _ := ecrref.PrivateRegistry("123456789012", "us-west-2")
	rule := pullcache.Rule{Registry: registry, Prefix: "docker-hub", Upstream: "registry-1.docker.io"}
	cached, err := rule.FromUpstream("nginx:1.27")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cached)
	upstream, _ := rule.ToUpstream(cached)
	fmt.Println(upstream)
	nginx := ecrref.MustParse("123456789012.dkr.ecr.us-west-2.amazonaws.com/docker-hub/nginx:1.27")
	_, err = rule.ToUpstream(nginx)
	var perr *ecrref.ParseError
	if errors.As(err, &perr) {
		fmt.Println(perr.Msg)
		fmt.Println(perr.Hint)
	}
	// Output:
	// 123456789012.dkr.ecr.us-west-2.amazonaws.com/docker-hub/library/nginx:1.27
	// docker.io/library/nginx:1.27
	// the official images of Docker Hub are cached under library/
	// write 123456789012.dkr.ecr.us-west-2.amazonaws.com/docker-hub/library/nginx:1.27
}
