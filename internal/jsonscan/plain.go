package jsonscan

import "math/bits"

// plainLen returns how many bytes at the start of s are ASCII that stands for
// itself in a JSON string: no control character, quote or backslash. It looks
// at eight bytes at a time, since nearly all text is plain.
func plainLen(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if special := special8(s[i:]); special != 0 {
			return i + bits.TrailingZeros64(special)/8
		}
	}
	for i < len(s) && isPlain(s[i]) {
		i++
	}
	return i
}

func isPlain(c byte) bool { return ' ' <= c && c < 0x80 && c != '"' && c != '\\' }

// special8 sets the high bit of each of the first eight bytes of s that is not
// plain. Above the first such byte it may set others too: a subtraction sets
// the high bit of a byte that is too small, and borrows from the byte above only then.
func special8(s string) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	_ = s[7]
	w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	return (w | (w - ones*' ') | ((w ^ ones*'"') - ones) | ((w ^ ones*'\\') - ones)) & high
}
