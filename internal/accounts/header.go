package accounts

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// readHeader reads up to and including the header, of a file that starts with
// rows.
func (r *Reader) readHeader(rows []record) error {
	at, err := r.findHeader(rows)
	if err != nil {
		return err
	}
	var c Chunk
	var w Row
	for r.headerLine = rows[at].line; w.Line < r.headerLine; {
		if c.record(&w) {
			continue
		}
		if err := r.Read(&c); err != nil {
			return err
		}
	}
	if w.behind > 0 {
		return r.fault(w.Line, "header has text behind the closing quote of cell %d; want a delimiter there, which --delimiter may name", w.behind)
	}
	r.unread(slices.Concat(c.data[c.pos:], r.rest))
	r.rest = nil
	r.line, r.offset = c.line, c.offset+int64(c.pos)
	if r.keyed {
		r.line--
	}
	r.setHeader(&w, rows[at+1:])
	return nil
}

// findHeader returns which of the first records is the header: the first one,
// unless it is narrower than most, or has but one cell that is filled, and one
// that looks like the header of most follows it.
func (r *Reader) findHeader(rows []record) (int, error) {
	most, _ := commonest(rows, record.width)
	if first := rows[0]; r.keyed || most == 0 || first.width() >= most && first.filled() > 1 {
		return 0, nil
	}
	at := slices.IndexFunc(rows, func(x record) bool { return x.width() == most && x.filled() > 1 })
	if at < 0 || !rows[at].named() {
		return 0, nil
	}
	if width, n := commonest(rows[at:], record.width); width != most || 2*n <= len(rows[at:]) {
		return 0, nil // they are too few for a table
	}
	line := rows[at].line
	for _, above := range rows[:at] {
		if above.filled() > 1 && !strings.HasPrefix(above.cells[0], "#") {
			return 0, r.fault(line, "looks like the header; delete what stands above it, or mend line %d, which has %s where most have %d",
				above.line, plural(above.width(), "cell"), most)
		}
	}
	r.warn(line, "taken as the header; %s above it passed over", plural(line-r.line, "line"))
	return at, nil
}

// setHeader takes w as the header of rows. Empty names at its end that none of
// them has a cell for are trailing delimiters.
func (r *Reader) setHeader(w *Row, rows []record) {
	r.fileHeader = bytes.Clone(w.Raw)
	for i := range w.ends {
		r.names = append(r.names, r.columnName(w.Cell(i)))
	}
	widest := 0
	for _, row := range rows {
		widest = max(widest, len(row.cells))
	}
	if n := max(widest, len(trimEmpty(r.names))); widest > 0 && n < len(r.names) {
		r.warn(w.Line, "%s at the header's end left out, which the rows do not have", plural(len(r.names)-n, "delimiter"))
		r.names = r.names[:n]
		w.trim(n)
	}
	r.rawHeader = bytes.Clone(w.Raw)
	if !r.validText(w.Raw) {
		r.warn(w.Line, "header has bytes that are not valid in the file's encoding; --encoding names another")
	}
	r.warnUnnamed()
	r.warnAlike()
}

// columnName returns the column's name that a cell of the header gives.
func (r *Reader) columnName(cell string) string {
	name := strings.TrimFunc(cell, func(c rune) bool { return unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) })
	if name != strings.Trim(cell, " \t") {
		r.warn(r.headerLine, "column %+q has invisible characters around its name; left out", cell)
	}
	return strings.Clone(name)
}

// warnUnnamed warns of columns without a name, but for the first, which is
// often a row number, and those at the end, which are trailing delimiters.
func (r *Reader) warnUnnamed() {
	for i, name := range trimEmpty(r.names) {
		if name == "" && i > 0 {
			r.warn(r.headerLine, "column %d has no name", i+1)
		}
	}
}

// warnAlike warns of names that are equal up to letter case.
func (r *Reader) warnAlike() {
	seen := map[string]string{}
	for _, name := range r.names {
		folded := strings.ToLower(name)
		if other, ok := seen[folded]; ok && other != name {
			r.warn(r.headerLine, "columns %q and %q differ in letter case alone; they are two", other, name)
		}
		seen[folded] = name
	}
}

// trimEmpty returns s without the empty strings at its end.
func trimEmpty(s []string) []string {
	for len(s) > 0 && s[len(s)-1] == "" {
		s = s[:len(s)-1]
	}
	return s
}
