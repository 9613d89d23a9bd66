package main

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// A svg is a drawing that is being made. Its colours follow those of the reader.
type svg struct{ strings.Builder }

// style has a background of its own, so that the drawing can be read wherever
// it stands.
const style = `<style>
text{font:12px system-ui,sans-serif;fill:#24292f}
.bg{fill:#ffffff}.title{font-weight:600;font-size:13px}.small{font-size:11px;fill:#57606a}
.grid{stroke:#d8dee4;stroke-width:1}.axis{stroke:#57606a;stroke-width:1;fill:none}
.slope{stroke:#57606a;stroke-width:1.2;stroke-dasharray:5 4;fill:none}
.plain{stroke:#0969da;fill:none;stroke-width:1.8}.hostile{stroke:#bc4c00;fill:none;stroke-width:1.8}
.dot-plain{fill:#0969da}.dot-hostile{fill:#bc4c00}.goal{stroke:#cf222e;stroke-width:2.5}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}.bg{fill:#0d1117}.small{fill:#9198a1}.grid{stroke:#2b3138}.axis,.slope{stroke:#9198a1}
.plain{stroke:#58a6ff}.hostile{stroke:#f0883e}.dot-plain{fill:#58a6ff}.dot-hostile{fill:#f0883e}.goal{stroke:#ff7b72}}
</style>
`

// drawing makes a drawing, whose title is what it says to those who cannot see it.
func drawing(width, height float64, title string, draw func(*svg)) string {
	d := new(svg)
	d.put(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img"><title>%s</title>`,
		width, height, width, height, html.EscapeString(title))
	d.WriteString(style)
	d.put(`<rect class="bg" width="%g" height="%g"/>`, width, height)
	draw(d)
	d.put("</svg>")
	return d.String()
}

func (d *svg) put(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

// text writes at a place; the anchor is start, middle or end.
func (d *svg) text(class, anchor string, x, y float64, s string) {
	d.put(`<text class="%s" text-anchor="%s" x="%.1f" y="%.1f">%s</text>`, class, anchor, x, y, html.EscapeString(s))
}

func (d *svg) segment(class string, x1, y1, x2, y2 float64) {
	d.put(`<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, class, x1, y1, x2, y2)
}

func (d *svg) dot(class string, x, y float64) {
	d.put(`<circle class="%s" cx="%.1f" cy="%.1f" r="2.4"/>`, class, x, y)
}

// An axis maps values to places by their logarithm.
type axis struct{ low, high, from, to float64 }

func (a axis) at(v float64) float64 {
	return a.from + (a.to-a.from)*(math.Log(v)-math.Log(a.low))/(math.Log(a.high)-math.Log(a.low))
}

// decades are the powers of ten on the axis, every one or every so many.
func (a axis) decades() (ticks []float64) {
	first, last := int(math.Ceil(math.Log10(a.low)-1e-9)), int(math.Floor(math.Log10(a.high)+1e-9))
	for e := first; e <= last; e += 1 + (last-first)/8 {
		ticks = append(ticks, math.Pow10(e))
	}
	return ticks
}
