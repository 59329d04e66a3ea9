package report

import (
	"cmp"
	"strings"

	"chs/scoring"
)

// flatFigures returns the figures of the lines, a row each.
func (t *Course) flatFigures() []tableColumn {
	columns := []tableColumn{
		{heading: t.heading()}, {heading: "FIRST", right: true}, {heading: "LAST", right: true}, {heading: "CHANGE", right: true},
		{heading: "A WEEK", right: true},
	}
	if t.hasBands() {
		columns = append(columns, tableColumn{heading: "BAND SINCE"})
	} else {
		columns = append(columns, tableColumn{heading: "LOWEST", right: true}, tableColumn{heading: "HIGHEST", right: true})
	}
	for i, name := range t.names() {
		f := t.Figures(&t.Series[i])
		whole, slope := t.changeCells(i, f)
		cells := []tableCell{{text: cellText(name)}, t.valueCell(i, f.First), t.valueCell(i, f.Last), whole,
			{text: cmp.Or(strings.TrimSuffix(slope.text, perWeek), unknown)}}
		if t.hasBands() {
			band, since := t.bandCells(&t.Series[i], f)
			cells = append(cells, tableCell{text: strings.TrimSpace(band.text + " " + since.text)})
		} else {
			cells = append(cells, t.valueCell(i, f.Lowest), t.valueCell(i, f.Highest))
		}
		addRow(columns, cells...)
	}
	return columns
}

// values returns all values, a row for each snapshot.
func (t *Course) values() []tableColumn {
	columns := []tableColumn{{heading: "DAY"}, {heading: "ACCOUNTS", right: true}}
	for _, run := range t.Runs {
		addRow(columns[:2], tableCell{text: scoring.FormatDay(run.Day)}, tableCell{text: count(run.Accounts)})
	}
	for i, name := range t.names() {
		column := tableColumn{heading: cellText(name), right: true}
		for run, p := range t.Series[i].Points {
			cell := tableCell{text: unknown}
			if p.Known() {
				cell = t.valueCell(i, run)
			}
			column.cells = append(column.cells, cell)
		}
		columns = append(columns, column)
	}
	return columns
}
