package report

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"chs/rubric"
	"chs/scoring"
)

// CSV writes accounts as CSV, by RFC 4180 but for LF line ends. Cells of the
// input keep their bytes where the input is comma-separated UTF-8, and are
// quoted anew, where they need it, elsewhere.
//
// For people's spreadsheet programs (Layout.Excel) there is a byte order
// mark, lines end in CRLF, text that such a program would take for a formula
// has a ' before it, and where the rubric's numbers have decimal commas, so
// have those that chs adds, and semicolons part the cells.
type CSV struct {
	layout    *Layout
	delimiter byte
	comma     bool // decimal commas
	runs      []run
	bands     []string    // as cells, by index+1: the unscored, then the rubric's
	inputs    []inputCell // by column of the input
}

// A run is a part of a line: cells of the input that follow one another there,
// ratings of criteria that do in the rubric, or another column that chs adds.
type run struct {
	*Column
	from, to int // cells of the input, or criteria; of no use in others
}

// An inputCell is what a CSV does with a cell of the input.
type inputCell struct {
	times  int // how often it is written: --columns may leave it out, or repeat it
	number int // the column of the rubric that reads it as a number, or scoring.None
}

// NewCSV returns a CSV with commas, or semicolons as Layout.Excel says.
func NewCSV(l *Layout) *CSV {
	if l.Excel && l.Rubric.Decimal == ',' {
		c := newCSV(l, ';')
		c.comma = true
		return c
	}
	return newCSV(l, ',')
}

func newCSV(l *Layout, delimiter byte) *CSV {
	c := &CSV{layout: l, delimiter: delimiter}
	for i := range l.Columns {
		column := &l.Columns[i]
		last := len(c.runs) - 1
		if last >= 0 && c.runs[last].Kind == column.Kind && c.runs[last].to == column.Index {
			c.runs[last].to++
		} else {
			c.runs = append(c.runs, run{column, column.Index, column.Index + 1})
		}
	}
	c.findInputs()
	for band := scoring.None; band < len(l.Rubric.Bands); band++ {
		c.bands = append(c.bands, string(c.appendText(nil, l.band(band))))
	}
	return c
}

// Begin implements [Writer].
func (c *CSV) Begin(dst []byte) []byte {
	if c.layout.Excel {
		dst = append(dst, "\uFEFF"...)
	}
	for i, column := range c.layout.Columns {
		if i > 0 {
			dst = append(dst, c.delimiter)
		}
		dst = c.appendText(dst, column.Name)
	}
	return c.endLine(dst)
}

// Append implements [Writer].
func (c *CSV) Append(dst []byte, a *Account) []byte {
	start := len(dst)
	runs := c.runs
	for i := range runs {
		if i > 0 {
			dst = append(dst, c.delimiter)
		}
		switch run := &runs[i]; run.Kind {
		case Input:
			dst = c.appendCells(dst, run, a)
		case Rating: // most that is added
			dst = c.appendRatings(dst, a.Result.Ratings[run.from:run.to])
		case Band:
			if !a.lost() {
				dst = append(dst, c.bands[a.Result.Band+1]...)
			}
		default:
			dst = c.appendAdded(dst, run.Column, a)
		}
	}
	if len(dst) == start {
		dst = append(dst, `""`...) // a blank line would be no row
	}
	return c.endLine(dst)
}

// endLine appends a line end.
func (c *CSV) endLine(dst []byte) []byte {
	if c.layout.Excel {
		dst = append(dst, '\r')
	}
	return append(dst, '\n')
}

// Between implements [Writer].
func (c *CSV) Between() string { return "" }

// End implements [Writer].
func (c *CSV) End(dst []byte) []byte { return dst }

// appendCells appends cells of the input.
func (c *CSV) appendCells(dst []byte, run *run, a *Account) []byte {
	if raw, ok := c.verbatim(a.Cells, run.from, run.to); ok {
		return append(dst, raw...)
	}
	for i := run.from; i < run.to; i++ {
		if i > run.from {
			dst = append(dst, c.delimiter)
		}
		if raw, ok := c.verbatim(a.Cells, i, i+1); ok {
			dst = append(dst, raw...)
		} else {
			dst = c.appendText(dst, a.Cells.Cell(i))
		}
	}
	return dst
}

// appendRatings appends the ratings of a run. Each is written, and the next over
// those that are not known, which costs no jump.
func (c *CSV) appendRatings(dst []byte, ratings []int8) []byte {
	n, delimiter := len(dst), c.delimiter
	dst = slices.Grow(dst, 2*len(ratings))[:n+2*len(ratings)]
	for _, rating := range ratings {
		dst[n] = '0' + byte(rating)
		if rating > 0 {
			n++
		}
		dst[n] = delimiter
		n++
	}
	return dst[:n-1] // without the last delimiter
}

// verbatim returns the bytes of cells of the input if they can stand here as
// they are.
func (c *CSV) verbatim(cells Cells, from, to int) (raw []byte, ok bool) {
	if c.delimiter != ',' || c.layout.Excel {
		return nil, false
	}
	return cells.Verbatim(from, to)
}

// appendAdded appends a cell that chs adds.
func (c *CSV) appendAdded(dst []byte, column *Column, a *Account) []byte {
	start := len(dst)
	dst = c.layout.appendAdded(dst, *column, a)
	if !column.Kind.isNumeric() {
		return c.quote(dst, start)
	}
	if c.comma {
		withComma(dst[start:])
	}
	return dst
}

// withComma makes a number's decimal sign, if it has one, a comma.
func withComma(number []byte) {
	if point := bytes.IndexByte(number, '.'); point >= 0 {
		number[point] = ','
	}
}

// appendText appends a text cell, quoted if it needs it.
func (c *CSV) appendText(dst []byte, text string) []byte {
	return c.quote(append(dst, text...), len(dst))
}

// quote makes the text that starts at start a cell, quoted if it needs it.
func (c *CSV) quote(dst []byte, start int) []byte {
	if c.layout.Excel && c.layout.isFormula(string(dst[start:])) {
		dst = slices.Insert(dst, start, '\'')
	}
	if !c.needsQuotes(dst[start:]) {
		return dst
	}
	text := string(dst[start:])
	dst = append(dst[:start], '"')
	for i := range len(text) {
		if text[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, text[i])
	}
	return append(dst, '"')
}

// needsQuotes reports whether some reader would take a bare cell for something
// else: several, one without white space around it, or the end of the data,
// which \. is to PostgreSQL.
func (c *CSV) needsQuotes(cell []byte) bool {
	for _, b := range cell {
		switch b {
		case c.delimiter, '"', '\n', '\r':
			return true
		}
	}
	return len(bytes.TrimSpace(cell)) < len(cell) || string(cell) == `\.`
}

// findInputs finds what is done with each cell of the input.
func (c *CSV) findInputs() {
	for _, name := range c.layout.Header {
		number := slices.IndexFunc(c.layout.Rubric.Columns, func(column rubric.Column) bool {
			return column.Type == rubric.Number && column.Name == name
		})
		c.inputs = append(c.inputs, inputCell{number: number})
	}
	for _, column := range c.layout.Columns {
		if column.Kind == Input {
			c.inputs[column.Index].times++
		}
	}
}

// Formulas returns how many of the cells that are written of an account a
// spreadsheet program would take for formulas although they are text.
// Layout.Excel makes them harmless. Signs are the cells of the input whose text
// starts with a byte of a formula's first sign, and maybe others, each once.
func (c *CSV) Formulas(a *Account, signs []int) int {
	n := 0
	for _, i := range signs {
		input := &c.inputs[i]
		if input.number != scoring.None && a.Result.States[input.number] >= scoring.Known {
			continue // most that start with a sign
		}
		if c.layout.isFormula(a.Cells.Cell(i)) {
			n += input.times
		}
	}
	return n
}

// isFormula reports whether a spreadsheet program would take text for a
// formula: it starts with one of the signs that OWASP's page on CSV injection
// lists, is no number, and not dashes alone.
func (l *Layout) isFormula(text string) bool {
	if text == "" || !formulaStarts[text[0]] {
		return false
	}
	if _, isNumber := scoring.ParseNumber(text, l.Rubric.Decimal); isNumber || strings.Trim(text, "-") == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	return first < utf8.RuneSelf || strings.ContainsRune("＝＋－＠", first)
}

// formulaStarts has the bytes that a formula may start with: the signs, and the
// lead byte of the full-width ones.
var formulaStarts = [256]bool{'=': true, '+': true, '-': true, '@': true, '\t': true, '\r': true, '\n': true, 0xef: true}
