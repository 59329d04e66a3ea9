package report

import (
	"slices"
	"strings"

	"chs/scoring"
)

// unknown stands in a column of numbers where one is not known.
const unknown = "·"

// A tableColumn is a column of a table, with all its cells.
type tableColumn struct {
	heading string
	cells   []tableCell
	right   bool // numbers, right-aligned
	held    bool // whether any cell holds something
	drawn   bool // of signs that draw; HTML has a picture instead
	short   bool // its heading may be cut on a narrow terminal
	least   int  // the width that it has even if its cells do not need it
	width   int  // set by fit
	whole   int  // the width that cuts nothing
}

// A tableCell is a text and how to paint it.
type tableCell struct {
	text  string
	style style
}

// addRow adds a cell to each of some columns.
func addRow(columns []tableColumn, cells ...tableCell) {
	for i := range columns {
		columns[i].cells = append(columns[i].cells, cells[i])
	}
}

// shareCell returns a part in percent, faint if there is none.
func shareCell(part, all int) tableCell {
	cell := tableCell{text: percentOrNone(part, all)}
	if part == 0 {
		cell.style = faint()
	}
	return cell
}

// tableColumns returns the columns of a table: those of the layout if the
// user chose them, else a selection for people. In that, what says more than
// the ratings is there only if it says something of some row.
func (l *Layout) tableColumns(rows []TableRow, o TableOptions) []tableColumn {
	var columns []tableColumn
	if o.Chosen {
		for i, c := range l.Columns {
			columns = append(columns, l.tableColumn(i, c.Name, rows))
		}
		return columns
	}
	r := l.Rubric
	if id := l.inputIndex(r.ID); id >= 0 {
		columns = append(columns, l.accountColumn(id, rows))
	}
	columns = append(columns,
		l.tableColumn(l.addedIndex(Score, 0), "SCORE", rows),
		l.tableColumn(l.addedIndex(Band, 0), "BAND", rows))
	add := func(i int, heading string) {
		if i < 0 {
			return
		}
		if column := l.tableColumn(i, heading, rows); column.held {
			columns = append(columns, column)
		}
	}
	add(l.addedIndex(ChurnProbability, 0), "LEAVES")
	add(l.addedIndex(Change, 0), "CHANGE")
	add(l.addedIndex(Warning, 0), "WARNING")
	add(l.addedIndex(Drivers, 0), "DRIVERS")
	for i, criterion := range r.Criteria {
		column := l.tableColumn(l.addedIndex(Rating, i), criterion.Name, rows)
		column.short = true
		columns = append(columns, column)
	}
	add(l.inputIndex(r.Value.Column), strings.ToUpper(r.Value.Column))
	add(l.addedIndex(ExpectedLoss, 0), "EXP LOSS")
	add(l.inputIndex(r.Owner), "OWNER")
	add(l.addedIndex(Since, 0), "SINCE")
	add(l.addedIndex(Plays, 0), "PLAYS")
	add(l.addedIndex(CapReason, 0), "CAP")
	for _, name := range r.Show {
		add(l.inputIndex(name), strings.ToUpper(name))
	}
	return columns
}

// inputIndex returns the index of the layout's column that the input has under
// a name, or -1.
func (l *Layout) inputIndex(name string) int {
	return slices.IndexFunc(l.Columns, func(c Column) bool {
		return c.Kind == Input && name != "" && strings.TrimSpace(c.Name) == name
	})
}

// addedIndex returns the index of a column of the layout that chs adds, or -1.
func (l *Layout) addedIndex(kind Kind, index int) int {
	return slices.IndexFunc(l.Columns, func(c Column) bool { return c.Kind == kind && c.Index == index })
}

// accountColumn names the accounts by their labels, and by what the layout's
// column id holds where they have none.
func (l *Layout) accountColumn(id int, rows []TableRow) tableColumn {
	column := l.tableColumn(id, "ACCOUNT", rows)
	column.right = false
	if label := l.inputIndex(l.Rubric.Label); label >= 0 {
		for j, row := range rows {
			if text := cellText(row.cells[label]); text != "" {
				column.cells[j] = tableCell{text: text}
			}
		}
	}
	return column
}

// tableColumn returns the layout's column with index i.
func (l *Layout) tableColumn(i int, heading string, rows []TableRow) tableColumn {
	c := l.Columns[i]
	column := tableColumn{heading: cellText(heading), cells: make([]tableCell, len(rows))}
	for j, row := range rows {
		column.cells[j].text = cellText(row.cells[i])
		column.held = column.held || row.cells[i] != ""
	}
	switch {
	case c.Kind == Band:
		for j, row := range rows {
			column.cells[j] = l.bandCell(row.band)
			if row.lost {
				column.cells[j].text = "lost"
			}
		}
	case c.Kind == Rating || c.Kind == Change || c.Kind == Warning:
		column.right = c.Kind != Warning
		for j, cell := range column.cells {
			column.cells[j].style = addedStyle(c.Kind, cell.text)
		}
	case c.Kind == Priority || c.Kind == ExpectedLoss || l.isValue(c):
		column.right = true
		l.formatMoney(column.cells)
	case c.Kind == Input:
		column.right = l.areNumbers(column.cells)
	default:
		column.right = c.Kind == Score || c.Kind == Uncapped || c.Kind == Coverage || c.Kind == Previous || c.Kind == ChurnProbability
	}
	for j, cell := range column.cells {
		if column.right && cell.text == "" {
			column.cells[j] = tableCell{unknown, faint()}
		}
	}
	return column
}

// addedStyle returns the style of a text in a column of a kind.
func addedStyle(kind Kind, text string) style {
	switch {
	case text == "":
		return nil
	case kind == Rating:
		return ratingStyle(int(text[0] - '0'))
	case kind == Change:
		return changeStyle(text)
	}
	return bandStyle("red")
}

// bandAt returns the band of a place in counts by band, of which the last is of the
// unscored: [scoring.None].
func (l *Layout) bandAt(place int) int {
	if place == len(l.Rubric.Bands) {
		return scoring.None
	}
	return place
}

// bandCell returns a band's symbol and name in its colour.
func (l *Layout) bandCell(band int) tableCell {
	if band == scoring.None {
		return tableCell{l.band(band), faint()}
	}
	b := l.Rubric.Bands[band]
	return tableCell{cellText(b.Symbol + " " + b.Name), bandStyle(b.Color)}
}

// formatMoney groups the amounts of a column, names their currency, and leaves
// out the cents if there are none in the whole column.
func (l *Layout) formatMoney(cells []tableCell) {
	cents := slices.ContainsFunc(cells, func(c tableCell) bool {
		return c.text != "" && !strings.HasSuffix(c.text, ".00") && !strings.Contains(c.text, "e")
	})
	for i := range cells {
		text := cells[i].text
		if text == "" {
			continue
		}
		if !cents {
			text = strings.TrimSuffix(text, ".00")
		}
		cells[i].text = withCurrency(groupThousands(text), l.Rubric.Value.Currency)
	}
}

// areNumbers reports whether all cells that hold something are numbers, and
// there are some.
func (l *Layout) areNumbers(cells []tableCell) bool {
	some := false
	for _, cell := range cells {
		if cell.text == "" {
			continue
		}
		if _, ok := scoring.ParseNumber(cell.text, l.Rubric.Decimal); !ok {
			return false
		}
		some = true
	}
	return some
}
