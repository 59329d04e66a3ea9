package report

import (
	"fmt"
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
	case c.Kind == Band || c.Kind == Segment || c.Kind == Warning || c.Kind == Priority || c.Kind == ExpectedLoss:
		holds = 14
	case c.Kind == Input && c.Name == b.layout.Rubric.Label:
		holds = 26
	case c.Kind == Input:
		holds = 14
	}
	name := min(utf8.RuneCountInString(c.Name)+filterButton, most)
	return float64(max(holds, name))
}

// endAccounts adds filters to the header, and ends the sheet.
func (b *Workbook) endAccounts() error {
	last, err := excelize.CoordinatesToCellName(len(b.layout.Columns), b.row, true)
	if err != nil {
		return err
	}
	if err := b.book.AutoFilter(sheetAccounts, "A1:"+last, nil); err != nil {
		return err
	}
	if err := b.repeatHeader(sheetAccounts); err != nil {
		return err
	}
	return b.sheet.Flush()
}

// setPage says how a sheet is printed: on A4 with small margins, and no wider than
// a page if it fits.
func (b *Workbook) setPage(sheet, orientation string, fits bool) error {
	const a4, margin = 9, 0.4
	if err := b.book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fits}); err != nil {
		return err
	}
	err := b.book.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: new(margin), Right: new(margin), Top: new(margin), Bottom: new(margin),
	})
	if err != nil {
		return err
	}
	layout := &excelize.PageLayoutOptions{Size: new(a4), Orientation: &orientation}
	if fits {
		layout.FitToWidth, layout.FitToHeight = new(1), new(0)
	}
	return b.book.SetPageLayout(sheet, layout)
}

// repeatHeader prints a sheet's first row on every page.
func (b *Workbook) repeatHeader(sheet string) error {
	return b.book.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$1:$1", sheet), Scope: sheet,
	})
}
