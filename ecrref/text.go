package ecrref

import "strings"

func compare(a, b string) int { return strings.Compare(a, b) }

// The text methods of the three types are the same: the text of a valid value
// is its canonical form, the text of the zero value is empty.

// String returns the host; it is empty for the zero Registry.
func (g Registry) String() string { return g.text }

// String returns host/path; it is empty for the zero Repository.
func (r Repository) String() string { return r.text }

// String returns host/path[:tag][@digest]; it is empty for the zero Ref.
func (r Ref) String() string { return r.text }

// Compare orders registries by their text; the zero Registry comes first.
func (g Registry) Compare(other Registry) int { return compare(g.text, other.text) }

// Compare orders repositories by their text; the zero Repository comes first.
func (r Repository) Compare(other Repository) int { return compare(r.text, other.text) }

// Compare orders references by their text; the zero Ref comes first.
func (r Ref) Compare(other Ref) int { return compare(r.text, other.text) }

// AppendText appends String to b. The error is always nil.
func (g Registry) AppendText(b []byte) ([]byte, error) { return append(b, g.text...), nil }

// AppendText appends String to b. The error is always nil.
func (r Repository) AppendText(b []byte) ([]byte, error) { return append(b, r.text...), nil }

// AppendText appends String to b. The error is always nil.
func (r Ref) AppendText(b []byte) ([]byte, error) { return append(b, r.text...), nil }

// MarshalText returns String as bytes. The error is always nil.
func (g Registry) MarshalText() ([]byte, error) { return []byte(g.text), nil }

// MarshalText returns String as bytes. The error is always nil.
func (r Repository) MarshalText() ([]byte, error) { return []byte(r.text), nil }

// MarshalText returns String as bytes. The error is always nil.
func (r Ref) MarshalText() ([]byte, error) { return []byte(r.text), nil }

// UnmarshalText sets g to what [ParseRegistry] makes of the text. The empty
// text, which is that of the zero Registry, sets g to zero. On an error g is
// left as it was.
func (g *Registry) UnmarshalText(text []byte) error { return unmarshal(g, text, ParseRegistry) }

// UnmarshalText sets r to what [ParseRepository] makes of the text. The empty
// text, which is that of the zero Repository, sets r to zero. On an error r is
// left as it was.
func (r *Repository) UnmarshalText(text []byte) error { return unmarshal(r, text, ParseRepository) }

// UnmarshalText sets r to what [Parse] makes of the text. The empty text, which
// is that of the zero Ref, sets r to zero. On an error r is left as it was.
func (r *Ref) UnmarshalText(text []byte) error { return unmarshal(r, text, Parse) }

func unmarshal[T any](to *T, text []byte, parse func(string) (T, error)) error {
	var v T
	if len(text) > 0 {
		var err error
		if v, err = parse(string(text)); err != nil {
			return err
		}
	}
	*to = v
	return nil
}
