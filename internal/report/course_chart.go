package report

import (
	"bytes"
	"math"
	"strings"

	"chs/internal/fleet"
)

// A chart draws the lines of a course over its days.
type chart struct {
	*Course
	canvas
	days    dayAxis
	values  valueAxis
	looks   []look
	margin  int        // columns before the axis
	labels  []rowLabel // by row from the bottom
	painted bool
}

// A rowLabel is what stands before the axis.
type rowLabel struct {
	glyph
	band bool // whether a band starts here
}

// noValue is said where there is nothing to draw.
const noValue = "no value in these snapshots"

// writeChart writes the chart of a course, a terminal's width wide.
func writeChart(page *bytes.Buffer, t *Course, width int, painted bool) {
	values, ok := newValueAxis(t, min(max(width/6, 8), 16))
	if !ok {
		page.WriteString(sentence(noValue, width))
		return
	}
	c := &chart{Course: t, values: values, looks: t.looks(), painted: painted}
	c.label(width < roomForParts)
	c.days = t.dayAxis(width - c.margin - 2)
	c.canvas = newCanvas(values.rows+1, c.days.width)
	for i := range t.Series {
		c.draw(i)
	}
	c.rule()
	for row := range c.canvas {
		label := c.labels[values.rows-row]
		pad := strings.Repeat(" ", c.margin-textWidth(label.text))
		page.WriteString(pad + label.style.paint(label.text, painted) + faint().paint(" ┤", painted) + c.line(row, painted) + "\n")
	}
	c.days.write(page, t, c.margin+1, painted)
}

func (t *Course) dayAxis(width int) dayAxis {
	return dayAxis{t.Runs[0].Day, t.Runs[len(t.Runs)-1].Day, width}
}

// label sets what stands before the axis: values, and where bands start.
func (c *chart) label(short bool) {
	for row := range c.values.rows + 1 {
		c.labels = append(c.labels, rowLabel{glyph: glyph{c.values.label(row), faint()}})
	}
	if c.hasBands() {
		for _, b := range c.Newest().Bands[1:] {
			if row := c.values.row(float64(b.From)); 0 <= row && row <= c.values.rows {
				c.labels[row] = rowLabel{glyph{c.values.bandLabel(b, short), bandStyle(b.Color)}, true}
			}
		}
	}
	for _, label := range c.labels {
		c.margin = max(c.margin, textWidth(label.text)+1)
	}
}

// draw draws a line: symbols at snapshots, as far as there is room, and what
// leads from one to the next.
func (c *chart) draw(i int) {
	values, known := c.spread(&c.Series[i])
	rows := make([]float64, len(values))
	for x, value := range values {
		rows[x] = c.values.at(value)
	}
	for row, line := range traced(rows, c.values.rows) {
		for x, r := range line {
			if r != ' ' && !math.IsNaN(values[x]) {
				c.fill(row, x, glyph{string(r), c.styleAt(i, values, x, c.values.rows-row)})
			}
		}
	}
	room := c.room()
	free := i * room / len(c.Series) // from this column on there is room for a symbol
	for x, is := range known {
		ends := x == len(known)-1 || math.IsNaN(values[x+1])
		if !is || x < free && !ends {
			continue
		}
		row := c.values.row(values[x])
		c.canvas[c.values.rows-row][x] = glyph{c.looks[i].symbol, c.styleAt(i, values, x, row)}
		free = x + room
	}
}

// room returns how far the symbols of a line are apart: not at all where each
// snapshot has room for its own, and else as far as it takes to tell lines apart.
func (c *chart) room() int {
	const each, apart = 3, 10
	switch {
	case c.days.width >= each*len(c.Runs):
		return 1
	case len(c.Series) == 1:
		return c.days.width
	}
	return apart
}

// spread sets a line's values into columns, straight from one snapshot to the
// next, and says in which of them there is a snapshot. Where one has no value
// there is a gap.
func (c *chart) spread(s *fleet.CourseSeries) (values []float64, known []bool) {
	values, known = make([]float64, c.days.width), make([]bool, c.days.width)
	for x := range values {
		values[x] = math.NaN()
	}
	for i, p := range s.Points {
		if !p.Known() {
			continue
		}
		x := c.days.at(c.Runs[i].Day)
		values[x], known[x] = float64(p.Value), true
		if i == 0 || !s.Points[i-1].Known() {
			continue
		}
		from, before := c.days.at(c.Runs[i-1].Day), float64(s.Points[i-1].Value)
		for between := from + 1; between < x; between++ {
			values[between] = before + (values[x]-before)*float64(between-from)/float64(x-from)
		}
	}
	return values, known
}

// styleAt returns how line i is painted in a cell: a lone line of scores in the
// colours of their bands.
func (c *chart) styleAt(i int, values []float64, x, row int) style {
	if !c.hasBands() || len(c.Series) > 1 {
		return c.looks[i].style
	}
	value := float64(c.values.bottom + row*c.values.unit)
	for _, end := range values[x:min(x+2, len(values))] {
		if !math.IsNaN(end) && c.values.row(end) == row {
			value = end
			break
		}
	}
	bands := c.Newest().Bands
	return bandStyle(bands[c.Newest().BandOf(int(value))].Color)
}

// rule draws where bands start and where something happened, behind the lines.
func (c *chart) rule() {
	for row, label := range c.labels {
		for x := range c.days.width {
			if label.band {
				c.fill(c.values.rows-row, x, glyph{"┈", label.style})
			}
		}
	}
	for _, m := range c.Marks {
		x := c.days.at(m.Day)
		for row := range c.canvas {
			c.fill(row, x, glyph{"┊", faint()})
		}
	}
}
