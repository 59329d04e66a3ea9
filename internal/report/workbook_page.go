package report

import (
	"math"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// A workbookPage is a sheet that is written from its top down, a row at a time. It
// keeps the first error, and does nothing more then.
type workbookPage struct {
	*Workbook
	sheet  string
	widths []float64 // of its columns, in characters
	line   int       // the row that is written, from 1
	err    error
}

// addPage adds a sheet of columns that are so wide, without the lines of a grid.
func (b *Workbook) addPage(sheet string, widths ...float64) *workbookPage {
	p := &workbookPage{Workbook: b, sheet: sheet, widths: widths, line: 1}
	_, p.err = b.book.NewSheet(sheet)
	p.do(func() error {
		return b.book.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: new(false)})
	})
	for i, width := range widths {
		p.do(func() error {
			column, err := excelize.ColumnNumberToName(i + 1)
			if err != nil {
				return err
			}
			return b.book.SetColWidth(sheet, column, column, width)
		})
	}
	return p
}

// end says on how many pages at most the sheet is printed, 0 for any number, and
// returns the first error.
func (p *workbookPage) end(pages int) error {
	p.do(func() error { return p.setPage(p.sheet, pages) })
	return p.err
}

// do does something unless there is an error.
func (p *workbookPage) do(something func() error) {
	if p.err == nil {
		p.err = something()
	}
}

// A sheetCell is a value and how it looks. Its value is a text, a number or nil.
type sheetCell struct {
	value    any
	cellLook cellLook
}

// The heights of rows, in points: of one with a line, and what each line more takes.
const (
	rowHeight  = 18
	lineHeight = 15
	maxLines   = 25 // a row is at most 409 points high
)

// addCells adds a row of cells, from the first column, as high as its words need.
func (p *workbookPage) addCells(cells ...sheetCell) {
	lines := 1
	for i, cell := range cells {
		if cell.cellLook == lookWords {
			const letters = 1.1 // of words, as wide as a digit, by which columns are measured
			text, _ := cell.value.(string)
			lines = max(lines, int(math.Ceil(float64(utf8.RuneCountInString(text))/(letters*p.widths[i]))))
		}
	}
	p.do(func() error {
		return p.book.SetRowHeight(p.sheet, p.line, float64(rowHeight+lineHeight*(min(lines, maxLines)-1)))
	})
	for i, cell := range cells {
		p.do(func() error { return p.put(i+1, cell) })
	}
	p.line++
}

func (p *workbookPage) put(column int, cell sheetCell) error {
	at, err := excelize.CoordinatesToCellName(column, p.line)
	if err != nil {
		return err
	}
	if err = p.book.SetCellStyle(p.sheet, at, at, p.styles[cell.cellLook]); err != nil {
		return err
	}
	text, ok := cell.value.(string)
	if !ok {
		return p.book.SetCellValue(p.sheet, at, cell.value)
	}
	switch value := p.textValue(text).(type) {
	case []excelize.RichTextRun:
		return p.book.SetCellRichText(p.sheet, at, value)
	default:
		return p.book.SetCellValue(p.sheet, at, value)
	}
}

// addTexts adds a row of texts that look alike.
func (p *workbookPage) addTexts(l cellLook, texts ...string) {
	cells := make([]sheetCell, len(texts))
	for i, text := range texts {
		cells[i] = sheetCell{text, l}
	}
	p.addCells(cells...)
}

// addTitle adds the title of a page and a line below it.
func (p *workbookPage) addTitle(title, note string) {
	p.addTexts(lookTitle, title)
	p.do(func() error { return p.book.SetRowHeight(p.sheet, p.line-1, 27) })
	p.addTexts(lookNote, note)
}
