package ecrref

// A Ref is a reference to an image in ECR: a repository with a tag, a digest,
// both or neither.
//
// A Ref is its canonical text and some offsets into it, 24 bytes. Two refs are
// == exactly when their texts are equal, so a Ref can be a map key. The zero
// Ref is invalid: its accessors return zero values, its transforms return
// errors.
type Ref struct {
	text string
	lay  layout
	path uint16 // end of the path
	tag  uint16 // end of the tag, the same as path where there is none
}

// Parse parses host/path[:tag][@digest]. It accepts the canonical text only,
// so that Parse(s).String() == s; see [ParseAny] for URLs, ARNs and capitals.
// It fills nothing in: a reference without a tag stays without one.
//
// The error is a [*ParseError] with the place of the first byte that does not
// fit, and where it can be known what to write instead.
func Parse(s string) (Ref, error) {
	r, end, p := parseRef(s)
	if p != none {
		return Ref{}, parseEntry.err(s, end, p)
	}
	return r, nil
}

var parseEntry = entry{name: "Parse", scan: refOnly, host: true}

// refOnly scans a reference without saying what it tells.
func refOnly(s string) (int, problem) {
	_, end, p := parseRef(s)
	return end, p
}

// MustParse is Parse for constants; it panics where Parse returns an error.
func MustParse(s string) Ref {
	r, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return r
}

// reference = host "/" path [":" tag] ["@" digest]
func parseRef(s string) (Ref, int, problem) {
	repo, path, p := parseRepository(s)
	if p != none {
		return Ref{}, path, p
	}
	end, after := path, afterName
	if end < len(s) && s[end] == ':' {
		if end, p = scanTag(s, end+1); p != none {
			return Ref{}, end, p
		}
		after = afterTag
	}
	tag := end
	if end < len(s) && s[end] == '@' {
		if end, p = scanDigest(s, end+1); p != none {
			return Ref{}, end, p
		}
		after = afterDigest
	}
	if end < len(s) {
		return Ref{}, end, after
	}
	return Ref{s, repo.lay, uint16(path), uint16(tag)}, end, none
}

// IsValid reports whether r is a reference and not the zero Ref.
func (r Ref) IsValid() bool { return r.text != "" }

// Registry returns the registry that r names.
func (r Ref) Registry() Registry { return Registry{r.text[:r.lay.host], r.lay} }

// Repository returns r without tag and digest.
func (r Ref) Repository() Repository { return Repository{r.text[:r.path], r.lay} }

// Tag returns the tag, or "" if there is none.
func (r Ref) Tag() string {
	if r.tag == r.path {
		return ""
	}
	return r.text[r.path+1 : r.tag]
}

// Digest returns the digest with its algorithm, "sha256:…", or "" if there is none.
func (r Ref) Digest() string {
	if int(r.tag) == len(r.text) {
		return ""
	}
	return r.text[r.tag+1:]
}
