package dockerref

import (
	"errors"
	"fmt"

	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// FromNamed returns the reference that named is, with its tag and its digest.
// It fills nothing in: a name without a tag becomes a Ref without one.
//
// If named is nil or not an image in ECR, the error says why; unless named is
// nil it wraps an [*ecrref.ParseError].
func FromNamed(named reference.Named) (ecrref.Ref, error) {
	if named == nil {
		return ecrref.Ref{}, errors.New("dockerref.FromNamed: the reference is nil")
	}
	ref, err := ecrref.Parse(named.String())
	if err != nil {
		return ecrref.Ref{}, fmt.Errorf("dockerref.FromNamed: %w", err)
	}
	return ref, nil
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
