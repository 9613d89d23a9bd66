package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

const (
	progressAfter = time.Second // shorter scans need none
	progressEvery = 200 * time.Millisecond
	clearLine     = "\r\x1b[K"
)

// progress keeps one line of a terminal up to date. Without a terminal it only counts.
type progress struct {
	w                  io.Writer // nil where standard error is no terminal
	now                func() time.Time
	next               time.Time
	shown              bool
	name               string
	files, hits, bytes int64
}

func newProgress(stderr io.Writer) *progress {
	p := &progress{now: time.Now}
	if isTerminal(stderr) && os.Getenv("TERM") != "dumb" {
		p.show(stderr)
	}
	return p
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (p *progress) show(w io.Writer) {
	p.w, p.next = w, p.now().Add(progressAfter)
}

func (p *progress) file(name string) {
	p.files++
	p.name = name
	p.add(0)
}

func (p *progress) add(bytes int) {
	p.bytes += int64(bytes)
	if p.w == nil {
		return
	}
	if now := p.now(); now.After(p.next) {
		p.next, p.shown = now.Add(progressEvery), true
		fmt.Fprint(p.w, clearLine+p.line())
	}
}

// line fits the 80 columns of a narrow terminal.
func (p *progress) line() string {
	line := fmt.Sprintf("%d found in %.1f MB, file %d: %s", p.hits, float64(p.bytes)/1e6, p.files, cli.Printable(p.name))
	if runes := []rune(line); len(runes) > 79 {
		return string(runes[:78]) + "…"
	}
	return line
}

func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, clearLine)
		p.shown = false
	}
}

// clearFor returns w such that each write to it first clears the line: the two
// may be the same terminal.
func (p *progress) clearFor(w io.Writer) io.Writer { return clearing{p, w} }

type clearing struct {
	p *progress
	w io.Writer
}

func (c clearing) Write(b []byte) (int, error) {
	c.p.clear()
	return c.w.Write(b)
}
