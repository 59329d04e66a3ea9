package report

// Widths, in columns of a terminal.
const (
	minWidth = 40 // a terminal's
	gap      = 2  // between two columns of a table
	minName  = 12
	maxName  = 30 // the first column's, which names the account
	minText  = 16 // below which a text is not cut to find room
	maxText  = 40
)

// fit sets the columns' widths and returns those that a terminal of a width
// has room for and the others: all from the first that has none.
//
// On a narrow terminal the first column and the headings of ratings are kept
// short, and a text is cut to what room is left; the first column takes what
// remains then. A width of 0 has room for all.
func fit(columns []tableColumn, width int) (kept, dropped []tableColumn) {
	for i := range columns {
		columns[i].setWidth(width)
	}
	if width == 0 || len(columns) == 0 {
		return columns, nil
	}
	first := &columns[0]
	wanted := min(first.width, maxName)
	first.width = min(wanted, max(width/6, minName))
	left := width - 1 // the margin
	for i := range columns {
		c := &columns[i]
		if c.width > left {
			if c.right || left < minText {
				columns, dropped = columns[:i], columns[i:]
				break
			}
			c.width = left
		}
		left -= c.width + gap
	}
	left = max(left+gap, 0)
	left -= first.grow(wanted, left)
	for i := 1; i < len(columns); i++ {
		left -= columns[i].grow(columns[i].whole, left)
	}
	return columns, dropped
}

// grow widens a column to a width, by what room there is at most, and returns
// by how much.
func (c *tableColumn) grow(to, room int) int {
	more := max(0, min(to-c.width, room))
	c.width += more
	return more
}

// setWidth gives a column the width it would like to have on a terminal.
func (c *tableColumn) setWidth(terminal int) {
	heading, cells := max(textWidth(c.heading), 1), c.least
	for _, cell := range c.cells {
		cells = max(cells, textWidth(cell.text))
	}
	c.whole = max(heading, cells)
	if c.short && terminal > 0 {
		heading = min(heading, max(terminal/15, 5))
	}
	c.width = max(heading, cells)
	if !c.right {
		c.width = min(c.width, maxText)
	}
}
