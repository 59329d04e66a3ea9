// Package svg draws small charts, to stand within a page of HTML or on a
// [Sheet] of their own. A drawing has no colours of its own: its shapes are of
// classes, such as "fill-red" and "axis", that a style paints. The same figures
// give the same bytes.
package svg

import (
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

// A drawing is an SVG element on its way.
type drawing struct{ strings.Builder }

// open starts a chart of a size in units of its own, which is scaled as a
// whole. Without an ID it is decoration: what it shows stands beside it.
func (d *drawing) open(width, height int, alt Alt) {
	d.WriteString(`<svg class="chart" viewBox="0 0 ` + strconv.Itoa(width) + ` ` + strconv.Itoa(height) + `"`)
	if alt.ID == "" {
		d.WriteString(` aria-hidden="true" focusable="false">`)
		return
	}
	d.WriteString(` role="img" aria-labelledby="` + alt.ID + `-t ` + alt.ID + `-d">`)
	d.WriteString(`<title id="` + alt.ID + `-t">` + html.EscapeString(alt.Title) + `</title>`)
	d.WriteString(`<desc id="` + alt.ID + `-d">` + html.EscapeString(alt.Desc) + `</desc>`)
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
