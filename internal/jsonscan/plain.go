package jsonscan

import (
	"encoding/binary"
	"math/bits"
)

// plainLen returns how many bytes at the start of s are ASCII that stands for
// itself in a JSON string: no control character, quote or backslash. It looks
// at eight bytes at a time, since nearly all text is plain.
func plainLen(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if special := special8(load8(s[i : i+8])); special != 0 {
			return i + bits.TrailingZeros64(special)/8
		}
	}
	for i < len(s) && isPlain(s[i]) {
		i++
	}
	return i
}

// isAllPlain is plainLen(s) == len(s). The last eight bytes it may look at twice.
func isAllPlain(s string) bool {
	if len(s) < 8 {
		return plainLen(s) == len(s)
	}
	special := special8(load8(s[len(s)-8:]))
	for i := 0; i+8 <= len(s); i += 8 {
		special |= special8(load8(s[i : i+8]))
	}
	return special == 0
}

func isPlain(c byte) bool { return ' ' <= c && c < 0x80 && c != '"' && c != '\\' }

// load8 returns the first eight bytes of s, the first of them lowest.
func load8(s string) uint64 { return binary.LittleEndian.Uint64([]byte(s)) }

// special8 sets the high bit of each byte of w that is not plain. Above the
// first such byte it may set others too: a subtraction sets the high bit of a
// byte that is too small, and borrows from the byte above only then.
func special8(w uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	return (w | (w - ones*' ') | ((w ^ ones*'"') - ones) | ((w ^ ones*'\\') - ones)) & high
}
