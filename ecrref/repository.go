package ecrref

import "strings"

// A Repository is a repository of a registry.
//
// Two repositories are == exactly when their texts are equal. The zero
// Repository is invalid: its accessors return zero values, its methods that
// build something return errors.
type Repository struct {
	text string
	lay  layout
}

// ParseRepository parses host/path, without a tag or a digest. The error is a
// [*ParseError].
func ParseRepository(s string) (Repository, error) {
	r, end, p := parseRepository(s)
	if p == none && end < len(s) {
		p = afterName
		if s[end] == ':' || s[end] == '@' {
			p = afterRepository
		}
	}
	if p != none {
		return Repository{}, parseRepositoryEntry.err(s, end, p)
	}
	return r, nil
}

var parseRepositoryEntry = entry{name: "ParseRepository", host: true, scan: func(s string) (int, problem) {
	_, end, p := parseRepository(s)
	return end, p
}}

// parseRepository parses the repository that s begins with.
func parseRepository(s string) (Repository, int, problem) {
	lay, end, p := scanHost(s)
	switch {
	case p != none:
		return Repository{}, end, p
	case end == len(s):
		return Repository{}, end, noPath
	case s[end] != '/':
		return Repository{}, end, afterHost
	}
	end, p = scanPath(s, end+1, lay.form)
	if p != none {
		return Repository{}, end, p
	}
	return Repository{s[:end], lay}, end, none
}

// IsValid reports whether r is a repository and not the zero Repository.
func (r Repository) IsValid() bool { return r.text != "" }

// Registry returns the registry that holds r.
func (r Repository) Registry() Registry { return Registry{r.text[:r.lay.host], r.lay} }

// Path returns everything after the host: "team/app", or for the public
// gallery "alias/name".
func (r Repository) Path() string {
	if !r.IsValid() {
		return ""
	}
	return r.text[r.lay.host+1:]
}

// Name returns what the ECR API calls repositoryName: the path, and for the
// public gallery the path without the alias.
func (r Repository) Name() string {
	path := r.Path()
	if r.lay.form&formPublic != 0 {
		return path[strings.IndexByte(path, '/')+1:]
	}
	return path
}

// Alias returns the registry alias that a path in the public gallery begins
// with, and "" for a private repository.
func (r Repository) Alias() string {
	if r.lay.form&formPublic == 0 {
		return ""
	}
	alias, _, _ := strings.Cut(r.Path(), "/")
	return alias
}

// WithTag returns the image of r with that tag.
func (r Repository) WithTag(tag string) (Ref, error) {
	return r.Ref().withTag(&repositoryWithTag, tag)
}

var repositoryWithTag = entry{name: "Repository.WithTag", scan: tagOnly, hints: []hint{
	{emptyTag, "Ref gives the image without a tag"},
	{digestInTag, "a digest goes to Repository.WithDigest"},
}}

// WithDigest returns the image of r with that digest, "sha256:" and 64 lower-case
// hexadecimal digits.
func (r Repository) WithDigest(digest string) (Ref, error) {
	return r.Ref().withDigest("Repository.WithDigest", digest)
}

// Ref returns r as a reference with neither tag nor digest. What such a
// reference means is up to its reader; Docker and ECS read it as ":latest".
func (r Repository) Ref() Ref {
	n := uint16(len(r.text))
	return Ref{r.text, r.lay, n, n}
}
