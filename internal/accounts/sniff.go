package accounts

import (
	"bytes"
	"strings"
	"unicode"
)

// A record is one of a file's first ones, by which its dialect and header are
// told.
type record struct {
	line  int
	cells []string // with white space around them trimmed
}

// sampleSize is how many records are looked at.
const sampleSize = 100

// sample returns the first records of text that are not blank. Where text is
// cut, its last record may lack its end and is left out, unless it is the only
// one.
func sample(text []byte, l *layout, line int, cut bool) []record {
	var c Chunk
	c.reset(l, text, line, 0)
	var rows []record
	var w Row
	for len(rows) < sampleSize && c.record(&w) {
		if w.blank() {
			continue
		}
		row := record{line: w.Line}
		for i := range w.ends {
			row.cells = append(row.cells, strings.TrimSpace(strings.Clone(w.Cell(i))))
		}
		rows = append(rows, row)
	}
	if cut && c.pos == len(text) && len(rows) > 1 {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// sniff returns the delimiter that splits the first records of text into the
// same number of cells most often. Of equal ones it takes the one that makes
// more cells, then the more usual one. It is a comma where none splits them.
func sniff(text []byte, cut bool) byte {
	best, bestShare, bestCells := byte(','), 0.0, 0
	for _, delim := range []byte{',', ';', '\t', '|'} {
		if bytes.IndexByte(text, delim) < 0 {
			continue
		}
		rows := sample(text, &layout{delim: delim}, 1, cut)
		cells, n := commonest(rows, record.size)
		share := float64(n) / float64(len(rows))
		if rows[0].size() == cells {
			share++ // the header agrees
		}
		if share > bestShare || share == bestShare && cells > bestCells {
			best, bestShare, bestCells = delim, share, cells
		}
	}
	return best
}

// commonest returns the size over 1 that most rows have, and how many have it.
// Both are 0 where none is over 1.
func commonest(rows []record, size func(record) int) (most, n int) {
	count := map[int]int{}
	for _, row := range rows {
		have := size(row)
		if have < 2 {
			continue
		}
		count[have]++
		if c := count[have]; c > n || c == n && have > most {
			most, n = have, c
		}
	}
	return most, n
}

// size returns how many cells x has.
func (x record) size() int { return len(x.cells) }

// width returns how many cells x has up to the last one that is filled.
func (x record) width() int { return len(trimEmpty(x.cells)) }

// blank reports whether w is a line of white space.
func (w *Row) blank() bool { return len(w.ends) == 1 && len(bytes.TrimSpace(w.Raw)) == 0 }

// filled returns how many cells hold something.
func (x record) filled() int {
	n := 0
	for _, cell := range x.cells {
		if cell != "" {
			n++
		}
	}
	return n
}

// named reports whether the cells look like names: all different, and no
// numbers.
func (x record) named() bool {
	seen := map[string]bool{}
	for _, cell := range x.cells {
		if seen[cell] || isNumber(cell) {
			return false
		}
		seen[cell] = cell != ""
	}
	return true
}

// isNumber reports whether s has digits and no letters, as numbers and dates
// do.
func isNumber(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, unicode.IsLetter)
}
