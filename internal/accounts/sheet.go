package accounts

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
)

// Excel's own limits of a sheet.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
)

// A sheetTable turns a sheet of a workbook into a table. Its lines are the
// sheet's rows, the empty ones included.
type sheetTable struct {
	*table
	book  *workbook
	texts texts

	inData, inText, phonetic bool

	row    int // that is read, from 1
	column int // of the cell that is read, from 1
	kind   string
	style  int
	text   []byte   // of the cell
	cells  [][]byte // of the row
	bytes  []byte   // that cells refer to

	width int       // of the records; 0 while rows are held
	held  []heldRow // the first ones, by which the width is told
	last  int       // row that was written
}

// A heldRow is a row that is not written yet.
type heldRow struct {
	row   int
	cells [][]byte
}

// writeSheet writes a sheet of b to t.
func (b *workbook) writeSheet(s sheet, t *table) error {
	texts, err := b.readTexts()
	if err != nil {
		return err
	}
	rows := &sheetTable{table: t, book: b, texts: texts}
	if err := b.walk(s.path, rows.token); err != nil {
		return err
	}
	return rows.release()
}

// token takes in the next token of the sheet's XML. While it is within a row it
// lets no more of it be read than a record may have.
func (s *sheetTable) token(token xml.Token, left *int) error {
	switch token := token.(type) {
	case xml.StartElement:
		return s.start(&token)
	case xml.CharData:
		if s.inText {
			s.text = append(s.text, token...)
		}
	case xml.EndElement:
		if !s.inData || token.Name.Local == "row" {
			*left = maxToken
		}
		return s.end(token.Name.Local)
	}
	return nil
}

func (s *sheetTable) start(e *xml.StartElement) error {
	switch e.Name.Local {
	case "sheetData":
		s.inData = true
	case "row":
		return s.startRow(attribute(e, "r"))
	case "c":
		return s.startCell(e)
	case "rPh":
		s.phonetic = true
	case "v", "t":
		s.inText = s.inData && !s.phonetic
	}
	return nil
}

func (s *sheetTable) end(name string) error {
	switch name {
	case "sheetData":
		s.inData = false
	case "rPh":
		s.phonetic = false
	case "v", "t":
		s.inText = false
	case "c":
		return s.endCell()
	case "row":
		return s.endRow()
	}
	return nil
}

// startRow starts the row of that number, or the next one.
func (s *sheetTable) startRow(number string) error {
	last := s.row
	s.row++
	if number != "" {
		var err error
		if s.row, err = strconv.Atoi(number); err != nil || s.row <= last || s.row > maxRows {
			return fmt.Errorf("the sheet has row %q behind row %d; want rows that rise up to %d", number, last, maxRows)
		}
	}
	s.column, s.cells, s.bytes = 0, s.cells[:0], s.bytes[:0]
	return nil
}

// startCell starts the cell at its place, or at the next one.
func (s *sheetTable) startCell(e *xml.StartElement) error {
	s.column++
	if at := attribute(e, "r"); at != "" {
		s.column = columnOf(at)
	}
	if s.column < 1 || s.column > maxColumns {
		return fmt.Errorf("row %d of the sheet has a cell at %q; want columns A to XFD", s.row, attribute(e, "r"))
	}
	s.kind, s.text, s.style = attribute(e, "t"), s.text[:0], 0
	if style := attribute(e, "s"); style != "" {
		var err error
		if s.style, err = strconv.Atoi(style); err != nil || s.style < 0 {
			return fmt.Errorf("row %d of the sheet has a cell of style %q; want a number", s.row, style)
		}
	}
	return nil
}

// columnOf returns the number of a cell's column, from 1: 28 for AB7. It is 0, or
// more than maxColumns, where there is none.
func columnOf(cell string) int {
	n := 0
	for i := 0; i < len(cell) && cell[i] >= 'A' && cell[i] <= 'Z' && n <= maxColumns; i++ {
		n = 26*n + int(cell[i]-'A') + 1
	}
	return n
}

func (s *sheetTable) endCell() error {
	text, err := s.value()
	if err != nil {
		return fmt.Errorf("row %d of the sheet: %w", s.row, err)
	}
	if missing := s.column - len(s.cells); missing > 0 {
		s.cells = append(s.cells, make([][]byte, missing)...)
	}
	s.cells[s.column-1] = text
	return nil
}

// value returns the text of the cell that has been read.
func (s *sheetTable) value() ([]byte, error) {
	switch s.kind {
	case "s":
		return s.texts.at(string(s.text))
	case "b":
		return s.keep(truth(s.text)), nil
	case "str", "inlineStr":
		return s.keep(unescapeText(s.text)), nil
	case "d":
		return s.keep(bytes.TrimSuffix(s.text, []byte("T00:00:00"))), nil
	case "e":
		return s.keep(s.text), nil
	}
	var style style
	if s.style < len(s.book.styles) {
		style = s.book.styles[s.style]
	}
	return []byte(style.number(string(bytes.TrimSpace(s.text)), s.book.date1904)), nil
}

// truth returns a truth value as Excel shows it.
func truth(digit []byte) []byte {
	switch string(digit) {
	case "0":
		return []byte("FALSE")
	case "1":
		return []byte("TRUE")
	}
	return digit
}

// keep returns a copy of text that is valid as long as the row is.
func (s *sheetTable) keep(text []byte) []byte {
	from := len(s.bytes)
	s.bytes = append(s.bytes, text...)
	return s.bytes[from:]
}

// endRow writes the row, or holds it.
func (s *sheetTable) endRow() error {
	cells := s.cells
	for len(cells) > 0 && len(cells[len(cells)-1]) == 0 {
		cells = cells[:len(cells)-1]
	}
	switch {
	case len(cells) == 0:
		return nil
	case s.width > 0:
		return s.write(s.row, cells)
	}
	held := heldRow{row: s.row}
	for _, cell := range cells {
		held.cells = append(held.cells, bytes.Clone(cell))
	}
	if s.held = append(s.held, held); len(s.held) < sampleSize {
		return nil
	}
	return s.release()
}

// release writes the rows that are held, all as wide as the widest.
func (s *sheetTable) release() error {
	for _, held := range s.held {
		s.width = max(s.width, len(held.cells))
	}
	for _, held := range s.held {
		if err := s.write(held.row, held.cells); err != nil {
			return err
		}
	}
	s.held = nil
	return nil
}

// write writes a row, and a blank line for each row that is missing before it.
func (s *sheetTable) write(row int, cells [][]byte) error {
	err := s.blank(row - s.last - 1)
	s.last = row
	return cmp.Or(err, s.record(cells, s.width))
}

// attribute returns the value of an element's attribute, or "".
func attribute(e *xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}
