package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// task is some files to search, one after the other. What is found in them is
// held until the task's turn to be printed comes, and goes straight to the
// output from then on.
type task struct {
	s     *scan
	names []string
	turn  chan struct{} // closed when everything before it is printed
	done  chan struct{} // closed when all is searched
	held  bytes.Buffer  // what is found and not yet printed

	found   bool
	skipped int     // binary files
	errs    []error // why something was not searched, or not to its end
	lost    error   // why its output is not all there
}

func newTask(s *scan) *task {
	return &task{s: s, turn: make(chan struct{}), done: make(chan struct{})}
}

// maxHeld is how many bytes a task holds: with more, its worker waits for its
// turn. The first task of all never waits, so no task waits for ever.
const maxHeld = 1 << 16

// work searches one task after the other.
func (s *scan) work() {
	w := newWindow(windowSize)
	w.textOnly = !s.binary
	switch {
	case s.check:
		w.finder = mistakes
	case s.near:
		w.finder = nearMisses
	}
	for t := range s.search {
		for _, name := range t.names {
			t.search(w, name)
		}
		close(t.done)
	}
}

func (t *task) search(w *window, name string) {
	t.s.progress.file(name)
	if name == "-" {
		t.stream(w, name, t.s.stdin)
		return
	}
	f, err := open(name)
	if err != nil {
		t.errs = append(t.errs, err)
		return
	}
	defer f.Close()
	t.stream(w, name, f)
}

func (t *task) stream(w *window, name string, r io.Reader) {
	err := w.scan(source{r, t, name == "-"}, func(h hit) {
		t.found = true
		t.s.progress.hit()
		t.s.print.hit(&t.held, name, h)
	})
	switch {
	case errors.Is(err, errBinary):
		t.skipped++
	case err != nil:
		t.errs = append(t.errs, fmt.Errorf("%s: %w", cli.Printable(name), bare(err)))
	}
}

// source is a stream that shows what was found, and how far the scan is, before
// it waits for more.
type source struct {
	io.Reader
	t      *task
	isPipe bool // what comes next may be long in coming
}

func (r source) Read(p []byte) (int, error) {
	r.t.flush(r.isPipe)
	n, err := r.Reader.Read(p)
	r.t.s.progress.add(n)
	return n, err
}

// flush prints what is held when it is the task's turn. It waits for the turn if
// it must, or if that is too much to hold.
func (t *task) flush(must bool) {
	if t.held.Len() == 0 {
		return
	}
	if must || t.held.Len() > maxHeld {
		<-t.turn
	}
	select {
	case <-t.turn:
		t.write()
	default:
	}
}

// write prints what is held. It is for whoever has the turn.
func (t *task) write() {
	if t.held.Len() == 0 {
		return
	}
	if _, err := t.held.WriteTo(t.s.stdout); err != nil && t.lost == nil {
		t.lost = err
	}
	t.held.Reset()
}

// bare takes the operation and the name off an error of package os: messages
// name the file themselves.
func bare(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}
