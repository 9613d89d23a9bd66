package agentver

// The types of this package are written as their String and read by their Parse
// function, so that they can stand in JSON. The zero value is the empty text.

// unmarshal sets *v to what parse reads from text, or to the zero value.
func unmarshal[T any](v *T, text []byte, parse func(string) (T, error)) (err error) {
	var parsed T
	if len(text) > 0 {
		if parsed, err = parse(string(text)); err != nil {
			return err
		}
	}
	*v = parsed
	return nil
}

// AppendText appends the canonical text of v to b; for the zero Version nothing.
// The error is always nil.
func (v Version) AppendText(b []byte) ([]byte, error) { return append(b, v.text...), nil }

// MarshalText returns the canonical text of v. The error is always nil.
func (v Version) MarshalText() ([]byte, error) { return v.AppendText(nil) }

// UnmarshalText is Parse, but the empty text is the zero Version.
func (v *Version) UnmarshalText(text []byte) error { return unmarshal(v, text, Parse) }

// AppendText appends the canonical text of c to b. The error is always nil.
func (c Constraint) AppendText(b []byte) ([]byte, error) { return append(b, c.text...), nil }

// MarshalText returns the canonical text of c. The error is always nil.
func (c Constraint) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText is ParseConstraint, but the empty text is the zero Constraint.
func (c *Constraint) UnmarshalText(text []byte) error { return unmarshal(c, text, ParseConstraint) }

// AppendText appends the text of p to b. The error is always nil.
func (p Platform) AppendText(b []byte) ([]byte, error) { return append(b, p.text...), nil }

// MarshalText returns the text of p. The error is always nil.
func (p Platform) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText is ParsePlatform, but the empty text is the zero Platform.
func (p *Platform) UnmarshalText(text []byte) error { return unmarshal(p, text, ParsePlatform) }

// AppendText appends the text of f to b. The error is always nil.
func (f Feature) AppendText(b []byte) ([]byte, error) { return append(b, f.String()...), nil }

// MarshalText returns the text of f. The error is always nil.
func (f Feature) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// UnmarshalText is LookupFeature, but the empty text is the zero Feature.
func (f *Feature) UnmarshalText(text []byte) error { return unmarshal(f, text, featureFromText) }

func featureFromText(id string) (Feature, error) {
	if f, ok := LookupFeature(id); ok {
		return f, nil
	}
	return Feature{}, newError("Feature.UnmarshalText", id, 0, PartText, "no such feature", "Features lists them")
}

// AppendText appends "linux" or "windows" to b, and nothing for any other OS.
// The error is always nil.
func (os OS) AppendText(b []byte) ([]byte, error) {
	if os.IsValid() {
		b = append(b, os.String()...)
	}
	return b, nil
}

// MarshalText returns "linux", "windows" or nothing. The error is always nil.
func (os OS) MarshalText() ([]byte, error) { return os.AppendText(nil) }

// UnmarshalText is ParseOS, but the empty text is the zero OS.
func (os *OS) UnmarshalText(text []byte) error { return unmarshal(os, text, ParseOS) }

// AppendText appends the answer in words to b. The error is always nil.
func (s Status) AppendText(b []byte) ([]byte, error) { return append(b, s.String()...), nil }

// MarshalText returns the answer in words. The error is always nil.
func (s Status) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote; the empty text is Unknown.
func (s *Status) UnmarshalText(text []byte) error { return unmarshal(s, text, statusFromText) }

func statusFromText(s string) (Status, error) {
	for status := Unknown; status <= Broken; status++ {
		if s == status.String() {
			return status, nil
		}
	}
	return Unknown, newError("Status.UnmarshalText", s, 0, PartText, "no such status",
		"write unknown, too old, supported, unavailable or broken")
}

// AppendText appends the version of r to b. The error is always nil.
func (r Release) AppendText(b []byte) ([]byte, error) { return r.Version().AppendText(b) }

// MarshalText returns the version of r. The error is always nil.
func (r Release) MarshalText() ([]byte, error) { return r.AppendText(nil) }

// UnmarshalText reads the version of a release that the table knows; the empty
// text is the zero Release.
func (r *Release) UnmarshalText(text []byte) error { return unmarshal(r, text, releaseFromText) }

func releaseFromText(s string) (Release, error) {
	v, err := Parse(s)
	if err != nil {
		return Release{}, err
	}
	if r, ok := LookupRelease(v); ok {
		return r, nil
	}
	return Release{}, newError("Release.UnmarshalText", s, 0, PartText, "no release of the table", "a Version holds the version of any agent")
}
