package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// scan is one run of the program over all paths: one goroutine names the files
// in order, workers search them side by side, and what they find is printed in
// the order of the names.
type scan struct {
	options
	stdin          io.Reader
	stdout, stderr io.Writer
	print          printer
	progress       *progress
	next           *task      // what walk is filling
	search         chan *task // for the workers
	order          chan *task // the same tasks, for the output
	found, failed  bool
	skipped        int // binary files
}

// ahead is how many tasks may wait for a worker or for their turn.
const ahead = 16

func newScan(o options, stdin io.Reader, stdout, stderr io.Writer) *scan {
	p := newProgress(stderr)
	return &scan{
		options: o, stdin: stdin, stdout: p.clearFor(stdout), stderr: stderr,
		print: newPrinter(o), progress: p,
		search: make(chan *task, ahead), order: make(chan *task, ahead),
	}
}

// run returns the exit status.
func (s *scan) run() int {
	go s.walk()
	for range runtime.GOMAXPROCS(0) {
		go s.work()
	}
	for t := range s.order {
		close(t.turn)
		<-t.done
		s.settle(t)
	}
	return s.finish()
}

// settle prints what is left of a task, and keeps what the exit status needs.
func (s *scan) settle(t *task) {
	t.write()
	s.found = s.found || t.found
	s.skipped += t.skipped
	for _, err := range t.errs {
		s.fail(err)
	}
	if t.lost != nil && s.stdout != io.Discard {
		s.stdout = io.Discard
		s.fail(fmt.Errorf("standard output: %w", bare(t.lost)))
	}
}

func (s *scan) fail(err error) {
	s.failed = true
	s.progress.clear()
	fmt.Fprintln(s.stderr, "refscan:", cli.Reason(err))
}

// finish prints the rest and returns the exit status.
func (s *scan) finish() int {
	t := newTask(s)
	s.print.done(&t.held)
	s.settle(t)
	s.progress.clear()
	if s.skipped > 0 {
		fmt.Fprintf(s.stderr, "refscan: skipped %s (-binary searches them too)\n", count(s.skipped, "binary file"))
	}
	switch {
	case s.failed:
		return exitError
	case s.found != s.check: // what -check finds is bad news
		return exitFound
	}
	return exitNone
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
