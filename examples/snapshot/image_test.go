package main

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:v1"

const (
	notFound = `{"__type":"ImageNotFoundException","message":"The image does not exist"}`
	index    = "application/vnd.oci.image.index.v1+json"
)

// takeImage takes a snapshot of a task with one image.
func takeImage(t *testing.T, image string, answers map[string][]answer) (taken, []call) {
	answers["DescribeTaskDefinition"] = task(image, "")
	seen := fake(t, answers)
	return take(t, "-task-definition", "web"), *seen
}

func TestImageArchived(t *testing.T) {
	r, seen := takeImage(t, image, map[string][]answer{"DescribeImages": {
		{400, notFound},
		{200, `{"imageDetails":[{"imageDigest":"sha256:d","imageStatus":"ARCHIVED","imageSizeInBytes":7}]}`},
	}})
	d := r.out.Images[image].ImageDetails[0]
	require.Equal(t, "sha256:d", *d.ImageDigest)
	require.EqualValues(t, "ARCHIVED", d.ImageStatus)
	require.EqualValues(t, 7, *d.ImageSizeInBytes)
	require.Equal(t, "ARCHIVED", r.read.Images[0].Status)
	asked := callsOf(seen, "DescribeImages")
	require.JSONEq(t, `{"registryId":"123456789012","repositoryName":"team/app","imageIds":[{"imageTag":"v1"}]}`, asked[0])
	require.JSONEq(t, `{"registryId":"123456789012","repositoryName":"team/app","imageIds":[{"imageTag":"v1"}],`+
		`"filter":{"imageStatus":"ANY"}}`, asked[1])
}

func TestImageNotFound(t *testing.T) {
	for _, second := range []answer{
		{400, notFound},
		{400, `{"__type":"InvalidParameterException","message":"filter"}`},
		{200, `{"imageDetails":[]}`},
	} {
		r, _ := takeImage(t, image, map[string][]answer{"DescribeImages": {{400, notFound}, second}})
		require.Empty(t, r.out.Images, second.body)
		require.Empty(t, about(r.out.Unanswered, askImage), second.body)
		require.Equal(t, []gap{{askImage, image, "ecr:DescribeImages", "ImageNotFoundException",
			"there is no image " + image + ": The image does not exist", ""}},
			about(r.out.Absent, askImage), second.body)
	}
}

// TestImageID: what a pull would ask for, in the region of the image.
func TestImageID(t *testing.T) {
	const digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	for _, row := range []struct{ ref, want, why string }{
		{image, `{"imageTag":"v1"}`, "tag"},
		{image + digest, `{"imageDigest":"` + digest[1:] + `"}`, "the digest decides, the tag may have moved"},
		{image[:len(image)-3], `{"imageTag":"latest"}`, "ECS pulls latest"},
	} {
		_, seen := takeImage(t, row.ref, map[string][]answer{"DescribeImages": {{200, `{"imageDetails":[{}]}`}}})
		require.Contains(t, callsOf(seen, "DescribeImages")[0], row.want, row.why)
		for _, c := range seen {
			if c.operation == "DescribeImages" {
				require.Equal(t, "eu-west-1", c.region, row.why)
			}
		}
	}
}

func TestPlatforms(t *testing.T) {
	const (
		amd64 = `{\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}`
		arm64 = `{\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"}}`
		proof = `{\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}}`
	)
	describe := func(mediaType string) []answer {
		return []answer{{200, `{"imageDetails":[{"imageDigest":"sha256:d","imageManifestMediaType":"` + mediaType + `"}]}`}}
	}
	for _, row := range []struct {
		manifests string
		want      []string
	}{
		{amd64 + "," + arm64, []string{"linux/amd64", "linux/arm64"}},
		{amd64 + "," + proof, []string{"linux/amd64"}},
		{amd64 + ",{}", nil},
		{proof, nil},
		{"", nil},
	} {
		r, _ := takeImage(t, image, map[string][]answer{
			"DescribeImages": describe(index),
			"BatchGetImage":  {{200, `{"images":[{"imageManifest":"{\"manifests\":[` + row.manifests + `]}"}]}`}},
		})
		require.Equal(t, []awsfile.Image{{Where: r.read.Images[0].Where, Ref: image, Platforms: row.want}}, r.read.Images, row.manifests)
	}
	r, seen := takeImage(t, image, map[string][]answer{"DescribeImages": describe("application/vnd.oci.image.manifest.v1+json")})
	require.Empty(t, callsOf(seen, "BatchGetImage"), "the platform of a single image is in a blob")
	require.Nil(t, r.read.Images[0].Platforms)
	for _, row := range []struct{ answer, code, want string }{
		{`{"images":[],"failures":[{"failureCode":"KmsError","failureReason":"key disabled"}]}`, "KmsError", "KmsError: key disabled"},
		{`{"images":[{"imageManifest":"{"}]}`, unreadable, "the manifest is not JSON"},
	} {
		r, _ = takeImage(t, image, map[string][]answer{"DescribeImages": describe(index), "BatchGetImage": {{200, row.answer}}})
		g := about(r.out.Unanswered, askPlatforms)
		require.Len(t, g, 1)
		require.Equal(t, row.code, g[0].Code)
		require.Contains(t, g[0].Message, row.want)
		require.Len(t, r.read.Images, 1, "what was told of the image stays")
	}
}

// TestPolicies: a policy says which registry it is of, and that there is none is
// an answer.
func TestPolicies(t *testing.T) {
	const text = `{"policyText":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}`
	r, _ := takeImage(t, image, map[string][]answer{"GetRepositoryPolicy": {{200, text}}, "GetRegistryPolicy": {{200, text}}})
	p := r.read.Repositories[0].Policy
	require.Equal(t, "123456789012", p.RegistryID)
	require.Equal(t, "eu-west-1", p.Region)
	require.Equal(t, "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app", r.read.Repositories[0].URI.Value)
	require.Equal(t, "team/app", p.Repository)
	p = &r.read.RegistryPolicies[0]
	require.Equal(t, []string{"", "123456789012", "eu-west-1"}, []string{p.Repository, p.RegistryID, p.Region})

	r, _ = takeImage(t, image, map[string][]answer{
		"GetRepositoryPolicy": {{400, `{"__type":"RepositoryPolicyNotFoundException","message":"Repository policy does not exist"}`}},
		"GetRegistryPolicy":   {{400, `{"__type":"RegistryPolicyNotFoundException","message":"x"}`}},
	})
	require.Nil(t, r.read.Repositories[0].Policy)
	require.Len(t, about(r.out.Absent, askRegistryPolicy), 1)
	require.Empty(t, about(r.out.Unanswered, askRepositoryPolicy))
}

// TestPolicyUnreadable: a policy that cannot be read is not known.
func TestPolicyUnreadable(t *testing.T) {
	r, _ := takeImage(t, image, map[string][]answer{"GetRepositoryPolicy": {{200, `{"policyText":"{"}`}}, "GetRegistryPolicy": {{200,
		`{"policyText":"{"}`}}})
	require.Empty(t, r.read.Repositories)
	require.Empty(t, r.read.RegistryPolicies)
	require.Equal(t, unreadable, about(r.out.Unanswered, askRepositoryPolicy)[0].Code)
	require.Equal(t, unreadable, about(r.out.Unanswered, askRegistryPolicy)[0].Code)
}

// TestRegistryOfAnotherAccount: GetRegistryPolicy answers for the account of the
// credentials, so its answer must not be taken for another's.
func TestRegistryOfAnotherAccount(t *testing.T) {
	r, seen := takeImage(t, image, map[string][]answer{"GetCallerIdentity": owner("999999999999")})
	require.Empty(t, callsOf(seen, "GetRegistryPolicy"))
	g := about(r.out.Unanswered, askRegistryPolicy)[0]
	require.Equal(t, notAsked, g.Code)
	require.Empty(t, g.Allow, "no permission helps")
	require.Contains(t, g.Message, "AWS tells it only to account 123456789012, and these credentials are of 999999999999")
}

// TestUnknownCaller: where the owner of the credentials is not known, an answer
// counts when it says itself what it is about, and "there is none" never does.
func TestUnknownCaller(t *testing.T) {
	const text = `"policyText":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}`
	for _, row := range []struct {
		answer answer
		known  bool
	}{
		{answer{200, `{"registryId":"123456789012",` + text}, true},
		{answer{200, `{"registryId":"999999999999",` + text}, false},
		{answer{400, `{"__type":"RegistryPolicyNotFoundException","message":"x"}`}, false},
	} {
		r, _ := takeImage(t, image, map[string][]answer{"GetCallerIdentity": denied, "GetRegistryPolicy": {row.answer}})
		require.Equal(t, row.known, len(r.read.RegistryPolicies) == 1, row.answer.body)
		require.Equal(t, !row.known, len(about(r.out.Unanswered, askRegistryPolicy)) == 1, row.answer.body)
		require.Empty(t, about(r.out.Absent, askRegistryPolicy))
	}
}

// TestOtherPartition: credentials of one partition mean nothing in another.
func TestOtherPartition(t *testing.T) {
	const china = "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1"
	r, seen := takeImage(t, china, map[string][]answer{})
	for _, c := range seen {
		require.NotEqual(t, "cn-north-1", c.region, c.operation)
	}
	require.Contains(t, about(r.out.Unanswered, askImage)[0].Message, "it is in partition aws-cn, and these credentials are of aws")
}

// TestImagesElsewhere: nobody asks ECR about images of other registries, nor of
// the public gallery, nor about what is not filled in.
func TestImagesElsewhere(t *testing.T) {
	for _, image := range []string{"public.ecr.aws/nginx/nginx:1", "nginx", "${IMAGE}"} {
		r, seen := takeImage(t, image, map[string][]answer{})
		require.Len(t, seen, 2, image)
		require.Equal(t, 0, r.code, r.stderr)
	}
}

// TestSecrets: what no pull needs and may hold a secret stays in AWS, and so does
// a password in an image.
func TestSecrets(t *testing.T) {
	for _, image := range []string{image, "me:hunter2@registry.example/app:v1"} {
		r, _ := takeImage(t, image, map[string][]answer{})
		require.NotContains(t, r.text+r.stderr, "hunter2", image)
		require.Len(t, r.read.Tasks[0].Containers, 1, image)
	}
}

// TestCacheRules: of all pages; templates are asked for only where a rule covers
// an image, and each registry is asked once.
func TestCacheRules(t *testing.T) {
	rules := []answer{
		{200, `{"pullThroughCacheRules":[{"ecrRepositoryPrefix":"docker-hub","upstreamRegistryUrl":"registry-1.docker.io",` +
			`"registryId":"123456789012"}],"nextToken":"n"}`},
		{200, `{"pullThroughCacheRules":[{"ecrRepositoryPrefix":"team","upstreamRegistryUrl":"quay.io","credentialArn":"arn:s"}]}`},
	}
	templates := []answer{{200, `{"registryId":"123456789012","repositoryCreationTemplates":[{"prefix":"ROOT",` +
		`"appliedFor":["PULL_THROUGH_CACHE"],"repositoryPolicy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}]}`}}
	r, seen := takeImage(t, image, map[string][]answer{"DescribePullThroughCacheRules": rules,
		"DescribeRepositoryCreationTemplates": templates})
	require.Len(t, r.read.CacheRules, 2)
	require.Equal(t, "quay.io", r.read.CacheRules[1].Upstream)
	require.Equal(t, "eu-west-1", r.read.CacheRules[1].Region)
	require.Equal(t, "ROOT", r.read.CreationTemplates[0].Prefix.Value)
	require.NotNil(t, r.read.CreationTemplates[0].Policy)
	require.Len(t, callsOf(seen, "DescribeRepositoryCreationTemplates"), 1)

	other := strings.Replace(image, "team/", "own/", 1)
	_, seen = takeImage(t, other, map[string][]answer{"DescribePullThroughCacheRules": {{200,
		`{"pullThroughCacheRules":[{"ecrRepositoryPrefix":"team"}]}`}}})
	require.Empty(t, callsOf(seen, "DescribeRepositoryCreationTemplates"))
}
