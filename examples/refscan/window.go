package main

import (
	"bytes"
	"errors"
	"io"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// margin is how far ecrref.Find looks to either side of where a match begins.
const margin = ecrref.FindWindow

// windowSize is how much of a stream is in memory at once.
const windowSize = 1 << 18

// hit is a reference with its place in a stream. Line and Column count from 1,
// Column in bytes; Offset counts bytes from 0.
type hit struct {
	Ref                  ecrref.Ref
	Line, Column, Offset int64
}

// window holds the piece of a stream that is being searched. Pieces overlap by
// two margins, and a match is taken from the piece in which both margins around
// its beginning are in sight: so the pieces together give exactly what one Find
// over the whole stream would.
type window struct {
	buf  []byte
	n    int   // bytes of buf in use
	base int64 // offset of buf[0] in the stream
	at   position
}

func newWindow(size int) *window { return &window{buf: make([]byte, size)} }

// scan calls found for each reference of r, in order. The Ref of a hit is good
// until found returns.
func (w *window) scan(r io.Reader, found func(hit)) error {
	w.n, w.base, w.at = 0, 0, position{line: 1}
	for {
		n, err := io.ReadFull(r, w.buf[w.n:])
		w.n += n
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		w.search(last, found)
		if last {
			return nil
		}
		w.slide()
	}
}

// search takes the matches that begin between the margins. At the two ends of
// the stream there is no margin.
func (w *window) search(last bool, found func(hit)) {
	from, to := margin, w.n-margin
	if w.base == 0 {
		from = 0
	}
	if last {
		to = w.n
	}
	for m := range ecrref.Find(string(w.buf[:w.n])) {
		if from <= m.Start && m.Start < to {
			w.passTo(m.Start)
			found(hit{m.Ref, w.at.line, w.at.column(), w.at.offset})
		}
	}
	w.passTo(to)
}

// slide keeps what the next piece needs to see again.
func (w *window) slide() {
	keep := 2 * margin
	copy(w.buf, w.buf[w.n-keep:w.n])
	w.base += int64(w.n - keep)
	w.n = keep
}

// passTo moves the position to buf[i].
func (w *window) passTo(i int) {
	from := int(w.at.offset - w.base)
	w.at.pass(w.buf[from:i])
}

// position is a place in a stream.
type position struct {
	line, lineStart, offset int64
}

func (p *position) pass(text []byte) {
	if i := bytes.LastIndexByte(text, '\n'); i >= 0 {
		p.line += int64(bytes.Count(text, []byte("\n")))
		p.lineStart = p.offset + int64(i) + 1
	}
	p.offset += int64(len(text))
}

func (p *position) column() int64 { return p.offset - p.lineStart + 1 }
