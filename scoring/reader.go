package scoring

import (
	"math"
	"slices"
	"strings"

	"chs/rubric"
)

// A reader reads the cells of some columns as a rubric writes them.
type reader struct {
	missing *MissingTokens
	decimal byte
	dates   []rubric.DateFormat
	columns []column
}

// A column is what one column's cells should hold.
type column struct {
	kind     rubric.Type
	plain    bool            // a plain number is a known value, whatever else is asked
	texts    map[string]bool // never missing values
	currency string          // amounts in another are unreadable; "" for any
	want     string          // in the words of a problem
}

func newReader(r *rubric.Rubric, columns []rubric.Column) reader {
	reader := reader{missing: NewMissingTokens(r.Missing), decimal: r.Decimal, dates: r.Dates}
	for _, c := range columns {
		reader.columns = append(reader.columns, newColumn(r, c))
	}
	return reader
}

func newColumn(r *rubric.Rubric, c rubric.Column) column {
	col := column{kind: c.Type, texts: make(map[string]bool, len(c.Texts))}
	for _, text := range c.Texts {
		col.texts[text] = true
	}
	switch c.Type {
	case rubric.Number:
		col.plain = !slices.ContainsFunc(r.Missing, func(token string) bool {
			_, _, ok := plainNumber(token, r.Decimal)
			return ok
		})
		col.want = "a number"
		if r.Decimal == ',' {
			col.want = `a number with "," before its decimals`
		}
		if c.Name == r.Value.Column && r.Value.Currency != "" {
			col.currency = r.Value.Currency
			col.want += " in " + col.currency
		}
	case rubric.Date:
		col.want = "a date as " + dateForms(r.Dates)
	}
	return col
}

func dateForms(formats []rubric.DateFormat) string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.String()
	}
	return strings.Join(names, " or ")
}

// read reads the cells of all columns, and returns how many are unreadable.
func (r *reader) read(texts []string, cells []cell, states []State) (unreadable int) {
	columns := r.columns
	texts, cells, states = texts[:len(columns)], cells[:len(columns)], states[:len(columns)]
	for i := range columns {
		c, text, dst := &columns[i], texts[i], &cells[i]
		if c.plain { // most are
			if n, ok := smallNumber(text); ok {
				dst.num, dst.missing, states[i] = float64(n), false, Known
				continue
			}
			if value, separators, ok := plainNumber(text, r.decimal); ok {
				dst.num, dst.missing, states[i] = value, false, Known+State(separators)
				continue
			}
		}
		if states[i] = r.readAny(c, text, dst); states[i] == Unreadable {
			unreadable++
		}
	}
	return unreadable
}

// readAny reads one cell, whatever its column holds.
func (r *reader) readAny(c *column, text string, dst *cell) State {
	text = trim(text)
	*dst = cell{num: math.NaN(), missing: true}
	if text == "" || r.missing.Has(text) && !c.texts[text] {
		return Missing
	}
	state := Known
	switch c.kind {
	case rubric.Number:
		numeral, ok := parseNumber(text, r.decimal)
		if !ok || c.currency != "" && !rubric.CurrencyFits(c.currency, numeral.Currency) {
			return Unreadable
		}
		dst.num, state = numeral.Value, Known+State(numeral.Separators)
	case rubric.Date:
		day, reading := ParseDate(text, r.dates)
		if reading != DateRead {
			return Unreadable
		}
		dst.num = float64(day)
	}
	dst.missing = false
	return state
}

// wanted says what a cell that is unreadable should hold.
func (r *reader) wanted(c *column, text string) string {
	if c.kind == rubric.Date {
		if _, reading := ParseDate(text, r.dates); reading == DateAmbiguous {
			return "a date that only one of " + dateForms(r.dates) + " fits"
		}
	}
	return c.want
}
