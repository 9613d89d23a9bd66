package main

import (
	"log"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// An effort is how thoroughly to measure.
type effort struct {
	rounds int           // turns of each contender
	sample time.Duration // how long a turn repeats what is short
	row    time.Duration // a row that takes longer has fewer rounds, but two
	sizes  int           // how many of the sizes of a series; 0 for all
	count  bool          // operations too
	log    func(format string, args ...any)
}

var (
	thorough = effort{rounds: 25, sample: 4 * time.Millisecond, row: 700 * time.Millisecond, count: true, log: log.Printf}
	quick    = effort{rounds: 1, sizes: 2, log: func(string, ...any) {}}
)

// A stopwatch finds out how much time of the processor an operation takes at
// best, that of collecting its garbage included. What other programs take
// meanwhile is not counted.
type stopwatch struct {
	run         func() int
	times       int // a turn repeats it
	best        time.Duration
	allocations float64 // in one run
	bytes       uint64  // that these take
}

// kept is what was measured, so that none of it is left out.
var kept int

// newStopwatch runs the operation for long enough to know how often a turn has
// to repeat it.
func newStopwatch(run func() int, sample time.Duration) *stopwatch {
	w := &stopwatch{run: run, times: 1}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	took := w.turn()
	runtime.ReadMemStats(&after)
	w.allocations, w.bytes = float64(after.Mallocs-before.Mallocs), after.TotalAlloc-before.TotalAlloc
	for took < sample/2 {
		w.times = max(2*w.times, min(100*w.times, int(float64(w.times)*float64(sample)/float64(took+1))))
		took = w.turn()
	}
	w.best = took
	if w.times > 1 { // the first run may have made what is kept
		w.allocations, w.bytes = testing.AllocsPerRun(20, func() { kept += run() }), min(w.bytes, allocated(run))
	}
	return w
}

// allocated returns how many bytes a run allocates.
func allocated(run func() int) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	kept += run()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// turn begins without the garbage of others.
func (w *stopwatch) turn() time.Duration {
	runtime.GC()
	start := processorTime()
	for range w.times {
		kept += w.run()
	}
	took := processorTime() - start
	w.best = min(w.best, took)
	return took
}

// processorTime is what this process has had.
func processorTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func (w *stopwatch) nanoseconds() float64 { return float64(w.best) / float64(w.times) }

// turns returns how many more rounds a row has, whose contenders take turns.
func (e effort) turns(row []*stopwatch) int {
	var one time.Duration
	for _, w := range row {
		one += w.best
	}
	return max(min(2, e.rounds), min(e.rounds, int(e.row/max(one, 1))))
}
