package accounts

import (
	"bytes"
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

	data   []byte  // the chunk's
	start  int     // of the record in data
	ends   []int32 // of the cells in data: where their delimiters are, and where the record ends
	signs  []int   // see Signs
	undone []byte  // the texts of cells with doubled quotes
	quotes quotes
	behind int // the first cell with text behind its closing quote, from 1; 0 if none
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
	if i >= len(w.ends) {
		return ""
	}
	return w.Text(w.raw(i))
}

// Text returns the text of a cell of the row's chunk that is given as it stands
// there.
func (w *Row) Text(raw []byte) string {
	if len(raw) == 0 || raw[0] > '"' {
		return view(raw)
	}
	return w.unquote(raw)
}

// Cells puts the texts of as many cells as texts has room for, with the given
// indexes, into texts. The row has them.
func (w *Row) Cells(indexes []int, texts []string) {
	data, ends := view(w.data), w.ends
	for k, i := range indexes[:len(texts)] {
		text := data[w.from(i):ends[i]]
		if len(text) == 0 || text[0] > '"' { // most are
			texts[k] = text
		} else {
			texts[k] = w.unquote(w.raw(i))
		}
	}
}

// raw returns cell i as it stands in the record.
func (w *Row) raw(i int) []byte { return w.data[w.from(i):w.ends[i]] }

// from returns the offset of cell i.
func (w *Row) from(i int) int {
	if i == 0 {
		return w.start
	}
	return int(w.ends[i-1]) + 1
}

// unquote returns the text of a cell, which may be quoted.
func (w *Row) unquote(raw []byte) string {
	text := bytes.TrimLeft(raw, " \t")
	if len(text) == 0 || text[0] != '"' {
		return view(raw)
	}
	text = text[1:]
	if end := quoteFrom(text, 0); end+1 >= len(text) || text[end+1] != '"' {
		return view(text[:end])
	}
	return w.undouble(text)
}

// undouble returns the text before the quote that closes a cell, with one quote
// for each doubled one.
func (w *Row) undouble(text []byte) string {
	start := len(w.undone)
	for {
		end := quoteFrom(text, 0)
		w.undone = append(w.undone, text[:end]...)
		if end+1 >= len(text) || text[end+1] != '"' {
			return view(w.undone[start:])
		}
		w.undone = append(w.undone, '"')
		text = text[end+2:]
	}
}

// view returns b as a string that changes with b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// plain appends the ends of the cells that end between at and end. It compares
// eight bytes at once.
func (w *Row) plain(at, end int, delim byte) {
	b, ends := w.data[:end], w.ends
	for ; at+8 <= len(b); at += 8 {
		for hits := matches(binary.LittleEndian.Uint64(b[at:]), delim); hits != 0; hits &= hits - 1 {
			ends = append(ends, int32(at+bits.TrailingZeros64(hits)/8))
		}
	}
	for ; at < len(b); at++ {
		if b[at] == delim {
			ends = append(ends, int32(at))
		}
	}
	w.ends = ends
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
