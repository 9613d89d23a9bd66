package ecrref

import "strings"

// ReferrersTag returns the tag under which a registry that has no referrers API
// keeps the list of what refers to an image: "sha256-" and the 64 hexadecimal
// digits of the image's digest. The error is a [*ParseError].
//
// ECR has the API since 2024, but clients still write and read the tag. Cosign
// keeps signatures, attestations and SBOMs under the same tag followed by
// ".sig", ".att" and ".sbom".
//
// Source: the referrers tag schema of the OCI Distribution Specification 1.1.
func ReferrersTag(digest string) (string, error) {
	end, p := scanDigest(digest, 0)
	if p == none && end < len(digest) {
		p = afterDigest
	}
	if p != none {
		return "", newError("ReferrersTag", digest, end, p)
	}
	return "sha256-" + digest[len(digestPrefix):], nil
}

// CutReferrersTag is the way back: for a tag that ReferrersTag returns, or
// such a tag and one of cosign's suffixes, it returns the digest of the image
// that is referred to and the suffix, which may be empty. For any other tag ok
// is false: it names an image and not what belongs to one.
func CutReferrersTag(tag string) (digest, suffix string, ok bool) {
	hex, ok := strings.CutPrefix(tag, "sha256-")
	if !ok || len(hex) < 64 || run(hex[:64], 0, hexLower) != 64 {
		return "", "", false
	}
	switch suffix = hex[64:]; suffix {
	case "", ".sig", ".att", ".sbom":
		return digestPrefix + hex[:64], suffix, true
	}
	return "", "", false
}
