package ecrtag

import (
	"errors"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Referrers returns the tag under which a registry that has no referrers API
// keeps the list of what refers to an image: "sha256-" and the 64 hexadecimal
// digits of the image's digest. The error is an [*ecrref.ParseError].
//
// ECR has the API since 2024, but clients still write and read the tag. Cosign
// keeps signatures, attestations and SBOMs under the same tag followed by
// ".sig", ".att" and ".sbom".
//
// Source: the referrers tag schema of the OCI Distribution Specification 1.1.
func Referrers(digest string) (string, error) {
	if err := checkDigest(digest); err != nil {
		return "", err
	}
	return tagPrefix + strings.TrimPrefix(digest, digestPrefix), nil
}

// CutReferrers is the way back: for a tag that Referrers returns, or such a tag
// and one of cosign's suffixes, it returns the digest of the image that is
// referred to and the suffix, which may be empty. For any other tag ok is
// false: it names an image and not what belongs to one.
func CutReferrers(tag string) (digest, suffix string, ok bool) {
	hex, ok := strings.CutPrefix(tag, tagPrefix)
	if !ok || len(hex) < hexLen || strings.Trim(hex[:hexLen], "0123456789abcdef") != "" {
		return "", "", false
	}
	switch suffix = hex[hexLen:]; suffix {
	case "", ".sig", ".att", ".sbom":
		return digestPrefix + hex[:hexLen], suffix, true
	}
	return "", "", false
}

const (
	digestPrefix = "sha256:"
	tagPrefix    = "sha256-"
	hexLen       = 64
)

// checkDigest asks ecrref, which knows digests as a part of some image.
func checkDigest(digest string) error {
	image, err := ecrref.PublicRegistry().Repository("any/image")
	if err == nil {
		_, err = image.WithDigest(digest)
	}
	if e := (*ecrref.ParseError)(nil); errors.As(err, &e) {
		e.Package, e.Func = "ecrtag", "Referrers"
	}
	return err
}
