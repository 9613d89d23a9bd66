package main

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"unsafe"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/encoding"
)

// margin is how far ecrref.Find looks to either side of where a match begins.
const margin = ecrref.FindWindow

// windowSize is how much of a stream is in memory at once.
const windowSize = 1 << 18

// hit is what a finder found, with its place in a stream. Line and Column count
// from 1, Column in bytes; Offset counts bytes from 0.
type hit struct {
	match
	Line, Column, Offset int64
}

// match is a reference, or with Err what only looks like one.
type match struct {
	Ref ecrref.Ref
	Err *ecrref.ParseError
}

// finder finds matches in a text.
type finder struct {
	find   func(text string) iter.Seq2[int, match] // where each begins, from left to right
	margin int                                     // how far find looks to either side of there
}

// references finds images of ECR.
var references = finder{findReferences, margin}

func findReferences(text string) iter.Seq2[int, match] {
	return func(yield func(int, match) bool) {
		for m := range ecrref.Find(text) {
			if !yield(m.Start, match{Ref: m.Ref}) {
				return
			}
		}
	}
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

	finder
	textOnly bool // a stream with a NUL among its first bytes is errBinary
}

func newWindow(size int) *window { return &window{buf: make([]byte, size), finder: references} }

// errBinary is returned for a stream that is not searched, as it is no text.
var errBinary = errors.New("binary")

// errUTF16 is returned for text that speaks of ECR and cannot be searched.
var errUTF16 = errors.New("the file is UTF-16 and was not searched: " + encoding.Hint)

// notText says why a stream that begins like this, with a NUL, is not searched.
func notText(head []byte) error {
	if plain := bytes.ReplaceAll(head, []byte{0}, nil); encoding.IsUTF16(head) && (bytes.Contains(plain, []byte("dkr.ecr")) ||
		bytes.Contains(plain, []byte("dkr-ecr")) || bytes.Contains(plain, []byte("public.ecr"))) {
		return errUTF16
	}
	return errBinary
}

// headSize is how many bytes tell a binary file, as git does.
const headSize = 8000

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
		if w.textOnly && w.base == 0 && bytes.IndexByte(w.buf[:min(w.n, headSize)], 0) >= 0 {
			return notText(w.buf[:w.n])
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
	from, to := w.margin, w.n-w.margin
	if w.base == 0 {
		from = 0
	}
	if last {
		to = w.n
	}
	for start, m := range w.find(view(w.buf[:w.n])) {
		if from <= start && start < to {
			w.passTo(start)
			found(hit{m, w.at.line, w.at.column(), w.at.offset})
		}
	}
	if !last {
		w.passTo(to)
	}
}

// view is b as a string without a copy, good as long as b stays as it is.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// slide keeps what the next piece needs to see again.
func (w *window) slide() {
	keep := 2 * w.margin
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
