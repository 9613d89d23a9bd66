package main

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// readImage returns the reference of an image that needs permissions. Of every
// other it notes why there is no policy for it.
func (in *input) readImage(image awsfile.String) (ecrref.Ref, bool) {
	if len(image.Gaps) > 0 {
		return in.readOpen(image)
	}
	ref, err := ecrref.Parse(image.Value)
	if err == nil && ref.Registry().Kind() == ecrref.Private {
		return ref, true
	}
	if ref, ok := beforeTag(image.Value); ok && awsfile.IsImagePlaceholder(image.Value) {
		return ref, true
	}
	code, why := withoutPolicy(image, err)
	in.note(code, "%s%s %s", before(image.Where), cli.Printable(cli.Redact(image.Value)), why)
	return ecrref.Ref{}, false
}

// beforeTag reads what stands before the tag or digest, which a policy does not know:
// it may still have to be filled in.
func beforeTag(image string) (ecrref.Ref, bool) {
	host, path, _ := strings.Cut(image, "/")
	end := strings.IndexAny(path, ":@")
	if end < 0 {
		return ecrref.Ref{}, false
	}
	ref, err := ecrref.Parse(host + "/" + path[:end])
	return ref, err == nil && ref.Registry().Kind() == ecrref.Private
}

// readOpen reads an image of which a part is not known. A tag that is not known
// does not matter to a policy.
func (in *input) readOpen(image awsfile.String) (ecrref.Ref, bool) {
	ref, open, err := awsfile.ReadOpen(image)
	code, why := cli.Undecided, "is not filled in yet, so it is left out: "+image.Gaps[0].Why+"; "+image.Gaps[0].Tell
	switch {
	case open == awsfile.OpenPrivate && !image.OpenRepository():
		return ref.WithoutTag().WithoutDigest(), true
	case open == awsfile.OpenPublic:
		code, why = withoutPolicy(image, nil)
	case open == awsfile.OpenElsewhere:
		code, why = cli.OK, "is not in Amazon ECR: policies for ECR say nothing about it"
	case open == awsfile.OpenMalformed:
		code, why = cli.Found, "cannot be pulled by anyone, so it is left out: "+cli.Reason(err)
	}
	in.note(code, "%s%s %s", before(image.Where), cli.Printable(cli.Redact(image.Value)), why)
	return ecrref.Ref{}, false
}

// withoutPolicy says why an image gets no policy, and the exit code that means.
func withoutPolicy(image awsfile.String, err error) (code int, why string) {
	switch {
	case err == nil:
		return cli.OK, "is public: everyone may pull it, no policy is needed"
	case awsfile.IsImagePlaceholder(image.Value):
		return cli.Undecided, "is not filled in yet, so it is left out: " + cli.Reason(err)
	case awsfile.LooksLikeECR(image.Value):
		return cli.Found, "cannot be pulled by anyone, so it is left out: " + cli.Reason(err)
	case image.Where == (awsfile.Where{}):
		return cli.Undecided, "is neither a file that is here nor an image in Amazon ECR, so it is left out"
	}
	return cli.OK, "is not in Amazon ECR: policies for ECR say nothing about it"
}

// before is the place of an image for the beginning of a message.
func before(w awsfile.Where) string {
	if w == (awsfile.Where{}) {
		return ""
	}
	return w.String() + ": "
}
