package report

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/tw"

	"chs/scoring"
)

// TableOptions say how a table is shown.
type TableOptions struct {
	Width  int  // columns of the terminal, 0 for any number; fewer than 40 count as 40
	Color  bool // whether to paint it
	Chosen bool // show all columns of the layout, as [Options.Columns] chose them, not a selection for people

	RubricFrom string // where the rubric was found, "" to say nothing
	Baseline   string // what accounts are compared with, "" if nothing is
	Of         int    // how many accounts the rows are the first of
	More       string // said where that are not all, such as "worst first; --limit 0 shows all"
}

// A TableRow is an account as a table shows it. It holds copies: it stays as
// it is when the account changes.
type TableRow struct {
	cells []string // by column of the layout, "" where nothing is known
	band  int      // index into the rubric's bands, or scoring.None
	lost  bool     // no row of the input is the account's
}

// TableRow returns an account as a row of the layout's table.
func (l *Layout) TableRow(a *Account) TableRow {
	row := TableRow{cells: make([]string, len(l.Columns)), band: a.Result.Band, lost: a.lost()}
	for i, c := range l.Columns {
		row.cells[i] = l.tableText(c, a)
	}
	return row
}

// tableText returns what a column of the table holds for an account.
func (l *Layout) tableText(c Column, a *Account) string {
	r := a.Result
	switch {
	case l.isValue(c):
		if math.IsNaN(r.Value) {
			return ""
		}
		return moneyText(r.Value)
	case c.Kind == Input:
		return strings.Clone(a.Cells.Cell(c.Index))
	case c.Kind == Priority:
		if priority, ok := r.Priority(); ok {
			return moneyText(priority)
		}
		return ""
	case c.Kind == ChurnProbability || c.Kind == ExpectedLoss:
		return l.forecastText(c.Kind, r)
	case c.Kind == CapReason && r.Scored && r.Cap != scoring.None:
		held := l.Rubric.Caps[r.Cap]
		return fmt.Sprintf("held at %s: %s", l.band(held.Band), held.Reason)
	case c.Kind == Drivers:
		return l.shortDrivers(r)
	case c.Kind == Change && a.Past.Compared:
		return signed(a.Past.Points)
	case c.Kind == Warning && !a.Past.Warned:
		return ""
	}
	return string(l.appendAdded(nil, c, a))
}

// isValue reports whether a column is the input's that holds the accounts'
// worth.
func (l *Layout) isValue(c Column) bool {
	return c.Kind == Input && l.Rubric.Valued() && strings.TrimSpace(c.Name) == l.Rubric.Value.Column
}

// WriteTable writes a header line, rows as a table, in their order, and a
// footer on all accounts of the tally. The table fits the terminal's width:
// columns at its right that have no room are left out, and named below it.
func (l *Layout) WriteTable(w io.Writer, rows []TableRow, tally Tally, o TableOptions) error {
	if o.Width > 0 {
		o.Width = max(o.Width, minWidth)
	}
	var page bytes.Buffer
	page.WriteString(l.tableHeader(tally, o) + "\n")
	var dropped []tableColumn
	if len(rows) == 0 {
		page.WriteString(" no accounts\n")
	} else {
		var columns []tableColumn
		columns, dropped = fit(l.tableColumns(rows, o), o.Width)
		if err := drawTable(&page, columns, len(rows), o.Color); err != nil {
			return err
		}
	}
	page.WriteString("\n" + l.tableFooter(len(rows), dropped, tally, o))
	_, err := io.WriteString(w, trimLines(page.String()))
	return err
}

// drawTable draws columns of so many rows beside each other, without lines
// between them.
func drawTable(page *bytes.Buffer, columns []tableColumn, height int, painted bool) error {
	headings := make([]string, len(columns))
	alignments := make(tw.Alignment, len(columns))
	rows := make([][]string, height)
	for i, c := range columns {
		headings[i] = c.paintHeading(painted)
		alignments[i] = tw.AlignLeft
		if c.right {
			alignments[i] = tw.AlignRight
		}
		for j, cell := range c.cells {
			rows[j] = append(rows[j], cell.style.paint(truncate(cell.text, c.width), painted))
		}
	}
	table := tablewriter.NewTable(page,
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithAlignment(alignments),
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithRendition(tw.Rendition{
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
		}),
	)
	table.Header(headings)
	if err := table.Bulk(rows); err != nil {
		return err
	}
	return table.Render()
}

// paintHeading returns a column's heading, as wide as the column is at least.
func (c *tableColumn) paintHeading(painted bool) string {
	heading := truncate(c.heading, c.width)
	pad := strings.Repeat(" ", max(0, min(c.least, c.width)-textWidth(heading)))
	if heading = bold().paint(heading, painted); c.right {
		return pad + heading
	}
	return heading + pad
}
