package ecrref_test

import (
	"errors"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

const (
	host   = "123456789012.dkr.ecr.us-west-2.amazonaws.com"
	sha    = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	public = "public.ecr.aws"
)

func TestSizes(t *testing.T) {
	require.EqualValues(t, 24, unsafe.Sizeof(ecrref.Ref{}))
	require.EqualValues(t, 24, unsafe.Sizeof(ecrref.Repository{}))
	require.EqualValues(t, 24, unsafe.Sizeof(ecrref.Registry{}))
}

func TestBuild(t *testing.T) {
	reg, err := ecrref.PrivateRegistry("123456789012", "us-west-2")
	require.NoError(t, err)
	repo, err := reg.Repository("team/app")
	require.NoError(t, err)
	ref, err := repo.WithTag("v1")
	require.NoError(t, err)
	both, err := ref.WithDigest(sha)
	require.NoError(t, err)
	require.Equal(t, host+"/team/app:v1@"+sha, both.String())
	require.Equal(t, ecrref.MustParse(both.String()), both)
	require.Equal(t, repo, both.Repository())
	require.Equal(t, reg, both.Registry())
	arn, ok := repo.ARN()
	require.True(t, ok)
	require.Equal(t, "arn:aws:ecr:us-west-2:123456789012:repository/team/app", arn)
	back, err := ecrref.ParseARN(arn)
	require.NoError(t, err)
	require.Equal(t, repo, back)
}

func TestAllocations(t *testing.T) {
	full := host + "/team/app:v1@" + sha
	ref := ecrref.MustParse(full)
	tests := []struct {
		name string
		most float64
		do   func()
	}{
		{"Parse", 0, func() { ref, _ = ecrref.Parse(full) }},
		{"Parse public", 0, func() { ref, _ = ecrref.Parse("public.ecr.aws/nginx/nginx:1") }},
		{"Parse FIPS dual-stack", 0, func() { ref, _ = ecrref.Parse("123456789012.dkr-ecr-fips.us-gov-west-1.on.aws/ab") }},
		{"ParseAny", 0, func() { ref, _ = ecrref.ParseAny(full) }},
		{"ParseAny URL", 0, func() { ref, _ = ecrref.ParseAny("https://" + host + "/app:v1") }},
		{"ParseRegistry", 0, func() { _, _ = ecrref.ParseRegistry(host) }},
		{"ParseRepository", 0, func() { _, _ = ecrref.ParseRepository(host + "/app") }},
		{"accessors", 0, func() { _ = fieldsOf(ref) }},
		{"Compare", 0, func() { _ = ref.Compare(ref) }},
		{"CheckECS", 0, func() { _ = ref.CheckECS() }},
		{"LookupRegion", 0, func() { _, _ = ecrref.LookupRegion("us-west-2") }},
		{"PrivateRegistry", 1, func() { _, _ = ecrref.PrivateRegistry(account, "us-west-2") }},
		{"Registry.Repository", 1, func() { _, _ = ref.Registry().Repository("app") }},
		{"WithTag", 1, func() { _, _ = ref.WithTag("v2") }},
		{"WithDigest", 1, func() { _, _ = ref.WithDigest(sha) }},
		{"ARN", 1, func() { _, _ = ref.Repository().ARN() }},
		{"ParseARN", 2, func() { _, _ = ecrref.ParseARN("arn:aws:ecr:us-west-2:123456789012:repository/app") }},
	}
	for _, test := range tests {
		if n := testing.AllocsPerRun(100, test.do); n > test.most {
			t.Errorf("%s: %v allocations, want at most %v", test.name, n, test.most)
		}
	}
}

// TestZero: zero values are safe to use, and everything that would build on
// one is an error.
func TestZero(t *testing.T) {
	var (
		ref  ecrref.Ref
		repo ecrref.Repository
		reg  ecrref.Registry
	)
	require.False(t, ref.IsValid() || repo.IsValid() || reg.IsValid())
	require.Zero(t, fieldsOf(ref))
	require.Empty(t, ref.String()+repo.String()+reg.String()+repo.Path()+reg.APIRegion())
	require.Equal(t, repo, ref.Repository())
	require.Equal(t, reg, ref.Registry())
	require.Equal(t, reg, repo.Registry())
	require.Equal(t, ref, repo.Ref())
	require.Equal(t, ref, ref.WithoutTag())
	require.Equal(t, ref, ref.WithoutDigest())
	require.Equal(t, "invalid", reg.Kind().String())
	require.Zero(t, ref.Compare(ref)+repo.Compare(repo)+reg.Compare(reg))

	second := func(_ any, err error) error { return err }
	for name, err := range map[string]error{
		"WithTag":       second(ref.WithTag("v1")),
		"WithDigest":    second(ref.WithDigest(sha)),
		"WithRegistry":  second(ref.WithRegistry(ecrref.PublicRegistry())),
		"Tag":           second(repo.WithTag("v1")),
		"Digest":        second(repo.WithDigest(sha)),
		"Repository":    second(reg.Repository("app")),
		"WithFIPS":      second(reg.WithFIPS(false)),
		"WithDualStack": second(reg.WithDualStack(true)),
		"WithRegion":    second(reg.WithRegion("us-west-2")),
		"WithAccountID": second(reg.WithAccountID(account)),
		"Ref region":    second(ref.WithRegion("us-west-2")),
		"Ref FIPS":      second(ref.WithFIPS(true)),
		"Ref dualstack": second(ref.WithDualStack(true)),
		"CheckECS":      ref.CheckECS(),
		"CheckDocker":   ref.CheckDocker(),
	} {
		var e *ecrref.ParseError
		require.True(t, errors.As(err, &e), name)
		require.NotEmpty(t, e.Msg, name)
	}
}

func TestMustParse(t *testing.T) {
	require.Panics(t, func() { ecrref.MustParse("nginx") })
}
