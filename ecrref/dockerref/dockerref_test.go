package dockerref_test

import (
	_ "crypto/sha256"
	_ "crypto/sha512"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/dockerref"
)

const (
	host = "123456789012.dkr.ecr.us-west-2.amazonaws.com"
	sha  = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
)

// requireRoundTrip: both ways, the parts of both are equal.
func requireRoundTrip(t *testing.T, ref ecrref.Ref) {
	t.Helper()
	named, err := dockerref.Named(ref)
	require.NoError(t, err)
	require.Equal(t, ref.String(), named.String())
	require.Equal(t, ref.Registry().Host(), reference.Domain(named))
	require.Equal(t, ref.Repository().Path(), reference.Path(named))
	tagged, ok := named.(reference.Tagged)
	require.Equal(t, ref.Tag() != "", ok)
	if ok {
		require.Equal(t, ref.Tag(), tagged.Tag())
	}
	digested, ok := named.(reference.Digested)
	require.Equal(t, ref.Digest() != "", ok)
	if ok {
		require.Equal(t, ref.Digest(), digested.Digest().String())
	}
	parsed, err := reference.ParseNamed(ref.String())
	require.NoError(t, err)
	require.Equal(t, parsed, named, "what Docker itself parses")
	back, err := dockerref.FromNamed(named)
	require.NoError(t, err)
	require.Equal(t, ref, back)
}

func TestRoundTrip(t *testing.T) {
	refs := 0
	for _, h := range []string{host, "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "123456789012.dkr-ecr.us-east-1.on.aws",
		"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk", "public.ecr.aws",
		"ecr-public.aws.com"} {
		for _, path := range []string{"ab/cd", "team/sub/app", "a1/b-c", "nginx/nginx.web", "a1/" + strings.Repeat("r", 200)} {
			for _, rest := range []string{"", ":v1", ":_x.Y-", ":" + strings.Repeat("t", 128), "@" + sha, ":v1@" + sha} {
				requireRoundTrip(t, ecrref.MustParse(h+"/"+path+rest))
				refs++
			}
		}
	}
	require.Equal(t, 7*5*6, refs)
	for _, private := range []string{"ab", "a__b", "a---b", "sha256", strings.Repeat("r", 255), strings.Repeat("0", 64)} {
		requireRoundTrip(t, ecrref.MustParse(host+"/"+private+":1"))
	}
}

func TestNamedErrors(t *testing.T) {
	for _, s := range []string{host + "/" + strings.Repeat("r", 256) + ":1", "public.ecr.aws/" + strings.Repeat("a", 50) + "/" +
		strings.Repeat("r", 205)} {
		_, err := reference.ParseNormalizedNamed(s)
		require.ErrorIs(t, err, reference.ErrNameTooLong)
		_, err = dockerref.Named(ecrref.MustParse(s))
		var perr *ecrref.ParseError
		require.True(t, errors.As(err, &perr))
		require.ErrorContains(t, err, "255")
	}
	named, err := dockerref.Named(ecrref.Ref{})
	require.ErrorContains(t, err, "dockerref.Named")
	require.Nil(t, named)
}

type other struct{ reference.Named }

func (other) String() string { return "other" }

func TestFromNamedErrors(t *testing.T) {
	parse := func(s string) reference.Named {
		named, err := reference.ParseNormalizedNamed(s)
		require.NoError(t, err, s)
		return named
	}
	for _, tt := range []struct {
		named reference.Named
		part  ecrref.Part
		why   string
	}{
		{parse("nginx"), ecrref.PartHost, "docker.io is not ECR"},
		{parse("ghcr.io/a/b"), ecrref.PartHost, "nor is GitHub"},
		{parse(host), ecrref.PartHost, "a host alone is docker.io/library/<host> to Docker"},
		{parse(host + ":443/app"), ecrref.PartPort, "port"},
		{parse(host + "/a:1"), ecrref.PartRepository, "one character"},
		{parse("public.ecr.aws/nginx/a__b"), ecrref.PartRepository, "not in the public gallery"},
		{parse("public.ecr.aws/nginx"), ecrref.PartRepository, "no alias"},
		{parse(host + "/app@sha512:" + strings.Repeat("0", 128)), ecrref.PartDigest, "sha512"},
		{other{}, ecrref.PartHost, "some other implementation"},
	} {
		ref, err := dockerref.FromNamed(tt.named)
		var perr *ecrref.ParseError
		require.True(t, errors.As(err, &perr), "%s: %v", tt.why, err)
		require.Equal(t, tt.part, perr.Part, "%s: %v", tt.why, err)
		isHost := strings.Contains(tt.why, "a host alone")
		require.Equal(t, isHost, strings.Contains(err.Error(), "a registry without a repository"), "%s: %v", tt.why, err)
		require.Zero(t, ref)
	}
	_, err := dockerref.FromNamed(nil)
	require.ErrorContains(t, err, "nil")
	_, err = dockerref.FromNamed((*pointer)(nil))
	require.ErrorContains(t, err, "dockerref.FromNamed", "a nil pointer")
	for _, s := range []string{host, host + ":latest", host + "@" + sha, host + ":v1@" + sha} {
		_, err := dockerref.FromNamed(parse(s))
		require.ErrorContains(t, err, host+" is a registry without a repository, which Docker reads as an image of Docker Hub", s)
	}
}

// TestSpoofs: Docker parses these, and none is in ECR.
func TestSpoofs(t *testing.T) {
	for _, s := range []string{host + ".evil.com/app", "evil.com/" + host + "/app", "x.dkr.ecr.evil.com/app", "evilamazonaws.com/app",
		"foo.amazonaws.com/app", "evil-" + host + "/app",
		"123456789012.dkr.ecr.s3.amazonaws.com/app", "123456789012.dkr.ecr.us-west-2.amazonaws.com.cn/app", host + ":443/app",
		"public.ecr.aws.evil.com/a1/b2", "foo.public.ecr.aws/a1/b2",
		"123456789012.dkr.ecr.US-WEST-2.amazonaws.com/app", host + "-evil.com/app", "123456789012.dkr.ecr.us-west-2.on.aws/app"} {
		named, err := reference.ParseNormalizedNamed(s)
		require.NoError(t, err, s)
		_, err = dockerref.FromNamed(named)
		require.Error(t, err, s)
	}
}

type pointer struct{ name string }

func (p *pointer) Name() string   { return p.name }
func (p *pointer) String() string { return p.name }

// FuzzFromNamed: whatever Docker parses is refused, or comes back the same.
func FuzzFromNamed(f *testing.F) {
	for _, s := range []string{host + "/team/app:v1@" + sha, "public.ecr.aws/nginx/nginx", "nginx", host + "/a", host + ":443/app"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		named, err := reference.ParseNormalizedNamed(s)
		if err != nil {
			return
		}
		if ref, err := dockerref.FromNamed(named); err == nil {
			back, err := dockerref.Named(ref)
			require.NoError(t, err)
			require.Equal(t, named, back)
		}
	})
}

// TestRandom converts random names that both take.
func TestRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		name := "a0"
		for range rng.IntN(6) {
			name += []string{".", "_", "__", "-", "--", "/"}[rng.IntN(6)] + fmt.Sprint(rng.IntN(99))
		}
		ref := ecrref.MustParse(host + "/" + name)
		if rng.IntN(2) == 0 {
			ref, _ = ref.WithTag(fmt.Sprint("v", rng.IntN(9)))
		}
		if rng.IntN(2) == 0 {
			ref, _ = ref.WithDigest(digest.FromString(name).String())
		}
		requireRoundTrip(t, ref)
	}
}

func ExampleFromNamed() {
	const image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v1"
	named, err := reference.ParseNormalizedNamed(image)
	if err != nil {
		fmt.Println(err)
		return
	}
	ref, err := dockerref.FromNamed(named)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ref.Registry().Region(), ref.Repository().Name(), ref.Tag())
	// Output: us-west-2 team/app v1
}

func ExampleNamed() {
	ref := ecrref.MustParse("public.ecr.aws/nginx/nginx:1.27")
	named, err := dockerref.Named(ref)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(reference.Domain(named), reference.Path(named), named.(reference.Tagged).Tag())
	// Output: public.ecr.aws nginx/nginx 1.27
}
