package main

import (
	"math"
	"os"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
	"github.com/seed-293f0d42/ecrkit/internal/growth/operations"
)

// A curve is what a series of package growth took.
type curve struct {
	growth.Series
	points    []point
	allocated [2]uint64 // bytes, for the smallest and the largest size
	counted   [2]operations.Count
}

type point struct {
	size        int
	nanoseconds float64
	known       bool
}

// growing measures every series.
func growing(e effort, root string) ([]curve, error) {
	var curves []curve
	for _, s := range growth.All() {
		if e.sizes > 0 {
			s.Sizes = s.Sizes[:e.sizes]
		}
		start := processorTime()
		curves = append(curves, e.curve(s))
		e.log("%5.1f s %s", (processorTime() - start).Seconds(), s.Name())
	}
	if !e.count {
		return curves, nil
	}
	e.log("counting")
	dir, err := os.MkdirTemp("", "operations")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	counts, err := operations.Pairs(root, dir)
	for i := range counts {
		curves[i].counted = counts[i]
	}
	return curves, err
}

// curve measures the sizes of a series in turns.
func (e effort) curve(s growth.Series) curve {
	c := curve{Series: s}
	var watches []*stopwatch
	for i, n := range s.Sizes {
		run, known := s.Prepare(n), false
		w := newStopwatch(func() int { known = run(); return 0 }, e.sample)
		watches, c.allocated[min(i, 1)] = append(watches, w), w.bytes
		c.points = append(c.points, point{size: n, known: known})
	}
	for range e.turns(watches) {
		for _, w := range watches {
			w.turn()
		}
	}
	for i, w := range watches {
		c.points[i].nanoseconds = w.nanoseconds()
	}
	return c
}

// last is the point of the largest input.
func (c curve) last() point { return c.points[len(c.points)-1] }

// exponent is the slope of the curve where both axes are logarithms, fitted to
// the points of more than a hundredth of the largest input: 1 is linear, 2
// quadratic, 0 constant.
func (c curve) exponent() float64 {
	var n, sx, sy, sxx, sxy float64
	for _, p := range c.points {
		if 100*p.size > c.last().size {
			x, y := math.Log(float64(p.size)), math.Log(p.nanoseconds)
			n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
		}
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

// countedExponent is the same of what was counted.
func (c curve) countedExponent() float64 {
	return math.Log(float64(c.counted[1].Statements)/float64(c.counted[0].Statements)) / math.Log(operations.Factor)
}

// spent returns the first size for which the operation stops comparing.
func (c curve) spent() (size int, ok bool) {
	for _, p := range c.points {
		if !p.known {
			return p.size, true
		}
	}
	return 0, false
}
