package report

import (
	"archive/zip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"

	"chs/internal/fleet"

	"github.com/xuri/excelize/v2"
)

// A Workbook is an xlsx file in the making. It is an [io.Writer] of what the
// writer of [FormatXLSX] makes of accounts, and nothing else: each Write is of
// whole ones. [Workbook.Finish] adds the other sheets and writes the file. Until
// it is closed it keeps a [scratch] file, of the size of the accounts' sheet before
// it is compressed.
type Workbook struct {
	layout *Layout
	name   string // as messages have it
	book   *excelize.File
	scratch
	styles [cellLooks]int
	sheet  *excelize.StreamWriter
	row    int // of the sheet, the last that is written
	room   int // rows that it may have
	cells  []any
	cut    int // texts that are cut
}

// The sheets, in their order.
const (
	sheetAccounts = "Accounts"
	sheetSummary  = "Summary"
	sheetRubric   = "Rubric"
	sheetProblems = "Problems"
)

// MaxWorkbookAccounts is how many accounts a workbook has room for: a sheet has
// 1,048,576 rows, and the first is the header.
const MaxWorkbookAccounts = excelize.TotalRows - 1

// NewWorkbook starts a workbook of the accounts of a layout. The name is that of
// its file in messages.
func NewWorkbook(l *Layout, name string) (*Workbook, error) {
	if len(l.Columns) > excelize.MaxColumns {
		return nil, fmt.Errorf("%s: %s columns; a sheet has room for %s, want fewer by --columns, or CSV",
			name, count(len(l.Columns)), count(excelize.MaxColumns))
	}
	temporary := newScratch()
	b := &Workbook{layout: l, name: name, scratch: temporary, book: excelize.NewFile(excelize.Options{TmpDir: string(temporary)}), room: excelize.TotalRows, cells: make([]any, len(l.Columns))}
	if err := b.begin(); err != nil {
		return nil, errors.Join(b.named(err), b.Close())
	}
	return b, nil
}

// named adds the file's name to an error, if it is one.
func (b *Workbook) named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", b.name, err)
}

// begin makes the styles and starts the sheet of accounts.
func (b *Workbook) begin() (err error) {
	if err = b.book.SetDefaultFont(workbookFont); err != nil {
		return err
	}
	for l := range cellLooks {
		if b.styles[l], err = b.book.NewStyle(styleOf(l, b.layout.Rubric.Value.Currency)); err != nil {
			return err
		}
	}
	if err = b.book.SetSheetName("Sheet1", sheetAccounts); err != nil {
		return err
	}
	return b.beginAccounts()
}

// Write adds accounts. More than there is room for are an error.
func (b *Workbook) Write(records []byte) (int, error) {
	for rest := records; len(rest) > 0; {
		if b.row == b.room {
			return 0, &FullWorkbookError{b.name, b.room - 1}
		}
		for i := range b.cells {
			b.cells[i], rest = b.next(rest)
		}
		if err := b.addRow(); err != nil {
			return 0, b.named(err)
		}
	}
	b.hide()
	return len(records), nil
}

// A FullWorkbookError says that there are more accounts than a workbook has room
// for.
type FullWorkbookError struct {
	File string
	Room int // accounts
}

// Error implements error.
func (e *FullWorkbookError) Error() string {
	return fmt.Sprintf("%s: more than %s accounts, for which a sheet of a workbook has no room", e.File, count(e.Room))
}

// next takes the next cell off a record.
func (b *Workbook) next(record []byte) (cell any, rest []byte) {
	style, kind, rest := b.styles[record[0]], record[1], record[2:]
	switch kind {
	case numberCell:
		x := math.Float64frombits(binary.LittleEndian.Uint64(rest))
		return excelize.Cell{StyleID: style, Value: x}, rest[8:]
	case textCell:
		length, size := binary.Uvarint(rest)
		text, rest := rest[size:size+int(length)], rest[size+int(length):]
		return excelize.Cell{StyleID: style, Value: b.textValue(string(text))}, rest
	}
	return nil, rest
}

// addRow adds the cells as a row.
func (b *Workbook) addRow(options ...excelize.RowOpts) error {
	b.row++
	at, err := excelize.CoordinatesToCellName(1, b.row)
	if err != nil {
		return err
	}
	return b.sheet.SetRow(at, b.cells, options...)
}

// Cut returns how many texts were cut, since they are longer than a cell may be.
func (b *Workbook) Cut() int { return b.cut }

// WorkbookParts are what a workbook holds beside its accounts.
type WorkbookParts struct {
	Summary    *fleet.Summary
	RubricFrom string    // where the rubric was found
	Problems   []Problem // the first of them
	More       int       // problems
}

// MaxWorkbookProblems is how many problems a workbook shows.
const MaxWorkbookProblems = 10_000

// Finish adds the sheets of the other parts, and writes the file to w. The same
// accounts and parts give the same bytes.
func (b *Workbook) Finish(ctx context.Context, w io.Writer, parts *WorkbookParts) error {
	err := b.endAccounts()
	for _, add := range []func(*WorkbookParts) error{b.addSummary, b.addRubric, b.addProblems, b.setProperties} {
		if err == nil {
			err = add(parts)
		}
	}
	if err != nil {
		return b.named(err)
	}
	types := b.book.ContentTypes.Defaults // in the order of a map
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	b.book.SetZipWriter(func(io.Writer) excelize.ZipWriter { // not into memory
		return &bookZip{zip.NewWriter(w), ctx, b.name, maxBookPart}
	})
	return b.book.Write(io.Discard)
}

// setProperties describes the file. Its day is that of the results: a clock's
// would make each file another.
func (b *Workbook) setProperties(*WorkbookParts) error {
	day := b.layout.AsOf + "T00:00:00Z"
	err := b.book.SetDocProps(&excelize.DocProperties{
		Creator: "chs", LastModifiedBy: "chs", Title: fitText(b.layout.Rubric.Title(), maxProperty), Created: day, Modified: day,
	})
	if err != nil {
		return err
	}
	return b.book.SetAppProps(&excelize.AppProperties{Application: "chs"})
}

// Close removes the temporary file.
func (b *Workbook) Close() error { return b.named(errors.Join(b.book.Close(), b.remove())) }
