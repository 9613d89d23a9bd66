package ecrtag_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/ecrtag"
)

func TestReferrers(t *testing.T) {
	hex := strings.Repeat("0123456789abcdef", 4)
	tag, err := ecrtag.Referrers("sha256:" + hex)
	require.NoError(t, err)
	require.Equal(t, "sha256-"+hex, tag)

	for _, suffix := range []string{"", ".sig", ".att", ".sbom"} {
		digest, got, ok := ecrtag.CutReferrers(tag + suffix)
		require.True(t, ok)
		require.Equal(t, "sha256:"+hex, digest)
		require.Equal(t, suffix, got)
	}
	for why, bad := range map[string]string{
		"empty": "", "no digest": "sha256-", "a tag": "v1", "short": tag[:70], "capitals": strings.ToUpper(tag), "unknown suffix": tag + ".x",
		"too long": tag + "0",
		"a digest": "sha256:" + hex, "digits alone": hex, "not hexadecimal": "sha256-" + strings.Repeat("g", 64),
	} {
		digest, suffix, ok := ecrtag.CutReferrers(bad)
		require.False(t, ok, why)
		require.Empty(t, digest+suffix, why)
	}
}

func TestReferrersErrors(t *testing.T) {
	hex := strings.Repeat("0", 64)
	for _, tt := range []struct {
		digest string
		offset int
		why    string
	}{
		{"", 0, "empty"},
		{"sha512:" + hex + hex, 3, "ECR knows sha256 only"},
		{"sha256:" + hex[1:], 70, "short"},
		{"sha256:" + hex + "0", 71, "long"},
		{"sha256:" + strings.Repeat("A", 64), 7, "capitals"},
		{"sha256:" + hex + " ", 71, "more"},
	} {
		_, err := ecrtag.Referrers(tt.digest)
		var perr *ecrref.ParseError
		require.True(t, errors.As(err, &perr), tt.why)
		require.Equal(t, tt.offset, perr.Offset, tt.why)
		require.Equal(t, ecrref.PartDigest, perr.Part, tt.why)
		require.True(t, strings.HasPrefix(err.Error(), "ecrtag.Referrers "), err)
	}
}

func ExampleReferrers() {
	ref := ecrref.MustParse("public.ecr.aws/nginx/nginx" +
		"@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
	tag, _ := ecrtag.Referrers(ref.Digest())
	signature, _ := ref.Repository().WithTag(tag + ".sig")
	fmt.Println(signature)
	// Output:
	// public.ecr.aws/nginx/nginx:sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.sig
}
