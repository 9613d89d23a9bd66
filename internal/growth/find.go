package growth

import (
	"unsafe"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

const mega = 1_000_000

// find is a search through a stream, of which a window is in memory.
func find() (list []Series) {
	for _, t := range Texts(mega) {
		list = append(list, Series{
			Operation: "ecrref.Find in a stream", Input: t.Name, Hostile: t.Hostile, Unit: "byte",
			Sizes: []int{mega, 10 * mega, 100 * mega, 1000 * mega}, Counted: mega,
			Prepare: func(n int) func() bool {
				return func() bool { return Stream(t.Block, n) >= 0 }
			},
		})
	}
	return list
}

// windowSize is how much of a stream is in memory at once.
const windowSize = 1 << 18

// Stream finds the references in n bytes that repeat the block, and returns how
// many there are. It searches in pieces, as ecrref.FindWindow says.
func Stream(block string, n int) (found int) {
	source := repeater{block: block, left: n}
	buf := make([]byte, windowSize)
	kept, from := 0, 0
	for {
		used := kept + source.read(buf[kept:])
		to, last := used-ecrref.FindWindow, source.left == 0
		if last {
			to = used
		}
		for m := range ecrref.Find(unsafe.String(unsafe.SliceData(buf), used)) {
			if from <= m.Start && m.Start < to {
				found++
			}
		}
		if last {
			return found
		}
		from, kept = ecrref.FindWindow, 2*ecrref.FindWindow
		copy(buf, buf[used-kept:used])
	}
}

// repeater is a text that is made while it is read.
type repeater struct {
	block    string
	at, left int
}

func (r *repeater) read(buf []byte) (n int) {
	for n < len(buf) && r.left > 0 {
		m := copy(buf[n:n+min(r.left, len(buf)-n)], r.block[r.at:])
		n, r.left, r.at = n+m, r.left-m, (r.at+m)%len(r.block)
	}
	return n
}
