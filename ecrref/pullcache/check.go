package pullcache

import (
	"errors"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

const (
	minPrefix = 2
	maxPrefix = 30
)

func (r Rule) check(fn string) error {
	if r.Registry.Kind() != ecrref.Private {
		return ruleError(fn, r.Registry.Host(), 0, ecrref.PartHost, "the registry of a cache rule is a private one", "")
	}
	if err := checkPrefix(fn, r.Prefix); err != nil {
		return err
	}
	if err := checkUpstream(fn, r.Upstream); err != nil || isRoot(r.UpstreamPrefix) {
		return err
	}
	if r.Prefix == Root {
		return ruleError(fn, r.UpstreamPrefix, 0, ecrref.PartRepository, "a rule with the prefix ROOT has no upstream prefix", "leave it empty")
	}
	return checkPrefix(fn, r.UpstreamPrefix)
}

// prefix = "ROOT" / name ["/"], 2 to 30 characters
func checkPrefix(fn, prefix string) error {
	if prefix == Root {
		return nil
	}
	if len(prefix) < minPrefix || len(prefix) > maxPrefix {
		return ruleError(fn, prefix, min(len(prefix), maxPrefix), ecrref.PartRepository, "a prefix has 2 to 30 characters", "")
	}
	name := strings.TrimSuffix(prefix, "/")
	if end, ok := scanName(name); !ok {
		return ruleError(fn, prefix, end, ecrref.PartRepository,
			"a prefix is ROOT, or holds lower-case letters and digits with . _ __ - or / between them", "")
	}
	return nil
}

// scanName reports whether name is one or more components of a repository's
// name, and where it stops being their beginning.
func scanName(name string) (end int, ok bool) {
	registry, _ := ecrref.PrivateRegistry("000000000000", "us-east-1")
	_, err := registry.Repository(name + "/image")
	if e := (*ecrref.ParseError)(nil); errors.As(err, &e) {
		return min(e.Offset, len(name)), false
	}
	return len(name), true
}

// upstream = label 1*("." label), where a label holds lower-case letters,
// digits and hyphens between them
func checkUpstream(fn, upstream string) error {
	at, msg := upstreamProblem(upstream)
	if host := upstreamHost(upstream); host != upstream {
		if _, wrong := upstreamProblem(host); wrong == "" {
			return ruleError(fn, upstream, 0, ecrref.PartHost, "ECR does not know the upstream by this host", "write "+host)
		}
	}
	if msg != "" {
		return ruleError(fn, upstream, at, ecrref.PartHost, msg, "")
	}
	return nil
}

// upstreamProblem says what is wrong with the form of an upstream, and where.
func upstreamProblem(upstream string) (at int, msg string) {
	end, ok := scanName(upstream)
	if other := strings.IndexAny(upstream[:end], "/_"); other >= 0 {
		end, ok = other, false
	}
	_, registry := registryOf(upstream)
	switch {
	case !ok:
		return end, "an upstream is a host in lower case: no scheme, no port, no path"
	case !strings.Contains(upstream, "."):
		return end, "an upstream is a host with a dot in it"
	case containsAny(upstream, ".dkr", "ecr.aws", "ecr-public", "amazonaws") && !registry:
		return 0, "this is not the host of a registry in ECR"
	}
	return 0, ""
}

// upstreamHost returns the host that ECR knows an upstream by.
func upstreamHost(upstream string) string {
	switch host := strings.TrimSuffix(strings.TrimPrefix(upstream, "https://"), "/"); host {
	case dockerIO, "index." + dockerIO, "hub.docker.com":
		return dockerHub
	case "ecr-public.aws.com", "gallery.ecr.aws":
		return publicGallery
	case "k8s.gcr.io":
		return "registry.k8s.io"
	default:
		return host
	}
}

// ruleError returns an error about one of the texts of a rule or an image.
// Nothing that may be a secret reaches it.
func ruleError(fn, input string, at int, part ecrref.Part, msg, hint string) *ecrref.ParseError {
	safe := redact.Text(input)
	if safe.Text != input {
		hint = ""
	}
	return &ecrref.ParseError{Package: "pullcache", Func: fn, Input: safe.Text, Offset: min(at, safe.At), Part: part, Msg: msg, Hint: hint}
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
