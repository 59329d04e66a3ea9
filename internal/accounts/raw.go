package accounts

// Clean reports whether other readers split the record's raw bytes into the
// same cells: not where white space stands before an opening quote, which by
// RFC 4180 then opens nothing.
func (w *Row) Clean() bool { return w.quotes&paddedQuote == 0 }

// RawCells returns the bytes of the cells from i up to, not including, j, as
// they stand in the record, with their quotes and delimiters.
func (w *Row) RawCells(i, j int) []byte {
	if i >= j {
		return nil
	}
	return w.data[w.from(i):w.ends[j-1]]
}

// Signs returns, rising, all cells whose text starts with neither a digit, a quote nor
// a byte from A to DEL, and maybe others. They are valid as long as the row is.
func (w *Row) Signs() []int { return w.signs }

// Refill fills c with one record that r has read before, to be walked again.
func (r *Reader) Refill(c *Chunk, raw []byte, line int, offset int64) {
	c.reset(&r.layout, raw, line, offset)
}
