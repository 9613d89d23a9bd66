package iampolicy

import "bytes"

// MarshalJSON returns the document as AppendJSON writes it, or the error of
// Validate: what it returns Parse accepts. Package json escapes & < > in it,
// which AppendJSON does not.
func (d Document) MarshalJSON() ([]byte, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	return d.AppendJSON(nil), nil
}

// UnmarshalJSON sets d to the document that Parse reads from b. As package json
// asks, null leaves d as it is.
func (d *Document) UnmarshalJSON(b []byte) error {
	if bytes.Equal(b, []byte("null")) {
		return nil
	}
	parsed, err := Parse(b)
	if err == nil {
		*d = parsed
	}
	return err
}
