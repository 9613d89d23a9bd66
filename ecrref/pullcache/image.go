package pullcache

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// schemes are those that may stand before an image.
var schemes = [...]string{"https://", "docker://", "docker-pullable://", "oci://"}

// schemeEnd returns the end of the scheme that image begins with, 0 if it
// begins with none.
func schemeEnd(image string) int {
	for _, scheme := range schemes {
		if hasPrefixFold(image, scheme) {
			return len(scheme)
		}
	}
	return 0
}

// hasPrefixFold reports whether s begins with prefix, which is in lower case, in
// any case of ASCII.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && lowerASCII(s[:len(prefix)]) == prefix
}

// lowerASCII returns s with the letters of ASCII in lower case. Others stay as
// they are: folding must not turn the Kelvin sign into a k.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// cutUpstreamHost cuts an image into its host, in lower case, and the rest as
// Docker does: what stands before the first "/" is a host if it looks like one.
func cutUpstreamHost(image string) (host, name string) {
	host, name, ok := strings.Cut(image, "/")
	if !ok || !strings.ContainsAny(host, ".:@") && host != "localhost" {
		return dockerHub, image
	}
	if host = lowerASCII(host); host == dockerIO || host == "index."+dockerIO {
		host = dockerHub
	}
	return host, name
}

// pages holds how addresses begin that are not those of images, and the image
// that what follows them names. Kubernetes' old registry holds what the new one
// had in April 2023 (kubernetes.io/blog/2023/03/10/image-registry-redirect).
var pages = [...]struct{ begins, image string }{
	{"https://hub.docker.com/_/", dockerIO + "/" + officialImages},
	{"https://hub.docker.com/r/", dockerIO + "/"},
	{"hub.docker.com/_/", dockerIO + "/" + officialImages},
	{"hub.docker.com/r/", dockerIO + "/"},
	{"https://quay.io/repository/", "quay.io/"},
	{"https://gallery.ecr.aws/", publicGallery + "/"},
	{"gallery.ecr.aws/", publicGallery + "/"},
	{"k8s.gcr.io/", "registry.k8s.io/"},
	{"https://k8s.gcr.io/", "registry.k8s.io/"},
}

// isPage reports whether image is the address of a page, or of a call of the
// registry's API.
func isPage(image string) bool {
	for _, page := range pages {
		if hasPrefixFold(image, page.begins) {
			return true
		}
	}
	_, path, _ := strings.Cut(image[schemeEnd(image):], "/")
	return hasPrefixFold(image, "https://") && (path == "v2" || strings.HasPrefix(path, "v2/"))
}

// maxNear is how long a text may be for near to look at it.
const maxNear = 1024

// near returns the one image of the upstream that a text is about and that
// FromUpstream takes: by the address of a page, or among the words of a line.
// It returns nothing that may hold a secret.
func (r Rule) near(text string) string {
	if len(text) > maxNear {
		return ""
	}
	for _, page := range pages {
		if hasPrefixFold(text, page.begins) {
			path, _, _ := strings.Cut(text[len(page.begins):], "?")
			return r.taken(page.image + strings.TrimRight(path, "/"))
		}
	}
	found := ""
	words := strings.FieldsFunc(redact.Text(text).Text, func(c rune) bool { return strings.ContainsRune(" \t\r\n\"'`<>[](){}=|,;", c) })
	for _, word := range words {
		host, _ := cutUpstreamHost(word[schemeEnd(word):])
		bare := host == dockerHub && !strings.Contains(lowerASCII(word), dockerIO+"/") // any word could be one
		if bare || strings.Contains(word, redact.Mark) || r.taken(word) == "" {
			continue
		}
		if found != "" && found != word {
			return "" // which one?
		}
		found = word
	}
	return found
}

// taken returns image if FromUpstream takes it, "" if not.
func (r Rule) taken(image string) string {
	if _, err := r.fromUpstream(image); err != nil || redact.Text(image).Text != image {
		return ""
	}
	return image
}
