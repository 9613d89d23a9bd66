package agentver

import (
	"strconv"
	"strings"
)

// numbers holds the three numbers of a version in one word, so that most versions
// are compared by one comparison: 21 bits each, the first number uppermost.
type numbers uint64

const (
	numberBits   = 21
	packedDigits = 6 // that many always fit
)

// notPacked stands for three numbers of which one has more digits than fit. They
// are then read from the text.
const notPacked numbers = 1 << 63

// at returns the i-th number, if they are packed.
func (n numbers) at(i int) int { return int(n >> ((2 - i) * numberBits) & (1<<numberBits - 1)) }

// numberIn returns the i-th number of the text of a version.
func numberIn(text string, i int) int {
	for range i {
		_, text, _ = strings.Cut(text, ".")
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n, _ := strconv.Atoi(text[:digits])
	return n
}
