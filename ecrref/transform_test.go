package ecrref_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

func reg(t *testing.T, host string) ecrref.Registry {
	t.Helper()
	g, err := ecrref.ParseRegistry(host)
	require.NoError(t, err)
	return g
}

func TestRegistryTransforms(t *testing.T) {
	fips := func(on bool) func(ecrref.Registry) (ecrref.Registry, error) {
		return func(g ecrref.Registry) (ecrref.Registry, error) { return g.WithFIPS(on) }
	}
	dual := func(on bool) func(ecrref.Registry) (ecrref.Registry, error) {
		return func(g ecrref.Registry) (ecrref.Registry, error) { return g.WithDualStack(on) }
	}
	region := func(r string) func(ecrref.Registry) (ecrref.Registry, error) {
		return func(g ecrref.Registry) (ecrref.Registry, error) { return g.WithRegion(r) }
	}
	account := func(a string) func(ecrref.Registry) (ecrref.Registry, error) {
		return func(g ecrref.Registry) (ecrref.Registry, error) { return g.WithAccountID(a) }
	}
	tests := []struct {
		host string
		with func(ecrref.Registry) (ecrref.Registry, error)
		want string // a host, or what the error says
		why  string
	}{
		{host, fips(true), "123456789012.dkr.ecr-fips.us-west-2.amazonaws.com", "IPv4 to FIPS"},
		{host, fips(false), host, "nothing to do"},
		{"123456789012.dkr.ecr-fips.us-west-2.amazonaws.com", fips(false), host, "FIPS to IPv4"},
		{"123456789012.dkr-ecr.us-west-2.on.aws", fips(true), "123456789012.dkr-ecr-fips.us-west-2.on.aws", "dual-stack stays"},
		{host, dual(true), "123456789012.dkr-ecr.us-west-2.on.aws", "service and suffix change together"},
		{"123456789012.dkr-ecr-fips.us-gov-west-1.on.aws", dual(false), "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "FIPS stays"},
		{"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", dual(true), "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn", "China"},
		{"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", fips(true), "aws-cn has no FIPS", "no such host"},
		{"123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov", dual(true), "123456789012.dkr-ecr.us-iso-east-1.on.aws.ic.gov", "isolated"},
		{host, region("eu-central-1"), "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "same partition"},
		{host, region("cn-north-1"), "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "suffix follows"},
		{"123456789012.dkr-ecr.us-west-2.on.aws", region("cn-north-1"), "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn",
			"dual-stack stays"},
		{"123456789012.dkr.ecr-fips.us-west-2.amazonaws.com", region("cn-north-1"), "aws-cn has no FIPS", "FIPS is never dropped silently"},
		{host, region("ap-southeast-99"), "123456789012.dkr.ecr.ap-southeast-99.amazonaws.com", "unknown to the table"},
		{host, region("s3"), "not shaped like", "S3"},
		{host, region("evil.example/"), "not shaped like", "host injection"},
		{host, region("us-west-2.amazonaws.com/x"), "after the region", "host injection"},
		{host, account("000000000001"), "000000000001.dkr.ecr.us-west-2.amazonaws.com", "leading zeros stay"},
		{host, account("12345678901"), "11 digits", "too short"},
		{host, account("123456789012.evil.example/"), "12 digits and nothing else", "host injection"},
		{public, dual(true), "ecr-public.aws.com", "public dual-stack"},
		{"ecr-public.aws.com", dual(false), public, "public IPv4"},
		{public, fips(false), public, "nothing to do"},
		{public, fips(true), "public gallery", "no FIPS host"},
		{public, region("us-east-1"), "public gallery", "no region"},
		{public, account("123456789012"), "public gallery", "no account"},
	}
	for _, test := range tests {
		got, err := test.with(reg(t, test.host))
		if err != nil {
			require.Zero(t, got)
			require.ErrorContains(t, err, test.want, test.why)
			continue
		}
		require.Equal(t, test.want, got.Host(), test.why)
		require.Equal(t, reg(t, test.want), got, "%s: built and parsed values differ", test.why)
	}
}

func TestRefTransforms(t *testing.T) {
	full := ecrref.MustParse(host + "/team/app:v1@" + sha)
	other := "sha256:" + strings.Repeat("0", 64)

	got, err := full.WithTag("v2")
	require.NoError(t, err)
	require.Equal(t, ecrref.MustParse(host+"/team/app:v2@"+sha), got)
	got, err = full.WithDigest(other)
	require.NoError(t, err)
	require.Equal(t, ecrref.MustParse(host+"/team/app:v1@"+other), got)
	require.Equal(t, ecrref.MustParse(host+"/team/app@"+sha), full.WithoutTag())
	require.Equal(t, ecrref.MustParse(host+"/team/app:v1"), full.WithoutDigest())
	require.Equal(t, ecrref.MustParse(host+"/team/app"), full.WithoutTag().WithoutDigest())
	require.Equal(t, full.WithoutTag(), full.WithoutTag().WithoutTag())
	got, err = full.WithoutTag().WithTag("v1")
	require.NoError(t, err)
	require.Equal(t, full, got)

	got, err = full.WithRegistry(reg(t, "ecr-public.aws.com"))
	require.NoError(t, err)
	require.Equal(t, ecrref.MustParse("ecr-public.aws.com/team/app:v1@"+sha), got)
	require.Equal(t, "team", got.Repository().Alias())
	got, err = got.WithRegistry(full.Registry())
	require.NoError(t, err)
	require.Equal(t, full, got)

	_, err = full.WithTag("")
	require.Error(t, err)
	_, err = full.WithDigest("")
	require.Error(t, err)
}

// TestWithRegistryChecksNames: the two kinds of registry have different rules.
func TestWithRegistryChecksNames(t *testing.T) {
	tests := []struct{ ref, to, want, why string }{
		{host + "/app:v1", public, "alias/name", "no alias"},
		{host + "/aa__b/app", public, `with single ".", "_" or "-"`, "new separator in the alias"},
		{host + "/team/a--b", public, `"-" cannot follow "-"`, "new separator in the name"},
		{host + "/1team/app", public, "lower-case letter", "an alias begins with a letter"},
		{host + "/team/a", public, "at least 2", "the name alone is too short"},
		{host + "/team/" + strings.Repeat("a", 206), public, "at most", "too long"},
		{public + "/" + strings.Repeat("a", 50) + "/" + strings.Repeat("a", 205) + ":v1", host, "", "256 characters fit"},
	}
	for _, test := range tests {
		got, err := ecrref.MustParse(test.ref).WithRegistry(reg(t, test.to))
		if test.want == "" {
			require.NoError(t, err, test.why)
			continue
		}
		require.Zero(t, got)
		require.ErrorContains(t, err, test.want, test.why)
	}
	_, err := ecrref.MustParse(host + "/app").WithRegistry(ecrref.Registry{})
	require.ErrorContains(t, err, "zero")
}

func TestARN(t *testing.T) {
	seen := 0
	for _, arn := range grammar["arn"].valid {
		repo, err := ecrref.ParseARN(arn)
		require.NoError(t, err)
		back, ok := repo.ARN()
		require.True(t, ok)
		require.Equal(t, arn, back)
		seen++
	}
	require.GreaterOrEqual(t, seen, 8, "a partition is missing")

	repo := ecrref.MustParse("123456789012.dkr-ecr-fips.us-west-2.on.aws/team/app:v1").Repository()
	arn, ok := repo.ARN()
	require.True(t, ok)
	require.Equal(t, "arn:aws:ecr:us-west-2:123456789012:repository/team/app", arn, "an ARN has no endpoint")
	for _, r := range []ecrref.Repository{{}, ecrref.MustParse(public + "/nginx/nginx").Repository()} {
		arn, ok := r.ARN()
		require.False(t, ok)
		require.Empty(t, arn)
	}
}

func TestCheck(t *testing.T) {
	long := strings.Repeat("r", 256)
	tests := []struct {
		ref         string
		ecs, docker bool
		why         string
	}{
		{host + "/app", true, true, "neither tag nor digest"},
		{host + "/app:v1@" + sha, true, true, "both"},
		{host + "/" + long[:200] + ":" + strings.Repeat("t", 9), true, true, "255 in all"},
		{host + "/" + long[:200] + ":" + strings.Repeat("t", 10), false, true, "256 in all"},
		{host + "/" + long[:200] + ":" + strings.Repeat("t", 9) + "@" + sha, true, true, "a digest does not count"},
		{host + "/" + long[:210] + "@" + sha, true, true, "255 before the digest"},
		{host + "/" + long[:211] + "@" + sha, false, true, "256 before the digest"},
		{host + "/" + long[:255], false, true, "the longest name of Docker"},
		{host + "/" + long, false, false, "the longest name of ECR"},
	}
	for _, test := range tests {
		r := ecrref.MustParse(test.ref)
		require.Equal(t, test.ecs, r.CheckECS() == nil, "CheckECS: %s: %v", test.why, r.CheckECS())
		require.Equal(t, test.docker, r.CheckDocker() == nil, "CheckDocker: %s: %v", test.why, r.CheckDocker())
		checkDistribution(t, r)
	}
}
