package main

import (
	"runtime"
	"testing"
	"time"
)

// An effort is how thoroughly to measure.
type effort struct {
	rounds int           // turns of each contender
	sample time.Duration // how long a turn repeats what is short
	row    time.Duration // a row that takes longer has fewer rounds, but three
	sizes  int           // how many of the sizes of a series; 0 for all
	count  bool          // operations too
}

var (
	thorough = effort{rounds: 25, sample: 4 * time.Millisecond, row: 2 * time.Second, count: true}
	quick    = effort{rounds: 1, sizes: 2}
)

// A stopwatch finds out how long an operation takes at best.
type stopwatch struct {
	run   func()
	times int // a turn repeats it
	best  time.Duration
}

// newStopwatch runs the operation for long enough to know how often a turn has
// to repeat it.
func newStopwatch(run func(), sample time.Duration) *stopwatch {
	w := &stopwatch{run: run, times: 1}
	took := w.turn()
	for took < sample/2 {
		w.times = max(2*w.times, min(100*w.times, int(float64(w.times)*float64(sample)/float64(took+1))))
		took = w.turn()
	}
	w.best = took
	return w
}

// turn begins without the garbage of others.
func (w *stopwatch) turn() time.Duration {
	runtime.GC()
	start := time.Now()
	for range w.times {
		w.run()
	}
	took := time.Since(start)
	w.best = min(w.best, took)
	return took
}

func (w *stopwatch) nanoseconds() float64 { return float64(w.best) / float64(w.times) }

// turns returns how many rounds a row has, whose contenders take turns.
func (e effort) turns(row []*stopwatch) int {
	var one time.Duration
	for _, w := range row {
		one += w.best
	}
	return max(min(3, e.rounds), min(e.rounds, int(e.row/max(one, 1))))
}

// allocations returns how often the operation allocates.
func (w *stopwatch) allocations() float64 {
	if w.times == 1 {
		return testing.AllocsPerRun(1, w.run)
	}
	return testing.AllocsPerRun(20, w.run)
}

// allocated returns how many bytes a run allocates.
func allocated(run func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
