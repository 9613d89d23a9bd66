package ecrref

import "strings"

const maxCachePrefix = 30

func (r CacheRule) check(fn string) error {
	if r.Registry.Kind() != Private {
		return ruleError(fn, r.Registry.text, 0, PartHost, "the registry of a cache rule is a private one", "")
	}
	if err := checkCachePrefix(fn, r.Prefix); err != nil {
		return err
	}
	if err := checkUpstream(fn, r.Upstream); err != nil || isRoot(r.UpstreamPrefix) {
		return err
	}
	if r.Prefix == CacheRoot {
		return ruleError(fn, r.UpstreamPrefix, 0, PartRepository, "a rule with the prefix ROOT has no upstream prefix", "leave it empty")
	}
	return checkCachePrefix(fn, r.UpstreamPrefix)
}

// prefix = "ROOT" / name ["/"], 2 to 30 characters
func checkCachePrefix(fn, prefix string) error {
	if prefix == CacheRoot {
		return nil
	}
	if len(prefix) < minName || len(prefix) > maxCachePrefix {
		return ruleError(fn, prefix, min(len(prefix), maxCachePrefix), PartRepository, "a prefix has 2 to 30 characters", "")
	}
	name := strings.TrimSuffix(prefix, "/")
	if end, p := scanName(name, 0, false); p != none || end < len(name) {
		return ruleError(fn, prefix, end, PartRepository, "a prefix is ROOT, or holds lower-case letters and digits with . _ __ - or / between them", "")
	}
	return nil
}

// upstream = label 1*("." label), where a label holds lower-case letters,
// digits and hyphens between them
func checkUpstream(fn, upstream string) error {
	at, msg := upstreamProblem(upstream)
	if host := upstreamHost(upstream); host != upstream {
		if _, wrong := upstreamProblem(host); wrong == "" {
			return ruleError(fn, upstream, 0, PartHost, "ECR does not know the upstream by this host", "write "+host)
		}
	}
	if msg != "" {
		return ruleError(fn, upstream, at, PartHost, msg, "")
	}
	return nil
}

// upstreamProblem says what is wrong with the form of an upstream, and where.
func upstreamProblem(upstream string) (at int, msg string) {
	end, p := scanName(upstream, 0, false)
	if other := strings.IndexAny(upstream[:end], "/_"); other >= 0 {
		end = other
	}
	_, registry := registryOf(upstream)
	switch {
	case p != none || end < len(upstream):
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
	case publicDualHost, "gallery.ecr.aws":
		return publicHost
	case "k8s.gcr.io":
		return "registry.k8s.io"
	default:
		return host
	}
}

// ruleError returns an error about one of the texts of a rule or an image.
// Nothing that may be a secret reaches it.
func ruleError(fn, input string, at int, part Part, msg, hint string) *ParseError {
	clean, host := cleanStart(input)
	safe, cut, _ := redact(input, clean, host)
	if safe != input {
		hint = ""
	}
	return &ParseError{Func: fn, Input: safe, Offset: min(at, cut), Part: part, Msg: msg, Hint: hint}
}
