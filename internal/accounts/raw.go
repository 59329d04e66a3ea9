package accounts

import "bytes"

// Clean reports whether other readers split the record's raw bytes into the
// same cells: not where white space stands before an opening quote, which by
// RFC 4180 then opens nothing.
func (w *Row) Clean() bool { return w.quotes&paddedQuote == 0 }

// RawCells returns the bytes of the cells from i up to, not including, j, as
// they stand in the record, with their quotes and delimiters.
func (w *Row) RawCells(i, j int, delim byte) []byte {
	if i >= j {
		return nil
	}
	from, to := w.start, w.start+len(w.Raw)
	if i > 0 {
		from = w.delimiterBehind(i-1, delim) + 1
	}
	if j < len(w.cells) {
		to = w.delimiterBehind(j-1, delim)
	}
	return w.data[from:to]
}

// delimiterBehind returns the offset of the delimiter behind cell i, which is
// not the last.
func (w *Row) delimiterBehind(i int, delim byte) int {
	end := w.cells[i].to
	return end + bytes.IndexByte(w.data[end:], delim)
}

// StartsIn reports whether the first byte of cell i, which the row has, is in
// set. No byte of an empty cell is.
func (w *Row) StartsIn(set *[256]bool, i int) bool {
	c := &w.cells[i]
	return c.from < c.to && set[w.data[c.from]]
}

// Refill fills c with one record that r has read before, to be walked again.
func (r *Reader) Refill(c *Chunk, raw []byte, line int, offset int64) {
	c.reset(&r.layout, raw, line, offset)
}
