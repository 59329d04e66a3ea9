package accounts

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// A Row is a record that is not blank. [Chunk.Next] fills it; whatever it
// refers to is valid until it, or its chunk, is filled again.
type Row struct {
	Line   int   // that the record starts on; in a workbook the row of the sheet
	Offset int64 // of the record in bytes: in the file, or in the UTF-8 CSV text that the file was made into

	// Raw is the record as it stands in that text, without its line end, and
	// without empty cells beyond the header's unless it is rejected.
	Raw []byte

	// Reject says in the words of a message why the row's cells cannot be
	// told to belong to the header's: "has 3 cells; the header has 5". It is
	// "" where they can.
	Reject string

	// Invalid reports whether the record holds bytes that are not valid in
	// the file's encoding.
	Invalid bool

	data   []byte // the chunk's
	start  int    // of the record in data
	cells  []cell
	undone []byte // the texts of cells with doubled quotes
	quotes quotes
	behind int // the first cell with text behind its closing quote, from 1; 0 if none
}

// A cell is the offsets of a cell's text in the chunk, without quotes.
type cell struct {
	from, to int
	doubled  bool // it holds doubled quotes
}

// quotes are what a record's quotes are like.
type quotes uint8

const (
	bareQuote   quotes = 1 << iota // a quote within an unquoted cell
	paddedQuote                    // white space before an opening quote
	spansLines                     // a line end within quotes
)

// Cell returns the text of cell i, from 0: without its quotes, but with the
// white space within them or, in an unquoted cell, around it. It is "" beyond
// the last cell, which only a rejected row lacks. It is valid as long as the
// row is: who keeps it must clone it.
func (w *Row) Cell(i int) string {
	if i >= len(w.cells) {
		return ""
	}
	c := &w.cells[i]
	if c.doubled {
		return w.undouble(c)
	}
	return view(w.data[c.from:c.to])
}

// undouble returns the text of a cell, with one quote for each doubled one.
func (w *Row) undouble(c *cell) string {
	start := len(w.undone)
	for at := c.from; at < c.to; at++ {
		w.undone = append(w.undone, w.data[at])
		if w.data[at] == '"' {
			at++
		}
	}
	return view(w.undone[start:])
}

// view returns b as a string that changes with b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// plain appends the cells that end in the row's data between at and end, the
// first of which starts at from, and returns where the next cell starts. It
// compares eight bytes at once.
func (w *Row) plain(from, at, end int, delim byte) int {
	b, cells := w.data[:end], w.cells
	for ; at+8 <= len(b); at += 8 {
		for hits := matches(binary.LittleEndian.Uint64(b[at:]), delim); hits != 0; hits &= hits - 1 {
			to := at + bits.TrailingZeros64(hits)/8
			cells = append(cells, cell{from: from, to: to})
			from = to + 1
		}
	}
	for ; at < len(b); at++ {
		if b[at] == delim {
			cells = append(cells, cell{from: from, to: at})
			from = at + 1
		}
	}
	w.cells = cells
	return from
}

// allPad reports whether b is white space that may stand before a quote.
func allPad(b []byte, delim byte) bool {
	for _, x := range b {
		if !isPad(x, delim) {
			return false
		}
	}
	return true
}
