package report

import (
	"slices"
	"strings"

	"github.com/guptarohit/asciigraph"
)

// A canvas is the rows of a chart, the highest first, each of one cell a
// column.
type canvas [][]glyph

// A glyph is what is drawn in a cell, "" for nothing.
type glyph struct {
	text  string // one column wide
	style style
}

func newCanvas(rows, columns int) canvas {
	c := make(canvas, rows)
	for i := range c {
		c[i] = make([]glyph, columns)
	}
	return c
}

// fill draws into a cell where nothing is drawn yet.
func (c canvas) fill(row, column int, g glyph) {
	if c[row][column].text == "" {
		c[row][column] = g
	}
}

// line returns a row as text, with as few changes of style as need be.
func (c canvas) line(row int, painted bool) string {
	var b, same strings.Builder
	var style style
	for _, g := range c[row] {
		if g.text == "" {
			g.text = " "
		}
		if !slices.Equal(style, g.style) {
			b.WriteString(style.paint(same.String(), painted))
			same.Reset()
			style = g.style
		}
		same.WriteString(g.text)
	}
	return b.String() + style.paint(same.String(), painted)
}

// traced returns the line through values, one a column, which are in rows from
// the bottom, 0 to height, and NaN where the line has a gap: by row from the
// top and column what to draw, a space for nothing.
func traced(values []float64, height int) [][]rune {
	values = append(slices.Clone(values), values[len(values)-1]) // each column leads to the next value
	text := asciigraph.Plot(values, asciigraph.Height(height), asciigraph.LowerBound(0), asciigraph.UpperBound(float64(height)),
		asciigraph.Offset(1), asciigraph.YAxisValueFormatter(func(float64) string { return "" }))
	var rows [][]rune
	for line := range strings.SplitSeq(text, "\n") {
		rows = append(rows, []rune(line)[1:]) // behind the axis
	}
	return rows
}
