package accounts

import "bytes"

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

// Refill fills c with one record that r has read before, to be walked again.
func (r *Reader) Refill(c *Chunk, raw []byte, line int, offset int64) {
	c.reset(&r.layout, raw, line, offset)
}
