package tree

import (
	"encoding/json"
)

// AppendJSON appends the value as compact JSON. A number is written as a string:
// YAML spells numbers in ways that JSON does not know, and an account number that
// begins with 0 has to keep it.
func (n *Node) AppendJSON(b []byte) []byte {
	if n == nil {
		return append(b, "null"...)
	}
	switch n.Kind {
	case String, Number:
		return appendString(b, n.Text)
	case Bool:
		return append(b, n.Text...)
	case Array:
		return appendItems(b, n.Items)
	case Object:
		return appendMembers(b, n.Members)
	}
	return append(b, "null"...)
}

func appendItems(b []byte, items []*Node) []byte {
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = item.AppendJSON(b)
	}
	return append(b, ']')
}

func appendMembers(b []byte, members []Member) []byte {
	b = append(b, '{')
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = m.Value.AppendJSON(append(appendString(b, m.Key), ':'))
	}
	return append(b, '}')
}

func appendString(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		return append(b, `""`...) // not reached: a string always encodes
	}
	return append(b, text...)
}
