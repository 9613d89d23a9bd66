package main

import (
	"math"

	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

// A span is how many times as long as ecrkit a library takes for an operation,
// over all inputs.
type span struct {
	group, library  string
	low, high, goal float64
}

// spans puts the rows of an operation and a library together.
func spans(results []result) (list []span) {
	at := map[[2]string]int{}
	for _, r := range results {
		for j, c := range r.Contenders {
			if c.Module == "" && c.Name != "plain loop" {
				continue
			}
			key := [2]string{r.group, c.Name}
			i, ok := at[key]
			if !ok {
				i, at[key] = len(list), len(list)
				list = append(list, span{r.group, c.Name, math.Inf(1), 0, c.Goal})
			}
			list[i].low, list[i].high = min(list[i].low, r.ratio(j)), max(list[i].high, r.ratio(j))
		}
	}
	return list
}

const (
	spanHeight, spanLeft, spanRight, spanTop = 20.0, 400.0, 110.0, 40.0
	spanWidth                                = 930.0
)

// ratioPlot draws the spans, each a bar.
func ratioPlot(results []result) string {
	list := spans(results)
	height := spanTop + spanHeight*float64(len(list)) + 50
	x := axis{0.1, 1, spanLeft, spanWidth - spanRight}
	for _, s := range list {
		x.low, x.high = min(x.low, s.low), max(x.high, s.high*1.2)
	}
	return drawing(spanWidth, height, "How many times as long as "+pairs.Ours+" each library takes", func(d *svg) {
		bottom := spanTop + spanHeight*float64(len(list)) + 4
		for _, v := range x.decades() {
			d.segment("grid", x.at(v), spanTop-8, x.at(v), bottom)
			d.text("small", "middle", x.at(v), bottom+16, "×"+times(v))
		}
		d.segment("axis", x.at(1), spanTop-8, x.at(1), bottom)
		d.text("small", "middle", x.at(1), spanTop-14, pairs.Ours)
		d.text("small", "middle", (x.from+x.to)/2, bottom+36,
			"times as long as "+pairs.Ours+", from the least to the most of all inputs; a red mark is a goal")
		for i, s := range list {
			d.span(x, spanTop+spanHeight*float64(i)+spanHeight/2, s, i == 0 || list[i-1].group != s.group)
		}
	})
}

func (d *svg) span(x axis, y float64, s span, isFirst bool) {
	if isFirst {
		d.text("title", "start", 12, y+4, s.group)
	}
	d.text("", "end", x.from-12, y+4, s.library)
	d.put(`<line class="plain" style="stroke-width:8" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, x.at(s.low)-1, y, x.at(s.high)+1, y)
	if s.goal > 0 {
		d.segment("goal", x.at(s.goal), y-8, x.at(s.goal), y+8)
	}
	label := times(s.low)
	if times(s.high) != label {
		label += " – " + times(s.high)
	}
	d.text("small", "start", x.at(max(s.high, s.goal))+8, y+4, label)
}
