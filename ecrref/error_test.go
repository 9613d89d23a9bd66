package ecrref_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

const account = "123456789012"

// errorCases says for wrong texts where Parse stops, at which part, what the
// message mentions and what the hint offers.
var errorCases = []struct {
	in     string
	offset int
	part   ecrref.Part
	msg    string
	hint   string
}{
	{"", 0, ecrref.PartReference, "empty", ""},
	{":", 0, ecrref.PartHost, "host is missing", "ACCOUNT.dkr.ecr.REGION"},
	{"nginx", 0, ecrref.PartHost, `"nginx" is not the host of an ECR registry`, "public.ecr.aws/"},
	{"ghcr.io/owner/app:1", 0, ecrref.PartHost, `"ghcr.io" is not`, "ACCOUNT.dkr.ecr.REGION"},
	{"gallery.ecr.aws/nginx/nginx", 0, ecrref.PartHost, "web site", "public.ecr.aws/"},
	{"public.ecr.us-east-1.amazonaws.com/nginx/nginx", 11, ecrref.PartHost, "not the host", ""},
	{"Public.ECR.aws/nginx/nginx", 0, ecrref.PartHost, "not the host", "write public.ecr.aws/nginx/nginx"},
	{"foo.public.ecr.aws/nginx/nginx", 0, ecrref.PartHost, "not the host", ""},

	{"12345678901.dkr.ecr.us-west-2.amazonaws.com/app:1", 11, ecrref.PartAccount, "11 digits instead of 12",
		"leading zero may have been lost: 012345678901"},
	{"1234567890.dkr.ecr.us-west-2.amazonaws.com/app:1", 10, ecrref.PartAccount, "10 digits instead of 12", "12-digit ID"},
	{"1234567890123.dkr.ecr.us-west-2.amazonaws.com/app:1", 12, ecrref.PartAccount, "13 digits instead of 12", "12-digit ID"},
	{"12345678901x.dkr.ecr.us-west-2.amazonaws.com/app:1", 11, ecrref.PartAccount, `"12345678901x" is not 12 digits`, "12-digit ID"},
	{account + ".dkr.ecrfips.us-west-2.amazonaws.com/app:1", 20, ecrref.PartService, ".dkr.ecr-fips.", ""},
	{account + ".dog.ecr.us-west-2.amazonaws.com/app:1", 14, ecrref.PartService, ".dkr.ecr.", ""},
	{account + ".dkr.ecr.s3.amazonaws.com/app:1", 22, ecrref.PartRegion, `"s3" is not shaped like`, "us-west-2"},
	{account + ".dkr.ecr.lala-land-1.amazonaws.com/app:1", 21, ecrref.PartRegion, `"lala-land-1"`, ""},
	{account + ".dkr.ecr.nz-north.amazonaws.com/app:1", 29, ecrref.PartRegion, `"nz-north" is not shaped like`, ""}, // nz may be a new head
	{account + ".dkr.ecr.nz-n0rth-1.amazonaws.com/app:1", 25, ecrref.PartRegion, `"nz-n0rth-1" is not shaped like`, ""},
	{account + ".dkr.ecr.u-west-1.amazonaws.com/app:1", 22, ecrref.PartRegion, `"u-west-1" is not shaped like`, ""}, // one letter is no head
	{account + ".dkr.ecr.us_west_2.amazonaws.com/app:1", 23, ecrref.PartRegion, `"us_west_2"`, "write " + host + "/app:1"},
	{account + ".dkr.ecr.us-west2.amazonaws.com/app:1", 29, ecrref.PartRegion, `"us-west2"`, "write " + host + "/app:1"},
	{account + ".dkr.ecr.us-west-2a.amazonaws.com/app:1", 30, ecrref.PartRegion, `"us-west-2a"`, "write " + host + "/app:1"},
	{account + ".dkr.ecr.US-WEST-2.amazonaws.com/app:1", 21, ecrref.PartRegion, "upper case", "write " + host + "/app:1"},
	{account + ".dkr.ecr.cn-north-1.amazonaws.com/app:1", 45, ecrref.PartSuffix, "cn-north-1 is amazonaws.com.cn", "write " + account +
		".dkr.ecr.cn-north-1.amazonaws.com.cn/app:1"},
	{host + ".cn/app:1", 44, ecrref.PartSuffix, "us-west-2 is amazonaws.com", "write " + host + "/app:1"},
	{host + ".evil.com/app:1", 44, ecrref.PartSuffix, "us-west-2 is amazonaws.com", ""},
	{account + ".dkr.ecr.us-west-2.on.aws/app:1", 31, ecrref.PartSuffix, "on.aws goes with dkr-ecr", "write " + account +
		".dkr-ecr.us-west-2.on.aws/app:1"},
	{account + ".dkr-ecr.us-west-2.amazonaws.com/app:1", 31, ecrref.PartSuffix, "dual-stack host suffix for us-west-2 is on.aws", "write " +
		account + ".dkr-ecr.us-west-2.on.aws/app:1"},
	{account + ".dkr.ecr-fips.cn-north-1.amazonaws.com.cn/app:1", 27, ecrref.PartService, "aws-cn has no FIPS", "write " + account +
		".dkr.ecr.cn-north-1.amazonaws.com.cn/app:1"},
	{host + "./app:1", 44, ecrref.PartHost, "ends with a dot", "write " + host + "/app:1"},
	{host + ":443/app:1", 44, ecrref.PartPort, "no port", "write " + host + "/app:1"},
	{host + ":/app", 44, ecrref.PartRepository, "is missing", "write " + host + "/app"},
	{host + ":443x", 44, ecrref.PartRepository, "is missing", host + "/REPOSITORY:TAG"},
	{host + "-443/app", 44, ecrref.PartSuffix, "us-west-2 is amazonaws.com", "use amazonaws.com"},
	{host + "x/app", 44, ecrref.PartSuffix, "us-west-2 is amazonaws.com", "use amazonaws.com"},
	{host + ":5000", 44, ecrref.PartPort, "no port", "leave :5000 out"},
	{host + ":latest", 44, ecrref.PartRepository, "is missing", host + "/REPOSITORY:TAG"},
	{host + "@" + sha, 44, ecrref.PartRepository, "is missing", host + "/REPOSITORY:TAG"},
	{host, 44, ecrref.PartRepository, "repository is missing", "ParseRegistry"},
	{host + "@evil.com/app:1", 44, ecrref.PartUserInfo, "user info", ""},
	{"evil.com@" + host + "/a/b:1", 0, ecrref.PartUserInfo, "user info", "write " + host + "/a/b:1"},
	{host + "\n", 44, ecrref.PartHost, `'\n'`, ""},

	{"https://" + host + "/app:1", 0, ecrref.PartScheme, "no scheme", "write " + host + "/app:1"},
	{"arn:aws:ecr:us-west-2:123456789012:repository/app", 0, ecrref.PartARN, "an ARN", "write " + host + "/app"},
	{"arn:aws:ecr:us-west-2:123456789012:repository/app@" + sha, 0, ecrref.PartARN, "an ARN", "write " + host + "/app@" + sha},
	{"arn:aws:ecr:*:123456789012:repository/app", 0, ecrref.PartARN, "an ARN", "ParseAny"},
	{"ecr.aws/arn:aws:ecr:us-west-2:123456789012:repository/app:v1", 3, ecrref.PartHost, "not the host", "write " + host + "/app:v1"},
	{" " + host + "/app:1", 0, ecrref.PartAccount, `' '`, "write " + host + "/app:1"},
	{`"` + host + `/app:1",`, 0, ecrref.PartAccount, `'"'`, "write " + host + "/app:1"},

	{host + "/", 45, ecrref.PartRepository, "empty", ""},
	{host + "/:1", 45, ecrref.PartRepository, "empty", ""},
	{host + "/a:1", 46, ecrref.PartRepository, "at least 2 characters", ""},
	{host + "/" + strings.Repeat("r", 257), 45 + 256, ecrref.PartRepository, "at most 256", ""},
	{host + "/team//app", 50, ecrref.PartRepository, "empty", "write " + host + "/team/app"},
	{host + "/app/:1", 49, ecrref.PartRepository, "empty", ""},
	{host + "/../app", 45, ecrref.PartRepository, `"." cannot follow "/"`, ""},
	{host + "/a..b", 47, ecrref.PartRepository, `"." cannot follow "."`, ""},
	{host + "/a___b", 48, ecrref.PartRepository, `"_" cannot follow "_"`, ""},
	{host + "/app-@" + sha, 49, ecrref.PartRepository, `does not end with "-"`, ""},
	{host + "/app-:1", 49, ecrref.PartRepository, `does not end with "-"`, ""},
	{host + "/appName:1", 48, ecrref.PartRepository, "upper case", "write " + host + "/appname:1"},
	{host + "/appZone:1", 48, ecrref.PartRepository, "upper case", "write " + host + "/appzone:1"},
	{host + "/app+x:1", 48, ecrref.PartRepository, `'+'`, ""},
	{host + "/app?x=1", 48, ecrref.PartRepository, `'?'`, ""},
	{host + "/app%2Fx", 48, ecrref.PartRepository, `'%'`, ""},
	{host + `/app\x`, 48, ecrref.PartRepository, `'\\'`, ""},
	{public + "/nginx:1", 20, ecrref.PartRepository, "alias/name", ""},
	{public + "/nginx", 20, ecrref.PartRepository, "alias/name", ""},
	{public + "/n/app", 16, ecrref.PartAlias, "another letter or digit", ""},
	{public + "/1nginx/app", 15, ecrref.PartAlias, "lower-case letter", ""},
	{public + "/" + strings.Repeat("a", 51) + "/app", 15 + 50, ecrref.PartAlias, "at most 50", ""},
	{public + "/nginx/a", 22, ecrref.PartRepository, "at least 2", ""},
	{public + "/nginx/a__b", 23, ecrref.PartRepository, `"_" cannot follow "_"`, ""},
	{public + "/nginx/" + strings.Repeat("a", 206), 21 + 205, ecrref.PartRepository, "205", ""},

	{host + "/app:", 49, ecrref.PartTag, "empty", "leave"},
	{host + "/app:@" + sha, 49, ecrref.PartTag, "empty", "leave"},
	{host + "/app:.bad", 49, ecrref.PartTag, "begins with", ""},
	{host + "/app:-bad", 49, ecrref.PartTag, "begins with", ""},
	{host + "/app:v1:v2", 51, ecrref.PartTag, "one tag", ""},
	{host + "/app:v1/x", 51, ecrref.PartTag, `"/" cannot stand in a tag`, ""},
	{host + "/app:" + strings.Repeat("t", 129), 49 + 128, ecrref.PartTag, "at most 128", ""},
	{host + "/app:t\u00e4g", 50, ecrref.PartTag, "U+00E4", ""},
	{host + "/app:a\xff", 50, ecrref.PartTag, "UTF-8", ""},
	{host + "/app:\U0001F433", 49, ecrref.PartTag, "U+1F433", ""},
	{host + "/app:a\ufffd", 50, ecrref.PartTag, "U+FFFD", ""},
	{host + "/app:a\u0080", 50, ecrref.PartTag, "U+0080", ""},
	{host + "/app:a\x7f", 50, ecrref.PartTag, `'\x7f' cannot stand in a reference`, "take it out"},
	{"\x00" + host + "/app:1", 0, ecrref.PartAccount, `'\x00' cannot stand`, "take it out"},
	{host + "/app@latest", 49, ecrref.PartDigest, "sha256:", "write " + host + "/app:latest"},
	{host + "/app:" + sha, 55, ecrref.PartTag, "one tag", "write " + host + "/app@" + sha},
	{host + "/app@SHA256:" + sha[7:], 49, ecrref.PartDigest, "upper case", "write " + host + "/app@" + sha},
	{host + "/app@sha256:" + strings.ToUpper(sha[7:]), 56, ecrref.PartDigest, "upper case", "write " + host + "/app@" + sha},
	{host + "/app@sha512:" + strings.Repeat("c", 128), 52, ecrref.PartDigest, "sha256:", "sha256 digests only"},
	{host + "/app@" + sha[:70], 119, ecrref.PartDigest, "has 63", ""},
	{host + "/app@" + sha + "0", 120, ecrref.PartDigest, "64 hexadecimal digits", ""},
	{host + "/app@sha256:" + strings.Repeat("g", 64), 56, ecrref.PartDigest, "hexadecimal", ""},
	{host + "/app@", 49, ecrref.PartDigest, "sha256:", ""},

	{"${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:latest", 0, ecrref.PartAccount, `placeholder "${AWS::AccountId}"`,
		"12-digit account ID"},
	{account + ".dkr.ecr.${AWS::Region}.amazonaws.com/app:1", 21, ecrref.PartRegion, `placeholder "${AWS::Region}"`, "a region such as"},
	{account + ".dkr.ecr.us-west-2.${Token[AWS.URLSuffix.1]}/app:1", 31, ecrref.PartSuffix, `placeholder "${Token[AWS.URLSuffix.1]}"`,
		"write " + host + "/app:1"},
	{"aws_account_id.dkr.ecr.region.amazonaws.com/my-repository:tag", 0, ecrref.PartAccount, `placeholder "aws_account_id"`,
		"12-digit account ID"},
	{account + ".dkr.ecr.region.amazonaws.com/app:tag", 21, ecrref.PartRegion, `placeholder "region"`, "a region such as"},
	{account + ".dkr.ecr.REGION.amazonaws.com/app:tag", 21, ecrref.PartRegion, `placeholder "REGION"`, "a region such as"},
	{account + ".dkr.ecr.us-east-1.amazonaws.com/$REPO:tag", 45, ecrref.PartRepository, `placeholder "$REPO"`, "put the value"},
	{account + ".dkr.ecr.us-east-1.amazonaws.com/app:{{ .Tag }}", 49, ecrref.PartTag, `placeholder "{{ .Tag }}"`, "put the value"},
	{account + ".dkr.ecr.us-east-1.amazonaws.com/app:v1-%BUILD%", 52, ecrref.PartTag, `placeholder "%BUILD%"`, "put the value"},
	{account + ".dkr.ecr.us-east-1.amazonaws.com/app@${DIGEST}", 49, ecrref.PartDigest, `placeholder "${DIGEST}"`, "put the value"},
	{"<registry-id>.dkr-ecr.<aws-region>.on.aws/app:1", 0, ecrref.PartAccount, `placeholder "<registry-id>"`, "12-digit account ID"},
	{"XXXXX.dkr.ecr.us-west-2.amazonaws.com/app:1", 0, ecrref.PartAccount, `placeholder "XXXXX"`, "12-digit account ID"},
	{"$ECR_REGISTRY/app:1", 0, ecrref.PartHost, `placeholder "$ECR_REGISTRY"`, "put the value"},
	{"$(params.registry)/app:1", 0, ecrref.PartHost, `placeholder "$(params.registry)"`, "put the value"},
	{host + "/app@sha256:94afd1f2e64d908bc90dbca0035a5b567EXAMPLE", 89, ecrref.PartDigest, "EXAMPLE", "put the value"},
}

func TestErrors(t *testing.T) {
	for _, test := range errorCases {
		_, err := ecrref.Parse(test.in)
		var e *ecrref.ParseError
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q) = %v, want a ParseError", test.in, err)
			continue
		}
		if e.Offset != test.offset || e.Part != test.part || !strings.Contains(e.Msg, test.msg) || !strings.Contains(e.Hint, test.hint) {
			t.Errorf("Parse(%q):\n got offset %d, %v, %q, %q\nwant offset %d, %v, %q, %q",
				test.in, e.Offset, e.Part, e.Msg, e.Hint, test.offset, test.part, test.msg, test.hint)
		}
		checkError(t, "Parse", test.in, err)
	}
}

// TestOtherErrors does the same for the other functions.
func TestOtherErrors(t *testing.T) {
	arn := "arn:aws:ecr:us-west-2:123456789012:repository/app"
	repo := ecrref.MustParse(host + "/app").Repository()
	reg := repo.Registry()
	second := func(_ any, err error) error { return err }
	tests := []struct {
		call   string
		err    error
		offset int
		part   ecrref.Part
		msg    string
		hint   string
	}{
		{"ParseAny https without repository", second(ecrref.ParseAny("https://" + host)), 52, ecrref.PartRepository, "names a registry",
			"ParseRegistry"},
		{"ParseAny https with slash", second(ecrref.ParseAny("https://" + host + "/")), 53, ecrref.PartRepository, "empty", ""},
		{"ParseAny http", second(ecrref.ParseAny("http://" + host + "/app:1")), 4, ecrref.PartScheme, "https only", "write " + host + "/app:1"},
		{"ParseAny two schemes", second(ecrref.ParseAny("docker://https://" + host + "/app")), 9, ecrref.PartHost, "not the host", ""},
		{"ParseAny HTTP", second(ecrref.ParseAny("HTTP://" + host + "/app:1")), 4, ecrref.PartScheme, "https only", "write " + host + "/app:1"},
		{"ParseAny public goes on", second(ecrref.ParseAny("PUBLIC.ECR.AWS.EVIL.example/a1/app")), 14, ecrref.PartSuffix,
			"goes on after PUBLIC.ECR.AWS", "end the host there"},
		{"ParseAny https and the suffix of another partition",
			second(ecrref.ParseAny("https://123456789012.DKR.ecr.us-west-2.amazonaws.com.cn/app")), 52, ecrref.PartSuffix,
			"us-west-2 is amazonaws.com", "write " + host + "/app"},
		{"ParseAny user info and %40", second(ecrref.ParseAny("AWS:hunter2%40" + host + "/app")), 0, ecrref.PartUserInfo,
			"this looks like user info", "write " + host + "/app"},
		{"ParseAny user info, %40 and no image", second(ecrref.ParseAny("AWS:hunter2%40" + host)), 0, ecrref.PartUserInfo,
			"this looks like user info", "leave it out"},
		{"ParseAny resolver and another partition", second(ecrref.ParseAny("ecr.aws/arn:aws-cn:ecr:us-west-2:123456789012:repository/app")), 23,
			ecrref.PartRegion, "us-west-2, which is aws", ""},
		{"ParseAny other scheme", second(ecrref.ParseAny("s3://bucket/key")), 0, ecrref.PartScheme, "docker-pullable://", ""},
		{"ParseAny digest alone", second(ecrref.ParseAny("docker://" + sha)), 9, ecrref.PartReference, "digest alone", ""},
		{"ParseAny API call", second(ecrref.ParseAny("https://" + host + "/v2/team/app/manifests/v1")), 53, ecrref.PartRepository,
			"registry API", "write " + host + "/team/app:v1"},
		{"ParseAny API call by digest", second(ecrref.ParseAny("https://" + host + "/v2/app/manifests/" + sha)), 53, ecrref.PartRepository,
			"registry API", "write " + host + "/app@" + sha},
		{"ParseAny API call of a host cut off", second(ecrref.ParseAny("https://" + account + ".dkr.ecr.us-west-2/v2/app/manifests/v1")), 38,
			ecrref.PartSuffix, "ends after the region", ""},
		{"ParseAny v2", second(ecrref.ParseAny("https://" + host + "/v2/app:1")), 53, ecrref.PartRepository, "registry API",
			"leave the scheme out"},
		{"ParseAny Kelvin sign", second(ecrref.ParseAny("123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.u\u212a/app:1")), 49, ecrref.PartSuffix,
			"U+212A", ""},
		{"ParseAny public ARN", second(ecrref.ParseAny("arn:aws:ecr-public::123456789012:repository/ns/foo")), 11, ecrref.PartARN, "no alias",
			"public.ecr.aws/ALIAS/NAME"},
		{"ParseAny ARN with tag", second(ecrref.ParseAny(arn + ":v1")), 49, ecrref.PartRepository, `":" cannot stand`, "write " + host +
			"/app:v1"},
		{"ParseAny ambiguous", second(ecrref.ParseAny("ecr.aws/" + arn + "/" + sha)), 8 + len(arn) + 8, ecrref.PartTag, "tag or a digest", ""},
		{"ParseAny image ARN with a longer digest", second(ecrref.ParseAny(arn + "/" + sha + "0")), len(arn) + 72, ecrref.PartDigest,
			"64 hexadecimal digits", ""},
		{"ParseAny image ARN with a tag behind", second(ecrref.ParseAny(arn + "/" + sha + ":v1")), len(arn) + 72, ecrref.PartDigest, "", ""},
		{"ParseAny image ARN with a host behind", second(ecrref.ParseAny(arn + "/" + sha + "@evil.com")), 45, ecrref.PartUserInfo,
			"user info", ""},
		{"ParseAny image ARN without a name", second(ecrref.ParseAny(arn[:45] + "/" + sha)), 46, ecrref.PartRepository, "at least 2", ""},
		{"ParseAny ARN without a name", second(ecrref.ParseAny(arn[:45])), 45, ecrref.PartARN, ":repository/", ""},
		{"ParseAny image ARN with another resource", second(ecrref.ParseAny(arn[:35] + "x:repository/" + sha)), 35, ecrref.PartARN,
			":repository/", ""},
		{"ParseAny image ARN with three letters for a digest", second(ecrref.ParseAny(arn + "/sha256:xyz")), len(arn) + 8, ecrref.PartDigest,
			"has 3 characters", ""},
		{"ParseAny image ARN with half a word", second(ecrref.ParseAny(arn[:43] + "/" + sha)), 43, ecrref.PartARN, ":repository/", ""},
		{"ParseAny image ARN without a resource", second(ecrref.ParseAny(arn[:34] + "/" + sha)), 34, ecrref.PartARN, ":repository/", ""},
		{"ParseAny https and no account ID", second(ecrref.ParseAny("https://x.dkr.ecr.us-west-2.amazonaws.com/app")), 8,
			ecrref.PartAccount, `"x" is not 12 digits`, ""},
		{"ParseAny resolver and a short account ID", second(ecrref.ParseAny("ecr.aws/arn:aws:ecr:us-west-2:123:repository/app")), 33,
			ecrref.PartAccount, "3 digits", ""},
		{"ParseAny ARN with a tag and a path behind the name", second(ecrref.ParseAny(arn + "@v1/x")), 49, ecrref.PartRepository,
			`"@" cannot stand`, ""},
		{"ParseAny resolver alone", second(ecrref.ParseAny("ecr.aws/")), 8, ecrref.PartARN, "begins with", ""},
		{"ParseAny scheme without a name", second(ecrref.ParseAny("://" + host + "/app")), 0, ecrref.PartHost, "host is missing",
			"ACCOUNT.dkr.ecr.REGION"},
		{"ParseAny urn", second(ecrref.ParseAny("urn:aws:ecr:us-west-2:123456789012:repository/app")), 0, ecrref.PartHost, "", "write " + host +
			"/app"},

		{"ParseARN service", second(ecrref.ParseARN("arn:aws:s3:us-west-2:123456789012:repository/app")), 8, ecrref.PartARN, "service ecr", ""},
		{"ParseARN public", second(ecrref.ParseARN("arn:aws:ecr-public::123456789012:repository/foo")), 11, ecrref.PartARN, "no alias", ""},
		{"ParseARN partition", second(ecrref.ParseARN("arn:aws-cn:ecr:us-west-2:123456789012:repository/app")), 15, ecrref.PartRegion,
			"us-west-2, which is aws", "write " + arn},
		{"ParseARN unknown partition", second(ecrref.ParseARN("arn:aws-x:ecr:us-west-2:123456789012:repository/app")), 8, ecrref.PartPartition,
			"us-west-2, which is aws", "write " + arn},
		{"ParseARN region", second(ecrref.ParseARN("arn:aws:ecr:*:123456789012:repository/app")), 12, ecrref.PartRegion, "'*'", ""},
		{"ParseARN account", second(ecrref.ParseARN("arn:aws:ecr:us-west-2:12345:repository/app")), 27, ecrref.PartAccount, "5 digits", ""},
		{"ParseARN resource", second(ecrref.ParseARN("arn:aws:ecr:us-west-2:123456789012:app")), 35, ecrref.PartARN, ":repository/", ""},
		{"ParseARN image", second(ecrref.ParseARN(arn + "/" + sha)), len(arn) + 7, ecrref.PartDigest, "ARN of an image", "ParseAny"},
		{"ParseARN reference", second(ecrref.ParseARN(host + "/app")), 0, ecrref.PartARN, "arn:", "write " + arn},
		{"ParseARN wildcard", second(ecrref.ParseARN(arn[:46] + "*")), 46, ecrref.PartRepository, "'*'", ""},

		{"ParseRegistry URL", second(ecrref.ParseRegistry("https://" + host)), 0, ecrref.PartScheme, "no scheme", "write " + host},
		{"ParseRegistry with path", second(ecrref.ParseRegistry(host + "/app")), 44, ecrref.PartHost, "nothing else", "ParseRepository"},
		{"ParseRegistry dot", second(ecrref.ParseRegistry(host + ".")), 44, ecrref.PartHost, "ends with a dot", "write " + host},
		{"ParseARN with tag", second(ecrref.ParseARN(arn + ":v1")), 49, ecrref.PartRepository, `":" cannot stand`, ""},
		{"ParseARN with more behind sha256", second(ecrref.ParseARN(arn + "/sha256~")), 56, ecrref.PartRepository, `"~" cannot stand`, ""},
		{"ParseRepository of another host", second(ecrref.ParseRepository("quay.io/app")), 0, ecrref.PartHost, "not the host", ""},
		{"ParseRepository with digest", second(ecrref.ParseRepository(host + "/app@" + sha)), 48, ecrref.PartRepository, "no tag", "Parse"},
		{"ParseRepository with what fits nowhere", second(ecrref.ParseRepository(host + "/app~")), 48, ecrref.PartRepository,
			`"~" cannot stand`, ""},
		{"ParseRepository with tag", second(ecrref.ParseRepository(host + "/app:v1")), 48, ecrref.PartRepository, "no tag", "Parse"},

		{"PrivateRegistry account", second(ecrref.PrivateRegistry("1234-5678-9012", "us-west-2")), 4, ecrref.PartAccount, "12 digits",
			"write 123456789012"},
		{"PrivateRegistry empty account", second(ecrref.PrivateRegistry("", "us-west-2")), 0, ecrref.PartAccount, "0 digits", ""},
		{"PrivateRegistry region", second(ecrref.PrivateRegistry(account, "us-west-2.evil.example/")), 9, ecrref.PartRegion,
			`".evil.example/" after the region`, ""},
		{"PrivateRegistry zone", second(ecrref.PrivateRegistry(account, "us-west-2a")), 9, ecrref.PartRegion, "not shaped like",
			"write us-west-2"},
		{"WithRegion", second(reg.WithRegion("US-WEST-2")), 0, ecrref.PartRegion, "upper case", "write us-west-2"},
		{"WithAccountID", second(reg.WithAccountID("123456789012.evil")), 12, ecrref.PartAccount, "12 digits and nothing else", ""},
		{"WithRegion public", second(ecrref.PublicRegistry().WithRegion("us-west-2")), 0, ecrref.PartHost, "public gallery", ""},
		{"WithFIPS public", second(ecrref.PublicRegistry().WithFIPS(true)), 0, ecrref.PartHost, "public gallery", ""},
		{"WithRegion of FIPS into China: c may begin ca-central-1",
			second(ecrref.MustParse(account + ".dkr.ecr-fips.us-west-2.amazonaws.com/app").WithRegion("cn-north-1")), 1, ecrref.PartService,
			"aws-cn has no FIPS", "take WithFIPS(false) first"},
		{"WithFIPS in China", second(ecrref.MustParse(account + ".dkr.ecr.cn-north-1.amazonaws.com.cn/app").WithFIPS(true)), 1,
			ecrref.PartService, "aws-cn has no FIPS", ""},
		{"WithRegion public and no region", second(ecrref.PublicRegistry().WithRegion("docker pull app")), 0, ecrref.PartHost,
			"public gallery", ""},
		{"WithRegion public and a placeholder", second(ecrref.PublicRegistry().WithRegion("${REGION}")), 0, ecrref.PartHost,
			"public gallery", ""},
		{"WithTag of zero and a token", second(ecrref.Ref{}.WithTag("ghp_hunter2!")), 0, ecrref.PartReference, "zero", ""},
		{"Parse a token in a tag", second(ecrref.Parse(host + "/app:ghp_hunter2!")), 49, ecrref.PartTag, "looks like a password or a token",
			"leave it out"},
		{"Parse what was taken out before", second(ecrref.Parse(host + "/REDACTED")), 45, ecrref.PartRepository, "'R' is upper case", ""},
		{"WithTag and a placeholder before a digest", second(repo.WithTag("${TAG}@" + sha)), 0, ecrref.PartTag, "${TAG}", "put the value"},
		{"WithTag of zero and a placeholder", second(ecrref.Ref{}.WithTag("${TAG}")), 0, ecrref.PartReference, "zero", ""},
		{"WithDigest of zero and no digest", second(ecrref.Ref{}.WithDigest("docker pull app")), 0, ecrref.PartReference, "zero", ""},
		{"ParseAny user info behind http", second(ecrref.ParseAny("http://" + host + "/user:hunter2@x/y")), 51, ecrref.PartUserInfo,
			"user info", ""},
		{"Repository", second(reg.Repository("Team/app")), 0, ecrref.PartRepository, "upper case", "write team/app"},
		{"Repository with tag", second(reg.Repository("app:v1")), 3, ecrref.PartRepository, `":" cannot stand`,
			"give the tag or the digest to WithTag or WithDigest of the repository"},
		{"Repository with digest", second(reg.Repository("app@" + sha)), 3, ecrref.PartRepository, `"@" cannot stand`,
			"give the tag or the digest to WithTag or WithDigest of the repository"},
		{"Repository with user info", second(reg.Repository(host + "/user:hunter2@x/y")), 44, ecrref.PartUserInfo, "user info",
			"leave out everything up to the \"@\""},
		{"Repository with slash", second(reg.Repository("/team/app")), 0, ecrref.PartRepository, "empty", "write team/app"},
		{"Repository ROOT", second(reg.Repository("ROOT")), 0, ecrref.PartRepository, "upper case", ""},
		{"Tag", second(repo.WithTag("a/b")), 1, ecrref.PartTag, `"/" cannot stand`, ""},
		{"Tag empty", second(repo.WithTag("")), 0, ecrref.PartTag, "empty", ""},
		{"Digest", second(repo.WithDigest(sha[7:])), 0, ecrref.PartDigest, "sha256:", "write " + sha},
		{"Digest and a letter", second(repo.WithDigest(sha + "A")), len(sha), ecrref.PartDigest, "the digest ends after 64", ""},
		{"WithAccountID and a letter", second(reg.WithAccountID(account + "A")), 12, ecrref.PartAccount, "12 digits and nothing else", ""},
		{"zero Tag", second(ecrref.Repository{}.WithTag("v1")), 0, ecrref.PartReference, "zero", ""},
		{"zero Repository", second(ecrref.Registry{}.Repository("app")), 0, ecrref.PartReference, "zero", ""},
		{"CheckECS", ecrref.MustParse(host + "/" + strings.Repeat("r", 200) + ":" + strings.Repeat("T", 20)).CheckECS(), 255,
			ecrref.PartReference, "255 characters", ""},
		{"CheckDocker", ecrref.MustParse(host + "/" + strings.Repeat("r", 256)).CheckDocker(), 300, ecrref.PartRepository, "255 characters", ""},
		{"WithRegion public odd", second(ecrref.PublicRegistry().WithRegion(" ")), 0, ecrref.PartHost, "public gallery", ""},
		{"zero CheckECS", ecrref.Ref{}.CheckECS(), 0, ecrref.PartReference, "zero", ""},
		{"zero CheckDocker", ecrref.Ref{}.CheckDocker(), 0, ecrref.PartReference, "zero", ""},
	}
	for _, test := range tests {
		var e *ecrref.ParseError
		if !errors.As(test.err, &e) {
			t.Errorf("%s: %v, want a ParseError", test.call, test.err)
			continue
		}
		if e.Offset != test.offset || e.Part != test.part || !strings.Contains(e.Msg, test.msg) || !strings.Contains(e.Hint, test.hint) {
			t.Errorf("%s: %v\n got offset %d, %v, %q, %q\nwant offset %d, %v, %q, %q",
				test.call, e, e.Offset, e.Part, e.Msg, e.Hint, test.offset, test.part, test.msg, test.hint)
		}
	}
}

// TestExcerpt: an error shows the text whole up to 320 bytes, of a longer one
// 200 bytes before the offset and 120 from it on.
func TestExcerpt(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 200 {
		fmt.Fprintf(&b, "%03d.", i)
	}
	for _, tt := range []struct{ length, offset, start, end int }{
		{320, 0, 0, 320}, {320, 320, 0, 320}, {321, 0, 0, 120}, {321, 200, 0, 320}, {321, 201, 1, 321}, {321, 321, 121, 321},
		{400, 279, 79, 399}, {400, 280, 80, 400}, {400, 300, 100, 400}, {800, 500, 300, 620}, {800, -1, 0, 120}, {800, 900, 600, 800},
	} {
		input := b.String()[:tt.length]
		want := input[tt.start:tt.end]
		if tt.start > 0 {
			want = "…" + want
		}
		if tt.end < tt.length {
			want += "…"
		}
		e := ecrref.ParseError{Func: "Parse", Input: input, Offset: tt.offset, Msg: "no"}
		if got := e.Error(); got != `ecrref.Parse "`+want+`": no` {
			t.Errorf("%d bytes, offset %d: %s", tt.length, tt.offset, got)
		}
	}
	if last, none := ecrref.PartDigest.String(), (ecrref.PartDigest + 1).String(); last != "digest" || none != "part 15" {
		t.Errorf("the last part is %q, the one after it %q", last, none)
	}
}

// TestZeroOffersNothing: the zero Registry takes no name and the zero Ref no tag,
// so that none is offered, whichever the text holds.
func TestZeroOffersNothing(t *testing.T) {
	t.Parallel()
	_, err := ecrref.Ref{}.WithTag(" v1")
	require.NotContains(t, err.Error(), "write")
	_, err = ecrref.Ref{}.WithDigest(sha[7:])
	require.NotContains(t, err.Error(), "write")
	for _, name := range []string{"app", "/app", host + "/app", public + "/nginx/nginx", "ecr-public.aws.com/nginx/nginx"} {
		_, err := ecrref.Registry{}.Repository(name)
		var e *ecrref.ParseError
		if !errors.As(err, &e) || strings.HasPrefix(e.Hint, "write ") {
			t.Errorf("Repository(%q) of the zero Registry: %v", name, err)
		}
	}
}

// TestOffset puts a byte that fits nowhere at each place of each reference:
// the error points there.
func TestOffset(t *testing.T) {
	for _, s := range []string{
		host + "/team/app:v1@" + sha,
		"123456789012.dkr-ecr-fips.us-gov-west-1.on.aws/a__b--c.d:v1",
		"123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/app@" + sha,
		"123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/app",
		"public.ecr.aws/nginx/nginx:1",
		"ecr-public.aws.com/ng-inx/a/b",
	} {
		for i := range s {
			_, err := ecrref.Parse(s[:i] + "!" + s[i+1:])
			var e *ecrref.ParseError
			require.True(t, errors.As(err, &e))
			if e.Offset != i {
				t.Errorf("Parse(%q): offset %d, want %d (%s)", s[:i]+"!"+s[i+1:], e.Offset, i, e.Msg)
			}
		}
	}
}

// TestARNOffset does the same for ARNs.
func TestARNOffset(t *testing.T) {
	for _, s := range grammar["arn"].valid {
		for i := range s {
			_, err := ecrref.ParseARN(s[:i] + "!" + s[i+1:])
			var e *ecrref.ParseError
			require.True(t, errors.As(err, &e))
			if e.Offset != i {
				t.Errorf("ParseARN(%q): offset %d, want %d (%s)", s[:i]+"!"+s[i+1:], e.Offset, i, e.Msg)
			}
		}
	}
}

// TestCut cuts references and ARNs off: what is there is never the mistake.
func TestCut(t *testing.T) {
	for _, s := range []string{host + "/team/app:v1@" + sha, "ecr-public.aws.com/ng-inx/a/b:1"} {
		for i := range s {
			_, err := ecrref.Parse(s[:i])
			var e *ecrref.ParseError
			if errors.As(err, &e) && e.Offset != i {
				t.Errorf("Parse(%q): offset %d, want %d (%s)", s[:i], e.Offset, i, e.Msg)
			}
		}
	}
	for _, s := range grammar["arn"].valid {
		for i := range s {
			_, err := ecrref.ParseARN(s[:i])
			var e *ecrref.ParseError
			if errors.As(err, &e) && e.Offset != i {
				t.Errorf("ParseARN(%q): offset %d, want %d (%s)", s[:i], e.Offset, i, e.Msg)
			}
		}
	}
}

// TestGiantInput: an error costs one look at the text and stays short. With
// -short it asks Parse, ParseAny and Rule.FromUpstream only.
func TestGiantInput(t *testing.T) {
	const size = 1 << 10
	for _, piece := range []string{"a", "1", "@", "/", "%40", "%25", "@sha1:", "-", ".", "_", "${", "<", "eyJ", "\x00", "\xff", "a/b@",
		"AWS:"} {
		for _, prefix := range []string{"", host + "/", host + "/app:", host + "/app@sha256:", account + ".dkr.ecr.us-", "https://",
			"arn:aws:ecr:us-west-2:", public + "/"} {
			short, long := prefix+strings.Repeat(piece, size/len(piece)), prefix+strings.Repeat(piece, 16*size/len(piece))
			for name, parse := range allParsers() {
				if testing.Short() && name != "Parse" && name != "ParseAny" && name != "Rule.FromUpstream" {
					continue
				}
				err := parse(long)
				require.Error(t, err)
				require.Less(t, len(err.Error()), 2000)
				if !linear(parse, short, long) {
					t.Errorf("%s: %q then many %q: 16 times the text takes more than 100 times as long", name, prefix, piece)
				}
			}
		}
	}
}

// linear compares the time for a text with that for one of 16 times its length,
// of which a quadratic function makes 256. It tries often: the machine may be busy.
func linear(parse func(string) error, short, long string) bool {
	for range 10 {
		start := time.Now()
		parse(short)
		one := time.Since(start)
		parse(long)
		if time.Since(start) < 100*max(one, 20*time.Microsecond) {
			return true
		}
	}
	return false
}

func TestErrorIsData(t *testing.T) {
	_, err := ecrref.Parse(host + "/appName")
	b, err := json.Marshal(err)
	require.NoError(t, err)
	require.JSONEq(t, `{"Func":"Parse","Input":"`+host+`/appName","Offset":48,"Part":12,`+
		`"Msg":"'N' is upper case; the repository is written in lower case","Hint":"write `+host+`/appname"}`, string(b))
	require.Equal(t, "part 200", ecrref.Part(200).String())
	for p := ecrref.PartReference; p <= ecrref.PartDigest; p++ {
		require.NotContains(t, p.String(), "part ")
	}
}
