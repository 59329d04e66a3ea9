package report

import "chs/rubric"

// The columns of a card's grid.
const (
	gridName = iota
	gridValue
	gridLadder
	gridRating
	gridPoints
	gridPossible
	gridDifference
	gridColumns
)

// A gridColumn is how a column of the grid is drawn.
type gridColumn struct {
	heading string
	gap     int  // the spaces before it
	right   bool // numbers
	least   int  // how narrow it may become, 0 if it may not
}

func newGridColumns() [gridColumns]gridColumn {
	return [gridColumns]gridColumn{
		gridName:       {"CRITERION", 1, false, minName},
		gridValue:      {"VALUE", gap, true, 8},
		gridLadder:     {"CUTS", gap, false, 8},
		gridRating:     {"RATING", gap, true, 0},
		gridPoints:     {"POINTS", gap, true, 0},
		gridPossible:   {"", 1, true, 0},
		gridDifference: {"VS MEAN", gap, true, 0},
	}
}

// A gridCell is a text, or points behind a text, how to paint it, and how wide
// it is.
type gridCell struct {
	text   string
	paint  *paint
	width  int
	counts bool // there are points
	points int  // hundredths, not negative
}

func newGridCell(text string, paint *paint) gridCell {
	return gridCell{text: text, paint: paint, width: textWidth(text)}
}

// dataCell returns a text of the input, without white space around it, as cards
// show it.
func dataCell(text string, paint *paint) gridCell {
	if isPlain(text) { // as most are
		return gridCell{text: text, paint: paint, width: len(text)}
	}
	return newGridCell(cellText(text), paint)
}

// setPoints makes the cell, which is empty, one of points behind a sign or the
// like, which is ASCII.
func (c *gridCell) setPoints(before string, hundredths int, paint *paint) {
	c.text, c.paint, c.counts, c.points = before, paint, true, hundredths
	c.width = len(before) + len("0.00")
	for n := hundredths; n >= 1000; n /= 10 {
		c.width++
	}
}

// append appends the cell.
func (c *gridCell) append(dst []byte) []byte {
	if c.text == "" && !c.counts {
		return dst
	}
	if c.paint != nil {
		dst = append(dst, c.paint.before...)
	}
	dst = append(dst, c.text...)
	if c.counts {
		dst = appendHundredths(dst, c.points)
	}
	if c.paint != nil {
		dst = append(dst, c.paint.behind...)
	}
	return dst
}

// A gridRow is a line of a card's grid.
type gridRow [gridColumns]gridCell

// A grid is the lines of a card on its criteria and on what they sum to.
type grid struct {
	rows   [rubric.MaxCriteria + 5]gridRow // a heading, criteria, a rule and up to three totals
	used   int
	widths [gridColumns]int // -1 for one that is left out
}

// row returns the next line, to be filled.
func (g *grid) row() *gridRow {
	g.used++
	return &g.rows[g.used-1]
}

// appendGrid appends a card's grid.
func (t *cardTable) appendGrid(dst []byte, c *card) []byte {
	var g grid
	*g.row() = t.heading
	for i := range t.names {
		t.criterion(g.row(), c, i)
	}
	if c.Scored {
		t.totals(&g, c)
	}
	t.fit(&g, c)
	for i := range g.rows[:g.used] {
		dst = t.appendRow(dst, &g, &g.rows[i])
	}
	return dst
}

// criterion fills in the line of a criterion.
func (t *cardTable) criterion(row *gridRow, c *card, i int) {
	row[gridName], row[gridValue] = t.names[i], t.ratings[0]
	if metric := c.metric(i); metric != "" {
		row[gridValue] = dataCell(metric, nil)
	}
	all, _ := c.ladder(i)
	row[gridLadder].text, row[gridLadder].width = all.text, all.width
	row[gridRating] = t.ratings[c.Ratings[i]]
	if !c.Scored {
		return
	}
	share := &c.why.Criteria[i]
	if share.Possible > 0 {
		row[gridPoints].setPoints("", share.Points, nil)
		row[gridPossible].setPoints("of ", share.Possible, t.inks.faint)
	} else {
		row[gridPoints] = t.ratings[0]
	}
	t.setDifference(&row[gridDifference], share.Difference)
}

// totals fills in the lines of what the criteria sum to.
func (t *cardTable) totals(g *grid, c *card) {
	*g.row() = t.rule
	for _, total := range c.totals() {
		row := g.row()
		row[gridName] = newGridCell(total.name, t.inks.bold)
		if total.points < 0 {
			row[gridPoints].setPoints("-", -total.points, t.inks.bold)
		} else {
			row[gridPoints].setPoints("", total.points, t.inks.bold)
		}
		t.setDifference(&row[gridDifference], total.difference)
	}
}

// setDifference makes an empty cell a difference, in the colour of its sign.
func (t *cardTable) setDifference(cell *gridCell, d int) {
	switch {
	case d > 0:
		cell.setPoints("+", d, t.inks.rise)
	case d < 0:
		cell.setPoints("-", -d, t.inks.fall)
	default:
		cell.setPoints("", 0, nil)
	}
}

// fit sets the widths of the columns for the terminal's: only the cuts next to
// the values are shown, then texts are cut, then columns left out, as far as
// need be.
func (t *cardTable) fit(g *grid, c *card) {
	over := t.measure(g) - t.Width
	if t.Width == 0 || over <= 0 {
		return
	}
	for i := range t.names {
		_, near := c.ladder(i)
		g.rows[i+1][gridLadder] = gridCell{text: near.text, width: near.width}
	}
	over = t.measure(g) - t.Width
	for i := range t.grid {
		if least := t.grid[i].least; least > 0 && over > 0 {
			cut := min(over, max(0, g.widths[i]-least))
			g.widths[i] -= cut
			over -= cut
		}
	}
	for _, i := range [...]int{gridPossible, gridLadder, gridValue} {
		if over > 0 {
			over -= g.widths[i] + t.grid[i].gap
			g.widths[i] = -1
		}
	}
}

// measure gives each column the width of its widest cell, and returns that of
// the grid.
func (t *cardTable) measure(g *grid) (width int) {
	clear(g.widths[:])
	for i := range g.rows[:g.used] {
		for j := range g.rows[i] {
			g.widths[j] = max(g.widths[j], g.rows[i][j].width)
		}
	}
	for i, column := range g.widths {
		width += t.grid[i].gap + column
	}
	return width
}

// appendRow appends a line.
func (t *cardTable) appendRow(dst []byte, g *grid, row *gridRow) []byte {
	spaces := 0 // not written yet: none stand at a line's end
	for i := range row {
		if g.widths[i] < 0 {
			continue
		}
		cell := &row[i]
		if cell.width > g.widths[i] {
			*cell = newGridCell(truncate(cell.text, g.widths[i]), cell.paint)
		}
		spaces += t.grid[i].gap
		pad := g.widths[i] - cell.width
		if t.grid[i].right {
			spaces, pad = spaces+pad, 0
		}
		if cell.width > 0 {
			dst = appendSpaces(dst, spaces)
			dst = cell.append(dst)
			spaces = 0
		}
		spaces += pad
	}
	return append(dst, '\n')
}
