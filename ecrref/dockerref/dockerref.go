package dockerref

import (
	"errors"
	"fmt"
	"strings"

	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// FromNamed returns the reference that named is, with its tag and its digest.
// It fills nothing in: a name without a tag becomes a Ref without one.
//
// If named is nil or not an image in ECR, the error says why; unless named is
// nil it wraps an [*ecrref.ParseError]. A nil pointer in named is an error too.
//
// The host of a registry alone is no image, but Docker reads it as
// docker.io/library/HOST; the error says so.
func FromNamed(named reference.Named) (ecrref.Ref, error) {
	if named == nil {
		return ecrref.Ref{}, errors.New("dockerref.FromNamed: the reference is nil")
	}
	text := fmt.Sprint(named) // String would panic on a nil pointer
	ref, err := ecrref.Parse(text)
	if err == nil {
		return ref, nil
	}
	if host := hubName(text); isRegistry(host) {
		return ecrref.Ref{},
			fmt.Errorf("dockerref.FromNamed: %s is a registry without a repository, which Docker reads as an image of Docker Hub: %w", host, err)
	}
	return ecrref.Ref{}, fmt.Errorf("dockerref.FromNamed: %w", err)
}

// hubName returns the name of an official image of Docker Hub without its tag
// and digest, "" for other images.
func hubName(text string) string {
	name, ok := strings.CutPrefix(text, "docker.io/library/")
	name, _, _ = strings.Cut(name, "@")
	name, _, _ = strings.Cut(name, ":")
	if !ok {
		return ""
	}
	return name
}

func isRegistry(host string) bool {
	_, err := ecrref.ParseRegistry(host)
	return err == nil
}

// Named returns ref as a reference of Docker, with its tag and its digest. The
// result also implements [reference.Tagged] if ref has a tag and
// [reference.Digested] if it has a digest.
//
// If ref is zero or Docker cannot hold it, which is so for paths of 256
// characters only, the error says why and wraps an [*ecrref.ParseError].
func Named(ref ecrref.Ref) (reference.Named, error) {
	named, err := named(ref)
	if err != nil {
		return nil, fmt.Errorf("dockerref.Named: %w", err)
	}
	return named, nil
}

func named(ref ecrref.Ref) (reference.Named, error) {
	if err := ref.CheckDocker(); err != nil {
		return nil, err
	}
	named, err := reference.WithName(ref.Repository().String())
	if err == nil && ref.Tag() != "" {
		named, err = reference.WithTag(named, ref.Tag())
	}
	// Built from its parts and not parsed: reference.Parse refuses digests in
	// programs that do not link crypto/sha256.
	if err == nil && ref.Digest() != "" {
		named, err = reference.WithDigest(named, digest.Digest(ref.Digest()))
	}
	return named, err
}
