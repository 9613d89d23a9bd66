package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A plot has a panel for each of some operations.
type plot struct {
	file, title string
	operations  []string
}

var plots = []plot{
	{"speed-text.svg", "Time over the size of a text", []string{"ecrref.Find in a stream", "ecrref.ParseAny", "agenttext.Parse"}},
	{"speed-documents.svg", "Time over the size of a document", []string{"iampolicy.Parse", "Document.AppendJSON", "Document.Minimize",
		"authz.Compile", "lint.Run", "compare.Equivalent", "compare.Added", "compare.Grants"}},
	{"speed-decisions.svg", "Time over the statements of a policy", []string{"Policy.Decide", "Access.Check and Report.Fixes"}},
	{"speed-fleets.svg", "Time over the instances of a fleet", []string{"agentver.Parse and Feature.Check", "fleet.Survey", "fleet.Parse"}},
}

func (p plot) has(operation string) bool { return slices.Contains(p.operations, operation) }

const (
	panelWidth, panelHeight = 340.0, 290.0
	inLeft, inRight         = 62.0, 30.0
	inTop, inBottom         = 30.0, 48.0
	legend                  = 34.0
	columns                 = 3
)

// draw draws the panels in rows.
func (p plot) draw(curves []curve) string {
	across := min(columns, len(p.operations))
	down := (len(p.operations) + columns - 1) / columns
	return drawing(float64(across)*panelWidth, legend+float64(down)*panelHeight, p.title, func(d *svg) {
		d.key(float64(across) * panelWidth)
		for i, operation := range p.operations {
			x, y := float64(i%columns)*panelWidth, legend+float64(i/columns)*panelHeight
			d.panel(x, y, ofOperation(curves, operation))
		}
	})
}

func ofOperation(curves []curve, operation string) (list []curve) {
	for _, c := range curves {
		if c.Operation == operation {
			list = append(list, c)
		}
	}
	return list
}

// key says what the colours mean.
func (d *svg) key(width float64) {
	x := 16.0
	for _, k := range []struct{ class, text string }{
		{"plain", "ordinary input"}, {"hostile", "made to hurt"}, {"slope", "linear growth and, steeper, quadratic growth"},
	} {
		d.segment(k.class, x, 18, x+26, 18)
		d.text("", "start", x+32, 22, k.text)
		x += 50 + 7*float64(len(k.text))
	}
}

// panel draws the curves of one operation, and the two slopes that begin in
// their midst.
func (d *svg) panel(left, top float64, curves []curve) {
	first, start := curves[0], 0.0
	low, high := math.Inf(1), 0.0
	for _, c := range curves {
		start += math.Log(c.points[0].nanoseconds) / float64(len(curves))
		for _, p := range c.points {
			low, high = min(low, p.nanoseconds), max(high, p.nanoseconds)
		}
	}
	least, most := float64(first.points[0].size), float64(first.last().size)
	start = math.Exp(start)
	x := axis{least, most, left + inLeft, left + panelWidth - inRight}
	y := axis{low / 2, 2 * max(high, start*most/least), top + panelHeight - inBottom, top + inTop}
	d.text("title", "start", left+inLeft, top+18, first.Operation)
	d.frame(x, y, first)
	d.slope(x, y, start, 1)
	d.slope(x, y, start, 2)
	for _, hostile := range []bool{true, false} { // ordinary ones above
		for _, c := range curves {
			if c.Hostile == hostile {
				d.curve(x, y, c)
			}
		}
	}
}

// frame draws axes with their units, and a grid.
func (d *svg) frame(x, y axis, c curve) {
	for _, v := range y.decades() {
		d.segment("grid", x.from, y.at(v), x.to, y.at(v))
		d.text("small", "end", x.from-6, y.at(v)+4, duration(v))
	}
	next := x.to + roomForNumber
	for _, p := range slices.Backward(c.points) {
		at := x.at(float64(p.size))
		d.segment("grid", at, y.from, at, y.to)
		if at <= next-roomForNumber {
			d.text("small", "middle", at, y.from+16, plain(p.size, c.Unit))
			next = at
		}
	}
	d.put(`<path class="axis" d="M%.1f %.1fV%.1fH%.1f"/>`, x.from, y.to, y.from, x.to)
	d.text("small", "middle", (x.from+x.to)/2, y.from+34, axisName[c.Unit])
	d.put(`<text class="small" text-anchor="middle" transform="translate(%.1f %.1f) rotate(-90)">processor time</text>`,
		x.from-50, (y.from+y.to)/2)
}

const roomForNumber = 58.0

// plain is an amount without its unit, which the axis has.
func plain(size int, unit string) string {
	return strings.TrimSuffix(strings.TrimSuffix(amount(size, unit), "s"), " "+unit)
}

var axisName = map[string]string{"byte": "size of the input", "statement": "statements", "instance": "instances"}

// slope draws what grows with a power of the size, as far as there is room.
func (d *svg) slope(x, y axis, start, power float64) {
	end := min(x.high, x.low*math.Pow(y.high/start, 1/power))
	toX, toY := x.at(end), y.at(start*math.Pow(end/x.low, power))
	d.segment("slope", x.from, y.at(start), toX, toY)
}

func (d *svg) curve(x, y axis, c curve) {
	class := "plain"
	if c.Hostile {
		class = "hostile"
	}
	var places []string
	for _, p := range c.points {
		px, py := x.at(float64(p.size)), y.at(p.nanoseconds)
		places = append(places, fmt.Sprintf("%.1f,%.1f", px, py))
		d.dot("dot-"+class, px, py)
	}
	d.put(`<polyline class="%s" points="%s"/>`, class, strings.Join(places, " "))
}
