package agenttext

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

// AppendText appends the text of p to b. The error is always nil.
func (p Package) AppendText(b []byte) ([]byte, error) { return append(b, p.text...), nil }

// MarshalText returns the text of p. The error is always nil.
func (p Package) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText is ParsePackage, but the empty text is the zero Package.
func (p *Package) UnmarshalText(text []byte) error { return unmarshal(p, text, ParsePackage) }

// AppendText appends the text of d to b. The error is always nil.
func (d DockerVersion) AppendText(b []byte) ([]byte, error) { return append(b, d.text...), nil }

// MarshalText returns the text of d. The error is always nil.
func (d DockerVersion) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText is ParseDocker, but the empty text is the zero DockerVersion.
func (d *DockerVersion) UnmarshalText(text []byte) error { return unmarshal(d, text, ParseDocker) }

// AppendText appends a few words for f to b, for the zero Form nothing. The error
// is always nil.
func (f Form) AppendText(b []byte) ([]byte, error) {
	if f == 0 {
		return b, nil
	}
	return append(b, f.String()...), nil
}

// MarshalText returns a few words for f. The error is always nil.
func (f Form) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote; the empty text is the zero Form.
func (f *Form) UnmarshalText(text []byte) error { return unmarshal(f, text, formFromText) }

func formFromText(s string) (Form, error) {
	for i, name := range formNames {
		if s == name {
			return Form(i), nil
		}
	}
	return 0, newError("agenttext.Form.UnmarshalText", s, 0, "no such form", "Form.String writes them")
}
