package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// rowOddities are what is odd about the rows of a chunk, or of a file.
type rowOddities struct {
	rows, unnamed int // all of a file's, and those with an empty id
	firstUnnamed  int // its line

	last     string // the id of the last row that is not rejected
	lastLine int    // 0 if there is none
}

// note looks at the id of a row, but for last.
func (o *rowOddities) note(id string, line int) {
	if id == "" || (id[0] <= ' ' || id[0] >= utf8.RuneSelf) && strings.TrimSpace(id) == "" {
		if o.unnamed == 0 {
			o.firstUnnamed = line
		}
		o.unnamed++
	}
	o.lastLine = line
}

// add takes in the next chunk of the file.
func (o *rowOddities) add(t *task) {
	o.rows += t.scored + t.unscored + t.rejected
	if t.odd.lastLine == 0 {
		return
	}
	if o.unnamed == 0 {
		o.firstUnnamed = t.odd.firstUnnamed
	}
	o.unnamed += t.odd.unnamed
	o.last, o.lastLine = t.odd.last, t.odd.lastLine
}

// warnings says what is odd about the rows of f, whose ids are in the column id.
func (o *rowOddities) warnings(f *file, id string) []string {
	var all []string
	warn := func(line int, format string, args ...any) {
		all = append(all, fmt.Sprintf("%s:%d: ", f.Name(), line)+fmt.Sprintf(format, args...))
	}
	if o.rows == 0 {
		warn(f.HeaderLine(), "no rows below the header")
	}
	if o.unnamed > 0 {
		warn(o.firstUnnamed, "%s without %q, which names the account: scored all the same", plural(o.unnamed, "row"), id)
	}
	if last := strings.TrimSpace(o.last); isSum(last) {
		warn(o.lastLine, "account %q in the last row looks like the sum of the others: scored all the same", last)
	}
	return all
}

// plural words a number of things: "1 row", "2 rows".
func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

// isSum reports whether an id is a word for the sum of all rows.
func isSum(id string) bool {
	word := strings.ToLower(strings.TrimRight(id, " :"))
	return slices.Contains([]string{
		"total", "totals", "grand total", "sum", "gesamt", "gesamtsumme", "summe", "somme", "suma", "totale", "totaal",
	}, word)
}
