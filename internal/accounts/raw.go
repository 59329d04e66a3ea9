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

// Count returns for how many of the cells from i up to, not including, j is holds,
// which does so only for texts that start with a byte of set. The row has cell
// j-1.
func (w *Row) Count(set *[256]bool, i, j int, is func(text string) bool) int {
	n, at := 0, w.from(i)
	for k, end := range w.ends[i:j] {
		if at < int(end) {
			first := w.data[at]
			if first == '"' {
				first = w.data[at+1]
			}
			if (set[first] || !w.Clean()) && is(w.Cell(i+k)) {
				n++
			}
		}
		at = int(end) + 1
	}
	return n
}

// Refill fills c with one record that r has read before, to be walked again.
func (r *Reader) Refill(c *Chunk, raw []byte, line int, offset int64) {
	c.reset(&r.layout, raw, line, offset)
}
