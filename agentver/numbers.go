package agentver

// numbers holds the three numbers of a version in one word, so that most versions
// are compared by one comparison: 21 bits each, the first number uppermost.
type numbers uint64

const (
	numberBits = 21
	maxPacked  = 1<<numberBits - 1

	packedDigits = 6 // that many always fit
)

// tooLarge stands for three numbers of which one does not fit in 21 bits. They
// are then read from the text.
const tooLarge numbers = 1 << 63

func pack(major, minor, patch int) numbers {
	if uint(major|minor|patch) > maxPacked {
		return tooLarge
	}
	return numbers(major)<<(2*numberBits) | numbers(minor)<<numberBits | numbers(patch)
}

// at returns the i-th number, if they are not too large.
func (n numbers) at(i int) int { return int(n >> ((2 - i) * numberBits) & maxPacked) }

// numberIn returns the i-th number of the text of a version.
func numberIn(text string, i int) int {
	n, end := scanNumber(text, 0)
	for range i {
		n, end = scanNumber(text, end+1)
	}
	return n
}
