// Package svg draws small charts, to stand within a page of HTML or on a
// [Sheet] of their own. A drawing has no colours of its own: its shapes are of
// classes, such as "fill-red" and "axis", that a style paints. The same figures
// give the same bytes.
package svg

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
)

// An Alt says what a drawing shows to those who do not see it.
type Alt struct {
	ID    string // unique on the page, of letters, digits and dashes
	Title string // what it is
	Desc  string // what is to be seen in it
}

// The width of the charts is that of a phone's page, so that texts can be read
// there. Around their axes are edges, and the figures of an axis stand below it.
const (
	width    = 440
	left     = 46
	right    = 8
	top      = 10
	bottom   = 24
	tickDrop = 17
)

// A drawing is an SVG element on its way.
type drawing struct{ strings.Builder }

// add adds text by a format.
func (d *drawing) add(format string, values ...any) {
	_, _ = fmt.Fprintf(d, format, values...) // a builder takes all
}

// open starts a chart of a size in units of its own, which is scaled as a
// whole.
func (d *drawing) open(width, height int, alt Alt) {
	d.add(`<svg class="chart" viewBox="0 0 %d %d"`, width, height)
	d.name("img", alt)
}

// name ends an opening tag with a role and what tells the drawing to those who do
// not see it.
func (d *drawing) name(role string, alt Alt) {
	d.add(` role="%s" aria-labelledby="%[2]s-t %[2]s-d"><title id="%[2]s-t">%[3]s</title><desc id="%[2]s-d">%[4]s</desc>`,
		role, alt.ID, html.EscapeString(alt.Title), html.EscapeString(alt.Desc))
}

// close ends the drawing and returns it.
func (d *drawing) close() string {
	d.WriteString("</svg>")
	return d.String()
}

// rect draws a rectangle. A tip, if there is one, is shown where it is pointed at.
func (d *drawing) rect(class string, x, y, width, height float64, tip string) {
	d.WriteString(`<rect class="` + class + `" x="` + number(x) + `" y="` + number(y) +
		`" width="` + number(width) + `" height="` + number(height) + `"`)
	d.tip("rect", tip)
}

func (d *drawing) circle(class string, x, y, radius float64, tip string) {
	d.WriteString(`<circle class="` + class + `" cx="` + number(x) + `" cy="` + number(y) + `" r="` + number(radius) + `"`)
	d.tip("circle", tip)
}

// tip ends a shape with what is shown where it is pointed at, if there is
// something.
func (d *drawing) tip(shape, tip string) {
	if tip == "" {
		d.WriteString(`/>`)
		return
	}
	d.WriteString(`><title>` + html.EscapeString(tip) + `</title></` + shape + `>`)
}

func (d *drawing) line(class string, x1, y1, x2, y2 float64) {
	d.WriteString(`<line class="` + class + `" x1="` + number(x1) + `" y1="` + number(y1) +
		`" x2="` + number(x2) + `" y2="` + number(y2) + `"/>`)
}

// across draws marks below an axis, at places from 0 to 1 that x sets.
func (d *drawing) across(marks []Mark, x func(at float64) float64, axis float64) {
	for _, m := range marks {
		d.line("axis", x(m.At), axis, x(m.At), axis+4)
		d.text("tick", x(m.At), axis+tickDrop, atMiddle, m.Text)
	}
}

// eventsTop is the top of what happened; charts over time start below it.
const eventsTop = 16

// events draws marks over a chart down to its axis, at places from 0 to 1 that x
// sets.
func (d *drawing) events(marks []Mark, x func(at float64) float64, axis float64) {
	for _, m := range marks {
		d.line("guide", x(m.At), eventsTop, x(m.At), axis)
		d.text("label over", x(m.At), eventsTop-3, atMiddle, m.Text)
	}
}

// A Mark is a text at an edge of a chart.
type Mark struct {
	At   float64 // on the chart's scale there
	Text string
}

// point returns a point of a polyline.
func point(x, y float64) string { return number(x) + "," + number(y) }

// polyline draws straight lines from point to point.
func (d *drawing) polyline(class string, points []string) {
	d.WriteString(`<polyline class="` + class + `" points="` + strings.Join(points, " ") + `"/>`)
}

// An anchor says which end of a text its place is.
type anchor string

const (
	atStart  anchor = "start"
	atMiddle anchor = "middle"
	atEnd    anchor = "end"
)

func (d *drawing) text(class string, x, y float64, a anchor, text string) {
	d.WriteString(`<text class="` + class + `" x="` + number(x) + `" y="` + number(y) +
		`" text-anchor="` + string(a) + `">` + html.EscapeString(text) + `</text>`)
}

// number returns a coordinate with one decimal at most.
func number(x float64) string {
	tenths := math.Round(x * 10)
	return strconv.FormatFloat(tenths/10, 'f', -1, 64)
}
