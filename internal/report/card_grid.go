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
	style  style
	width  int
	counts bool // there are points
	points int  // hundredths, not negative
}

func newGridCell(text string, style style) gridCell {
	return gridCell{text: text, style: style, width: textWidth(text)}
}

// pointsCell returns points behind a sign or the like, which is ASCII.
func pointsCell(before string, hundredths int, style style) gridCell {
	width := len(before) + len("0.00")
	for n := hundredths; n >= 1000; n /= 10 {
		width++
	}
	return gridCell{before, style, width, true, hundredths}
}

// append appends the cell.
func (c *gridCell) append(dst []byte, painted bool) []byte {
	start := len(dst)
	dst = append(dst, c.text...)
	if c.counts {
		dst = appendHundredths(dst, c.points)
	}
	if painted {
		dst = append(dst[:start], c.style.paint(string(dst[start:]), true)...)
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
	heading := g.row()
	for i, column := range t.grid {
		heading[i] = newGridCell(column.heading, t.inks.bold)
	}
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
	nothing := gridCell{text: unknown, style: t.inks.faint, width: 1}
	row[gridName], row[gridValue] = t.names[i], newGridCell(cellText(c.metric(i)), nil)
	if row[gridValue].text == "" {
		row[gridValue] = nothing
	}
	all, _ := c.ladder(i)
	row[gridLadder] = gridCell{text: all.text, width: all.width}
	row[gridRating] = nothing
	if rating := c.Ratings[i]; rating > 0 {
		row[gridRating] = gridCell{text: "12345"[rating-1 : rating], style: t.inks.ratings[rating], width: 1}
	}
	if !c.Scored {
		return
	}
	share := &c.why.Criteria[i]
	row[gridPoints] = nothing
	if share.Possible > 0 {
		row[gridPoints] = pointsCell("", share.Points, nil)
		row[gridPossible] = pointsCell("of ", share.Possible, t.inks.faint)
	}
	row[gridDifference] = t.difference(share.Difference)
}

// totals fills in the lines of what the criteria sum to.
func (t *cardTable) totals(g *grid, c *card) {
	rule := newGridCell("──────", t.inks.faint)
	*g.row() = gridRow{gridPoints: rule, gridDifference: rule}
	for _, total := range c.totals() {
		row := g.row()
		row[gridName] = newGridCell(total.name, t.inks.bold)
		row[gridPoints] = pointsCell("", total.points, t.inks.bold)
		if total.points < 0 {
			row[gridPoints] = pointsCell("-", -total.points, t.inks.bold)
		}
		row[gridDifference] = t.difference(total.difference)
	}
}

// difference returns a difference in the colour of its sign.
func (t *cardTable) difference(d int) gridCell {
	switch {
	case d > 0:
		return pointsCell("+", d, t.inks.ratings[5])
	case d < 0:
		return pointsCell("-", -d, t.inks.ratings[1])
	}
	return pointsCell("", 0, nil)
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
	for i := range g.widths {
		g.widths[i] = 0
		for j := range g.rows[:g.used] {
			g.widths[i] = max(g.widths[i], g.rows[j][i].width)
		}
		width += t.grid[i].gap + g.widths[i]
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
			*cell = newGridCell(truncate(cell.text, g.widths[i]), cell.style)
		}
		spaces += t.grid[i].gap
		pad := g.widths[i] - cell.width
		if t.grid[i].right {
			spaces, pad = spaces+pad, 0
		}
		if cell.width > 0 {
			dst = appendSpaces(dst, spaces)
			dst = cell.append(dst, t.Color)
			spaces = 0
		}
		spaces += pad
	}
	return append(dst, '\n')
}
