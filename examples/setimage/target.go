package main

import (
	_ "crypto/sha256" // package reference checks a digest only with a hash that
	_ "crypto/sha512" // the program links
	"errors"
	"fmt"
	"strings"

	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// target is what the user wants in the place of an image: the whole of it, or
// what comes after the repository.
type target struct{ whole, tag, digest string }

// from returns the image to write in the place of old. The repository of old
// stays. Its tag and digest go together: an old digest would pin the old image
// under the new tag, and an old tag would be a lie about the new digest.
func (t target) from(old string) (string, error) {
	if t.whole != "" {
		if err := check(t.whole); err != nil {
			return "", fmt.Errorf("-image: %w", err)
		}
		return t.whole, nil
	}
	image, err := t.after(old)
	if err != nil {
		return "", err
	}
	return image, check(image)
}

func (t target) after(old string) (string, error) {
	ref, err := ecrref.Parse(old)
	switch {
	case err == nil:
		return t.inECR(ref.Repository())
	case awsfile.IsPlaceholder(old):
		return "", fmt.Errorf("%q is not filled in yet: replace the whole image with -image", cli.Redact(old))
	case awsfile.LooksLikeECR(old):
		return "", fmt.Errorf("%w (replace the whole image with -image)", quoting(err))
	}
	return t.elsewhere(old)
}

func (t target) inECR(repo ecrref.Repository) (string, error) {
	ref, err := repo.Ref(), error(nil)
	if t.tag != "" {
		if ref, err = ref.WithTag(t.tag); err != nil {
			return "", fmt.Errorf("-tag %w", quoting(err))
		}
	}
	if t.digest != "" {
		if ref, err = ref.WithDigest(t.digest); err != nil {
			return "", fmt.Errorf("-digest %w", quoting(err))
		}
	}
	return ref.String(), nil
}

// quoting puts the text that is wrong in front of the reason, as the library
// has it: without the password that may stand in it.
func quoting(err error) error {
	var p *ecrref.ParseError
	if !errors.As(err, &p) {
		return err
	}
	return fmt.Errorf("%q: %w", p.Input, err)
}

// elsewhere does the same for an image that is not in ECR, spelled as it was:
// nginx stays nginx and does not become docker.io/library/nginx.
func (t target) elsewhere(old string) (string, error) {
	named, err := parseNamed(old)
	if err != nil {
		return "", fmt.Errorf("%w (replace the whole image with -image)", err)
	}
	ref := reference.TrimNamed(named)
	if t.tag != "" {
		if ref, err = reference.WithTag(ref, t.tag); err != nil {
			return "", fmt.Errorf("-tag %q: %w", t.tag, err)
		}
	}
	if t.digest != "" {
		if ref, err = reference.WithDigest(ref, digest.Digest(t.digest)); err != nil {
			return "", fmt.Errorf("-digest %q: %w", t.digest, err)
		}
	}
	return ref.String(), nil
}

// misplaced tells a value that belongs to another flag. It is not repeated: a
// whole reference may hold a password.
func (t target) misplaced() error {
	switch {
	case strings.HasPrefix(t.tag, "sha256:"):
		return errors.New("-tag got a digest: a digest is given with -digest")
	case strings.ContainsAny(t.tag, "@/:"):
		return errors.New(`-tag: a tag holds no "@", "/" or ":": a digest is given with -digest, a whole reference with -image`)
	case strings.ContainsAny(t.digest, "@/"):
		return errors.New(`-digest: a digest is sha256: and 64 hex digits: a whole reference is given with -image`)
	}
	return nil
}

// check refuses a new image that ECS would refuse or could not pull.
func check(image string) error {
	ref, err := ecrref.Parse(image)
	switch {
	case err == nil:
		return quoting(ref.CheckECS())
	case awsfile.LooksLikeECR(image):
		return quoting(err)
	case strings.HasPrefix(image, "sha256:"):
		return fmt.Errorf("%q is a digest: give it with -digest", cli.Redact(image))
	}
	_, err = parseNamed(image)
	switch {
	case err != nil && awsfile.IsPlaceholder(image):
		return fmt.Errorf("%w: is a variable not filled in?", err)
	case err != nil:
		return err
	}
	return checkElsewhere(image)
}

// parseNamed reads an image as Docker does, and keeps its spelling.
func parseNamed(image string) (reference.Named, error) {
	if _, err := reference.ParseNormalizedNamed(image); err != nil {
		return nil, fmt.Errorf("%q is not an image: %w", cli.Redact(image), err)
	}
	ref, err := reference.Parse(image)
	if err != nil {
		return nil, fmt.Errorf("%q is not an image: %w", cli.Redact(image), err)
	}
	named, ok := ref.(reference.Named)
	if !ok {
		return nil, fmt.Errorf("%q is not an image: it names no repository", cli.Redact(image))
	}
	return named, nil
}

// maxImage is how long an image may be in a task definition, a digest not counted.
const maxImage = 255

// checkElsewhere holds an image outside ECR to what ContainerDefinition.image of
// the ECS API takes, as Ref.CheckECS does one in ECR.
func checkElsewhere(image string) error {
	name, digest, pinned := strings.Cut(image, "@")
	switch {
	case len(name) > maxImage:
		return fmt.Errorf("the image has %d characters before the digest, ECS takes %d", len(name), maxImage)
	case pinned && (!strings.HasPrefix(digest, "sha256:") || len(digest) != len("sha256:")+64):
		return errors.New("ECS takes only sha256 digests")
	}
	return nil
}
