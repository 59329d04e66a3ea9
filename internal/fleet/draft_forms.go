package fleet

import (
	"math"
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// forms are the ways in which a file writes numbers and dates.
type forms struct {
	decimal       byte
	decimalDoubt  bool // the other sign reads the same cells, as other numbers
	dates         []rubric.DateFormat
	datesDoubtful bool // days and months could as well be swapped
}

// choose tells how the file writes numbers and dates, and so what each column
// holds.
func (d *Draft) choose() {
	d.chooseDecimal()
	var dated []*column
	for _, c := range d.columns {
		if c.dates.others.few(count(c.dates.read, anyForm)) {
			dated = append(dated, c)
		}
	}
	set, doubtful := chooseDates(dated)
	d.forms.dates, d.forms.datesDoubtful = set.list(), doubtful
	for _, c := range d.columns {
		n := c.numbers(d.forms.decimal)
		switch {
		case slices.Contains(dated, c) && count(c.dates.read, set) < count(c.dates.read, anyForm):
			c.kind = rubric.Any
		case slices.Contains(dated, c):
			c.kind, c.others = rubric.Date, c.dates.others.texts
		case n.others.few(n.cells):
			c.kind, c.others = rubric.Number, n.others.texts
		default:
			c.kind = rubric.Text
		}
	}
	for i, c := range d.columns {
		d.readSample(i, c)
	}
}

// chooseDecimal takes the sign that makes numbers of more cells, and the point
// where both do.
func (d *Draft) chooseDecimal() {
	point, comma, doubtful := 0, 0, 0
	for _, c := range d.columns {
		if c.point.others.few(c.point.cells) || c.comma.others.few(c.comma.cells) {
			point += c.point.cells
			comma += c.comma.cells
			doubtful += c.point.doubtful
		}
	}
	d.forms.decimal = '.'
	if comma > point {
		d.forms.decimal = ','
	}
	d.forms.decimalDoubt = doubtful > 0 && comma == point
}

// numbers returns the column's cells as read with a decimal sign.
func (c *column) numbers(decimal byte) *numbers {
	if decimal == ',' {
		return &c.comma
	}
	return &c.point
}

// readSample notes the values of the sample's rows.
func (d *Draft) readSample(i int, c *column) {
	c.values = make([]float64, len(d.sample.rows))
	for row, cells := range d.sample.rows {
		c.values[row] = d.value(c, cells[i])
	}
}

// value returns a cell of a column of numbers or dates, NaN if it is missing.
func (d *Draft) value(c *column, cell string) float64 {
	if isDefaultMissing(cell) || slices.ContainsFunc(c.others, func(o string) bool { return strings.EqualFold(o, cell) }) {
		return math.NaN()
	}
	switch c.kind {
	case rubric.Number:
		if n, ok := scoring.ParseNumber(cell, d.forms.decimal); ok {
			return n.Value
		}
	case rubric.Date:
		if day, reading := scoring.ParseDate(cell, d.forms.dates); reading == scoring.DateRead {
			return float64(day)
		}
	}
	return math.NaN()
}
