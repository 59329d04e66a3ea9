package accounts

import "fmt"

// A Tally counts the rows in which something odd was passed over or put right,
// by what it was. The zero Tally has counted nothing.
type Tally [oddities]struct{ rows, line int }

// An oddity is what a Tally counts.
type oddity int

const (
	emptyRows oddity = iota
	repeatedHeaders
	trimmedRows
	bareQuotes
	paddedQuotes
	oddities
)

// count adds a row that starts on line.
func (t *Tally) count(o oddity, line int) {
	t.add(o, 1, line)
}

func (t *Tally) add(o oddity, rows, line int) {
	if c := &t[o]; rows > 0 {
		if c.rows == 0 || line < c.line {
			c.line = line
		}
		c.rows += rows
	}
}

// Add adds what u counted in other chunks of the same file.
func (t *Tally) Add(u *Tally) {
	for o, c := range u {
		t.add(oddity(o), c.rows, c.line)
	}
}

// Warnings returns a warning for each kind that was counted, with the number
// of rows and the first one's line.
func (t *Tally) Warnings() []Warning {
	var all []Warning
	for o, c := range t {
		if c.rows > 0 {
			all = append(all, Warning{Line: c.line, Text: oddity(o).text(c.rows)})
		}
	}
	return all
}

// text returns what is said of rows that have the oddity.
func (o oddity) text(rows int) string {
	form := [...]string{
		emptyRows:       "%s with empty cells alone: passed over",
		repeatedHeaders: "%s equal to the header: passed over",
		trimmedRows:     "%s with empty cells beyond the header: trimmed",
		bareQuotes:      "%s with a quote within an unquoted cell: taken as text",
		paddedQuotes:    "%s with white space before a cell's quote: left out",
	}[o]
	return fmt.Sprintf(form, plural(rows, "row"))
}
