package accounts

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

var utf8BOM = []byte("\ufeff")

// keep reports whether w is a row, rejected or not, rather than a line to pass
// over, and fits it to the header.
func (c *Chunk) keep(w *Row) bool {
	first := w.data[w.start]
	filled := first > '"' && first < utf8.RuneSelf && first != c.delim // most are
	switch {
	case !filled && w.blank():
		return false
	case !filled && w.emptyFrom(0):
		c.tally.count(emptyRows, w.Line)
		return false
	case c.repeatsHeader(w.Raw):
		c.tally.count(repeatedHeaders, w.Line)
		return false
	}
	if w.Reject = c.reject(w); w.Reject != "" {
		return true
	}
	if len(w.ends) > len(c.names) {
		w.trim(len(c.names))
		c.tally.count(trimmedRows, w.Line)
	}
	if w.quotes&bareQuote != 0 {
		c.tally.count(bareQuotes, w.Line)
	}
	if w.quotes&paddedQuote != 0 {
		c.tally.count(paddedQuotes, w.Line)
	}
	return true
}

// repeatsHeader reports whether a record is the header's, perhaps behind a byte
// order mark.
func (c *Chunk) repeatsHeader(raw []byte) bool {
	more := len(raw) - len(c.fileHeader)
	return (more == 0 || more == len(utf8BOM)) && bytes.Equal(bytes.TrimPrefix(raw, utf8BOM), c.fileHeader)
}

// reject says why the cells of w cannot be told to belong to the header's, or
// "" where they can.
func (c *Chunk) reject(w *Row) string {
	var why string
	switch have, want := len(w.ends), len(c.names); {
	case w.behind > 0:
		why = fmt.Sprintf("has text behind the closing quote of cell %d", w.behind)
	case have < want, have > want && !w.emptyFrom(want):
		why = fmt.Sprintf("has %s; the header has %d", plural(have, "cell"), want)
	case w.quotes&spansLines != 0 && !c.sound && c.swallows(w.Raw):
		why = fmt.Sprintf("has %s of %d cells each within its quotes", plural(countLines(w.Raw)+1, "line"), want)
	default:
		return ""
	}
	if w.quotes&spansLines != 0 && !c.sound {
		why += fmt.Sprintf("; the quote that opens on line %d may lack its end", w.quoteLine())
	}
	return why
}

// swallows reports whether a record over several lines looks like several
// records between a quote that is never closed and one that is not meant to
// close it: each line that is not blank has as many cells as the header. With
// fewer than three cells, and with delimiters before spaces, that is how prose
// looks.
func (c *Chunk) swallows(raw []byte) bool {
	if len(c.names) < 3 {
		return false
	}
	delim, prose := []byte{c.delim}, []byte{c.delim, ' '}
	for line := range bytes.FieldsFuncSeq(raw, isLineEnd) {
		cells := bytes.Count(line, delim) - bytes.Count(line, prose) + 1
		if cells != len(c.names) && len(bytes.TrimSpace(line)) > 0 {
			return false
		}
	}
	return true
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' }

// emptyFrom reports whether the cells from i on are empty or white space.
func (w *Row) emptyFrom(i int) bool {
	for ; i < len(w.ends); i++ {
		if len(strings.TrimSpace(w.Cell(i))) > 0 {
			return false
		}
	}
	return w.behind == 0
}

// trim drops the cells from i on, which is not 0.
func (w *Row) trim(i int) {
	w.ends = w.ends[:i]
	for n := len(w.signs); n > 0 && w.signs[n-1] >= i; n-- {
		w.signs = w.signs[:n-1]
	}
	w.Raw = w.data[w.start:w.ends[i-1]]
}

// quoteLine returns the line of the first quote whose cell spans lines, of
// which there is one.
func (w *Row) quoteLine() int {
	i := 0
	for !bytes.ContainsFunc(w.raw(i), isLineEnd) {
		i++
	}
	return w.Line + countLines(w.data[w.start:w.from(i)])
}
