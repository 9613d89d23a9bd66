package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// scan is one run of the program over all paths.
type scan struct {
	options
	stdin    io.Reader
	out      *bufio.Writer
	stderr   io.Writer
	print    printer
	progress *progress
	head     *bufio.Reader
	window   *window
	found    bool
	failed   bool
	skipped  int // binary files
}

func newScan(o options, stdin io.Reader, stdout, stderr io.Writer) *scan {
	s := &scan{options: o, stdin: stdin, stderr: stderr, progress: newProgress(stderr)}
	s.out = bufio.NewWriter(s.progress.clearFor(stdout))
	s.print = newPrinter(o, s.out)
	s.head = bufio.NewReaderSize(nil, headSize)
	s.window = newWindow(windowSize)
	return s
}

// headSize is how many bytes tell a binary file.
const headSize = 8000

// stream searches one file.
func (s *scan) stream(name string, r io.Reader) {
	s.progress.file(name)
	s.head.Reset(source{r, s})
	if !s.binary && isBinary(s.head) {
		s.skipped++
		return
	}
	err := s.window.scan(s.head, func(h hit) {
		s.found = true
		s.progress.hits++
		s.print.hit(name, h)
	})
	if err != nil {
		s.fail(fmt.Errorf("%s: %w", cli.Printable(name), bare(err)))
	}
}

// isBinary reports whether there is a NUL among the first bytes, as git does.
// A read error comes again when the stream is searched.
func isBinary(r *bufio.Reader) bool {
	head, _ := r.Peek(headSize)
	return bytes.IndexByte(head, 0) >= 0
}

// source is a stream that shows what was found, and how far the scan is, before
// it waits for more.
type source struct {
	io.Reader
	s *scan
}

func (r source) Read(p []byte) (int, error) {
	r.s.flush()
	n, err := r.Reader.Read(p)
	r.s.progress.add(n)
	return n, err
}

func (s *scan) flush() {
	if err := s.out.Flush(); err != nil {
		s.out.Reset(io.Discard)
		s.fail(fmt.Errorf("standard output: %w", bare(err)))
	}
}

func (s *scan) fail(err error) {
	s.failed = true
	s.progress.clear()
	fmt.Fprintln(s.stderr, "refscan:", cli.Reason(err))
}

// finish prints the rest and returns the exit status.
func (s *scan) finish() int {
	s.print.done()
	s.flush()
	s.progress.clear()
	if s.skipped > 0 {
		fmt.Fprintf(s.stderr, "refscan: skipped %s (-binary searches them too)\n", count(s.skipped, "binary file"))
	}
	switch {
	case s.failed:
		return exitError
	case s.found:
		return exitFound
	}
	return exitNone
}

// bare takes the operation and the name off an error of package os: messages
// name the file themselves.
func bare(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
