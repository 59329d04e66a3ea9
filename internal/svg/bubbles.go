package svg

import "math"

// Bubbles is a map of places in a grid, each with a bubble whose area says how
// much is there.
type Bubbles struct {
	Alt
	Columns int // of the grid, from the left
	Rows    int // of the grid, from the bottom
	Bubbles []Bubble
	Across  []Mark // below the map, counted in columns
	Up      []Mark // at its left, counted in rows

	// Corner is the part of the map that is to be seen first: the columns before
	// Corner.Column, and the rows from Corner.Row on.
	Corner struct {
		Column float64
		Row    int
		Text   string // "" for no corner
	}
}

// A Bubble is drawn in the middle of a place.
type Bubble struct {
	Column, Row int
	Part
}

// String draws the map.
func (b *Bubbles) String() string {
	var d drawing
	d.open(width, b.height(), b.Alt)
	b.corner(&d)
	for _, m := range b.Up {
		d.line("grid", left, b.y(m.At), width-right, b.y(m.At))
		d.text("tick", left-6, b.y(m.At)+4, atEnd, m.Text)
	}
	for _, m := range b.Across {
		d.line("grid", b.x(m.At), top, b.x(m.At), b.y(0))
		d.text("tick", b.x(m.At), b.y(0)+tickDrop, atMiddle, m.Text)
	}
	d.line("axis", left, b.y(0), width-right, b.y(0))
	most := 0.0
	for _, bubble := range b.Bubbles {
		most = max(most, bubble.Size)
	}
	const least, single, largest = 2.5, 5, 12
	for _, bubble := range b.Bubbles {
		radius := max(least, min(single*math.Sqrt(bubble.Size), largest*math.Sqrt(bubble.Size/most)))
		d.circle("bubble fill-"+bubble.Class, b.x(float64(bubble.Column)+0.5), b.y(float64(bubble.Row)+0.5), radius, bubble.Tip)
	}
	return d.close()
}

// corner paints the part to be seen first.
func (b *Bubbles) corner(d *drawing) {
	if b.Corner.Text == "" {
		return
	}
	d.rect("corner", left, top, b.x(b.Corner.Column)-left, b.y(float64(b.Corner.Row))-top, "")
	d.text("note", left+6, top+14, atStart, b.Corner.Text)
}

// The height of all rows together, if one of them is not higher than this.
const (
	allRows   = 280
	rowHeight = 40
)

func (b *Bubbles) rows() int { return min(allRows, rowHeight*b.Rows) }

func (b *Bubbles) height() int { return top + bottom + b.rows() }

func (b *Bubbles) x(column float64) float64 {
	return left + (width-left-right)*column/float64(b.Columns)
}

func (b *Bubbles) y(row float64) float64 {
	return float64(b.height()-bottom) - float64(b.rows())*row/float64(b.Rows)
}
