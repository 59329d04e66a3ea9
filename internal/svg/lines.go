package svg

import (
	"cmp"
	"slices"
)

// Lines is a chart of lines over time, each named at its end.
type Lines struct {
	Alt
	Wide, Tall int
	From, To   float64 // the values at the bottom and the top
	Lines      []Line
	Zones      []Zone // behind the lines, from the lowest
	Up         []Mark // at the left, at values
	Across     []Mark // below, from 0 at the left to 1
	Events     []Mark // above, on the same scale
	Dots       bool   // all points have dots, not only those that end a line
}

// A Line is drawn through points.
type Line struct {
	Class  string // of its colour
	Dashed bool
	Label  string
	Points []Point // from the left
}

// A Zone is a range of values.
type Zone struct {
	From, To float64
	Class    string
	Label    string
}

// labelWidth is what a character of a label takes, on average.
const labelWidth = 6.3

// String draws the chart.
func (l *Lines) String() string {
	var d drawing
	d.open(l.Wide, l.Tall, l.Alt)
	for _, z := range l.Zones {
		if y, tall := l.seen(z); tall > 0 {
			d.rect("zone fill-"+z.Class, left, y, l.end()-left, tall, "")
		}
	}
	for _, m := range l.Up {
		d.line("grid", left, l.y(m.At), l.end(), l.y(m.At))
		d.text("tick", left-6, l.y(m.At)+4, atEnd, m.Text)
	}
	d.across(l.Across, l.x, l.bottom())
	d.line("axis", left, l.bottom(), l.end(), l.bottom())
	d.events(l.Events, l.x, l.bottom())
	for i := range l.Lines {
		l.draw(&d, &l.Lines[i])
	}
	for _, z := range l.Zones {
		if y, tall := l.seen(z); tall >= labelHeight {
			d.text("note over", left+6, y+labelHeight-1, atStart, z.Label)
		}
	}
	l.label(&d)
	return d.close()
}

// seen returns where the part of a zone that the chart shows starts, and how tall
// it is: 0 or less where there is none.
func (l *Lines) seen(z Zone) (y, tall float64) {
	y = l.y(min(z.To, l.To))
	return y, l.y(max(z.From, l.From)) - y
}

// draw draws a line, and dots on it.
func (l *Lines) draw(d *drawing, line *Line) {
	class := "line stroke-" + line.Class
	if line.Dashed {
		class += " dashed"
	}
	var points []string
	flush := func() {
		if len(points) > 1 {
			d.polyline(class, points)
		}
		points = nil
	}
	for _, p := range line.Points {
		if p.Gap {
			flush()
		}
		points = append(points, point(l.x(p.X), l.y(p.Y)))
	}
	flush()
	for i, p := range line.Points {
		alone := p.Gap && (i+1 == len(line.Points) || line.Points[i+1].Gap)
		if l.Dots || alone || i+1 == len(line.Points) {
			d.circle("dot fill-"+line.Class, l.x(p.X), l.y(p.Y), 3.5, p.Tip)
		}
	}
}

// labelHeight is how far labels are apart at least.
const labelHeight = 15

// label names the lines at their ends, apart from each other.
func (l *Lines) label(d *drawing) {
	type label struct {
		y    float64
		text string
	}
	var labels []label
	for _, line := range l.Lines {
		if n := len(line.Points); n > 0 {
			labels = append(labels, label{l.y(line.Points[n-1].Y), line.Label})
		}
	}
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(a.y, b.y) })
	for i := range labels {
		if i > 0 {
			labels[i].y = max(labels[i].y, labels[i-1].y+labelHeight)
		}
	}
	lowest := l.bottom()
	for i := range slices.Backward(labels) {
		labels[i].y = min(labels[i].y, lowest)
		lowest = labels[i].y - labelHeight
	}
	for _, a := range labels {
		d.text("label", l.end()+10, a.y+4, atStart, a.text)
	}
}

// Room returns how many characters there is room for along the axis.
func (l *Lines) Room() int { return int((l.end() - left) / labelWidth) }

// end is the right end of the axis: behind it is room for the labels.
func (l *Lines) end() float64 {
	longest := 0
	for _, line := range l.Lines {
		longest = max(longest, len([]rune(line.Label)))
	}
	return float64(l.Wide) - 14 - float64(labelWidth*float64(longest))
}

func (l *Lines) bottom() float64 { return float64(l.Tall - bottom) }

// x returns where a place on the scale from 0 to 1 is.
func (l *Lines) x(at float64) float64 {
	const edge = 6
	return left + edge + float64((l.end()-left-2*edge)*at)
}

func (l *Lines) y(value float64) float64 {
	return l.bottom() - float64((l.bottom()-eventsTop-4)*(value-l.From)/(l.To-l.From))
}
