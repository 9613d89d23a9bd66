package ecrref_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// spoofs are hosts that are not registries of ECR although some parser took
// them, or something like them, for one.
var spoofs = []struct{ host, why string }{
	{"evilamazonaws.com", "CVE-2024-35192: suffix without a dot"},
	{"x.dkr.ecr.evil.com", "passed the first fix of CVE-2024-35192"},
	{"foo.amazonaws.com", "passed the first fix of CVE-2024-35192"},
	{host + ".evil.com", "pattern without an end"},
	{host + ".fake.example.com", "pattern without an end"},
	{host + "evil.com", "suffix goes on"},
	{host + "-evil.com", "suffix goes on"},
	{"evil.com." + host, "pattern without a beginning"},
	{"evil-" + host, "pattern without a beginning"},
	{"x" + host, "pattern without a beginning"},
	{"attacker.com/" + host, "host in the path"},
	{"evil.com@" + host, "user info"},
	{host + "@evil.com", "user info"},
	{host + ":x@evil.com", "user info"},
	{host + "\\@evil.com", "backslash"},
	{host + "?x=", "query"},
	{host + "#", "fragment"},
	{host + "%2eevil.com", "percent-encoding"},
	{host + "%00.evil.com", "percent-encoding"},
	{host + "\n", "$ also matches before a final newline"},
	{host + "\r\n", "line end"},
	{host + "\x00", "NUL"},
	{host + " ", "space"},
	{" " + host, "space"},
	{"\t" + host, "tab"},
	{"\ufeff" + host, "byte order mark"},
	{host + "\u200b", "zero width space"},
	{host + ".", "trailing dot"},
	{host + "..", "trailing dots"},
	{"." + host, "leading dot"},
	{"[" + host + "]", "brackets"},
	{host + ":443", "port"},
	{host + ":", "empty port"},
	{host + ":99999", "port out of range"},
	{account + ".dkr.ecr.s3.amazonaws.com", "S3 bucket 123456789012.dkr.ecr"},
	{account + ".dkr.ecr.s3-us-west-2.amazonaws.com", "S3 with a dash"},
	{account + ".dkr.ecr.s3.us-west-2.amazonaws.com", "S3 with a region"},
	{account + ".dkr.ecr.s3-website-us-west-2.amazonaws.com", "S3 web site"},
	{account + ".dkr.ecr.s3-accelerate.amazonaws.com", "S3 accelerate"},
	{account + ".dkr.ecr.us-west-2.amazonaws.hacker.com", "suffix in the middle"},
	{account + ".dkr.ecr.us-west-2.amazonaws.co", "suffix cut off"},
	{account + ".dkr.ecr.us-west-2.amazonaws.com.cn", "another partition's suffix"},
	{account + ".dkr.ecr.cn-north-1.amazonaws.com", "another partition's suffix"},
	{account + ".dkr.ecr.us-iso-east-1.amazonaws.com", "another partition's suffix"},
	{account + ".dkr.ecr.us-gov-west-1.amazonaws.com.cn", "another partition's suffix"},
	{account + ".dkr.ecr.us-west-2.vpce.amazonaws.com", "VPC endpoint"},
	{account + ".dkr.ecr.us-west-2.on.aws", "service of the other suffix"},
	{account + ".dkr-ecr.us-west-2.amazonaws.com", "service of the other suffix"},
	{account + ".dkr.ecr.cn-north-1.on.amazonwebservices.com.cn", "service of the other suffix"},
	{account + "xdkrxecr.us-west-2.amazonaws.com", "unescaped dots"},
	{account + ".dkrxecr.us-west-2.amazonaws.com", "unescaped dots"},
	{account + ".dkr.ecr.us-west-2xamazonaws.com", "unescaped dots"},
	{account + ".dkr.ecr.us-west-2.amazonawsxcom", "unescaped dots"},
	{account + ".dkr.ecr..amazonaws.com", "empty label"},
	{account + "..dkr.ecr.us-west-2.amazonaws.com", "empty label"},
	{account + ".dkr.ecr.evil.com/.amazonaws.com", "path in the region"},
	{account + ".dkr.ecr.us-west-2.amazonaws.com\u2044app", "a slash that is none"},
	{account + ".dkr.ecr.us-west-2\u3002amazonaws.com", "a dot that is none"},
	{account + ".dkr.ecr.eu-isoe-west-1.cloud.adc-e.u\u212a", "the Kelvin sign folds to k"},
	{"\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661\u0662.dkr.ecr.us-west-2.amazonaws.com", "digits that are none"},
	{"\uff11" + host[1:], "full-width digit"},
	{"public.ecr.aws.fake.example.com", "public with a suffix"},
	{"foo.public.ecr.aws", "public with a label"},
	{"public.ecr.aws.", "trailing dot"},
	{"publicxecr.aws", "unescaped dot"},
	{"gallery.ecr.aws", "web site"},
	{"api.ecr.us-west-2.amazonaws.com", "API host"},
	{"api.ecr-public.us-east-1.amazonaws.com", "API host"},
	{"ecr-public.us-east-1.api.aws", "API host"},
	{"000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566", "emulator"},
	{"https://" + host + "@evil.com", "scheme and user info"},
	{"https://https://" + host, "two schemes"},
	{"//" + host, "no scheme"},
	{"http://" + host, "plain http"},
	{"https:/" + host, "half a scheme"},
	{"file://" + host, "other scheme"},
}

// TestSpoofs: every entry point refuses every spoof.
func TestSpoofs(t *testing.T) {
	for _, spoof := range spoofs {
		for _, s := range []string{spoof.host, spoof.host + "/team/app:v1", strings.ToUpper(spoof.host) + "/team/app:v1", "https://" +
			spoof.host + "/team/app", "https://" + spoof.host, "https://" + spoof.host + "/", "ecr.aws/" + spoof.host} {
			for _, name := range []string{"Rule.Upstream", "Rule.FromUpstream", "Rule.FromUpstream ECR"} {
				if ruleParsers[name](s) == nil {
					t.Errorf("%s(%q) accepts a spoof: %s", name, s, spoof.why)
				}
			}
			for name, parse := range parsers {
				if parse(s) == nil {
					t.Errorf("%s(%q) accepts a spoof: %s", name, s, spoof.why)
				}
			}
		}
	}
}

// TestSpoofedParts: nor can one be built.
func TestSpoofedParts(t *testing.T) {
	repo := ecrref.MustParse(host + "/app").Repository()
	for _, s := range []string{
		"", " ", "\n", ".", "..", "/", "@", ":", "evil.com/", "evil.com#", "us-west-2.evil.com", "us-west-2/", "us-west-2\n", "us-west-2 ", "s3",
		"US-WEST-2", "us-we\u017ft-2",
		"123456789012@evil.com", "123456789012.", "123456789012/", "12345678901\u0662", "123456789012\n",
		"app@evil.com", "app:v1", "app\n", "app/", "/app", "../app", "a//b", "app?x", "app#x", "app%2f", "App", "a",
		"v1\n", "v1@" + sha, "v1/x", "-v1", ".v1", sha + "\n", sha + "0", strings.ToUpper(sha),
	} {
		for name, build := range builders(repo) {
			if legalPart[name][s] {
				continue
			}
			if build(s) == nil {
				t.Errorf("%s(%q) builds a spoof", name, s)
			}
		}
	}
}

// legalPart lists what is an ordinary value for a builder.
var legalPart = map[string]map[string]bool{
	"Repository.WithTag":  {"s3": true, "App": true, "a": true, "US-WEST-2": true, "us-west-2.evil.com": true, "123456789012.": true},
	"WithTag":             {"s3": true, "App": true, "a": true, "US-WEST-2": true, "us-west-2.evil.com": true, "123456789012.": true},
	"Registry.Repository": {"s3": true, "us-west-2.evil.com": true, "v1/x": true},
}

// TestFindSpoofs: where Find finds something in a spoof, it stands in spaces or
// marks that part it from the rest, and that rest is no host.
func TestFindSpoofs(t *testing.T) {
	parted := map[string]bool{"space": true, "tab": true, "byte order mark": true, "two schemes": true, "plain http": true,
		"other scheme": true}
	seen := 0
	for _, spoof := range spoofs {
		for _, s := range []string{spoof.host, spoof.host + "/team/app:v1", "https://" + spoof.host + "/team/app", "ecr.aws/" + spoof.host +
			"/app"} {
			for m := range ecrref.Find(s) {
				seen++
				if !parted[spoof.why] {
					t.Errorf("Find(%q) finds %v: %s", s, m.Ref, spoof.why)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("parted from a space, a reference is one")
	}
}
