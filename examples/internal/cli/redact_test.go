package cli_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

const (
	ecrHost = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
	digest  = "@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
)

func TestRedact(t *testing.T) {
	for _, row := range []struct{ image, want, why string }{
		{"", "", "nothing"},
		{"app" + digest, "app" + digest, "a digest is no host"},
		{"nginx:1" + digest, "nginx:1" + digest, "a tag is no password"},
		{"localhost:5000/app:v1" + digest, "localhost:5000/app:v1" + digest, "a port is no password"},
		{ecrHost + "/app:v1" + digest, ecrHost + "/app:v1" + digest, "tag and digest"},
		{"nginx@sha512:" + strings.Repeat("a", 128), "nginx@sha512:" + strings.Repeat("a", 128), "another digest"},
		{"${REGISTRY}/app:${TAG}", "${REGISTRY}/app:${TAG}", "not filled in"},
		{ecrHost + "/app@${DIGEST}", ecrHost + "/app@${DIGEST}", "a digest not filled in"},
		{"AWS:eyJTOKEN@" + ecrHost + "/app:v1", "REDACTED@" + ecrHost + "/app:v1", "ECR's login"},
		{"AWS:eyJTOKEN@quay.io/x:1", "REDACTED@quay.io/x:1", "elsewhere"},
		{"https://user:eyJTOKEN@quay.io/app", "https://REDACTED@quay.io/app", "a URL"},
		{"eyJTOKEN@quay.io/x:1" + digest, "REDACTED@quay.io/x:1" + digest, "with a digest"},
		{"user:pa@ss/eyJTOKEN@quay.io/x", "REDACTED@quay.io/x", "the last @ counts"},
		{"user%3AeyJTOKEN%40quay.io/x", "REDACTED@quay.io/x", "percent-encoded"},
		{"AWS:eyJTOKEN" + digest, "REDACTED", "no host"},
		{"user:eyJTOKEN@localhost:5000/app", "REDACTED", "what may be a host or a password goes too"},
		{"quay.io/app?token=eyJTOKEN", "quay.io/app?REDACTED", "a query"},
	} {
		require.Equal(t, row.want, cli.Redact(row.image), row.why)
	}
}

// images makes images and passwords at random.
type images struct{ *rand.Rand }

func (r images) pick(list ...string) string { return list[r.Intn(len(list))] }

func (r images) text(alphabet string, least, most int) string {
	b := make([]byte, least+r.Intn(most-least+1))
	for i := range b {
		b[i] = alphabet[r.Intn(len(alphabet))]
	}
	return string(b)
}

const lower = "abcdefghijklmnopqrstuvwxyz0123456789"

func (r images) image(hosts ...string) string {
	image := r.pick(hosts...) + "a" + r.text(lower, 1, 9)
	if r.Intn(2) == 0 {
		image += "/" + r.text(lower, 2, 9)
	}
	if r.Intn(2) == 0 {
		image += ":" + r.text(lower, 1, 9)
	}
	if r.Intn(2) == 0 {
		image += fmt.Sprintf("@sha256:%064x", r.Uint64())
	}
	return image
}

// TestRedactProperties: an image stays as it is, alone and behind user info, and
// of the user info nothing is left.
func TestRedactProperties(t *testing.T) {
	r := images{rand.New(rand.NewSource(1))}
	named := []string{"quay.io/", "public.ecr.aws/", "127.0.0.1:5000/", "a.example:443/", ecrHost + "/"}
	for range 20_000 {
		plain := r.image(append(named, "", "localhost/", "localhost:5000/")...)
		require.Equal(t, plain, cli.Redact(plain))

		// the marks around the password tell its letters from those of the image
		password := "X" + r.text(lower+"ABC+/=:@%-_.?#", 0, 40) + "Y"
		scheme, user := r.pick("", "https://"), r.pick("AWS:", "user:", "u:p:", "")
		image := r.image(named...)
		secret := scheme + user + password + "@" + image
		got := cli.Redact(secret)
		require.NotContains(t, got, "X", secret)
		require.NotContains(t, got, "Y", secret)
		require.Equal(t, got, cli.Redact(got), secret)
		require.Contains(t, got, "REDACTED", secret)
		// what looks like the start of a query or of a host may take more along
		if !strings.ContainsAny(password, "?#@%=/:.") && user != "u:p:" && !strings.HasPrefix(secret, "https://AWS:") {
			require.Equal(t, scheme+"REDACTED@"+image, got, secret)
		}
	}
}

// FuzzRedact: no password before the host of an image, whatever it is.
func FuzzRedact(f *testing.F) {
	f.Add("AWS:", "eyJTOKEN")
	f.Add("https://user:", "pa@sha256:ss/")
	f.Fuzz(func(t *testing.T, before, password string) {
		const secret = "S3CR3T"
		got := cli.Redact(before + password + secret + "@quay.io/app")
		require.NotContains(t, got, secret)
	})
}
