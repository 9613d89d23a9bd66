package cli

import (
	"errors"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Redact returns an image for a message, with REDACTED in place of what may be
// a secret, as the errors of ecrref show it. An image without secrets stays as
// it is.
func Redact(image string) string {
	var p *ecrref.ParseError
	if _, err := ecrref.Parse(image); errors.As(err, &p) {
		return p.Input
	}
	return image
}
