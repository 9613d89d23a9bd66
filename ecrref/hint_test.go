package ecrref_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/ecrtag"
)

const arn = "arn:aws:ecr:us-west-2:123456789012:repository/app"

// A call is a function of the package together with its receiver.
type call func(string) (string, error)

func textOf[T interface{ String() string }](f func(string) (T, error)) call {
	return func(s string) (string, error) {
		v, err := f(s)
		return v.String(), err
	}
}

// calls are all functions that take a text and can correct it.
func calls() map[string]call {
	repo := ecrref.MustParse(host + "/app").Repository()
	reg, ref, gallery := repo.Registry(), repo.Ref(), ecrref.PublicRegistry()
	return map[string]call{
		"Parse":             textOf(ecrref.Parse),
		"ParseAny":          textOf(ecrref.ParseAny),
		"ParseRepository":   textOf(ecrref.ParseRepository),
		"ParseRegistry":     textOf(ecrref.ParseRegistry),
		"ParseRegistryAny":  textOf(ecrref.ParseRegistryAny),
		"ParseARN":          textOf(ecrref.ParseARN),
		"Repository":        textOf(reg.Repository),
		"public Repository": textOf(gallery.Repository),
		"WithRegion":        textOf(reg.WithRegion),
		"WithAccountID":     textOf(reg.WithAccountID),
		"Tag":               textOf(repo.WithTag),
		"Digest":            textOf(repo.WithDigest),
		"WithTag":           textOf(ref.WithTag),
		"WithDigest":        textOf(ref.WithDigest),
		"account":           textOf(func(s string) (ecrref.Registry, error) { return ecrref.PrivateRegistry(s, "us-west-2") }),
		"region":            textOf(func(s string) (ecrref.Registry, error) { return ecrref.PrivateRegistry(account, s) }),
		"Referrers":         func(s string) (string, error) { return ecrtag.Referrers(s) },
	}
}

func parseError(t *testing.T, err error) *ecrref.ParseError {
	t.Helper()
	var e *ecrref.ParseError
	require.True(t, errors.As(err, &e), "%v", err)
	return e
}

func TestHints(t *testing.T) {
	hex := sha[len("sha256:"):]
	for _, tt := range []struct {
		call, in, want, why string // want is the text to write, "" if none can be known
	}{
		{"ParseAny", arn + "/sha256:abc", "", "an Inspector ARN cut off: abc is no tag"},
		{"ParseAny", arn + "/" + sha[:70], "", "the same, one digit short"},
		{"ParseAny", arn + "/sha256:latest", "", "the same with a word"},
		{"Parse", arn + "/sha256:abc", "", "the same for Parse"},
		{"Parse", arn + "/" + sha, host + "/app@" + sha, "a whole one"},
		{"Parse", host + "/app@" + hex, host + "/app@" + sha, "a digest without its algorithm is no tag"},
		{"Parse", host + "/app:v1@" + strings.ToUpper(hex), host + "/app:v1@" + sha, "the tag stays"},
		{"Parse", host + "/app@latest", host + "/app:latest", "a tag after @"},
		{"Parse", host + ":latest/app", "", "latest is no port"},
		{"Parse", host + ":443/app", host + "/app", "a port"},
		{"Parse", host + "/ab/..", "", "another path"},
		{"Parse", host + "/ab/.", "", "another path"},
		{"Parse", host + "/ab/", host + "/ab", "a slash at the end"},
		{"Parse", host + ".evil.com/app", "", "another host"},
		{"Parse", account + ".dkr.ecr.us-west-2.vpce.amazonaws.com/app", "", "another host"},
		{"Parse", account + ".dkr.ecr.us-west-2/app:1", host + "/app:1", "the suffix follows from the region"},
		{"Parse", account + ".dkr.ecr.us-west-2", "", "no repository"},
		{"Parse", host + "/REPOSITORY:TAG", "", "our own placeholder"},
		{"Parse", "https://" + host + "/YOUR_REPO", "", "a placeholder after another mistake"},
		{"Parse", host + "/app:latest latest", "", "what belongs to the tag?"},
		{"ParseAny", "https://" + host + "/v2/", "", "v2 is no repository"},
		{"ParseAny", host + ":443/v2/app:v1", host + "/v2/app:v1", "it is one where there is no scheme"},
		{"ParseAny", "HTTPS://" + host + ":443/v2/app/manifests/v1", "", "nor with a port"},
		{"ParseAny", "https://" + account + ".dkr.ecr.us-west-2/v2/app/manifests/v1", "", "nor with a host cut off"},
		{"ParseAny", "https://" + host, "", "no repository"},
		{"ParseRegistry", "https://" + host + "/", host, "a proxyEndpoint with a slash"},
		{"ParseRegistry", "[" + host + "]", host, "what stands in the brackets is the registry and no placeholder"},
		{"Repository", arn, "app", "the name alone"},
		{"Repository", "https://" + host + "/app", "app", "the name alone"},
		{"Repository", host + "/App", "app", "the name alone"},
		{"Repository", strings.ReplaceAll(arn, "us-west-2", "us-east-1"), "", "another registry"},
		{"Repository", strings.ReplaceAll(arn, account, "210987654321"), "", "another account"},
		{"Repository", "https://" + public + "/nginx/nginx", "", "another registry"},
		{"Repository", arn + ":v1", "", "the tag would be lost"},
		{"Repository", "Team//App", "team/app", "lower case, single slashes"},
		{"public Repository", "nginx", "", "no alias"},
		{"public Repository", "team/a__b", "", "not in the public gallery"},
		{"public Repository", "ab/c", "", "one character"},
		{"public Repository", "ab/" + strings.Repeat("a", 206), "", "too long"},
		{"public Repository", "https://public.ecr.aws/nginx/nginx", "nginx/nginx", "the name alone"},
		{"WithRegion", "us-west-2.amazonaws.com", "us-west-2", "the suffix does not belong to a region"},
		{"WithRegion", "us-east-1/", "us-east-1", "nor a slash"},
		{"WithRegion", "us-west-2:", "us-west-2", "nor a colon"},
		{"WithRegion", "us-west-2.evil.com", "", "that is something else"},
		{"region", "apsoutheast2", "ap-southeast-2", "12 letters and digits are no account ID"},
		{"account", "1234 5678 9012", account, "digits in groups"},
		{"account", account + ".", account, "a dot behind"},
		{"Tag", account + " latest", "", "what of it is the tag?"},
		{"Repository", "app+x", "", "Helm writes tags, not names"},
		{"Repository", "https://" + account + ".dkr.ecr.nowhere.amazonaws.com/app", "", "no registry"},
		{"ParseARN", arn + "+x", "", "Helm writes tags, not names"},
		{"Parse", account + ".ecr-fips.us-west-2.amazonaws.com/app", account + ".dkr.ecr-fips.us-west-2.amazonaws.com/app",
			"a label of the service is missing"},
		{"Parse", host + "/App/" + sha, host + "/app/" + sha, "a name that ends in sha256, and a tag"},
		{"Parse", host + "/app@" + hex[:63], "", "a digest without its algorithm, cut off, is no tag either"},
		{"Parse", host + "/app@" + hex[:40], host + "/app:" + hex[:40], "the ID of a commit is one"},
		{"Parse", "//" + host + "/app", host + "/app", "a URL without its scheme"},
		{"Digest", strings.Repeat(" ", 1024-len(hex)) + hex, sha, "the longest text that is looked at"},
		{"Parse", "FROM" + strings.Repeat(" ", 1020-len(host+"/app")) + host + "/app", host + "/app", "the same, where it holds other words"},
		{"Parse", strings.Repeat(" ", 1025-len(host+"/app")) + host + "/app", "", "a longer one"},
		{"WithRegion", "Oregon", "", "no region"},
		{"Digest", hex, sha, "the algorithm"},
		{"Parse", account + ".dkr-ecr.eusc-de-east-1.amazonwebservices.eu/app", account + ".dkr-ecr.eusc-de-east-1.on.amazonwebservices.eu/app",
			"as a comment of the ECS agent writes it"},
	} {
		_, err := calls()[tt.call](tt.in)
		e := parseError(t, err)
		better, ok := strings.CutPrefix(e.Hint, "write ")
		require.Equal(t, tt.want != "", ok, "%s(%q): hint %q: %s", tt.call, tt.in, e.Hint, tt.why)
		if ok {
			require.Equal(t, tt.want, better, "%s(%q): %s", tt.call, tt.in, tt.why)
		}
	}
}

// TestMessages says for texts that other messages misled about what is said now.
func TestMessages(t *testing.T) {
	for _, tt := range []struct {
		call, in string
		offset   int
		part     ecrref.Part
		msg      string
		hint     string
		not      string // neither message nor hint says it
	}{
		{"Parse", "nginx:1.29@" + sha, 0, ecrref.PartHost, `"nginx" is not the host of`, "", "user info"},
		{"Parse", "python:3.12-slim@" + sha, 1, ecrref.PartHost, `"python" is not the host of`, "", "user info"},
		{"Parse", "localhost:5000/app@" + sha, 0, ecrref.PartHost, `"localhost" is not the host of`, "", "user info"},
		{"Parse", "registry:5000/team/app@" + sha, 0, ecrref.PartHost, `"registry" is not the host of`, "", "user info"},
		{"Parse", "docker.io/library/nginx:1.29@" + sha, 0, ecrref.PartHost, `"docker.io" is not the host of`, "", "user info"},
		{"Parse", "nginx@latest", 0, ecrref.PartHost, `"nginx" is not the host of`, "", "user info"},
		{"Parse", "[::1]:5000/app", 0, ecrref.PartHost, `"[::1]" is not the host of`, "", "placeholder"},
		{"Parse", strings.Repeat("a", 64) + "/b", 0, ecrref.PartHost, strings.Repeat("a", 64) + `" is not the host of`, "", ""},
		{"Parse", "a]b/c", 0, ecrref.PartHost, `"a]b" is not the host of`, "", ""},
		{"ParseAny", public + "/nginx/", 21, ecrref.PartRepository, "is empty", "", "ParseRegistryAny"},
		{"ParseAny", arn + ":", 49, ecrref.PartRepository, `":" cannot stand`, "", "WithTag"},
		{"Repository", "app~", 3, ecrref.PartRepository, `"~" cannot stand`, "", "WithTag"},
		{"ParseARN", "arn:aws-x:ecr:us-west:123456789012:repository/app", 8, ecrref.PartPartition, "not the ID of a partition", "", "which is"},
		{"ParseARN", "arn:aws-x:ecr:us-west-2_:123456789012:repository/app", 8, ecrref.PartPartition, "not the ID of a partition", "",
			"which is"},
		{"Parse", host + "/a@latest", 46, ecrref.PartRepository, "at least 2", "", "user info"},
		{"Parse", host + "/App@latest", 45, ecrref.PartRepository, "upper case", "write " + host + "/app:latest", "user info"},
		{"Parse", host + "@latest", 44, ecrref.PartRepository, "is missing", "", "user info"},
		{"Parse", arn[:46] + "App@" + sha, 0, ecrref.PartARN, "an ARN", "ParseAny", "user info"},
		{"ParseAny", arn[:46] + "App@" + sha, 46, ecrref.PartRepository, "upper case", "lower case", "user info"},
		{"Parse", host + "/app:v1@latest", 52, ecrref.PartDigest, "sha256:", "", "user info"},

		{"Parse", account + ".dkr.ecr.us-west-2/app:1", 30, ecrref.PartSuffix, "ends after the region; the suffix is amazonaws.com", "write",
			"shaped"},
		{"Parse", account + ".dkr.ecr.us-west-2", 30, ecrref.PartSuffix, "ends after the region; the suffix is amazonaws.com",
			"use amazonaws.com", "shaped"},
		{"Parse", account + ".dkr.ecr.us-west-2@" + sha, 30, ecrref.PartSuffix, "the suffix is amazonaws.com", "", "shaped"},
		{"Parse", account + ".dkr-ecr.cn-north-1:1", 31, ecrref.PartSuffix, "the suffix is on.amazonwebservices.com.cn", "", "shaped"},
		{"WithRegion", "us-west-2.amazonaws.com", 9, ecrref.PartRegion, `".amazonaws.com" after the region`, "", "shaped"},
		{"WithRegion", "us-east-1/", 9, ecrref.PartRegion, `"/" after the region`, "", "shaped"},

		{"Parse", "X23456789012" + host[12:] + "/app", 0, ecrref.PartAccount, "not 12 digits", "", "lower case"},
		{"Parse", "None" + host[12:] + "/app", 0, ecrref.PartAccount, "not 12 digits", "", "lower case"},
		{"WithRegion", "Oregon", 0, ecrref.PartRegion, `"Oregon" is not shaped`, "", "lower case"},
		{"WithRegion", "US-WEST", 0, ecrref.PartRegion, `"US-WEST" is not shaped`, "", "upper case"},
		{"WithRegion", "US-WEST-2_X", 0, ecrref.PartRegion, `"US-WEST-2_X" is not shaped`, "", "upper case"},
		{"WithRegion", "Utah-1", 0, ecrref.PartRegion, `"Utah-1" is not shaped`, "", "lower case"},

		{"ParseAny", strings.ToUpper("123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.u") + "\u212a/app", 49, ecrref.PartSuffix, "U+212A", "",
			"upper case"},
		{"ParseAny", "123456789012.DKR.ecr.us-west-2.amazonaws.\u0441om/app", 41, ecrref.PartSuffix, "U+0441", "", "upper case"},
		{"ParseAny", "HTTPS:/" + host, 7, ecrref.PartHost, "", "", ""},
		{"ParseAny", "ar", 2, ecrref.PartHost, "", "", ""},
		{"ParseAny", "doc", 3, ecrref.PartHost, "", "", ""},
		{"ParseAny", "ecr.aws", 7, ecrref.PartHost, "", "", ""},
		{"ParseAny", "ECR.AWS/arn:aws:s3", 17 - 1, ecrref.PartARN, "service ecr", "", ""},
		{"Parse", account + ".dkr.ecr-fips.cn-!", 27, ecrref.PartRegion, "", "", ""},
		{"ParseARN", "arn:aws:ecr:cn-north-1:123456789012:repository/app", 13, ecrref.PartRegion, "which is aws-cn", "write arn:aws-cn:", ""},
		{"ParseARN", "arn:aws-cn:ecr:nz-north-1:123456789012:repository/app", 15, ecrref.PartRegion, "which is aws", "write arn:aws:", ""},
		{"ParseARN", "arn:aws:ecr:cn-nor", 13, ecrref.PartRegion, "", "", ""},
		{"ParseARN", "arn:aws-cn:ecr:us-west-2:123456789012:repository/app", 15, ecrref.PartRegion, "which is aws", "", ""},

		{"ParseAny", "https://" + host, 52, ecrref.PartRepository, "names a registry", `ParseRegistry("` + host + `")`, "write"},
		{"ParseAny", "HTTPS://" + strings.ToUpper(host), 52, ecrref.PartRepository, "names a registry", `ParseRegistry("` + host + `")`, "write"},
		{"ParseAny", "https://" + host + "/v2/", 53, ecrref.PartRepository, "registry API", "", "write"},

		{"WithTag", "", 0, ecrref.PartTag, "the tag is empty", "WithoutTag", `":"`},
		{"Tag", "", 0, ecrref.PartTag, "the tag is empty", "Ref gives", `":"`},
		{"WithTag", "v1@" + sha, 2, ecrref.PartTag, "a digest is not part of a tag", "goes to WithDigest", ""},
		{"WithTag", "v1 " + sha, 2, ecrref.PartTag, "a digest is not part of a tag", "goes to WithDigest", "space"},
		{"WithTag", sha, 6, ecrref.PartTag, "a digest is not part of a tag", "goes to WithDigest", ""},
		{"Tag", sha, 6, ecrref.PartTag, "a digest is not part of a tag", "goes to Repository.WithDigest", ""},
		{"Parse", host + "/app:v1*", 51, ecrref.PartTag, "'*' cannot stand in the tag", "", "Helm"},
		{"Parse", host + "/app+x", 48, ecrref.PartRepository, "'+' cannot stand", "", "Helm"},
		{"Parse", host + "/ab*", 47, ecrref.PartRepository, "'*' cannot stand", "", "pattern"},
		{"ParseAny", arn + "+x", 49, ecrref.PartRepository, "'+' cannot stand", "", "pattern"},
		{"Parse", host + "/a*b", 46, ecrref.PartRepository, "'*' cannot stand", "", "namespace"},
		{"Parse", host + "/app:latest latest", 55, ecrref.PartTag, "' '", "", "take it out"},
		{"Parse", "000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566/app", 31, ecrref.PartSuffix, "emulator", "", "write"},
		{"Parse", "000000000000.dkr.ecr.us-east-1.localhost:4566/app", 31, ecrref.PartSuffix, "emulator", "", "write"},
	} {
		_, err := calls()[tt.call](tt.in)
		e := parseError(t, err)
		require.Equal(t, [2]any{tt.offset, tt.part}, [2]any{e.Offset, e.Part}, "%s(%q): %v", tt.call, tt.in, err)
		require.Contains(t, e.Msg, tt.msg, "%s(%q)", tt.call, tt.in)
		require.Contains(t, e.Hint, tt.hint, "%s(%q)", tt.call, tt.in)
		require.Equal(t, tt.in, e.Input)
		if tt.not != "" {
			require.NotContains(t, e.Msg+e.Hint, tt.not, "%s(%q)", tt.call, tt.in)
		}
	}
}

func TestParseRegistryAny(t *testing.T) {
	for _, s := range []string{host, strings.ToUpper(host), "https://" + host, "https://" + host + "/", "HTTPS://" + strings.ToUpper(host) +
		"/",
		"https://" + host + "/v2", "https://" + host + "/v2/", "https://" + host + "/v2/team/app/manifests/v1", "https://" + host +
			"/v2/app/blobs/" + sha,
		host + "/team/app:v1", host + "/app@" + sha, "https://" + host + "/app:v1", "docker://" + host + "/app", arn, arn + "/" + sha,
		"ecr.aws/" + arn + ":v1"} {
		g, err := ecrref.ParseRegistryAny(s)
		require.NoError(t, err)
		require.Equal(t, reg(t, host), g, s)
	}
	g, err := ecrref.ParseRegistryAny("https://" + public + "/v2")
	require.NoError(t, err)
	require.Equal(t, ecrref.PublicRegistry(), g, "v2 is no alias")
	for _, s := range []string{"", host + "/", "https://", "https://" + host + "//", "https://" + host + ":443", "https://" + host + "?",
		"http://" + host, "docker://" + host, "https://https://" + host, host + "\n"} {
		_, err := ecrref.ParseRegistryAny(s)
		require.Error(t, err, s)
		checkError(t, "ParseRegistryAny", s, err)
	}
}

// TestParseRegistryAnyErrors: what follows a registry is told from what is none.
func TestParseRegistryAnyErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in     string
		offset int
		msg    string
	}{
		{host + "/", 44, "a registry is a host and nothing else"},
		{host + "//", 45, "is empty"},
		{host + "/v2/", 44, "a registry is a host and nothing else"},
		{host + "/App", 45, "upper case"},
		{host + "/app:", 49, "the tag after"},
		{"oci://" + host, 0, "a registry is a host and nothing else"},
		{"https://" + host + "/v2/a?b", 52, "a registry is a host and nothing else"},
		{"https://" + host + "/team//app", 58, "is empty"},
		{"https://" + host + ":443/v2/", 52, "no port"},
		{"https://quay.io/v2/", 8, "not the host of an ECR registry"},
		{"arn:aws:ecr:us-west-2:123:repository/app", 25, "3 digits instead of 12"},
	} {
		_, err := ecrref.ParseRegistryAny(tt.in)
		var e *ecrref.ParseError
		if !errors.As(err, &e) || e.Offset != tt.offset || !strings.Contains(e.Msg, tt.msg) {
			t.Errorf("ParseRegistryAny(%q): %+v, want %s at %d", tt.in, err, tt.msg, tt.offset)
		}
	}
	require.Equal(
		t,
		[]string{"invalid", "private", "public"},
		[]string{ecrref.Kind(0).String(), ecrref.Private.String(), ecrref.Public.String()},
	)
	_, err := ecrref.ParseAny("pkg:docker/app?repository_url=" + host)
	require.ErrorContains(t, err, "a package URL, not a reference; write "+host+"/app")
}

// TestResolverHost: the host of the resolver, too, is read in any case.
func TestResolverHost(t *testing.T) {
	r, err := ecrref.ParseAny("ECR.aws/" + arn + ":V1")
	require.NoError(t, err)
	require.Equal(t, host+"/app:V1", r.String())
}

// TestResolverTag: what stands behind "sha256:" is taken for a tag unless it has
// the length of a digest, and a tag of that length unless it stands there.
func TestResolverTag(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ arn, want, why string }{
		{arn + "/sha256:v1", host + "/app/sha256:v1", "too short for a digest"},
		{arn + "/sha256:" + strings.Repeat("a", 63), host + "/app/sha256:" + strings.Repeat("a", 63), "a byte too short"},
		{arn + "/sha256:" + strings.Repeat("a", 65), host + "/app/sha256:" + strings.Repeat("a", 65), "a byte too long"},
		{arn + "/sha256:" + strings.Repeat("a", 64), "", "either"},
		{arn + ":" + strings.Repeat("a", 64), host + "/app:" + strings.Repeat("a", 64), "behind another name"},
		{arn + "sha256:" + strings.Repeat("a", 64), host + "/appsha256:" + strings.Repeat("a", 64), "sha256 ends a longer word"},
	} {
		r, err := ecrref.ParseAny("ecr.aws/" + tt.arn)
		if r.String() != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("ParseAny of ecr.aws/%s: %v, %v, want %q: %s", tt.arn, r, err, tt.want, tt.why)
		}
	}
}

func TestTransformMessages(t *testing.T) {
	ref := ecrref.MustParse(host + "/app")
	_, err := ecrref.Ref{}.WithRegistry(ref.Registry())
	require.ErrorContains(t, err, "the receiver is the zero value")
	_, err = ref.WithRegistry(ecrref.Registry{})
	require.ErrorContains(t, err, "the registry is the zero value")
	_, err = ref.WithRegistry(ecrref.PublicRegistry())
	require.NotContains(t, err.Error(), "write")
	_, err = reg(t, account+".dkr.ecr.cn-north-1.amazonaws.com.cn").WithFIPS(true)
	require.ErrorContains(t, err, "aws-cn has no FIPS")
	require.Empty(t, parseError(t, err).Hint, "there is no -fips to leave out")
	_, err = reg(t, account+".dkr.ecr-fips.us-west-2.amazonaws.com").WithRegion("cn-north-1")
	require.ErrorContains(t, err, "take WithFIPS(false) first")
	_, err = ecrref.ParseARN("arn:" + strings.Repeat("x", 1<<20) + ":ecr:us-west-2:123456789012:repository/app")
	require.Less(t, len(err.Error()), 1000)
}

func TestPlaceholders(t *testing.T) {
	for in, want := range map[string]string{
		host + "/app:${TAG}":                          "${TAG}",
		host + "/app:${{ github.sha }}":               "${{ github.sha }}",
		host + "/app:((tag))":                         "((tag))",
		host + "/app:%(tag)s":                         "%(tag)s",
		host + "/app:!TAG!":                           "!TAG!",
		host + "/app:@@TAG@@":                         "@@TAG@@",
		host + "/app:[tag]":                           "[tag]",
		host + "/app:{0:D4}":                          "{0:D4}",
		host + "/app:${TAG}(old)":                     "${TAG}",
		host + "/app:%%":                              "",
		host + "/app@sha256:" + sha[7:64] + "EXAMPLE": sha[7:64] + "EXAMPLE",
		"***" + host[12:] + "/app":                    "***",
		host + "/YOUR_REPO":                           "YOUR_REPO",
		host + "/team/REPOSITORY:TAG":                 "REPOSITORY",
		public + "/ALIAS/NAME":                        "ALIAS",
		public + "/nginx/NAME":                        "NAME",
		"ACCOUNT.dkr.ecr.REGION.amazonaws.com/":       "ACCOUNT",
		account + ".dkr.ecr.us-west-2.${URL}/app":     "${URL}",
		host + "/APP":                                 "",
		host + "/USERNAMES":                           "",
		host + "/MY-app":                              "",
		host + "/MY_APP+x":                            "",
		"[::1]:5000/app":                              "",
		"nginx":                                       "",
		"AWS:x@" + host + "/app:${TAG}":               "",
	} {
		_, err := ecrref.Parse(in)
		require.Equal(t, want, parseError(t, err).Placeholder, in)
	}
}

func TestNotECR(t *testing.T) {
	for in, want := range map[string]bool{
		"nginx": true, "nginx:1.29": true, "nginx:1.29@" + sha: true, "library/nginx": true, "ghcr.io/owner/app:1": true,
		"app1:v2": true, "sha:1": true, "sha256/x": true,
		"localhost:5000/app": true, "[::1]:5000/app": true, "docker.io/library/nginx": true, strings.Repeat("a.", 60) + "example/app": true,
		"public.example.com/a/b": true, "mydecr.io/a": true,

		"nginx/https://x/y": false, "nginx-/app": false, "[::1": false,
		"ecr.us-west-2.amazonaws.com/app": false, "ecr-fips.us-gov-west-1.amazonaws.com/app": false,
		"": false, ":": false, "?": false, "nginx latest": false, " nginx": false, "${REGISTRY}/app": false, "s3://bucket/key": false, arn: false,
		"12345.dkr.ecr.us-west-2.amazonaws.com/app": false, "x.dkr.ecr.evil.com/app": false, host + ".evil.com/app": false, host: false,
		"https://" + host + "/app": false, "gallery.ecr.aws/nginx/nginx": false, "api.ecr.us-west-2.amazonaws.com/app": false,
		"user:pw@ghcr.io/a": false,
	} {
		_, err := ecrref.Parse(in)
		require.Equal(t, want, parseError(t, err).NotECR, in)
	}
}

var (
	endingTag    = regexp.MustCompile(`:([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})(?:@.*)?$`)
	endingDigest = regexp.MustCompile(`(?i)sha256:[0-9a-f]{64}$`)
)

// checkWrite holds a corrected text to the function that offers it: it is taken,
// it is another one, and it keeps the tag and the digest.
func checkWrite(t *testing.T, name string, f call, s string) bool {
	t.Helper()
	_, err := f(s)
	if err == nil {
		return false
	}
	better, ok := strings.CutPrefix(parseError(t, err).Hint, "write ")
	if !ok {
		return false
	}
	require.NotEqual(t, s, better, name)
	_, err = f(better)
	require.NoError(t, err, "%s(%q) says to write %q", name, s, better)
	if d := endingDigest.FindString(s); d != "" {
		require.Contains(t, better, strings.ToLower(d)[len("sha256:"):], "%s(%q)", name, s)
	}
	if m := endingTag.FindStringSubmatch(s[strings.LastIndexByte(s, '/')+1:]); m != nil && strings.HasPrefix(name, "Parse") &&
		!endingDigest.MatchString(s) && strings.Contains(s, "/") {
		require.Contains(t, better, m[1], "%s(%q)", name, s)
	}
	return true
}

// TestWrite holds every hint that begins with "write" to its promise, for
// every function, on references that are broken in many ways. With -short it
// asks Parse, ParseAny and ParseRegistryAny only.
func TestWrite(t *testing.T) {
	written := 0
	bases := []string{
		host + "/team/app:v1@" + sha, host + "/app:v1", host + "/App:Latest", public + "/nginx/nginx:1", arn, arn + "/" + sha, arn + ":v1",
		"ecr.aws/" + arn + ":v1", host,
		account + ".dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/app@" + sha[7:], strings.ToUpper(host) + "/app@" + strings.ToUpper(sha),
		"team/app", "App", "us-west-2", account, sha, "v1", "aa__b/c--d",
	}
	pieces := []string{"", " ", "/", "//", ".", "..", "/..", ":", "@", "-", "_", "A", "sha256:", "https://", "docker://", ":latest", ":443",
		"@latest", "/v2/", "${TAG}", "*", "?x=1", ".cn", ".evil.com", "X", "\u212a"}
	for name, f := range calls() {
		if testing.Short() && !slices.Contains([]string{"Parse", "ParseAny", "ParseRegistryAny"}, name) {
			continue
		}
		for _, base := range bases {
			for _, piece := range pieces {
				for at := 0; at <= len(base); at++ {
					if at%4 != 0 && at < len(base) && !strings.ContainsAny(base[at-1:at+1], "/:@.") {
						continue // nothing begins or ends here
					}
					if checkWrite(t, name, f, base[:at]+piece+base[at:]) {
						written++
					}
				}
			}
		}
	}
	if !testing.Short() {
		require.Greater(t, written, 2000)
	}
	require.Greater(t, written, 400)
}
