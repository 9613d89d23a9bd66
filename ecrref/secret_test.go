package ecrref_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/ecrtag"
	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
)

// secretForms are texts with a password in each place where people put one.
var secretForms = []string{
	"AWS:SECRET@" + host + "/app:v1",
	"aws:SECRET@" + host + "/app@" + sha,
	"https://AWS:SECRET@" + host + "/app:v1",
	"HTTPS://AWS:SECRET@" + strings.ToUpper(host) + "/app:v1",
	"http://user:SECRET@" + host,
	"docker://https://AWS:SECRET@" + host + "/app",
	"AWS%3ASECRET%40" + host + "/app:v1",
	"AWS:SECRET%2540" + host + "/app:v1",
	"AWS:SECRET@AWS:SECRET@" + host + "/app",
	"user:SECRET@evil.example/app:v1",
	"SECRET@" + host + "/app@" + sha,
	host + ":SECRET@evil.example/app",
	"123456789012:SECRET@" + host + "/app",
	" AWS:SECRET@" + host + "/app",
	host + "/app?X-Amz-Signature=SECRET",
	host + "/app#SECRET",
	host + "?token=SECRET@x",
	"https://" + host + "/v2/app/manifests/1?token=SECRET",
	"arn:aws:ecr:us-west-2:SECRET@" + host,
	"ecr.aws/AWS:SECRET@" + host + "/app",
	"ECR.AWS/AWS:SECRET@" + host + "/app",
	host + "/user:SECRET@evil.com",
	host + "/user:SECRET@evil.com/app",
	"https://AWS:SECRET\uff20" + host + "/app",
	"user:SECRET\ufe6b" + host + "/app",
	host + "/app%3Ftoken=SECRET",
	host + "/app%253ftoken%3dSECRET",
	host + "/app%23SECRET",
	host + "/app:1&X-Amz-Security-Token=SECRET",
	host + "/app;token=SECRET",
	"https://quay.io/?token=SECRET",
	"docker login --password=SECRET " + host,
}

// openSecretForms are those in which nothing ends the password; one with "@"
// cannot be told from a host that follows it.
var openSecretForms = []string{
	"AWS:SECRET",
	"AWS:SECRET/app@" + sha,
	"https://user:SECRET/app@" + sha,
	"https://AWS:SECRET",
	"\nAWS:SECRET",
	"\tAWS:SECRET",
	"'AWS:SECRET'",
	"(AWS:SECRET)",
	"login AWS:SECRET",
	"AWS%3ASECRET",
	"Basic QVdTOmSECRET",
	"Authorization: Basic QVdTOkSECRET",
	"token=QVdTOmSECRET",
	"token=SECRET",
	host + "/app:QVdTOmSECRET=",
	"-u AWS -p eyJwYXlsb2FkIjoiSECRETSECRETSECRETSECRET " + host,
}

// parsers are all functions that take a whole text.
var parsers = map[string]func(string) error{
	"Parse":                    func(s string) error { _, err := ecrref.Parse(s); return err },
	"ParseAny":                 func(s string) error { _, err := ecrref.ParseAny(s); return err },
	"ParseRegistry":            func(s string) error { _, err := ecrref.ParseRegistry(s); return err },
	"ParseRepository":          func(s string) error { _, err := ecrref.ParseRepository(s); return err },
	"ParseARN":                 func(s string) error { _, err := ecrref.ParseARN(s); return err },
	"UnmarshalText":            func(s string) error { var r ecrref.Ref; return r.UnmarshalText([]byte(s)) },
	"ParseRegistryAny":         func(s string) error { _, err := ecrref.ParseRegistryAny(s); return err },
	"Registry.UnmarshalText":   func(s string) error { var g ecrref.Registry; return g.UnmarshalText([]byte(s)) },
	"Repository.UnmarshalText": func(s string) error { var r ecrref.Repository; return r.UnmarshalText([]byte(s)) },
}

// ruleParsers are the functions that take a text for a cache rule or a filter.
var ruleParsers = func() map[string]func(string) error {
	registry := ecrref.MustParse(host + "/app").Registry()
	rule := pullcache.Rule{Registry: registry, Prefix: "quay", Upstream: "quay.io"}
	with := func(change func(*pullcache.Rule, string)) func(string) error {
		return func(s string) error {
			r := rule
			change(&r, s)
			if _, err := r.ToUpstream(ecrref.MustParse(host + "/quay/a/b")); err == nil || r.Check() == nil {
				return nil
			}
			_, err := r.FromUpstream("quay.io/a/b")
			return errors.Join(err, r.Check())
		}
	}
	hub := pullcache.Rule{Registry: registry, Prefix: "hub", Upstream: "registry-1.docker.io"}
	same := pullcache.Rule{Registry: registry, Prefix: "own", Upstream: host}
	return map[string]func(string) error{
		"Rule.Prefix":           with(func(r *pullcache.Rule, s string) { r.Prefix = s }),
		"Rule.Upstream":         with(func(r *pullcache.Rule, s string) { r.Upstream = s }),
		"Rule.UpstreamPrefix":   with(func(r *pullcache.Rule, s string) { r.UpstreamPrefix = s }),
		"Rule.FromUpstream":     func(s string) error { _, err := rule.FromUpstream(s); return err },
		"Rule.FromUpstream hub": func(s string) error { _, err := hub.FromUpstream(s); return err },
		"Rule.FromUpstream ECR": func(s string) error { _, err := same.FromUpstream(s); return err },
		"CheckFilters":          func(s string) error { return ecrtag.CheckFilters(s) },
	}
}()

func allParsers() map[string]func(string) error {
	all := maps.Clone(parsers)
	maps.Copy(all, ruleParsers)
	return all
}

func formsFor(secret string) []string {
	if strings.ContainsAny(secret, "@%") {
		return secretForms
	}
	return slices.Concat(secretForms, openSecretForms)
}

func TestNoSecretInErrors(t *testing.T) {
	for _, secret := range []string{"s3cr3tpassw0rd", "a/b+c/d==e/f", "one@two@three", "%40secret%2F", "q?u#e@r/y&z", "@sha256:secret/x"} {
		for _, form := range formsFor(secret) {
			s := strings.ReplaceAll(form, "SECRET", secret)
			for name, parse := range allParsers() {
				err := parse(s)
				if err == nil {
					t.Errorf("%s(%q) accepts user info", name, s)
					continue
				}
				requireNoSecret(t, s, secret, err)
			}
		}
	}
}

// TestSecretInArguments: passwords do not pass through the builders either.
func TestSecretInArguments(t *testing.T) {
	const secret = "s3cr3tpassw0rd"
	repo := ecrref.MustParse(host + "/app").Repository()
	for _, s := range []string{"AWS:" + secret + "@x", "user:" + secret + "@" + host, "AWS:" + secret} {
		for name, build := range builders(repo) {
			err := build(s)
			if err == nil {
				t.Errorf("%s(%q) succeeds", name, s)
				continue
			}
			requireNoSecret(t, s, secret, err)
		}
	}
}

// builders are all functions that take a part of a reference.
func builders(repo ecrref.Repository) map[string]func(string) error {
	reg, ref := repo.Registry(), repo.Ref()
	return map[string]func(string) error{
		"PrivateRegistry account": func(s string) error { _, err := ecrref.PrivateRegistry(s, "us-west-2"); return err },
		"PrivateRegistry region":  func(s string) error { _, err := ecrref.PrivateRegistry("123456789012", s); return err },
		"WithRegion":              func(s string) error { _, err := reg.WithRegion(s); return err },
		"WithAccountID":           func(s string) error { _, err := reg.WithAccountID(s); return err },
		"Registry.Repository":     func(s string) error { _, err := reg.Repository(s); return err },
		"Public.Repository":       func(s string) error { _, err := ecrref.PublicRegistry().Repository(s); return err },
		"Repository.WithTag":      func(s string) error { _, err := repo.WithTag(s); return err },
		"Repository.WithDigest":   func(s string) error { _, err := repo.WithDigest(s); return err },
		"WithTag":                 func(s string) error { _, err := ref.WithTag(s); return err },
		"WithDigest":              func(s string) error { _, err := ref.WithDigest(s); return err },
	}
}
