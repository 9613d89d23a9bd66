package ecrref_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// grammar has texts that obey and that break each rule of the grammar in the
// package documentation. All are references but those of the rule arn.
var grammar = map[string]struct{ valid, invalid []string }{
	"reference": {
		[]string{host + "/app", host + "/app:v1", host + "/app@" + sha, host + "/app:v1@" + sha},
		[]string{host + "/app@" + sha + ":v1", host + "/app:v1@", host + "/app:@" + sha, host + "/app:v1@" + sha + "@" + sha},
	},
	"repository":   {[]string{host + "/app", public + "/nginx/nginx"}, []string{host, host + "/", public, public + "/nginx", host + "//app"}},
	"private-host": {[]string{host + "/app"}, []string{"x" + host + "/app", host + "x/app", "/app"}},
	"public-host": {[]string{public + "/nginx/nginx", "ecr-public.aws.com/nginx/nginx"}, []string{"x." + public + "/nginx/nginx",
		"public.ecr.aws.com/nginx/nginx", "ecr-public.aws/nginx/nginx"}},
	"account": {[]string{"000000000000.dkr.ecr.us-west-2.amazonaws.com/app"}, []string{"00000000000.dkr.ecr.us-west-2.amazonaws.com/app",
		"0000000000000.dkr.ecr.us-west-2.amazonaws.com/app", "00000000000a.dkr.ecr.us-west-2.amazonaws.com/app",
		"\u0661\u0662\u0663456789012.dkr.ecr.us-west-2.amazonaws.com/app"}},
	"service": {
		[]string{account + ".dkr.ecr.us-west-2.amazonaws.com/app", account + ".dkr.ecr-fips.us-west-2.amazonaws.com/app", account +
			".dkr-ecr.us-west-2.on.aws/app", account + ".dkr-ecr-fips.us-west-2.on.aws/app"},
		[]string{account + ".dkr.ecr.us-west-2.on.aws/app", account + ".dkr.ecr-fips.us-west-2.on.aws/app", account +
			".dkr-ecr.us-west-2.amazonaws.com/app", account + ".dkr-ecr-fips.us-west-2.amazonaws.com/app", account +
			".dkr.starport.us-west-2.amazonaws.com/app", account + ".ecr.us-west-2.amazonaws.com/app"},
	},
	"region": {
		[]string{account + ".dkr.ecr.ap-southeast-99.amazonaws.com/app", account + ".dkr.ecr.us-0-0.amazonaws.com/app", account +
			".dkr.ecr.us-abcdefghijklmnopqrst-1.amazonaws.com/app"},
		[]string{account + ".dkr.ecr.us-west-.amazonaws.com/app", account + ".dkr.ecr.us--2.amazonaws.com/app", account +
			".dkr.ecr.us-west.amazonaws.com/app", account + ".dkr.ecr.us-west-2-3.amazonaws.com/app", account +
			".dkr.ecr.us-west-2x.amazonaws.com/app", account + ".dkr.ecr.us-abcdefghijklmnopqrstu-1.amazonaws.com/app", account +
			".dkr.ecr..amazonaws.com/app"},
	},
	"head": {
		[]string{account + ".dkr.ecr.af-x-1.amazonaws.com/app", account + ".dkr.ecr.ap-x-1.amazonaws.com/app", account +
			".dkr.ecr.ca-x-1.amazonaws.com/app", account + ".dkr.ecr.cn-x-1.amazonaws.com.cn/app", account + ".dkr.ecr.eu-x-1.amazonaws.com/app",
			account + ".dkr.ecr.eu-isoe-x-1.cloud.adc-e.uk/app", account + ".dkr.ecr.eusc-de-x-1.amazonaws.eu/app", account +
				".dkr.ecr.il-x-1.amazonaws.com/app", account + ".dkr.ecr.me-x-1.amazonaws.com/app", account + ".dkr.ecr.mx-x-1.amazonaws.com/app",
			account + ".dkr.ecr.sa-x-1.amazonaws.com/app", account + ".dkr.ecr.us-x-1.amazonaws.com/app", account +
				".dkr.ecr.us-gov-x-1.amazonaws.com/app", account + ".dkr.ecr.us-iso-x-1.c2s.ic.gov/app", account +
				".dkr.ecr.us-isob-x-1.sc2s.sgov.gov/app", account + ".dkr.ecr.us-isof-x-1.csp.hci.ic.gov/app", account +
				".dkr.ecr.nz-north-1.amazonaws.com/app", account + ".dkr-ecr.xx-x-1.on.aws/app"},
		[]string{account + ".dkr.ecr.xxx-x-1.amazonaws.com/app", account + ".dkr.ecr.xx-x0-1.amazonaws.com/app", account +
			".dkr.ecr.xx-x-y-1.amazonaws.com/app", account + ".dkr.ecr.x1-x-1.amazonaws.com/app", account + ".dkr.ecr.cn-x-1.amazonaws.com/app",
			account + ".dkr.ecr.us-iso-east-1.amazonaws.com/app", account + ".dkr.ecr.eusc-fr-x-1.amazonaws.eu/app", account +
				".dkr.ecr.us-isog-x-1.amazonaws.com/app", account + ".dkr.ecr.-x-1.amazonaws.com/app", account + ".dkr.ecr.eusc-x-1.amazonaws.eu/app"},
	},
	"new-region": {
		[]string{account + ".dkr.ecr.nz-north-1.amazonaws.com/app", account + ".dkr-ecr.zz-x-99.on.aws/app"},
		[]string{account + ".dkr.ecr.nz-n0rth-1.amazonaws.com/app", account + ".dkr.ecr.n2-north-1.amazonaws.com/app", account +
			".dkr.ecr.nzl-north-1.amazonaws.com/app", account + ".dkr.ecr.nz-north-1.amazonaws.com.cn/app", account +
			".dkr.ecr.nz-north-.amazonaws.com/app"},
	},
	"name": {[]string{host + "/ab", host + "/a/b/c/d/e", host + "/" + strings.Repeat("r", 256), host + "/v2/app", host + "/0/1"},
		[]string{host + "/a", host + "/" + strings.Repeat("r", 257), host + "/a/", host + "//a", host + "/a//b"}},
	"component": {[]string{host + "/a.b_c-d", host + "/sha256"}, []string{host + "/-app", host + "/app-", host + "/.app", host +
		"/app./x", host + "/_x/y"}},
	"separator": {[]string{host + "/a.b", host + "/a_b", host + "/a__b", host + "/a-b", host + "/a-----b"}, []string{host + "/a..b",
		host + "/a___b", host + "/a._b", host + "/a-_b", host + "/a-.b", host + "/a__.b"}},
	"word": {[]string{host + "/0a", host + "/a0"}, []string{host + "/aB", host + "/a b", host + "/a~b", host + "/\u00e4pp"}},
	"alias": {[]string{public + "/ab/app", public + "/a1.b2_c3-d4/app", public + "/" + strings.Repeat("a", 50) + "/app"},
		[]string{public + "/a/app", public + "/1a/app", public + "/a--b/app", public + "/a.b/app", public + "/aa-/app", public + "//app",
			public + "/" + strings.Repeat("a", 51) + "/app"}},
	"public-name": {[]string{public + "/nginx/ab", public + "/nginx/a/b/c", public + "/nginx/" + strings.Repeat("a", 205)},
		[]string{public + "/nginx/a", public + "/nginx/", public + "/nginx/a/", public + "/nginx/" + strings.Repeat("a", 206)}},
	"old-component": {[]string{public + "/nginx/a.b_c-d"}, []string{public + "/nginx/-a", public + "/nginx/a-"}},
	"old-separator": {[]string{public + "/nginx/a.b", public + "/nginx/a_b", public + "/nginx/a-b"}, []string{public + "/nginx/a__b", public +
		"/nginx/a--b", public + "/nginx/a..b"}},
	"tag": {[]string{host + "/app:_", host + "/app:v1.2-3_4", host + "/app:LATEST", host + "/app:" + strings.Repeat("a", 128),
		host + "/app:" + sha[7:]}, []string{host + "/app:", host + "/app:.a", host + "/app:-a", host + "/app:a+b", host + "/app:" +
		strings.Repeat("a", 129)}},
	"digest": {[]string{host + "/app@" + sha}, []string{host + "/app@" + sha[:70], host + "/app@" + sha + "0", host + "/app@sha256:" +
		strings.Repeat("F", 64), host + "/app@sha256:" + strings.Repeat("g", 64), host + "/app@sha512:" + sha[7:], host + "/app@" + sha[7:],
		host + "/app@sha256-" + sha[7:]}},
	"arn": {
		[]string{"arn:aws:ecr:us-west-2:123456789012:repository/app", "arn:aws-cn:ecr:cn-north-1:123456789012:repository/a/b",
			"arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/app", "arn:aws-eusc:ecr:eusc-de-east-1:123456789012:repository/app",
			"arn:aws-iso:ecr:us-iso-east-1:123456789012:repository/app", "arn:aws-iso-b:ecr:us-isob-east-1:123456789012:repository/app",
			"arn:aws-iso-e:ecr:eu-isoe-west-1:123456789012:repository/app", "arn:aws-iso-f:ecr:us-isof-south-1:123456789012:repository/app"},
		[]string{"arn:aws:ecr:us-west-2:123456789012:repository/", "arn:aws:ecr:us-west-2:123456789012:repository/a",
			"arn:aws:ecr:us-west-2:123456789012:registry/app", "arn:aws:ecr::123456789012:repository/app",
			"arn:aws:ecr:cn-north-1:123456789012:repository/app", "arn::ecr:us-west-2:123456789012:repository/app",
			"ARN:aws:ecr:us-west-2:123456789012:repository/app", "arn:aws:ecr:us-west-2::repository/app",
			"arn:aws:ecr:us-west-2:123456789012:repository/app:v1"},
	},
}

// rules returns the rules of the grammar in doc.go, by name.
func rules(t *testing.T) map[string]string {
	t.Helper()
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^//\t([a-z-]+) += (.+)$`).FindAllStringSubmatch(string(doc), -1) {
		found[m[1]] = m[2]
		rest := string(doc)[strings.Index(string(doc), m[0])+len(m[0]):]
		for strings.HasSuffix(found[m[1]], " /") { // the rule goes on in the next line
			line, after, _ := strings.Cut(strings.TrimPrefix(rest, "\n"), "\n")
			found[m[1]], rest = found[m[1]]+strings.TrimLeft(line, "/\t"), after
		}
	}
	return found
}

func TestGrammar(t *testing.T) {
	documented := rules(t)
	require.Len(t, documented, 20)
	for name := range documented {
		require.Contains(t, grammar, name, "no examples of this rule")
	}
	for name, rule := range grammar {
		require.Contains(t, documented, name, "not a rule of doc.go")
		require.NotEmpty(t, rule.valid)
		require.NotEmpty(t, rule.invalid)
		for _, s := range rule.valid {
			require.NoError(t, parsesAs(name, s), "%s: %s", name, s)
		}
		for _, s := range rule.invalid {
			require.Error(t, parsesAs(name, s), "%s: %s", name, s)
		}
	}
}

func parsesAs(rule, s string) error {
	if rule == "arn" {
		_, err := ecrref.ParseARN(s)
		return err
	}
	_, err := ecrref.Parse(s)
	return err
}

// TestGrammarHeads: the heads in doc.go are those of the endpoint data.
func TestGrammarHeads(t *testing.T) {
	var all []string
	for _, p := range readPartitions(t) {
		all = append(all, heads(t, p.RegionRegex)...)
	}
	for _, head := range all {
		require.Contains(t, rules(t)["head"], `"`+head+`"`)
	}
	require.Equal(t, len(all), strings.Count(rules(t)["head"], "/")+1)
}

// TestGrammarSuffixes: so are the suffixes.
func TestGrammarSuffixes(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	for _, p := range readPartitions(t) {
		dual := strings.Replace(p.Outputs.DualStackDNSSuffix, "api.", "on.", 1)
		row := regexp.MustCompile(`(?m)^//\t` + p.ID + ` +` + regexp.QuoteMeta(p.Outputs.DNSSuffix) + ` +` + regexp.QuoteMeta(dual) + `$`)
		require.Regexp(t, row, string(doc))
	}
}
