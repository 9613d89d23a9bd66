// Package encoding tells a text that is not in UTF-8 from one that is.
package encoding

import "bytes"

// IsUTF16 reports whether a text is in UTF-16, as PowerShell writes it: with a byte
// order mark, or without one and with ASCII characters first.
func IsUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return true
	}
	head := data[:min(len(data), 2*headLen)]
	return isWide(head, 0) || isWide(head, 1)
}

// headLen is how many characters have to be ASCII where there is no mark.
const headLen = 8

// isWide reports whether every second byte is 0, beginning with that at zero, and no other.
func isWide(head []byte, zero int) bool {
	for i, c := range head {
		if (c == 0) != (i%2 == zero) {
			return false
		}
	}
	return len(head) > 1
}

// Hint says what to do about a text in UTF-16.
const Hint = "save it as UTF-8 (PowerShell: | Out-File -Encoding utf8)"
