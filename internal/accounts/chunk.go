package accounts

import (
	"bytes"
	"unicode/utf8"
)

// A Chunk is a run of whole records. [Reader.Read] fills it. One goroutine
// walks it at a time; the chunks of a Reader are independent of each other.
type Chunk struct {
	*layout
	data   []byte
	pos    int   // of the record that is next
	line   int   // of pos
	offset int64 // of data in the file
	valid  bool  // all of data is valid text
	tally  Tally

	// Cells are found in the index, or else by looking.
	index      index
	indexed    bool
	nextRecord int   // as an index into index.upTo
	nextCell   int32 // its first, as an index into index.ends
	nextSign   int   // as an index into index.signs

	ends          []int32 // of the cells of a record that is not indexed
	lf, cr, quote int     // offsets of the first of them at or behind the last place asked for
}

// A layout is what all chunks of a file share. It does not change once the
// file is open.
type layout struct {
	delim      byte
	decoded    bool // from another encoding than UTF-8
	converted  bool // from another format than CSV: a record counts one line
	sound      bool // every quote has its end
	names      []string
	rawHeader  []byte // the names' alone
	fileHeader []byte // with trailing delimiters, if any
}

// validText reports whether b came from valid bytes of the file's encoding.
func (l *layout) validText(b []byte) bool {
	if l.decoded {
		return !bytes.ContainsRune(b, utf8.RuneError)
	}
	return utf8.Valid(b)
}

// countLines returns how many lines of the file end in text, which starts with
// a record.
func (l *layout) countLines(text []byte) int {
	if l.converted {
		return countRecords(text)
	}
	return countLines(text)
}

// reset makes data the records of c.
func (c *Chunk) reset(l *layout, data []byte, line int, offset int64) {
	*c = Chunk{
		layout: l, data: data, line: line, offset: offset,
		index: c.index, ends: c.ends, lf: -1, cr: -1, quote: -1,
	}
}

// Next reads the next row into w and reports whether there was one. It passes
// over blank lines, and over empty rows and repeated headers, which it counts.
func (c *Chunk) Next(w *Row) bool {
	if c.pos == 0 && len(c.data) > 0 {
		c.valid = c.indexed && c.index.ascii || c.validText(c.data)
	}
	for c.record(w) {
		if c.keep(w) {
			w.Invalid = !c.valid && !c.validText(w.Raw)
			return true
		}
	}
	return false
}

// Size returns how many bytes the chunk's records have.
func (c *Chunk) Size() int { return len(c.data) }

// Tally returns what was counted in the rows walked so far.
func (c *Chunk) Tally() *Tally { return &c.tally }

// lines returns how many lines of the file end in the chunk.
func (c *Chunk) lines() int {
	if c.indexed && (c.converted || !c.index.spans) {
		return len(c.index.upTo) // the last record of a file may lack its line end
	}
	return c.countLines(c.data)
}

// record splits the next record into cells, whatever it holds.
func (c *Chunk) record(w *Row) bool {
	if c.pos >= len(c.data) {
		return false
	}
	start := c.pos
	w.Line, w.Offset, w.data, w.start = c.line, c.offset+int64(start), c.data, start
	w.undone, w.quotes, w.behind = w.undone[:0], 0, 0
	if c.indexed {
		c.take(w)
	} else {
		c.split(w)
	}
	end := int(w.ends[len(w.ends)-1])
	w.Raw = c.data[start:end]
	c.pos = afterLine(c.data, end)
	c.line++
	if w.quotes&spansLines != 0 && !c.converted {
		c.line += countLines(w.Raw)
	}
	return true
}

// take finds the cells of the record at pos in the index.
func (c *Chunk) take(w *Row) {
	x := &c.index
	first, upTo := c.nextCell, x.upTo[c.nextRecord]
	w.ends, w.signs = x.ends[first:upTo], w.signs[:0]
	for ; c.nextSign < len(x.signs) && x.signs[c.nextSign] < upTo; c.nextSign++ {
		w.signs = append(w.signs, int(x.signs[c.nextSign]-first))
	}
	c.nextRecord, c.nextCell = c.nextRecord+1, upTo
	if x.spans && countLines(c.data[w.start:w.ends[len(w.ends)-1]]) > 0 {
		w.quotes |= spansLines
	}
}

// split finds the cells of the record at pos by looking.
func (c *Chunk) split(w *Row) {
	w.ends, w.signs = c.ends[:0], w.signs[:0]
	end := c.cells(w)
	w.ends = append(w.ends, int32(end))
	c.ends = w.ends
	for i := range w.ends {
		if startsSign(w.raw(i)) {
			w.signs = append(w.signs, i)
		}
	}
}

// startsSign reports whether a cell, as it stands in its record, is one of Row.Signs.
func startsSign(raw []byte) bool {
	if len(raw) > 0 && raw[0] == '"' {
		raw = raw[1:]
	}
	if len(raw) == 0 {
		return false
	}
	b := raw[0]
	return b != '"' && (b < '0' || b > '9') && (b < 'A' || b >= utf8.RuneSelf)
}

// cells finds the cells of the record at pos but for the end of the last, which
// it returns: where the record ends, before its line end.
func (c *Chunk) cells(w *Row) int {
	for from := c.pos; ; from++ {
		quote := c.unquoted(w, from)
		if quote < 0 {
			return c.lineEnd(from)
		}
		if from = c.quoted(w, quote+1); from == len(c.data) || c.data[from] != c.delim {
			return from
		}
		w.ends = append(w.ends, int32(from))
	}
}

// unquoted finds the ends of the cells from the one at from up to the next
// quoted one, and returns where the quote that opens it is, or -1 if the record
// has no more.
func (c *Chunk) unquoted(w *Row, from int) int {
	end := c.lineEnd(from)
	for at := from; ; {
		quote := c.nextQuote(at)
		if quote >= end { // equal where both are the data's end
			w.plain(at, end, c.delim)
			return -1
		}
		w.plain(at, quote, c.delim)
		at = quote + 1
		switch cell := c.data[w.from(len(w.ends)):quote]; {
		case !allPad(cell, c.delim):
			w.quotes |= bareQuote
		case len(cell) > 0:
			w.quotes |= paddedQuote
			return quote
		default:
			return quote
		}
	}
}

// quoted finds the end of the quoted cell whose text starts at from, and
// returns where the delimiter or the line end behind it is.
func (c *Chunk) quoted(w *Row, from int) int {
	end := quoteFrom(c.data, from)
	for end+1 < len(c.data) && c.data[end+1] == '"' {
		end = quoteFrom(c.data, end+2)
	}
	if c.lineEnd(from) < end {
		w.quotes |= spansLines
	}
	end = min(end+1, len(c.data))
	for end < len(c.data) && c.data[end] != c.delim && c.data[end] != '\n' && c.data[end] != '\r' {
		if !isPad(c.data[end], c.delim) && w.behind == 0 {
			w.behind = len(w.ends) + 1
		}
		end++
	}
	return end
}

// lineEnd returns the offset of the first LF or CR at or behind i, or that of
// the data's end.
func (c *Chunk) lineEnd(i int) int {
	if c.lf < i {
		c.lf = c.seek(i, '\n')
	}
	if c.cr < i {
		c.cr = c.seek(i, '\r')
	}
	return min(c.lf, c.cr)
}

// nextQuote returns the offset of the first quote at or behind i, or that of
// the data's end.
func (c *Chunk) nextQuote(i int) int {
	if c.quote < i {
		c.quote = c.seek(i, '"')
	}
	return c.quote
}

// seek returns the offset of the first b at or behind i, or that of the data's
// end. Kept until it is passed, it lets all seeks of a walk look at a byte once.
func (c *Chunk) seek(i int, b byte) int {
	if k := bytes.IndexByte(c.data[i:], b); k >= 0 {
		return i + k
	}
	return len(c.data)
}
