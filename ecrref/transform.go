package ecrref

// WithTag returns r with that tag in place of the one it has. The digest stays.
func (r Ref) WithTag(tag string) (Ref, error) { return r.withTag("Ref.WithTag", tag) }

func (r Ref) withTag(fn, tag string) (Ref, error) {
	if !r.IsValid() {
		return Ref{}, newError(fn, tag, 0, zeroValue)
	}
	end, p := scanTag(tag, 0)
	if p == none && end < len(tag) {
		p = afterTag
	}
	if p != none {
		return Ref{}, newError(fn, tag, end, p)
	}
	text := r.text[:r.path] + ":" + tag + r.text[r.tag:]
	return Ref{text, r.lay, r.path, r.path + 1 + uint16(len(tag))}, nil
}

// WithDigest returns r with that digest in place of the one it has. The tag stays.
func (r Ref) WithDigest(digest string) (Ref, error) { return r.withDigest("Ref.WithDigest", digest) }

func (r Ref) withDigest(fn, digest string) (Ref, error) {
	if !r.IsValid() {
		return Ref{}, newError(fn, digest, 0, zeroValue)
	}
	end, p := scanDigest(digest, 0)
	if p == none && end < len(digest) {
		p = afterDigest
	}
	if p != none {
		return Ref{}, newError(fn, digest, end, p)
	}
	return Ref{r.text[:r.tag] + "@" + digest, r.lay, r.path, r.tag}, nil
}

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
	const fn = "Ref.WithRegistry"
	switch {
	case !r.IsValid():
		return Ref{}, newError(fn, "", 0, zeroValue)
	case !g.IsValid():
		return Ref{}, newError(fn, "", 0, zeroRegistry)
	}
	repo, err := g.repository(fn, r.Repository().Path())
	if err != nil {
		return Ref{}, err
	}
	shift := uint16(len(repo.text)) - r.path
	return Ref{repo.text + r.text[r.path:], repo.lay, r.path + shift, r.tag + shift}, nil
}

// WithFIPS returns g by its FIPS host, or by its ordinary one. Whether a region
// has a FIPS endpoint is for [LookupRegion] to say; the partition has to have some.
func (g Registry) WithFIPS(on bool) (Registry, error) {
	return g.withForm("Registry.WithFIPS", formFIPS, on)
}

// WithDualStack returns g by its dual-stack host, or by its IPv4 one.
func (g Registry) WithDualStack(on bool) (Registry, error) {
	return g.withForm("Registry.WithDualStack", formDualStack, on)
}

func (g Registry) withForm(fn string, f form, on bool) (Registry, error) {
	want := g.lay.form &^ f
	if on {
		want |= f
	}
	switch {
	case !g.IsValid():
		return Registry{}, newError(fn, "", 0, zeroValue)
	case want == g.lay.form:
		return g, nil
	case want == formPublic:
		return PublicRegistry(), nil
	case want == formPublic|formDualStack:
		lay, _, _ := scanHost(publicDualHost)
		return Registry{publicDualHost, lay}, nil
	case want&formPublic != 0:
		return Registry{}, newError(fn, g.text, 0, publicOnly)
	}
	return privateRegistry(fn, g.AccountID(), g.Region(), want)
}

// WithRegion returns the registry of the same account in another region, with
// the host suffix of that region's partition.
func (g Registry) WithRegion(region string) (Registry, error) {
	if g.Kind() != Private {
		return Registry{}, g.notPrivate("Registry.WithRegion", region)
	}
	return privateRegistry("Registry.WithRegion", g.AccountID(), region, g.lay.form)
}

// WithAccountID returns the registry of another account in the same region.
func (g Registry) WithAccountID(accountID string) (Registry, error) {
	if g.Kind() != Private {
		return Registry{}, g.notPrivate("Registry.WithAccountID", accountID)
	}
	return privateRegistry("Registry.WithAccountID", accountID, g.Region(), g.lay.form)
}

func (g Registry) notPrivate(fn, input string) error {
	if !g.IsValid() {
		return newError(fn, input, 0, zeroValue)
	}
	return newError(fn, input, 0, publicOnly)
}
