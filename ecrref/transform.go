package ecrref

import "strings"

// WithTag returns r with that tag in place of the one it has. The digest stays.
func (r Ref) WithTag(tag string) (Ref, error) { return r.withTag(&refWithTag, tag) }

var refWithTag = entry{name: "Ref.WithTag", scan: tagOnly, hints: []hint{
	{emptyTag, "WithoutTag gives the image without a tag"},
	{digestInTag, "a digest goes to WithDigest"},
}}

func (r Ref) withTag(f *entry, tag string) (Ref, error) {
	if !r.IsValid() {
		return Ref{}, (&entry{name: f.name}).err(tag, 0, zeroValue)
	}
	end, p := scanTag(tag, 0)
	switch {
	case p == none && end == len(tag):
		text := r.text[:r.path] + ":" + tag + r.text[r.tag:]
		return Ref{text, r.lay, r.path, r.path + 1 + uint16(len(tag))}, nil
	case tag == "":
		p = emptyTag
	case strings.Contains(tag, digestPrefix):
		p = digestInTag
	case p == none:
		p = afterTag
	}
	return Ref{}, f.err(tag, end, p)
}

// tagOnly scans a tag.
func tagOnly(s string) (int, problem) { return scanTag(s, 0) }

// WithDigest returns r with that digest in place of the one it has. The tag stays.
func (r Ref) WithDigest(digest string) (Ref, error) {
	return r.withDigest("Ref.WithDigest", digest)
}

func (r Ref) withDigest(name, digest string) (Ref, error) {
	if !r.IsValid() {
		return Ref{}, (&entry{name: name}).err(digest, 0, zeroValue)
	}
	end, p := scanDigest(digest, 0)
	if p == none && end < len(digest) {
		p = afterDigest
	}
	if p != none {
		return Ref{}, (&entry{name: name, scan: digestOf}).err(digest, end, p)
	}
	return Ref{r.text[:r.tag] + "@" + digest, r.lay, r.path, r.tag}, nil
}

// digestOf scans a digest.
func digestOf(s string) (int, problem) { return scanDigest(s, 0) }

// WithoutTag returns r without its tag. The digest stays.
func (r Ref) WithoutTag() Ref {
	return Ref{r.text[:r.path] + r.text[r.tag:], r.lay, r.path, r.path}
}

// WithoutDigest returns r without its digest. The tag stays.
func (r Ref) WithoutDigest() Ref { return Ref{r.text[:r.tag], r.lay, r.path, r.tag} }

// WithRegistry returns r in another registry: the same path, tag and digest.
// The path is held to the rules of g, which differ between private registries
// and the public gallery.
func (r Ref) WithRegistry(g Registry) (Ref, error) {
	f := &entry{name: "Ref.WithRegistry"}
	switch {
	case !r.IsValid():
		return Ref{}, f.err("", 0, zeroValue)
	case !g.IsValid():
		return Ref{}, f.err("", 0, zeroRegistry)
	}
	path := r.Repository().Path()
	repo, end, p := g.repository(path)
	if p != none {
		return Ref{}, f.err(path, end, p)
	}
	shift := uint16(len(repo.text)) - r.path
	return Ref{repo.text + r.text[r.path:], repo.lay, r.path + shift, r.tag + shift}, nil
}

// WithRegion returns r in another region: see [Registry.WithRegion].
func (r Ref) WithRegion(region string) (Ref, error) { return r.in(r.Registry().WithRegion(region)) }

// WithFIPS returns r by the FIPS host of its registry, or by the ordinary one:
// see [Registry.WithFIPS].
func (r Ref) WithFIPS(on bool) (Ref, error) { return r.in(r.Registry().WithFIPS(on)) }

// WithDualStack returns r by the dual-stack host of its registry, or by the IPv4
// one: see [Registry.WithDualStack].
func (r Ref) WithDualStack(on bool) (Ref, error) { return r.in(r.Registry().WithDualStack(on)) }

func (r Ref) in(g Registry, err error) (Ref, error) {
	if err != nil {
		return Ref{}, err
	}
	return r.WithRegistry(g)
}

// WithFIPS returns g by its FIPS host, or by its ordinary one. Whether a region
// has a FIPS endpoint is for [LookupRegion] to say; the partition has to have some.
func (g Registry) WithFIPS(on bool) (Registry, error) {
	return g.withForm(&entry{name: "Registry.WithFIPS", hints: []hint{{noFIPS, ""}}}, formFIPS, on)
}

// WithDualStack returns g by its dual-stack host, or by its IPv4 one.
func (g Registry) WithDualStack(on bool) (Registry, error) {
	return g.withForm(&entry{name: "Registry.WithDualStack"}, formDualStack, on)
}

func (g Registry) withForm(e *entry, f form, on bool) (Registry, error) {
	want := g.lay.form &^ f
	if on {
		want |= f
	}
	switch {
	case !g.IsValid():
		return Registry{}, e.err("", 0, zeroValue)
	case want == g.lay.form:
		return g, nil
	case want == formPublic:
		return PublicRegistry(), nil
	case want == formPublic|formDualStack:
		lay, _, _ := scanHost(publicDualHost)
		return Registry{publicDualHost, lay}, nil
	case want&formPublic != 0:
		return Registry{}, e.err(g.text, 0, publicOnly)
	}
	return privateRegistry(e.name, e.hints, g.AccountID(), g.Region(), want)
}

// WithRegion returns the registry of the same account in another region, with
// the host suffix of that region's partition.
func (g Registry) WithRegion(region string) (Registry, error) {
	const name = "Registry.WithRegion"
	if g.Kind() != Private {
		return Registry{}, g.notPrivate(&entry{name: name}, region)
	}
	return privateRegistry(name, []hint{{noFIPS, "take WithFIPS(false) first"}}, g.AccountID(), region, g.lay.form)
}

// WithAccountID returns the registry of another account in the same region.
func (g Registry) WithAccountID(accountID string) (Registry, error) {
	const name = "Registry.WithAccountID"
	if g.Kind() != Private {
		return Registry{}, g.notPrivate(&entry{name: name}, accountID)
	}
	return privateRegistry(name, nil, accountID, g.Region(), g.lay.form)
}

func (g Registry) notPrivate(f *entry, input string) error {
	if !g.IsValid() {
		return f.err(input, 0, zeroValue)
	}
	return f.err(input, 0, publicOnly)
}
