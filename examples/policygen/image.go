package main

import (
	"errors"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// readImage returns the reference of an image that needs permissions. Of every
// other it notes why there is no policy for it.
func (in *input) readImage(image awsfile.String) (ecrref.Ref, bool) {
	ref, err := ecrref.Parse(image.Value)
	where := image.Where.String()
	if where != "" {
		where += ": "
	}
	switch {
	case err == nil && ref.Registry().Kind() == ecrref.Private:
		return ref, true
	case err == nil:
		in.note(cli.OK, "%s%s is public: everyone may pull it, no policy is needed", where, ref)
	case awsfile.IsPlaceholder(image.Value):
		in.note(cli.Undecided, "%s%s is not filled in yet, so it is left out: %s", where, image.Value, advice(err))
	case mentionsECR(image.Value):
		in.note(cli.Undecided, "%s%s is left out: %s", where, image.Value, advice(err))
	default:
		in.note(cli.Undecided, "%s%s is not in Amazon ECR, so it is left out: policies for ECR say nothing about it", where, image.Value)
	}
	return ecrref.Ref{}, false
}

// mentionsECR reports whether the host of an image is meant to be one of ECR's.
func mentionsECR(image string) bool {
	_, rest, ok := strings.Cut(image, "://")
	if !ok {
		rest = image
	}
	host, _, _ := strings.Cut(strings.ToLower(rest), "/")
	return strings.Contains(host, "ecr") || strings.Contains(host, ".amazonaws.")
}

// advice is what is wrong with a reference and what to write instead.
func advice(err error) string {
	var p *ecrref.ParseError
	if !errors.As(err, &p) {
		return err.Error()
	}
	if p.Hint == "" {
		return p.Msg
	}
	return p.Msg + "; " + p.Hint
}
