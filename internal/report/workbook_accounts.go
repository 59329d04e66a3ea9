package report

import (
	"errors"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// beginAccounts starts the sheet of accounts with its header, which stays in view.
func (b *Workbook) beginAccounts() (err error) {
	if err = b.setPage(sheetAccounts, "landscape", false); err != nil {
		return err
	}
	if b.sheet, err = b.book.NewStreamWriter(sheetAccounts); err != nil {
		return err
	}
	for i, c := range b.layout.Columns {
		if err = b.sheet.SetColWidth(i+1, i+1, b.columnWidth(c)); err != nil {
			return err
		}
		l := lookHeader
		if c.Kind != Input {
			l = lookAddedHeader
		}
		b.cells[i] = excelize.Cell{StyleID: b.styles[l], Value: b.textValue(c.Name)}
	}
	if err = b.sheet.SetPanes(b.panes()); err != nil {
		return err
	}
	const twoLines = 33
	return b.addRow(excelize.RowOpts{Height: twoLines})
}

// panes keep the header in view, and the first column if it names the account.
func (b *Workbook) panes() *excelize.Panes {
	first := b.layout.Columns[0]
	if first.Kind == Input && (first.Name == b.layout.Rubric.ID || first.Name == b.layout.Rubric.Label) {
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
	if err := b.endTable(sheetAccounts, len(b.layout.Columns), b.row); err != nil {
		return err
	}
	return b.sheet.Flush()
}

// endTable makes the rows of a sheet a table: with filters in its header, which is
// printed on each page. Text that could be a number is meant to be text.
func (b *Workbook) endTable(sheet string, columns, rows int) error {
	last, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	return errors.Join(
		b.book.AutoFilter(sheet, "A1:"+last, nil),
		b.book.AddIgnoredErrors(sheet, "A1:"+last, excelize.IgnoredErrorsNumberStoredAsText),
		b.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: sheet + "!$1:$1", Scope: sheet}))
}

// setPage says how a sheet is printed: on A4 with small margins, and no wider than
// a page if it fits.
func (b *Workbook) setPage(sheet, orientation string, fits bool) error {
	const a4, margin = 9, 0.4
	layout := &excelize.PageLayoutOptions{Size: new(a4), Orientation: &orientation}
	if fits {
		layout.FitToWidth, layout.FitToHeight = new(1), new(0)
	}
	return errors.Join(
		b.book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fits}),
		b.book.SetPageLayout(sheet, layout),
		b.book.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
			Left: new(margin), Right: new(margin), Top: new(margin), Bottom: new(margin),
		}))
}
