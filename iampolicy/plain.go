package iampolicy

// plainLen returns how many bytes at the start of s are ASCII that stands for
// itself in a JSON string: no control character, quote or backslash. It looks
// at eight bytes at a time, since nearly all text of a policy is plain.
func plainLen(s string) int {
	i := 0
	for i+8 <= len(s) && isPlain8(s[i:]) {
		i += 8
	}
	if len(s) >= 8 && i+8 > len(s) && isPlain8(s[len(s)-8:]) {
		return len(s)
	}
	for i < len(s) && isPlain(s[i]) {
		i++
	}
	return i
}

func isPlain(c byte) bool { return ' ' <= c && c < 0x80 && c != '"' && c != '\\' }

// isPlain8 may take plain bytes for special after a special one, never a
// special one for plain: a subtraction sets the high bit of a byte that is too
// small, and borrows from the byte above only then.
func isPlain8(s string) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	_ = s[7]
	w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	special := w | (w - ones*' ') | ((w ^ ones*'"') - ones) | ((w ^ ones*'\\') - ones)
	return special&high == 0
}
