package cli

import (
	"errors"
	"regexp"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Redact returns an image for a message: what stands before an "@" is REDACTED,
// as it may hold a password, unless the "@" introduces a digest. Queries and
// tokens go as well. An image without secrets stays as it is.
func Redact(image string) string {
	name, digest := image, digestAtEnd.FindString(image)
	name = name[:len(name)-len(digest)]
	var p *ecrref.ParseError
	if _, err := ecrref.Parse(name); errors.As(err, &p) {
		name = p.Input
	}
	return name + digest
}

// digestAtEnd is a whole digest. The library, which is for ECR, would take the
// tag of nginx:1@sha256:… for a password.
var digestAtEnd = regexp.MustCompile(`@(sha256:[0-9A-Fa-f]{64}|sha512:[0-9A-Fa-f]{128})$`)
