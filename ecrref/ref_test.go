package ecrref_test

import (
	"strings"
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
	ref, err := repo.Tag("v1")
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

func TestParseAllocations(t *testing.T) {
	for _, s := range []string{host + "/team/app:v1@" + sha, public + "/nginx/nginx:1", "123456789012.dkr-ecr-fips.us-gov-west-1.on.aws/ab"} {
		n := testing.AllocsPerRun(100, func() {
			if _, err := ecrref.Parse(s); err != nil {
				t.Fatal(err)
			}
		})
		require.Zero(t, n, "allocations of Parse(%q)", s)
	}
}

func TestZero(t *testing.T) {
	var ref ecrref.Ref
	require.False(t, ref.IsValid())
	require.Empty(t, strings.Join([]string{ref.String(), ref.Tag(), ref.Digest(), ref.Repository().Path(), ref.Repository().Name(),
		ref.Repository().Alias(), ref.Registry().Host(), ref.Registry().AccountID(), ref.Registry().Region(), ref.Registry().Partition()}, ""))
	require.Zero(t, ref.Registry().Kind())
	_, err := ref.WithTag("v1")
	require.Error(t, err)
}
