package answer

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// isCertain reports whether an image of ECR is malformed in front of its first
// placeholder, whatever that will be: in the host, or in a name with an open tag.
func isCertain(image string) bool {
	host, path, ok := strings.Cut(image, "/")
	if !ok || isEmulator(image) {
		return false
	}
	if i := strings.IndexAny(path, ":@"); i >= 0 {
		path = path[:i]
	}
	return isMistake(host+"/"+path) || isMistake(host+"/any-name")
}

// isMistake reports whether a text without a placeholder is meant for ECR and is no reference.
func isMistake(image string) bool {
	_, err := ecrref.Parse(image)
	return err != nil && !err.(*ecrref.ParseError).NotECR && err.(*ecrref.ParseError).Placeholder == "" &&
		strings.Contains(strings.ToLower(image), "ecr") && !isImagePlaceholder(image) && !isOfDocumentation(image)
}
