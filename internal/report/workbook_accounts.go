package report

import (
	"errors"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// beginAccounts starts the sheet of accounts with its header, which stays in view.
func (b *Workbook) beginAccounts() (err error) {
	if err = b.setPage(sheetAccounts, -1); err != nil {
		return err
	}
	if b.sheet, err = b.book.NewStreamWriter(sheetAccounts); err != nil {
		return err
	}
	if err = b.setWidths(); err != nil {
		return err
	}
	for i, c := range b.layout.Columns {
		b.cells[i] = excelize.Cell{StyleID: b.styles[b.layout.headerLook(c)], Value: b.textValue(c.Name)}
	}
	if err = b.sheet.SetPanes(b.panes()); err != nil {
		return err
	}
	const twoLines = 33
	return b.addRow(excelize.RowOpts{Height: twoLines})
}

// setWidths sets how wide columns are, the last first: excelize puts those that
// are set before those that were, and Excel wants them in their order. Neighbours
// of one width are set at once, as each call copies all that were set before.
func (b *Workbook) setWidths() error {
	columns := b.layout.Columns
	for last := len(columns); last > 0; {
		first, width := last, b.columnWidth(columns[last-1])
		for first > 1 && b.columnWidth(columns[first-2]) == width {
			first--
		}
		if err := b.sheet.SetColWidth(first, last, width); err != nil {
			return err
		}
		last = first - 1
	}
	return nil
}

// headerLook returns how the name of a column looks: at the right above numbers.
func (l *Layout) headerLook(c Column) cellLook {
	switch {
	case c.Kind == Input && l.cellColumn(c).read == readNumber:
		return lookNumberHeader
	case c.Kind == Input:
		return lookHeader
	case c.Kind.isNumeric() && c.Kind != Rating: // ratings are in the middle
		return lookAddedNumberHeader
	}
	return lookAddedHeader
}

// namesFirst reports whether the first column says which account a row is of.
func (l *Layout) namesFirst() bool {
	first := l.Columns[0]
	return first.Kind == Input && (first.Name == l.Rubric.ID || first.Name == l.Rubric.Label)
}

// panes keep the header in view, and the first column if it names the account.
func (b *Workbook) panes() *excelize.Panes {
	if b.layout.namesFirst() {
		return &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}
	}
	return &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
}

// columnWidth returns how wide a column is, in characters: for what its kind
// holds, and for its name in two lines.
func (b *Workbook) columnWidth(c Column) float64 {
	const filterButton, least, most = 3, 11, 24
	holds := least
	switch {
	case c.Kind == CapReason || c.Kind == Drivers || c.Kind == Plays || c.Kind == Stamp:
		holds = 34
	case c.Kind == Band || c.Kind == Segment || c.Kind == Warning:
		holds = 14
	case c.Kind == Input && c.Name == b.layout.Rubric.Label:
		holds = 26
	case c.Kind == Input || c.Kind == Priority || c.Kind == ExpectedLoss:
		holds = 16
	}
	name := min(utf8.RuneCountInString(c.Name)+filterButton, most)
	return float64(max(holds, name))
}

// endAccounts ends the sheet of accounts.
func (b *Workbook) endAccounts() error {
	titles := sheetAccounts + "!$1:$1"
	if b.layout.namesFirst() {
		titles = sheetAccounts + "!$A:$A," + titles
	}
	if err := b.endTable(sheetAccounts, titles, len(b.layout.Columns), b.row); err != nil {
		return err
	}
	return b.sheet.Flush()
}

// endTable makes the rows of a sheet a table: with filters in its header, and with
// titles, which are printed on each page. Text that could be a number is meant to
// be text.
func (b *Workbook) endTable(sheet, titles string, columns, rows int) error {
	last, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	return errors.Join(
		b.book.AutoFilter(sheet, "A1:"+last, nil),
		b.book.AddIgnoredErrors(sheet, "A1:"+last, excelize.IgnoredErrorsNumberStoredAsText),
		b.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: sheet}))
}

// setPage says how a sheet is printed: on A4, landscape, with small margins, as wide
// as a page and on so many of them at most, 0 for any number; below 0 as it is.
func (b *Workbook) setPage(sheet string, pages int) error {
	const a4, margin = 9, 0.4
	layout := &excelize.PageLayoutOptions{Size: new(a4), Orientation: new("landscape")}
	fits := pages >= 0
	if fits {
		layout.FitToWidth, layout.FitToHeight = new(1), &pages
	}
	return errors.Join(
		b.book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fits}),
		b.book.SetPageLayout(sheet, layout),
		b.book.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
			Left: new(margin), Right: new(margin), Top: new(margin), Bottom: new(margin),
		}))
}
