package report

import "math"

// dots draw lines that are finer than a terminal's cells: each cell of the canvas
// has two columns of four dots, as the characters of Braille have.
type dots struct {
	canvas
	cells [][]rune // which dots are set
}

func newDots(c canvas) *dots {
	d := &dots{canvas: c, cells: make([][]rune, len(c))}
	for i := range c {
		d.cells[i] = make([]rune, len(c[i]))
	}
	return d
}

// line sets the dots of a straight line from one point to another, whose
// coordinates are 0 to 1 from the bottom left.
func (d *dots) line(x, y, toX, toY float64) {
	width, height := float64(2*len(d.cells[0])-1), float64(4*len(d.cells)-1)
	x, y, toX, toY = x*width, y*height, toX*width, toY*height
	steps := math.Ceil(max(math.Abs(toX-x), math.Abs(toY-y), 1))
	for i := 0.0; i <= steps; i++ {
		d.set(int(math.Round(x+float64((toX-x)*i/steps))), int(math.Round(y+float64((toY-y)*i/steps))))
	}
}

// set sets a dot, counted from the bottom left.
func (d *dots) set(x, y int) {
	// The bits of a character of Braille, by column, from the top.
	bits := [2][4]rune{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}
	row := 4*len(d.cells) - 1 - y
	d.cells[row/4][x/2] |= bits[x%2][row%4]
}

// draw draws the dots into the canvas.
func (d *dots) draw(s style) {
	for row := range d.cells {
		for x, set := range d.cells[row] {
			if set != 0 {
				d.fill(row, x, glyph{string('\u2800' + set), s})
			}
		}
	}
}
