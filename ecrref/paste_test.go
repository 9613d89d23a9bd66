package ecrref_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// pasted are texts that people paste where a reference belongs: HOST and DIGEST
// stand for those of this test. write is the text to write instead, says what
// message or hint mention, ecr whether an image in ECR is meant.
var pasted = []struct {
	in, write, says string
	notECR          bool
}{
	{"pkg:docker/HOST/team/app@v1", "HOST/team/app:v1", "a package URL", false},
	{"pkg:docker/team/app@v1?repository_url=HOST", "HOST/team/app:v1", "a package URL", false},
	{"pkg:oci/app@DIGEST?repository_url=HOST/team/app", "HOST/team/app@DIGEST", "a package URL", false},
	{"pkg:oci/app@sha256%3AHEX?repository_url=HOST%2Fteam%2Fapp&tag=v1", "HOST/team/app:v1@DIGEST", "a package URL", false},
	{"pkg:docker/app@v1?repository_url=https://HOST/", "HOST/app:v1", "a package URL", false},
	{"pkg:docker/team%2Fapp?repository_url=HOST", "HOST/team/app", "a package URL", false},
	{"pkg:docker/nginx@1.29", "", "a package URL", true},
	{"arn:aws:ecr:us-west-2:123456789012:image/team/app@DIGEST", "HOST/team/app@DIGEST", "one of an image", false},
	{"arn:aws:ecr:us-west-2:123456789012:image/team/app/DIGEST", "HOST/team/app@DIGEST", "one of an image", false},
	{"[::1]:5000/repo@DIGEST", "", "[::1]", true},
	{"localhost:5000/repo@DIGEST", "", "localhost", true},
	{"ostree-image-signed:docker://HOST/app:v1", "HOST/app:v1", "ostree", false},
	{"ostree-unverified-registry:HOST/app:v1", "HOST/app:v1", "ostree", false},
	{"oci-archive:/tmp/x.tar:HOST/app:v1", "HOST/app:v1", "archive", false},
	{"docker-archive:x.tar:HOST/app:v1", "HOST/app:v1", "archive", false},
	{"https://us-west-2.console.aws.amazon.com/ecr/repositories/private/123456789012/team/app", "HOST/team/app", "console", false},
	{"https://us-west-2.console.aws.amazon.com/ecr/repositories/private/123456789012/team/app?region=us-west-2", "HOST/team/app", "console",
		false},
	{"https://console.aws.amazon.com/ecr/repositories/private/123456789012/app/_/image/DIGEST/details?region=us-west-2", "HOST/app@DIGEST",
		"console", false},
	{"https://cn-north-1.console.amazonaws.cn/ecr/repositories/private/123456789012/app",
		"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app", "console", false},
	{"https://us-west-2.console.aws.amazon.com/ecr/repositories/private/123456789012/app/_/details?region=us-west-2", "HOST/app", "console",
		false},
	{"https://us-east-1.console.aws.amazon.com/ecr/public-registry/repositories", "", "console", false},
	{"https://gallery.ecr.aws/nginx/nginx", "public.ecr.aws/nginx/nginx", "gallery", false},
	{"gallery.ecr.aws/nginx/nginx", "public.ecr.aws/nginx/nginx", "web site", false},
	{"DIGEST", "", "a digest alone", false},
	{"containerd://DIGEST", "", "a digest alone", false},
	{"cri-o://DIGEST", "", "a digest alone", false},
	{"docker://DIGEST", "", "a digest alone", false},
	{"image: HOST/app:v1", "HOST/app:v1", "YAML", false},
	{"    - image: HOST/app:v1", "HOST/app:v1", "YAML", false},
	{`image: "HOST/app:v1" # the app`, "HOST/app:v1", "YAML", false},
	{"FROM HOST/app:v1", "HOST/app:v1", "Dockerfile", false},
	{"FROM HOST/app:v1 AS b", "HOST/app:v1", "Dockerfile", false},
	{"from HOST/app:v1 as b", "HOST/app:v1", "Dockerfile", false},
	{"FROM --platform=linux/amd64 HOST/app@DIGEST AS b", "HOST/app@DIGEST", "Dockerfile", false},
	{"HOST/app:v1 AS b", "HOST/app:v1", "", false},
	{"COPY --from=HOST/app:v1 /a /b", "HOST/app:v1", "", false},
	{"docker-daemon:HOST/app:v1", "HOST/app:v1", "Docker daemon", false},
	{"containers-storage:HOST/app:v1", "HOST/app:v1", "local storage", false},
	{"containers-storage:[overlay@/var/lib/containers]HOST/app:v1", "HOST/app:v1", "local storage", false},
	{"registry:HOST/app:v1", "HOST/app:v1", "transport", false},
	{"registry:5000/app:v1", "", `"registry" is not the host`, true},
	{"docker pull HOST/app:v1", "HOST/app:v1", "command line", false},
	{"$ docker pull HOST/app:v1", "HOST/app:v1", "command line", false},
	{"sudo podman pull HOST/app:v1", "HOST/app:v1", "command line", false},
	{"docker run --rm -p 8080:80 HOST/app:v1 sleep 10", "HOST/app:v1", "command line", false},
	{"docker tag HOST/app:v1 HOST/app:v2", "", "command line", false},
	{"docker tag HOST/app:v1 HOST/app:v1", "HOST/app:v1", "command line", false},
	{"skopeo inspect docker://https://HOST/app:v1", "HOST/app:v1", "command line", false},
	{"docker pull HOST/app:${TAG}", "", "command line", false},
	{"docker pull nginx", "", "command line", false},
	{"helm pull oci://HOST/chart --version 1.2", "HOST/chart", "command line", false},
	{"HOST/app:v1 (alpine 3.18.4)", "HOST/app:v1", "", false},
	{"HOST/app   v1   abc123   2 weeks ago   20MB", "HOST/app:v1", "", false},
	{"HOST/app\tv1\tDIGEST", "HOST/app:v1@DIGEST", "", false},
	{"HOST/app   <none>   abc123", "HOST/app", "", false},
	{"HOST/app:v1 latest", "", "", false},
	{"HOST/app:v1 # pinned", "HOST/app:v1", "", false},
	{`"HOST/app:v1" not found`, "HOST/app:v1", "", false},
	{"HOST/app:v1@DIGEST linux/amd64", "HOST/app:v1@DIGEST", "", false},
	{`{"repositoryUri":"HOST/app"}`, "HOST/app", "JSON", false},
	{`"image": "HOST/app:v1",`, "HOST/app:v1", "", false},
	{`HOST\/app:v1`, "HOST/app:v1", "", false},
	{"<HOST/app:v1>", "HOST/app:v1", "brackets", false},
	{"[HOST/app@DIGEST]", "HOST/app@DIGEST", "brackets", false},
	{"['HOST/app:v1']", "HOST/app:v1", "brackets", false},
	{"(HOST/app:v1)", "HOST/app:v1", "", false},
	{"IMAGE=HOST/app:v1", "HOST/app:v1", "", false},
	{"Error: cannot pull HOST/app:v1: not found", "HOST/app:v1", "", false},
	{"Error: cannot pull HOST/app:v1.", "HOST/app:v1", "", false},
	{"Pulling HOST/app:v1...", "HOST/app:v1", "", false},
	{"Fehler: HOST/app:v1 läßt sich nicht laden", "HOST/app:v1", "", false},
	{"HOST/äpp:v1", "", "U+00E4", false},
	{"https://HOST/", "", "ParseRegistryAny", false},
	{"https:/HOST/app:v1", "HOST/app:v1", "", false},
	{"[the app](https://HOST/app:v1)", "HOST/app:v1", "brackets", false},
	{"[app](https://HOST/app:v1)", "HOST/app:v1", "brackets", false},
	{"[app](https://example.com/app:v1)", "", "is not the host", false},
	{"**HOST/app:v1**", "HOST/app:v1", "", false},
	{"**https://HOST/app:v1**", "HOST/app:v1", "", false},
	{"*HOST/app:v1", "", "'*' cannot stand", false},
	{"aws ecr get-login-password | docker login -u AWS --password-stdin HOST", "", "command line", false},
	{"aws ecr describe-images --repository-name HOST/app", "HOST/app", "command line", false},
	{"ecr.aws/nginx/nginx:1.29", "public.ecr.aws/nginx/nginx:1.29", "", false},
	{"HOST/app:v1->x", "HOST/app:v1", "", false},
	{"docker pull ${MIRROR}HOST/app:v1", "", "", false},
	{"{{.Prefix}}HOST/app:v1", "", "", false},
	{"<mirror>HOST/app:v1", "", `placeholder "<mirror>"`, false},
	{"Digest: DIGEST", "", "is not the host", false},
	{"v1: digest: DIGEST size: 1234", "", "is not the host", false},
	{"image: nginx", "", "is not the host", false},
	{"nginx:1.29 ", "", "is not the host", true},
	{"pkg:docker/app@v1?repository_url=https://HOST", "HOST/app:v1", "a package URL", false},
	{"pkg:oci/app?repository_url=HOST/team/app&tag=v1", "HOST/team/app:v1", "a package URL", false},
	{"repository: HOST/app\n  tag: v1", "HOST/app:v1", "", false},
	{"Error: HOST/app tag not found", "HOST/app", "", false},
	{"image:\n  repository: \"HOST/app\"\n  tag: \"v1\"", "HOST/app:v1", "YAML", false},
	{"- name: app\n  newName: HOST/app\n  newTag: v1", "HOST/app:v1", "", false},
	{"newName: HOST/app\n  digest: DIGEST", "HOST/app@DIGEST", "", false},
	{`{"repository":"HOST/app","tag":"v1"}`, "HOST/app:v1", "JSON", false},
	{"repository: HOST/app\n  tag: ${TAG}", "", "", false},
	{"repository: HOST/app\n  tag: \"\"", "", "", false},
	{"ARN:aws:ecr:us-west-2:123456789012:repository/app", "HOST/app", "", false},
	{"Arn:AWS:ECR:us-west-2:123456789012:repository/app", "HOST/app", "", false},
	{"arn:aws:ecr:us-west-2:123456789012:repository/app:DIGEST", "HOST/app@DIGEST", "", false},
	{"arn:aws:ecr:us-west-2:123456789012:repository/app:v1:DIGEST", "HOST/app:v1@DIGEST", "", false},
	{"arn:aws:ecr:us-west-2:123456789012:repository/*", "", "a pattern of a policy", false},
	{"arn:aws:ecr:us-west-2:123456789012:repository/app/*", "", "a pattern of a policy", false},
	{"arn:aws:ecr:us-west-2:123456789012:repository/ap?", "", "a pattern of a policy", false},
	{"arn:aws:ecr:*:123456789012:repository/app", "", "a pattern of a policy", false},
	{"1234-5678-9012.dkr.ecr.us-west-2.amazonaws.com/app", "HOST/app", "12 digits", false},
	{"123456789012.ecr.us-west-2.amazonaws.com/app", "HOST/app", ".dkr.ecr.", false},
	{"123456789012.dkr.us-west-2.amazonaws.com/app", "HOST/app", ".dkr.ecr.", false},
	{"123456789012.dkr.ecr.us-west-2.vpce.amazonaws.com/app", "", "the ordinary host, HOST", false},
	{"vpce-0a1b-x.dkr.ecr.us-west-2.vpce.amazonaws.com/app", "", "the ordinary host", false},
	{"com.amazonaws.us-west-2.ecr.dkr", "", "VPC endpoint service", false},
	{"api.ecr.us-west-2.amazonaws.com/app", "", "ECR API", false},
	{"HOST/app:v1+build.5", "HOST/app:v1_build.5", "Helm", false},
	{"curl https://HOST/v2/app/manifests/v1", "", "", false},
	{"docker://https://HOST/v2/app/manifests/v1", "", `"https" is not the host`, false},
	{"docker pull docker://https://HOST/v2/app/manifests/v1", "", "command line", false},
	{"curl -u user:hunter2 https://HOST/v2/", "", "REDACTED", false},
	{"docker login -u AWS -p hunter2 HOST", "", "REDACTED", false},
	{"Authorization: Bearer hunter2", "", "REDACTED", false},
	{"password: hunter2", "", "REDACTED", false},
	{"docker pull HOST/app:ghp_hunter2", "", "REDACTED", false},
	{`"HOST/app:ghp_hunter2"`, "", "REDACTED", false},
	{"pkg:docker/app?repository_url=HOST&tag=ghp_hunter2", "", "REDACTED", false},
}

func TestPasted(t *testing.T) {
	t.Parallel()
	fill := strings.NewReplacer("HOST", host, "DIGEST", sha, "HEX", strings.TrimPrefix(sha, "sha256:"))
	for _, tt := range pasted {
		in, write := fill.Replace(tt.in), fill.Replace(tt.write)
		for name, parse := range map[string]call{"ParseAny": textOf(ecrref.ParseAny), "Parse": textOf(ecrref.Parse)} {
			_, err := parse(in)
			var e *ecrref.ParseError
			if !errors.As(err, &e) {
				t.Errorf("%s(%q) = %v, want a ParseError", name, in, err)
				continue
			}
			better, _ := strings.CutPrefix(e.Hint, "write ")
			if write != "" && better != write || write == "" && better != e.Hint {
				t.Errorf("%s(%q): hint %q, want to write %q", name, in, e.Hint, write)
			}
			if e.NotECR != tt.notECR {
				t.Errorf("%s(%q): NotECR %t", name, in, e.NotECR)
			}
			if says := fill.Replace(tt.says); name == "ParseAny" && !strings.Contains(e.Error(), says) {
				t.Errorf("%s(%q): %q does not say %q", name, in, e.Error(), says)
			}
			if strings.Contains(e.Error(), "hunter2") {
				t.Errorf("%s(%q): %q", name, in, e.Error())
			}
		}
	}
}

// TestPastedSecrets plants a secret in each place of each pasted text: after a
// flag, in a setting, as user info, in a query. It never shows.
func TestPastedSecrets(t *testing.T) {
	t.Parallel()
	fill := strings.NewReplacer("HOST", host, "DIGEST", sha, "HEX", strings.TrimPrefix(sha, "sha256:"))
	const secret = "s3cr3t"
	plants := []string{"-p " + secret + " ", " --password " + secret, " password=" + secret + " ", "\npassword: " + secret, " Bearer " +
		secret,
		"?token=" + secret, "https://user:" + secret + "@", "AWS:" + secret + "@", "user:" + secret + "@", "/?x-amz-security-token=" + secret,
		"&x_amz_signature=" + secret}
	for _, tt := range pasted {
		in := fill.Replace(tt.in)
		for _, plant := range plants {
			for at := 0; at <= len(in); at++ {
				s := in[:at] + plant + in[at:]
				if !isPlanted(plant, s[:at], in[at:]) {
					continue
				}
				for name, parse := range parsers {
					if err := parse(s); err != nil && strings.Contains(err.Error(), secret) {
						t.Errorf("%s(%q): %v", name, s, err)
					}
				}
			}
		}
	}
}

// isPlanted reports whether a plant means a secret between these texts: a word
// begins there, user info is followed by a host, a query follows a path.
func isPlanted(plant, before, after string) bool {
	switch {
	case strings.HasSuffix(plant, "@"):
		return (before == "" || strings.HasSuffix(before, " ") || strings.HasSuffix(before, "://") && strings.HasPrefix(plant, "AWS")) &&
			strings.HasPrefix(after, host)
	case plant[0] == '?' || plant[0] == '/' || plant[0] == '&':
		return strings.HasSuffix(before, host+"/app") || strings.HasSuffix(before, ":v1")
	}
	return before == "" || strings.HasSuffix(before, " ")
}

// TestPastedCousins wraps references of every form in what people paste around
// them, at random: the hint holds the reference, or there is none.
func TestPastedCousins(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	found := 0
	for range 5000 {
		ref := pick(host, "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn", "public.ecr.aws/nginx") + "/" + pick("app", "team/app",
			"a__b/c") +
			pick("", ":v1", ":v1@"+sha, "@"+sha)
		s := pick("docker pull ", "FROM ", "image: ", "- image: '", "<", "[", "(", `{"a":"`, "IMAGE=", "docker-daemon:", "oci-archive:/x:", "",
			"Error: ") + ref +
			pick("", " AS x", "'", ">", "]", ")", `"}`, " (alpine 3)", "   ", ": not found", ",", " # x")
		_, err := ecrref.ParseAny(s)
		var e *ecrref.ParseError
		if !errors.As(err, &e) {
			continue
		}
		if better, ok := strings.CutPrefix(e.Hint, "write "); ok {
			found++
			if better != ref {
				t.Errorf("ParseAny(%q) says to write %q, want %q", s, better, ref)
			}
		}
	}
	if found < 4000 {
		t.Errorf("%d hints hold a reference, want most of 5000", found)
	}
}

// TestPastedOffersNothing: of a text that nearly tells an image no other is made.
func TestPastedOffersNothing(t *testing.T) {
	t.Parallel()
	const page = ".console.aws.amazon.com/ecr/repositories/private/"
	for _, tt := range []struct{ in, why string }{
		{"https://us-west-2" + page + account[1:] + "/app", "11 digits"},
		{"https://us-west-2" + page + account + "0/app", "13 digits"},
		{"https://west" + page + account + "/app", "no region"},
		{"https://us-west-2x" + page + account + "/app", "a region that goes on"},
		{"https://console.aws.amazon.com/ecr/repositories/private/" + account + "/app?region=us-west-2-3", "a region that goes on, in the query"},
		{"https://console.aws.amazon.com/ecr/repositories/private/" + account + "/app?region=us-west-2/x", "a region and a path"},
		{"https://us-west-2.evil.example/ecr/repositories/private/" + account + "/app", "no page of the console"},
		{"docker run " + host + "/app<env>", "the name goes on in a placeholder"},
		{"docker run " + host + "/app{env}", "the name goes on in a placeholder"},
	} {
		_, err := ecrref.ParseAny(tt.in)
		var e *ecrref.ParseError
		if !errors.As(err, &e) || strings.Contains(e.Hint, "write ") {
			t.Errorf("ParseAny(%q), %s: %v", tt.in, tt.why, err)
		}
	}
}
