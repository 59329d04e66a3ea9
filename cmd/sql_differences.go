package cmd

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"chs/internal/accounts"
	"chs/internal/report"
)

// differences are those that a verification has found.
type differences struct {
	last     int // the number of the last row
	accounts int
	cells    int
	missing  int      // rows that did not come back, or came again
	first    []string // in words
}

// mostDifferences is how many are told.
const mostDifferences = 10

// take compares the results in a row with those that chs score had for it.
func (d *differences) take(v *verification, row *accounts.Row) {
	number, err := strconv.Atoi(row.Cell(0))
	if err != nil || number != d.last+1 {
		d.missing++
		d.note("row %d: %s has row %s in its place", d.last+1, v.name, row.Cell(0))
	}
	d.last = number
	before := d.cells
	for i, c := range v.added {
		want, got := row.Cell(1+len(v.cells)+i), row.Cell(1+len(v.cells)+len(v.added)+i)
		if !same(c.Kind, want, got) {
			d.cells++
			d.note("row %d, account %q: %s is %q by chs score, %q in %s", number, row.Cell(1), c.Name, want, got, v.name)
		}
	}
	if d.cells > before {
		d.accounts++
	}
}

func (d *differences) note(format string, args ...any) {
	if len(d.first) < mostDifferences {
		d.first = append(d.first, fmt.Sprintf(format, args...))
	}
}

// same reports whether two cells say the same. Amounts, which are rounded products,
// may differ by a cent.
func same(kind report.Kind, want, got string) bool {
	if want == got {
		return true
	}
	x, err := strconv.ParseFloat(want, 64)
	if err != nil {
		return false
	}
	y, err := strconv.ParseFloat(got, 64)
	switch {
	case err != nil:
		return false
	case kind == report.Priority || kind == report.ExpectedLoss:
		return math.Abs(math.Round(100*(x-y))) <= 1
	case kind == report.Score || kind == report.Uncapped || kind == report.ChurnProbability:
		return x == y
	}
	return false
}

// say writes what was found, and returns an error if it is not that all is equal.
func (d *differences) say(to io.Writer, v *verification) error {
	if d.last != v.rows {
		d.missing++
		d.note("%s has %s of %d", v.name, count(d.last, "row"), v.rows)
	}
	if d.cells+d.missing == 0 {
		_, err := fmt.Fprintf(to, "equal: %s × %s\n", count(v.rows, "account"), count(len(v.added), "column"))
		return err
	}
	for _, line := range d.first {
		if _, err := fmt.Fprintln(to, report.Visible(line)); err != nil {
			return err
		}
	}
	text := fmt.Sprintf("--verify: %s of %s differ", count(d.cells, "cell"), count(d.accounts, "account"))
	if d.missing > 0 {
		text += ", and the rows are not the same"
	}
	return &gateError{text}
}
