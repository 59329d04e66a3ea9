package svg

import "fmt"

// A Column is one of the columns of a chart: its parts, from the bottom up.
type Column struct {
	Label string // below it, "" for none
	Parts []Part
}

// Columns is a chart of columns beside each other.
type Columns struct {
	Alt
	Columns []Column
	Whole   float64              // what a column is at most, 0 for the largest
	Unit    func(float64) string // words a figure of the axis
	Edges   bool                 // the labels are of the columns' left edges, and End of the last one's right edge
	End     string
}

// ColumnsTall is how tall the drawing of Columns is.
const ColumnsTall = 240

// Where columns stand, and how tall the largest is.
const (
	columnsBottom = ColumnsTall - bottom
	columnHeight  = columnsBottom - top
)

// String draws the chart.
func (c *Columns) String() string {
	var d drawing
	d.open(width, ColumnsTall, c.Alt)
	whole := c.Whole
	if whole == 0 {
		for i := range c.Columns {
			whole = max(whole, sizeOf(c.Columns[i].Parts))
		}
	}
	ticks := ticksUpTo(whole)
	if c.Whole == 0 {
		whole = max(ticks[len(ticks)-1], 1)
	}
	for _, tick := range ticks {
		y := columnsBottom - columnHeight*tick/whole
		d.line("grid", left, y, width-right, y)
		d.text("tick", left-6, y+4, atEnd, c.Unit(tick))
	}
	c.draw(&d, whole)
	return d.close()
}

// draw draws the columns.
func (c *Columns) draw(d *drawing, whole float64) {
	const widest = 48 // of few columns
	pitch := min(widest, float64(width-left-right)/float64(max(1, len(c.Columns))))
	gap := min(4, pitch/4)
	for i, column := range c.Columns {
		x, y := left+float64(float64(i)*pitch), float64(columnsBottom)
		for _, p := range column.Parts {
			if p.Size > 0 {
				part := max(columnHeight*p.Size/whole, 1)
				y -= part
				d.rect("fill-"+p.Class, x+gap/2, y, pitch-gap, part, p.Tip)
			}
		}
		at := x + pitch/2
		if c.Edges {
			at = x
		}
		d.text("tick", at, columnsBottom+tickDrop, atMiddle, column.Label)
	}
	if c.Edges {
		d.text("tick", width-right, columnsBottom+tickDrop, atEnd, c.End)
	}
	d.line("axis", left, columnsBottom, width-right, columnsBottom)
}

// ticksUpTo returns 0 and up to five round figures above, of which the last is
// the first that is no less than most.
func ticksUpTo(most float64) []float64 {
	step := 1.0
	for grow := 0; float64(step*5) < most; grow++ {
		step *= [...]float64{2, 2.5, 2}[grow%3]
	}
	ticks := []float64{0}
	for i := 1; ticks[len(ticks)-1] < most; i++ {
		ticks = append(ticks, float64(step*float64(i)))
	}
	return ticks
}

// Percent words a share of 100.
func Percent(share float64) string { return fmt.Sprintf("%g%%", share) }
