package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
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
	mu                 sync.Mutex
	w                  io.Writer // nil where standard error is no terminal
	now                func() time.Time
	next               time.Time
	shown              bool
	name               string
	files, hits, bytes int64
}

func newProgress(stderr io.Writer) *progress {
	p := &progress{now: time.Now}
	if cli.IsTerminal(stderr) && os.Getenv("TERM") != "dumb" {
		p.show(stderr)
		go p.clearOn(interrupts())
	}
	return p
}

// interrupts delivers what ends the program before it is done.
func interrupts() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	return c
}

// clearOn leaves the terminal clean for whoever pressed Ctrl-C. The exit status
// is what a shell gives a program that a signal has ended.
func (p *progress) clearOn(interrupts <-chan os.Signal) {
	number := (<-interrupts).(syscall.Signal)
	p.mu.Lock() // for ever: nothing is shown any more
	p.clearLine()
	os.Exit(128 + int(number))
}

func (p *progress) show(w io.Writer) {
	p.w, p.next = w, p.now().Add(progressAfter)
}

func (p *progress) file(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.files++
	p.name = name
	p.update()
}

func (p *progress) hit() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hits++
}

func (p *progress) add(bytes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bytes += int64(bytes)
	p.update()
}

func (p *progress) update() {
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
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clearLine()
}

func (p *progress) clearLine() {
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
