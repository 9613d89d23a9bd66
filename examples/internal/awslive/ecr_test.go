package awslive_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/stretchr/testify/require"
)

const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:v1"

const (
	notFound = `{"__type":"ImageNotFoundException","message":"The image does not exist"}`
	index    = "application/vnd.oci.image.index.v1+json"
)

func TestImageArchived(t *testing.T) {
	seen := fake(t, map[string][]answer{"DescribeImages": {
		{400, notFound},
		{200, `{"imageDetails":[{"imageDigest":"sha256:d","imageStatus":"ARCHIVED","imageSizeInBytes":7}]}`},
	}})
	got, err := open(t).Image(t.Context(), ecrref.MustParse(image))
	require.NoError(t, err)
	require.Equal(t, awslive.Image{Digest: "sha256:d", Status: "ARCHIVED", SizeInBytes: 7}, got)
	require.JSONEq(t, `{"registryId":"123456789012","repositoryName":"team/app","imageIds":[{"imageTag":"v1"}]}`, (*seen)[0])
	require.JSONEq(t, `{"registryId":"123456789012","repositoryName":"team/app","imageIds":[{"imageTag":"v1"}],"filter":{"imageStatus":"ANY"}}`, (*seen)[1])
}

func TestImageNotFound(t *testing.T) {
	for _, second := range []answer{
		{400, notFound},
		{400, `{"__type":"InvalidParameterException","message":"filter"}`},
		{200, `{"imageDetails":[]}`},
	} {
		fake(t, map[string][]answer{"DescribeImages": {{400, notFound}, second}})
		_, err := open(t).Image(t.Context(), ecrref.MustParse(image))
		var e *awslive.Error
		require.ErrorAs(t, err, &e, second.body)
		require.True(t, e.NotFound(), second.body)
		require.Equal(t, "ImageNotFoundException", e.Code)
	}
}

// TestImageID: what a pull would ask for.
func TestImageID(t *testing.T) {
	const digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	for _, row := range []struct{ ref, want, why string }{
		{image, `{"imageTag":"v1"}`, "tag"},
		{image + digest, `{"imageDigest":"` + digest[1:] + `"}`, "the digest decides, the tag may have moved"},
		{image[:len(image)-3], `{"imageTag":"latest"}`, "ECS pulls latest"},
	} {
		seen := fake(t, map[string][]answer{"DescribeImages": {{200, `{"imageDetails":[{}]}`}}})
		_, err := open(t).Image(t.Context(), ecrref.MustParse(row.ref))
		require.NoError(t, err, row.why)
		require.Contains(t, (*seen)[0], row.want, row.why)
	}
}

func TestPlatforms(t *testing.T) {
	const (
		amd64 = `{\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}`
		arm64 = `{\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"}}`
		proof = `{\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}}`
	)
	for _, row := range []struct {
		manifests string
		want      []awslive.Platform
		known     bool
	}{
		{amd64 + "," + arm64, []awslive.Platform{{"linux", "amd64", ""}, {"linux", "arm64", "v8"}}, true},
		{amd64 + "," + proof, []awslive.Platform{{"linux", "amd64", ""}}, true},
		{amd64 + ",{}", nil, false},
		{proof, nil, false},
		{"", nil, false},
	} {
		fake(t, map[string][]answer{"BatchGetImage": {{200, `{"images":[{"imageManifest":"{\"manifests\":[` + row.manifests + `]}"}]}`}}})
		got, known, err := open(t).Platforms(t.Context(), ecrref.MustParse(image), awslive.Image{Digest: "sha256:d", MediaType: index})
		require.NoError(t, err)
		require.Equal(t, row.known, known, row.manifests)
		require.Equal(t, row.want, got)
	}
	_, known, err := open(t).Platforms(t.Context(), ecrref.MustParse(image), awslive.Image{MediaType: "application/vnd.oci.image.manifest.v1+json"})
	require.NoError(t, err)
	require.False(t, known, "the platform of a single image is in a blob")
}

func TestPlatformsFailure(t *testing.T) {
	fake(t, map[string][]answer{"BatchGetImage": {{200, `{"images":[],"failures":[{"failureCode":"KmsError","failureReason":"key disabled"}]}`}}})
	_, _, err := open(t).Platforms(t.Context(), ecrref.MustParse(image), awslive.Image{MediaType: index})
	require.ErrorContains(t, err, "KmsError: key disabled")
}

// TestRegistryPolicyOfAnotherAccount: GetRegistryPolicy answers for the account
// of the credentials, so its answer must not be taken for another's.
func TestRegistryPolicyOfAnotherAccount(t *testing.T) {
	fake(t, map[string][]answer{"GetCallerIdentity": {{200, `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>999999999999</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`}}})
	_, _, err := open(t).RegistryPolicy(t.Context(), ecrref.MustParse(image).Registry())
	var e *awslive.Error
	require.ErrorAs(t, err, &e)
	require.False(t, e.NotFound())
	require.ErrorContains(t, err, "AWS tells this only to account 123456789012, and the credentials are of 999999999999")
}

func TestPublicIsNotAsked(t *testing.T) {
	fake(t, nil)
	ref := ecrref.MustParse("public.ecr.aws/nginx/nginx:1")
	_, err := open(t).Image(t.Context(), ref)
	require.ErrorContains(t, err, "not a private registry")
	_, _, err = open(t).RepositoryPolicy(t.Context(), ref.Repository())
	require.Error(t, err)
	_, _, err = open(t).RegistryPolicy(t.Context(), ref.Registry())
	require.Error(t, err)
	_, _, err = open(t).Platforms(t.Context(), ref, awslive.Image{MediaType: index})
	require.Error(t, err)
}
