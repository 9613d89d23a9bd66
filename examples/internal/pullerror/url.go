package pullerror

import (
	"regexp"
	"strings"
)

// urlIs is a URL, or a host whose name was asked for, with the words before it
// that tell that it was called and not only referred to.
var urlIs = regexp.MustCompile(`(?i)(\b(?:get|head|post|put|status code|content at|request to) )?` +
	`(?:https?://|dial tcp: lookup )([^\s/?,]+)(/[^\s?,]*)?`)

// services tells by its host who is behind a URL or an image; anybody else is
// "other".
var services = []struct {
	name string
	find *regexp.Regexp
}{
	{"s3-layers", expr(`starport-layer-bucket`)},
	{"ecr-public", expr(`^(?:public\.ecr\.aws|ecr-public\.aws\.com)$`)},
	{"ecr-api", expr(`^(?:api\.ecr[.-]|ecr\.` + regionIs + `\.api\.aws|ecr-fips\.)`)},
	{"ecr", expr(`dkr[.-]ecr`)},
	{"hub-layers", expr(`^production\.cloudflare\.docker\.com$|^docker-images-prod\.|\.r2\.cloudflarestorage\.com$`)},
	{"hub", expr(`(?:^|\.)docker\.(?:io|com)$`)},
	{"cloudfront", expr(`\.cloudfront\.net$`)},
	{"secrets", expr(`^secretsmanager[.-]`)},
	{"ssm", expr(`^ssm[.-]`)},
	{"logs", expr(`^logs[.-]`)},
	{"s3", expr(`(?:^|\.)s3[.-]`)},
}

// serviceWords say who a host is, where that is not plain from its name.
var serviceWords = map[string]string{
	"s3-layers":  " (S3, where ECR keeps layers)",
	"ecr-public": " (the public gallery of ECR)",
	"ecr-api":    " (the API of ECR)",
	"ecr":        " (a private registry in ECR)",
	"hub-layers": " (where Docker Hub keeps layers)",
	"hub":        " (Docker Hub)",
	"cloudfront": " (CloudFront, where the public gallery of ECR keeps layers)",
}

// takeURL sets the parts of the URL that failed: the last one that a registry or
// AWS serves, as an error wraps those before it. Without a URL the image tells the
// registry.
func (p Parts) takeURL(text string) {
	for _, m := range urlIs.FindAllStringSubmatch(text, -1) {
		called, host, path := m[1] != "", trim(m[2]), m[3]
		service := serviceOf(host)
		if service == "other" && !called && !strings.HasPrefix(strings.ToLower(path), "/v2/") {
			continue // a page that the message refers to
		}
		p["host"], p["service"], p["object"] = host, service, objectOf(service, path)
	}
	if p["host"] == "" && p["image"] != "" {
		p["service"] = serviceOf(registryOf(p["image"]))
	}
	if strings.Contains(strings.ToLower(p["host"]+p["image"]), "dkr-ecr") {
		p["form"] = "dual-stack"
	}
}

func serviceOf(host string) string {
	host, _, _ = strings.Cut(host, ":")
	for _, s := range services {
		if s.find.MatchString(host) {
			return s.name
		}
	}
	return "other"
}

// registryOf is the host of an image. Without one it is Docker Hub.
func registryOf(image string) string {
	host, _, ok := strings.Cut(image, "/")
	if !ok || !strings.ContainsAny(host, ".:") && host != "localhost" {
		return "docker.io"
	}
	return host
}

// objectOf is what a URL asks for: manifest, layer, or "" for neither.
func objectOf(service, path string) string {
	path = strings.ToLower(path)
	switch {
	case strings.Contains(path, "/manifests/"):
		return "manifest"
	case strings.Contains(path, "/blobs/"), strings.Contains(path, "/sha256"), strings.HasSuffix(service, "-layers"), service == "cloudfront":
		return "layer"
	}
	return ""
}
