package answer_test

import (
	_ "crypto/sha256" // for the digests of reference
	_ "crypto/sha512"
	"strings"
	"testing"

	"github.com/distribution/reference"
	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
)

var images = []string{
	"", "nginx", "Nginx", "nginx:", "nginx:1", "nginx:1:2", "nginx:1@", "NGINX/x", "ghcr.io/A/b", "ghcr.io/a/B", "Ghcr.io/a/b", "GHCR/a",
	"localhost/app", "localhost:5000/app", "a:5000/app", "a:/app", "a:5x/app", "[::1]:5000/app", "[::1]/app", "[]/app", "[::g]/app",
	"[::1/app",
	"[::1]x/app", "[::1]:/app", "a..b/app", "a.b./app", ".a/app", "-a.b/app", "a-.b/app", "a_b/c", "a__b.c/app", "a___b/c", "a_b.c:1/app",
	"a--b", "a---b/c",
	"a-", "-a", "a._b", "a.b", "a.-b", "a/", "/a", "a//b", "a/b/c", "app:v1.2_3-4", "app:.v", "app:-v", "app:_v", "app:v/1", "app:é", "é",
	"É/x",
	"app@sha256:" + hex64, "app:v1@sha256:" + hex64, "app@sha256:" + hex64[1:], "app@sha256:" + strings.ToUpper(hex64), "app@SHA256:" + hex64,
	"app@sha512:" + hex64 + hex64, "app@sha384:" + hex64 + hex64[:32], "app@md5:" + hex64[:32], "app@sha256", "app@", "@sha256:" + hex64,
	"app@x@y",
	hex64, hex64 + ":v1", "x/" + hex64, hex64[1:], "docker.io/nginx", "index.docker.io/nginx", "docker.io/library/nginx", "docker.io/",
	strings.Repeat("a", 247), strings.Repeat("a", 248), "docker.io/" + strings.Repeat("a", 248), "a/" + strings.Repeat("a", 253),
	"a/" + strings.Repeat(
		"a",
		254,
	), "a.b/" + strings.Repeat("a", 255), "a.b/" + strings.Repeat("a", 256), "a__b.c/" + strings.Repeat("a", 248),
	"a__b.c/" + strings.Repeat(
		"a",
		249,
	), "app:" + strings.Repeat("t", 128), "app:" + strings.Repeat("t", 129), "app\n", "app:v1\n", " app", "a b", "\xff",
	"app:\xff", "index.docker.io/" + strings.Repeat("a", 248), "INDEX.docker.io/x", "Docker.io/x",
}

const hex64 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// TestIsReference: the page takes for a reference what Docker's own parser does.
func TestIsReference(t *testing.T) {
	t.Parallel()
	for _, text := range images {
		compareReference(t, text)
	}
}

func FuzzIsReference(f *testing.F) {
	for _, text := range images {
		f.Add(text)
	}
	f.Fuzz(compareReference)
}

func compareReference(t *testing.T, text string) {
	t.Helper()
	_, err := reference.ParseNormalizedNamed(text)
	if got := answer.IsReference(text); got != (err == nil) {
		t.Errorf("IsReference(%q) = %v, reference says %v", text, got, err)
	}
}
